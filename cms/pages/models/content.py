import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.pages.blocks import BODY
from cms.pages.forms import AreasPanel, ContentForm
from cms.pages.models.page_area import ValidInAreas
from cms.pages.models.site_page import SitePage
from community.areas.models import Area


class PageTag(TaggedItemBase):
    """One table for pages of every kind, as for areas."""

    content_object = ParentalKey(Page, on_delete=models.CASCADE, related_name="page_tags")


class ContentPage(ValidInAreas, SitePage):
    """What articles and news have in common: a lead, a text, areas, themes, a language."""

    body = StreamField(BODY, verbose_name=_("innhold"), blank=True)
    tags = ClusterTaggableManager(through=PageTag, blank=True, verbose_name=_("emner"))

    base_form_class = ContentForm
    parent_page_types = ["pages.HomePage", "pages.AreaPage"]
    subpage_types: list[str] = []
    promote_panels = [
        FieldPanel("slug"),
        FieldPanel("tags"),
        FieldPanel("search_description"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        abstract = True

    sorted_by: datetime.date | None = None  # set by the cascade

    @property
    def shown_on(self) -> datetime.date | None:
        """The day beside the title."""
        published = self.first_published_at
        return self.sorted_by or (timezone.localdate(published) if published else None)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "trail": self._trail(),
            "versions": list(self.live_translations()),
            "tags": [row.tag for row in self.page_tags.select_related("tag").order_by("tag__name")],
        }

    def _trail(self) -> list[tuple[str, str | None]]:
        """Where the page stands: the front page, the area it is made in, itself."""
        area = Area.objects.filter(area_page=self.get_parent().pk).first()
        above = [(str(area), area.get_absolute_url())] if area is not None else []
        return [(_("Forsiden"), reverse("cms:home")), *above, (self.title, None)]


class ArticlePage(ContentPage):
    """What stays: how something is done here, who does it, what one has agreed."""

    lead = models.TextField(_("ingress"), max_length=400, blank=True)

    template = "pages/article/index.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("language"),
        FieldPanel("lead"),
        FieldPanel("body"),
        AreasPanel(),
    ]

    class Meta:
        verbose_name = _("artikkel")
        verbose_name_plural = _("artikler")


class NewsPage(ContentPage):
    """What has happened or is coming, with the day it was told."""

    date = models.DateField(_("dato"), default=timezone.localdate)
    lead = models.TextField(_("ingress"), max_length=400)
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("bilde"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(
        _("bildet i ord"),
        max_length=255,
        blank=True,
        help_text=_("Det den som ikke ser bildet trenger å vite."),
    )
    picture_credit = models.CharField(_("foto eller tegning"), max_length=120, blank=True)

    template = "pages/news/index.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("language"),
        FieldPanel("date"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("picture_credit")],
            heading=_("Bilde"),
        ),
        FieldPanel("body"),
        AreasPanel(),
    ]

    class Meta:
        verbose_name = _("nyhet")
        verbose_name_plural = _("nyheter")

    @property
    def shown_on(self) -> datetime.date | None:
        return self.date

    def written_texts(self) -> dict[str, str]:
        pictured = {"picture_alt": self.picture_alt, "picture_credit": self.picture_credit}
        return super().written_texts() | pictured

    def clean(self) -> None:
        super().clean()
        if not getattr(self, "is_draft_being_saved", False):
            self.refuse_undescribed_picture()

    def refuse_undescribed_picture(self) -> None:
        """Raises ValidationError: a picture is published with its words and who made it."""
        missing = {}
        if self.picture_id and not self.picture_alt.strip():
            missing["picture_alt"] = gettext("Skriv hva bildet viser.")
        if self.picture_id and not self.picture_credit.strip():
            missing["picture_credit"] = gettext("Skriv hvem som har laget bildet.")
        if missing:
            raise ValidationError(missing)
