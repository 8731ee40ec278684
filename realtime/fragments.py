"""A row's HTML, rendered once for each language and audience, for page, event and catch-up alike.

A fragment says nothing about who reads it. It is cached under the row's id, language and
audience with the row's revision inside, so that a purge can name the keys without knowing the
revision. Whatever changes what a fragment shows changes the revision.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import override

from realtime.declarations import AUDIENCES, Audience, Row

FRAGMENT_SECONDS = 60 * 60 * 24


def render_rows(
    row: Row, objects: Sequence[Any], *, language: str, audience: Audience
) -> dict[int, SafeString]:
    """The HTML of each object by its id; one cache read and at most one cache write."""
    keys = {object.pk: _key(row, object.pk, language, audience) for object in objects}
    kept = cache.get_many(keys.values())
    html: dict[int, SafeString] = {}
    fresh: dict[str, tuple[str, str]] = {}
    for object in objects:
        key = keys[object.pk]
        revision, text = kept.get(key, (None, ""))
        if revision != row.revision(object):
            text = _render(row, object, language, audience)
            fresh[key] = (row.revision(object), text)
        html[object.pk] = SafeString(text)
    if fresh:
        cache.set_many(fresh, FRAGMENT_SECONDS)
    return html


def purge_rows(row: Row, ids: Iterable[int]) -> None:
    """Forget every cached form of these rows, whatever their revision."""
    languages = [code for code, _name in settings.LANGUAGES]
    cache.delete_many(
        _key(row, id, language, audience)
        for id in ids
        for language in languages
        for audience in AUDIENCES
    )


def _key(row: Row, id: int, language: str, audience: Audience) -> str:
    return f"fragment:{row.template}:{id}:{language}:{audience}"


def _render(row: Row, object: Any, language: str, audience: Audience) -> str:
    with override(language):
        return get_template(row.template).render({row.field: object, "audience": audience})
