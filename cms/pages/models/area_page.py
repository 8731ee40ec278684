from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester
from wagtail.search import index

from cms.pages.addresses import address, address_language
from cms.pages.blocks import BODY
from cms.pages.models.home import HomePage
from cms.pages.models.site_page import Container, SitePage
from community.areas.models import Area


class AreaPage(Container, SitePage):
    """Where an area's editors work, and what they say of it. Readers find it at `/omrade/…/`.

    It is made when first needed: the address answers for every area, from data alone.
    """

    area = models.OneToOneField(
        Area, verbose_name=_("område"), on_delete=models.PROTECT, related_name="area_page"
    )
    lead = models.TextField(
        _("ingress"),
        max_length=400,
        blank=True,
        help_text=_("Uten ingress sier vi hvor området ligger og hvem som er med."),
    )
    body = StreamField(BODY, verbose_name=_("innhold"), blank=True)

    template = "pages/area/index.html"
    parent_page_types = ["pages.HomePage", "pages.AreaPage"]
    subpage_types = ["pages.AreaPage", "pages.ArticlePage", "pages.NewsPage"]
    # An editor would have to know which area lies where; `ensure_area_page` does.
    is_creatable = False
    content_panels = [FieldPanel("lead"), FieldPanel("body")]
    promote_panels = [FieldPanel("search_description")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("områdeside")
        verbose_name_plural = _("områdesider")

    def address_in(self, language: str) -> str:
        return address("cms:area", self.area.slug, language=language)

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.address_in(address_language(self.language)))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from cms.pages.views.area import area_response  # views build on models

        return area_response(request, self.area, self)

    def clean(self) -> None:
        super().clean()
        if self.path and not self.may_lie_under(self.get_parent()):
            raise ValidationError(gettext("En områdeside hører hjemme under området det ligger i."))

    def may_lie_under(self, parent: Page) -> bool:
        """Under the page of what the area lies in, or, for a country, under the front page."""
        if self.area.parent_id is None:
            return issubclass(parent.specific_class, HomePage)
        return AreaPage.objects.filter(pk=parent.pk, area=self.area.parent_id).exists()

    def can_move_to(self, parent: Page) -> bool:
        return super().can_move_to(parent) and self.may_lie_under(parent)

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return AreaPagePermissions(user, self)


class AreaPagePermissions(PagePermissionTester):
    """Editors write on their area's page and under it; the tree itself is not theirs to change."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.user.is_superuser and super().can_delete(ignore_bulk)

    def can_copy(self) -> bool:
        return False
