"""What people write in forums, made fit to be stored."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_CHARACTERS = 20_000


class AlreadyPublished(ValidationError):
    """The form's key has published another text: an answer was lost, or "back" was pressed."""

    def __init__(self) -> None:
        super().__init__(
            _("Det du sendte først, er alt publisert. Publiser igjen for å sende dette også.")
        )


def clean_text(text: str) -> str:
    """The text without loose ends. Raises ValidationError when empty or too long."""
    # The beginning stays as it was typed, so that the guard's places are those in the box.
    text = text.replace("\r\n", "\n").replace("\x00", "").rstrip()
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise ValidationError({"text": _("Skriv noe først, så kan du publisere.")})
    if len(text) > MAX_CHARACTERS:
        raise ValidationError(
            {
                "text": _("Teksten er %(length)d tegn. Den kan være høyst %(limit)d.")
                % {"length": len(text), "limit": MAX_CHARACTERS}
            }
        )
    return text
