from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.confidentiality.guard import Finding, IdentifierFound
from forums.models import Topic
from forums.texts import AlreadyPublished


class KeyedForm(forms.Form):
    """A form whose `key` makes the same thing, sent twice, one thing."""

    finding: Finding | None = None  # where the guard stopped, for the browser to mark

    def refuse(self, error: ValidationError) -> None:
        """Show why the action said no, and let it be sent again."""
        self.add_error(None, error)
        if isinstance(error, IdentifierFound):
            self.finding = error.findings[0]
        if isinstance(error, AlreadyPublished):
            self.data = self.data.copy()
            self.data["key"] = str(uuid4())


class PostForm(KeyedForm):
    text = forms.CharField(
        label=_("Skriv et svar"),
        widget=forms.Textarea(
            attrs={
                "rows": 5,
                "class": "composer__text",
                "placeholder": _("Skriv et svar"),
                "aria-describedby": "svar-vakt svar-lofte",
            }
        ),
        strip=False,
        error_messages={"required": _("Skriv noe først, så kan du publisere.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class TopicForm(KeyedForm):
    kind = forms.ChoiceField(
        label=_("Hva slags tråd?"),
        choices=[choice for choice in Topic.Kind.choices if choice[0] != Topic.Kind.ANNOUNCEMENT],
        initial=Topic.Kind.QUESTION,
    )
    title = forms.CharField(
        label=_("Tittel"),
        max_length=160,
        help_text=_("Si kort hva du lurer på eller vil dele."),
        error_messages={"required": _("Gi tråden en tittel.")},
    )
    text = forms.CharField(
        label=_("Tekst"),
        widget=forms.Textarea(attrs={"rows": 10}),
        strip=False,
        help_text=_("Ingen skal kunne kjenne igjen en pasient."),
        error_messages={"required": _("Skriv noe først, så kan du publisere.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
