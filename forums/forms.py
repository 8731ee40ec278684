from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.confidentiality.forms import GuardedForm
from community.confidentiality.guard import Finding, IdentifierFound, find_identifiers
from forums.models import Board, Topic
from forums.texts import (
    MAX_DESCRIPTION,
    MAX_NAME,
    MAX_TITLE,
    AlreadyPublished,
    from_plain,
    one_line,
)

PLAIN, HTML = "plain", "html"
FIRST = 0  # the place before all boards
KINDS = [choice for choice in Topic.Kind.choices if choice[0] != Topic.Kind.ANNOUNCEMENT]


class TextBox(forms.CharField):
    """The box that the editor takes the place of."""

    def __init__(self, **options: Any) -> None:
        attributes = {
            "rows": 10,
            "class": "composer__text",
            "aria-describedby": "svar-vakt svar-lofte",
            **options.pop("attributes", {}),
        }
        super().__init__(
            widget=forms.Textarea(attrs=attributes),
            strip=False,
            error_messages={"required": _("Skriv noe først, så kan du publisere.")},
            **options,
        )


class TextForm(GuardedForm, forms.Form):
    """A form with a text: light Markdown from the plain box, HTML from the editor.

    `cleaned_data["html"]` is what the actions take.
    """

    text = TextBox(label=_("Tekst"))
    # What is not "html" is plain: whoever sends something else has written in a plain box.
    format = forms.CharField(widget=forms.HiddenInput, initial=PLAIN, required=False)

    finding: Finding | None = None  # where in the text, for the browser to mark

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text, format = cleaned.pop("text", None), cleaned.pop("format", "")
        if text is not None:
            cleaned["html"] = text if format == HTML else from_plain(text)
        return cleaned

    def refuse(self, error: ValidationError) -> None:
        """Show in place why the action said no; what was typed stays."""
        super().refuse(error)
        if isinstance(error, IdentifierFound):
            self.finding = self._place(error)

    def _place(self, error: IdentifierFound) -> Finding | None:
        """Where the first number stands in what the writer sees: the editor's text, or the box."""
        found = error.findings_by_field.get("text", [])
        if found and self.data.get("format") != HTML:
            typed = find_identifiers(self.data.get("text", "").replace("\r\n", "\n"))
            found = [finding for finding in typed if finding.severity == "block"]
        return found[0] if found else None


class KeyedForm(TextForm):
    """A form whose `key` makes the same thing, sent twice, one thing."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def refuse(self, error: ValidationError) -> None:
        """Show why the action said no, and let it be sent again."""
        super().refuse(error)
        if isinstance(error, AlreadyPublished):
            self.data = self.data.copy()
            self.data["key"] = str(uuid4())


class PostForm(KeyedForm):
    text = TextBox(
        label=_("Skriv et svar"), attributes={"rows": 5, "placeholder": _("Skriv et svar")}
    )


class RevisedForm(forms.Form):
    """A form for what others may change meanwhile: it says which `revision` of it was seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean(self) -> dict[str, Any]:
        if "revision" in self.errors:  # nobody sees that field
            self.add_error(None, _("Siden er for gammel. Last den på nytt og prøv igjen."))
        return super().clean() or self.cleaned_data

    def meet(self, revision: int) -> None:
        """Carry the revision that is there now, so that the next press replaces it knowingly."""
        self.data = self.data.copy()
        self.data["revision"] = str(revision)


class EditPostForm(RevisedForm, TextForm):
    pass


class TitleField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        defaults = {
            "label": _("Tittel"),
            "max_length": MAX_TITLE,
            "help_text": _("Si kort hva du lurer på eller vil dele."),
            "error_messages": {"required": _("Gi tråden en tittel.")},
        }
        super().__init__(**(defaults | options))


class TopicForm(KeyedForm):
    kind = forms.ChoiceField(label=_("Hva slags tråd?"), choices=KINDS, initial=Topic.Kind.QUESTION)
    title = TitleField()

    field_order = ("kind", "title", "text")


class EditTopicForm(GuardedForm, forms.Form):
    title = TitleField()
    kind = forms.ChoiceField(label=_("Hva slags tråd?"), choices=Topic.Kind.choices)

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        initial = {"title": topic.title, "kind": topic.kind}
        super().__init__(*args, initial=initial, **kwargs)
        if topic.kind != Topic.Kind.ANNOUNCEMENT:
            self.fields["kind"].choices = KINDS


# --- Boards -----------------------------------------------------------------------------------


class LineField(forms.CharField):
    """A text on one line, as the actions store it: its length is that of what is left."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class BoardForm(GuardedForm, forms.Form):
    name = LineField(
        label=_("Navn"),
        max_length=MAX_NAME,
        error_messages={"required": _("Gi forumet et navn.")},
    )
    description = LineField(
        label=_("Kort om forumet"),
        max_length=MAX_DESCRIPTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Én eller to setninger. De står øverst i forumet."),
    )


class EditBoardForm(RevisedForm, BoardForm):
    place = forms.TypedChoiceField(
        label=_("Plass på nettverkets side"),
        coerce=int,
        error_messages={
            "invalid_choice": _("Det forumet finnes ikke lenger. Velg en annen plass."),
        },
    )

    field_order = ("name", "description", "place")

    def __init__(self, *args: Any, board: Board, boards: Sequence[Board], **kwargs: Any) -> None:
        """`boards` are all of the network's, in their order."""
        before = [each for each in boards if each.pk != board.pk]
        super().__init__(*args, initial=_as_it_is(board, boards), **kwargs)
        place: Any = self.fields["place"]
        place.choices = [(FIRST, _("Først")), *((each.pk, _after(each)) for each in before)]
        if not before:
            del self.fields["place"]

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        values = dict(self.cleaned_data)
        after = values.pop("place", FIRST) or None
        return values | {"after": after}


def _after(board: Board) -> str:
    return _("Etter %(board)s") % {"board": board.name}


def _as_it_is(board: Board, boards: Sequence[Board]) -> dict[str, Any]:
    ids = [FIRST, *(each.pk for each in boards)]
    place = ids[ids.index(board.pk) - 1] if board.pk in ids else FIRST
    shown = {"name": board.name, "description": board.description, "revision": board.revision}
    return shown | {"place": place}
