from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cms.pages.blocks import BODY
from cms.pages.models.site_page import Container, SitePage


class HomePage(Container, SitePage):
    """The front page, and the top of the tree: what lies straight under it is common to all."""

    lead = models.TextField(
        _("ingress"),
        max_length=400,
        blank=True,
        help_text=_("Én eller to setninger øverst på forsiden. Uten den sier vi hva Samtun er."),
    )
    body = StreamField(BODY, verbose_name=_("innhold"), blank=True)

    template = "pages/home/index.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.AreaPage", "pages.ArticlePage", "pages.NewsPage"]
    max_count = 1
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("forside")
        verbose_name_plural = _("forsider")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Below the front page of any language all pages are found: there is one tree."""
        try:
            return super().route(request, path_components)
        except Http404:
            for other in self.get_translations().live():
                if other.get_children().filter(slug=path_components[0]).exists():
                    return super(HomePage, other).route(request, path_components)
            raise

    def answer(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        from cms.pages.views.home import home_response  # views build on models

        return home_response(request, self)
