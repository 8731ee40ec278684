"""Pages about Samtun itself, which every installation has without an editor."""

from django.conf import settings
from django.urls import path
from django.views.generic import TemplateView

app_name = "about"


def page(address: str, name: str) -> object:
    view = TemplateView.as_view(
        template_name=f"about/{name}/index.html",
        extra_context={
            "contact_email": settings.CONTACT_EMAIL,
            "source_url": settings.SOURCE_URL,
        },
    )
    return path(address, view, name=name)


urlpatterns = [
    page("om/", "about"),
    page("kontakt/", "contact"),
    page("personvern/", "privacy"),
    page("taushetsplikt/", "confidentiality"),
    page("tilgjengelighet/", "accessibility"),
]
