"""Wagtail's editor as its pages post it."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield


def signed_in(member: Any) -> Client:
    client = Client()
    client.force_login(member)
    return client


def add_address(kind: str, parent: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=["pages", kind, parent.pk])


def edit_address(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def explore_address(page: Page) -> str:
    return reverse("wagtailadmin_explore", args=[page.pk])


def form_of(kind: str, page: Any = None, *, areas: Any = (), **values: Any) -> dict[str, Any]:
    """What the editor sends for a page of that kind, with what is there already kept."""
    kept = list(page.page_areas.all()) if hasattr(page, "page_areas") else []
    rows = [{"id": row.pk, "area": row.area_id} for row in kept]
    rows += [{"area": area.pk} for area in areas]
    data = {
        "title": getattr(page, "title", "En side"),
        "slug": getattr(page, "slug", "en-side"),
        "language": Locale.get_default().pk,
        "lead": "En ingress.",
        "date": "2026-11-17",
        "picture": "",
        "picture_alt": "",
        "picture_credit": "",
        "body": streamfield([]),
        "tags": "",
        "search_description": "",
        "comments": inline_formset([]),
        "page_areas": inline_formset(rows, initial=len(kept)),
    }
    return nested_form_data(data | values)
