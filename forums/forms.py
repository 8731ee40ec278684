from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from community.confidentiality.guard import Finding
from forums.models import Topic


class PostForm(forms.Form):
    """An answer. `key` makes the same answer, sent twice, one post."""

    finding: Finding | None = None  # where the guard stopped, for the browser to mark

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


class TopicForm(forms.Form):
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
