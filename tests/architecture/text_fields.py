"""The text fields of all models, and where a text stands in them."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.fields import StreamField

from tests.architecture.sources import PACKAGES

KINDS = (models.CharField, models.TextField, models.JSONField, models.FileField, StreamField)

Model = type[models.Model]


def is_ours(model: Model) -> bool:
    return model.__module__.partition(".")[0] in PACKAGES


def label(model: Model, field: models.Field) -> str:
    return f"{model._meta.label}.{field.name}"


def all_text_fields(model: Model) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if isinstance(field, KINDS)]


def text_fields(model: Model) -> list[models.Field]:
    """Those in which somebody can write freely: not a choice from a list, not what is derived."""
    return [field for field in all_text_fields(model) if field.editable and not field.choices]


def stored(text: str) -> set[str]:
    """The fields, of whatever model, in which the text stands now."""
    return {name for model in apps.get_models() for name in _stored_in(model, text)}


def _stored_in(model: Model, text: str) -> Iterator[str]:
    read = {f"as_text_{each.name}": Cast(each.name, TextField()) for each in all_text_fields(model)}
    if not read:
        return
    holds = Q(*((f"{name}__icontains", text) for name in read), _connector=Q.OR)
    for row in model._base_manager.annotate(**read).filter(holds).values(*read):
        for name, value in row.items():
            if text in str(value).lower():
                yield f"{model._meta.label}.{name.removeprefix('as_text_')}"
