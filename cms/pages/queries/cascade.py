"""What a reader sees of pages, local and common together.

In a chosen area: what is for that area, for the areas above it, and common to all; nearest
first, and each page with the area to name beside it. Nothing is hidden: what is for other areas
keeps its address, and what lies below is read by `within`.
"""

from collections.abc import Sequence

from django.conf import settings
from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.pages.addresses import spoken_language
from cms.pages.models import ArticlePage, NewsPage, PageArea, PageTag
from community.areas.models import Area
from community.areas.queries.tree import below, reach

Kinds = Sequence[type[Page]]

CONTENT: Kinds = (NewsPage, ArticlePage)


def valid_in(
    area: Area | None, kinds: Kinds = CONTENT, *, known_reach: list[Area] | None = None
) -> PageQuerySet:
    """Live, public pages for a reader in `area`, nearest first, the newest of equals first.

    Each has `nearness` (the level of the nearest area that it is for; 0 when it is common) and
    `marked_area`. Without an area only what is common. `known_reach` saves asking for it again.
    """
    areas = known_reach or (reach(area) if area is not None else [])
    pages = _with_nearest(_readable(kinds), Q(area__in=areas), nearest_first=True)
    here = pages.filter(Q(nearness__gt=0) | ~Exists(_areas_of_page()))
    return here.order_by("-nearness", "-sorted_by", "-first_published_at", "-pk")


def within(area: Area, kinds: Kinds = CONTENT) -> PageQuerySet:
    """Live, public pages for areas that lie in `area` and not for itself, the newest first."""
    pages = _with_nearest(
        _readable(kinds), Q(area__in=below(area).values("pk")), nearest_first=False
    )
    already_shown = Exists(_areas_of_page().filter(area__in=reach(area)))
    return newest(pages.filter(nearness__gt=0).exclude(already_shown))


def newest(pages: PageQuerySet) -> PageQuerySet:
    return pages.order_by("-sorted_by", "-first_published_at", "-nearness", "-pk")


def with_tag(pages: PageQuerySet, slug: str) -> PageQuerySet:
    tagged = PageTag.objects.filter(content_object=OuterRef("pk"), tag__slug=slug)
    return pages.filter(Exists(tagged))


# --- What may be read, and in which language ----------------------------------------------


def _readable(kinds: Kinds) -> PageQuerySet:
    """The live, public pages of these kinds, each in one language only."""
    pages = Page.objects.type(*kinds).specific() if len(kinds) > 1 else kinds[0].objects.all()
    hidden = pages.private_q()  # one query, and `public()` would ask it again for each use
    preferred = _live(Page.objects.all(), hidden).filter(
        translation_key=OuterRef("translation_key"), language_rank__lt=OuterRef("language_rank")
    )
    return (
        _live(pages, hidden)
        .filter(~Exists(preferred))
        .annotate(in_language=F("locale__language_code"), sorted_by=_sort_date(kinds))
        .prefetch_related(_areas_with_names(), _tags_with_names())
        .defer_streamfields()
    )


def _live(pages: PageQuerySet, hidden: Q) -> PageQuerySet:
    """What `live().public()` gives, and no alias of a private page either."""
    aliases = Q(alias_of__in=Page.objects.filter(hidden))
    return pages.live().exclude(hidden).exclude(aliases).annotate(language_rank=_language_rank())


def _language_rank() -> Case:
    """The reader's language first, then bokmål, then the others."""
    codes = [spoken_language(), *(code for code, _name in settings.LANGUAGES)]
    ranks = enumerate(dict.fromkeys(codes))
    cases = [When(locale__language_code=code, then=Value(rank)) for rank, code in ranks]
    return Case(*cases, default=Value(len(cases)), output_field=IntegerField())


def _sort_date(kinds: Kinds) -> Coalesce | TruncDate | F:
    published = TruncDate("first_published_at")
    if list(kinds) == [NewsPage]:
        return F("date")
    if NewsPage not in kinds:
        return published
    return Coalesce(F("newspage__date"), published, output_field=DateField())


# --- Areas and tags of many pages at once ---------------------------------------------------


def _with_nearest(pages: PageQuerySet, condition: Q, *, nearest_first: bool) -> PageQuerySet:
    level = "-area__level" if nearest_first else "area__level"
    matching = _areas_of_page().filter(condition).order_by(level, "area__sort_key", "area")
    return pages.annotate(
        nearness=Coalesce(Subquery(matching.values("area__level")[:1]), Value(0)),
        marked_area_id=Subquery(matching.values("area")[:1]),
    )


def _areas_of_page() -> QuerySet[PageArea]:
    return PageArea.objects.filter(page=OuterRef("pk"))


def _areas_with_names() -> Prefetch:
    return Prefetch("page_areas", PageArea.objects.select_related("area"))


def _tags_with_names() -> Prefetch:
    return Prefetch("page_tags", PageTag.objects.select_related("tag"))
