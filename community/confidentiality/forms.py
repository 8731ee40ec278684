"""What a form knows of the guard."""

from django import forms
from django.core.exceptions import ValidationError

from community.confidentiality.guard import MESSAGES


class GuardedForm(forms.BaseForm):
    """A form with texts that the guard may refuse. Its page then says what to do about it."""

    def refuse(self, error: ValidationError) -> None:
        """Show in place why the action said no; what was typed stays."""
        self.add_error(None, error)

    @property
    def was_stopped(self) -> bool:
        """Whether the guard refused one of the texts."""
        found = self.errors.as_data().values()
        return any(error.code in MESSAGES for errors in found for error in errors)
