"""The addresses of packages: all of their pages that can be asked for about a network.

A package does not know networks, but it shows what is registered with it, by id, in lists and in
searches; and what it knows of people, files and pages must not hold what is written in a network.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse

from tests.walk.planting import WORDS
from tests.walk.routes import of_package

# Wagtail's pages that look for what is typed, by their addresses.
_SEARCHES = re.compile("search/$|choose|/api/|users/$")

# The planted rows of each model.
Rows = dict[type[models.Model], list[models.Model]]


def plain(package: str, *left_out: str) -> Iterator[str]:
    """Its pages that need nothing but their address."""
    for route in of_package(package):
        takes_nothing = not {"<", "("} & set(route.address)
        if takes_nothing and route.name and route.name not in left_out:
            yield reverse(route.name)


def administration(rows: Rows) -> Iterator[str]:
    """Lists, searches, each planted row's own pages, and the ways to it from other pages."""
    yield from plain("admin", "admin:logout")
    for model in admin.site._registry:
        names = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
        yield reverse("admin:app_list", args=[model._meta.app_label])
        yield _admin("changelist", model) + "?q={word}"
        for row in rows.get(model, []):
            for page in ("change", "history", "delete"):
                yield _admin(page, model, row.pk)
        for relation in _relations(model):
            names["field_name"] = relation
            query = "&".join(f"{name}={value}" for name, value in names.items())
            yield f"{reverse('admin:autocomplete')}?{query}"
    for model, planted in rows.items():
        kind = ContentType.objects.get_for_model(model).pk
        for row in planted:
            yield reverse("admin:view_on_site", args=[kind, row.pk])


def _admin(page: str, model: type[models.Model], *arguments: Any) -> str:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    return reverse(name, args=arguments)


def _relations(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.get_fields() if field.many_to_one]


def editor(rows: Rows) -> Iterator[str]:
    """Every page, its search if it has one, and what it would show of members and planted rows."""
    for path in plain("wagtail.admin.urls", "wagtailadmin_error_test"):
        yield path
        if _SEARCHES.search(path):
            yield path + "?q={word}&search={word}"
    for route in of_package("wagtail.admin.urls"):
        if route.name.startswith("wagtailusers_users:") and route.parameters == {"pk"}:
            for member in rows[apps.get_model("members.Member")]:
                yield reverse(route.name, args=[member.pk])
    for model, planted in rows.items():
        names = [model._meta.app_label, model._meta.model_name]
        for row in planted[:1]:
            yield reverse("wagtail_bulk_action", args=[*names, "delete"]) + f"?id={row.pk}"
            yield reverse("wagtailadmin_editing_sessions:ping", args=[*names, row.pk, 1])


def accounts(rows: Rows) -> Iterator[str]:
    yield from plain("allauth.urls")


def documents(rows: Rows) -> Iterator[str]:
    """There are none of a network: whatever the number, nothing is there."""
    for number in {row.pk for planted in rows.values() for row in planted}:
        yield reverse("wagtaildocs_serve", args=[number, "fil.pdf"])


def pages(rows: Rows) -> Iterator[str]:
    """What Wagtail would find at the words themselves."""
    for word in WORDS:
        yield reverse("wagtail_serve", args=[f"{word}/"])


# Only for administrators: everybody else is led away before a page is made.
ADMINISTRATIONS = {"admin", "wagtail.admin.urls"}

# By package: the addresses to ask for. `{word}` in one stands for what is searched for.
WALKED: dict[str, Callable[[Rows], Iterator[str]]] = {
    "admin": administration,
    "allauth.urls": accounts,
    "wagtail.admin.urls": editor,
    "wagtail.documents.urls": documents,
    "wagtail.urls": pages,
}
