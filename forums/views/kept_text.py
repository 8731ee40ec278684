"""What was written for a forum is kept as it can be read and typed again there."""

from django.core.exceptions import ValidationError
from django.http import QueryDict

from community.lib.kept_text import keeping
from forums.forms import HTML
from forums.texts import to_plain


def typed_text(form: QueryDict) -> str:
    """The text of a form as it can be read and typed again."""
    text = form.get("text", "")
    if form.get("format") != HTML:
        return text
    try:
        return to_plain(text)
    except ValidationError:  # too much to be read: better as it is than not at all
        return text


def _typed(form: QueryDict) -> dict[str, str]:
    return {"title": form.get("title", ""), "text": typed_text(form)}


keeps_text = keeping(_typed)
