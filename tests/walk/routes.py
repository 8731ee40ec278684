"""Every address that the URL configuration answers, ours and those of the packages we include."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from django.urls import URLResolver, get_resolver

# The packages whose addresses stand among ours. What they answer is for `third_party`.
PACKAGES = {
    "admin",
    "allauth.urls",
    "wagtail.admin.urls",
    "wagtail.documents.urls",
    "wagtail.urls",
}

_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """One pattern: its address as it is written in the configuration, and its name."""

    address: str
    name: str  # with its namespaces, as `reverse` wants it; empty for the few without
    parameters: frozenset[str]
    package: str  # one of `PACKAGES`; empty for ours

    def path(self, values: Mapping[str, Any]) -> str:
        """The address with its parameters filled in."""
        return "/" + _PARAMETER.sub(lambda match: str(values[match[1]]), self.address)


@cache
def routes() -> tuple[Route, ...]:
    return tuple(_walk(get_resolver()))


def ours() -> dict[str, Route]:
    """Our own routes by their address."""
    return {route.address: route for route in routes() if not route.package}


def of_package(package: str) -> list[Route]:
    return [route for route in routes() if route.package == package]


def _walk(
    resolver: URLResolver, address: str = "", namespaces: tuple[str, ...] = (), package: str = ""
) -> Iterator[Route]:
    for each in resolver.url_patterns:
        here = address + str(each.pattern)
        if isinstance(each, URLResolver):
            inside = (*namespaces, each.namespace) if each.namespace else namespaces
            yield from _walk(each, here, inside, package or _package(each))
        else:
            name = ":".join([*namespaces, each.name]) if each.name else ""
            yield Route(here, name, frozenset(_PARAMETER.findall(here)), package)


def _package(resolver: URLResolver) -> str:
    """Which package was included. Whatever is not known by name counts as ours."""
    included = resolver.urlconf_name
    name = included.__name__ if isinstance(included, ModuleType) else resolver.app_name or ""
    return name if name in PACKAGES else ""
