"""A form knows whether it was the guard that stopped it."""

import pytest
from django import forms

from community.confidentiality.forms import GuardedForm
from community.confidentiality.guard import refuse_identifiers


class NoteForm(GuardedForm, forms.Form):
    title = forms.CharField()
    text = forms.CharField(required=False)

    def clean(self) -> None:
        try:
            refuse_identifiers(text=self.cleaned_data.get("text", ""))
        except forms.ValidationError as error:
            self.add_error(None, error)


@pytest.mark.parametrize(
    ("data", "was_stopped"),
    [
        ({"title": "Notat", "text": "15887810130"}, True),
        ({"title": "", "text": "15887810130"}, True),
        ({"title": "", "text": "Vi møtes."}, False),
        ({"title": "Notat", "text": "Vi møtes."}, False),
    ],
)
def test_a_stopped_form_is_told_from_one_that_is_only_wrong(data, was_stopped):
    assert NoteForm(data).was_stopped is was_stopped


def test_a_form_that_nobody_has_sent_was_not_stopped():
    assert not NoteForm().was_stopped
