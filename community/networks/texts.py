"""What people write in and to networks: how long it may be, and how it is tidied."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# In characters. The forms say the same.
LONGEST: Mapping[str, int] = {
    "name": 120,
    "definition": 300,
    "background": 10_000,
    "target_group": 2_000,
    "welcome": 300,
    "message": 1_000,
    "answer": 1_000,
    "text": 4_000,
}
ONE_LINE = {"name", "definition", "welcome"}


def tidied(**texts: str) -> dict[str, str]:
    """The texts by field, without loose ends. Raises ValidationError for those too long.

    A name has no line breaks, so that it can stand in the subject of a mail.
    """
    tidy = {field: _tidy(field, text) for field, text in texts.items()}
    too_long = {
        field: _("Teksten er %(length)d tegn. Den kan være høyst %(limit)d.")
        % {"length": len(text), "limit": LONGEST[field]}
        for field, text in tidy.items()
        if len(text) > LONGEST[field]
    }
    if too_long:
        raise ValidationError(too_long)
    return tidy


def says_something(text: str) -> bool:
    """Whether there is anything to see in it."""
    return any(each.isprintable() and not each.isspace() for each in text)


def _tidy(field: str, text: str) -> str:
    text = text.replace("\x00", "")  # PostgreSQL stores none
    if field in ONE_LINE:
        return " ".join(text.split())
    return text.replace("\r\n", "\n").strip()
