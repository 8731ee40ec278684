"""What people write in forums, made fit to be stored."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_CHARACTERS = 20_000


def clean_text(text: str) -> str:
    """The text without loose ends. Raises ValidationError when empty or too long."""
    # The beginning stays as it was typed, so that the guard's places are those in the box.
    text = text.replace("\r\n", "\n").replace("\x00", "").rstrip()
    if not text.strip():
        raise ValidationError({"text": _("Skriv noe først, så kan du publisere.")})
    if len(text) > MAX_CHARACTERS:
        raise ValidationError(
            {
                "text": _("Teksten er %(length)d tegn. Den kan være høyst %(limit)d.")
                % {"length": len(text), "limit": MAX_CHARACTERS}
            }
        )
    return text
