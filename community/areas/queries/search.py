"""Finding an area by what people type: any of its names, part of it, with or without ø and á."""

from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from community.areas.models import Area, AreaQuerySet, County
from community.areas.queries.chosen import current_area
from community.areas.queries.tree import with_lines
from community.areas.spelling import cleaned, plain, spellings
from community.lib.text import fold

# Most people look for the municipality they work in.
_ORDER = [
    Area.Kind.MUNICIPALITY,
    Area.Kind.COMMUNITY,
    Area.Kind.DISTRICT,
    Area.Kind.REGION,
    Area.Kind.COUNTRY,
]
# How well a name fits: it is that, begins so, has a word that begins so, or holds it somewhere.
_ANYWHERE = "{}"
_FITS = ["|{}|", "|{}", " {}", _ANYWHERE]
_FEW_LETTERS = 3  # fewer stand in the middle of most names, and begin most counties


def find_areas(text: str, *, limit: int = 8) -> list[Area]:
    """The areas that `text` may mean, best first, each with its county and line.

    Letters count as they are typed: «vå» finds Våler and not Vadsø, «va» both. Only if nothing
    is written so, other spellings are tried, and then «Herøy Nordland» as name and county. An
    area that has ended stands for its successor, which then says so in `found_as`.

    One query; one more for successors, two more for a county.
    """
    typed = cleaned(text)
    if not typed:
        return []
    areas = Area.objects.current() | Area.objects.exclude(successor=None)
    found = _best(areas, typed, limit) or _in_county(areas, typed, limit)
    return with_lines(_as_today(found))


def _best(areas: AreaQuerySet, typed: str, limit: int) -> list[Area]:
    """Those of the most faithful spelling that is found at all."""
    found: list[Any] = list(_ranked(areas, spellings(typed))[:limit])
    return [area for area in found if area.fit // len(_FITS) == found[0].fit // len(_FITS)]


def _ranked(areas: AreaQuerySet, tried: list[str]) -> QuerySet[Area]:
    fits = [_fit(fit, each) for each in tried for fit in _FITS]
    kinds = [Q(kind=kind) for kind in _ORDER]
    return (
        areas.select_related("county")
        .annotate(fit=_first_of(fits), kind_order=_first_of(kinds))
        .filter(fit__isnull=False)
        .order_by("fit", "kind_order", "sort_key", "county__name", "code")
    )


def _fit(fit: str, spelling: str) -> Q:
    if fit == _ANYWHERE and len(spelling) < _FEW_LETTERS:
        return Q(pk__in=[])
    return Q(search_key__contains=fit.format(spelling))


def _first_of(conditions: list[Q]) -> Case:
    """The place of the first condition that holds, or null."""
    return Case(*[When(each, then=Value(place)) for place, each in enumerate(conditions)])


def _in_county(areas: AreaQuerySet, typed: str, limit: int) -> list[Area]:
    """«herøy nordland», «Våler, Østfold fylke»: a name and what its county begins with."""
    words = plain(typed).removesuffix(" fylke").split()
    counties = list(County.objects.all()) if len(words) > 1 else []
    for cut in range(len(words) - 1, 0, -1):
        label = fold(" ".join(words[cut:]))
        if len(label) < _FEW_LETTERS:
            continue
        numbers = [each.number for each in counties if _is_called(each, label)]
        if numbers:
            return _best(areas.filter(county__in=numbers), " ".join(words[:cut]), limit)
    return []


def _is_called(county: County, label: str) -> bool:
    names = [county.name, *county.other_names.split(";")]
    return any(fold(plain(name)).startswith(label) for name in names)


def _as_today(found: list[Area]) -> list[Area]:
    """Each area, or for an ended one what took over; none twice."""
    ended = {area.pk: area.successor_id for area in found if not area.is_current}
    successors = Area.objects.select_related("county").in_bulk(set(ended.values())) if ended else {}
    today: dict[int, Area] = {}
    for area in found:
        current = current_area(successors.get(ended[area.pk])) if area.pk in ended else area
        if current is not None and current.pk not in today:
            current.found_as = area.name if current != area else ""
            today[current.pk] = current
    return list(today.values())
