from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from community.confidentiality.guard import refuse_identifiers
from community.members.models import Member


class SignupDetailsForm(forms.Form):
    """What allauth's sign-up form asks for besides address and password."""

    name = forms.CharField(
        label=_("Navn"),
        max_length=120,
        help_text=_("Slik kolleger kjenner deg."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Skriv navnet ditt.")},
    )
    title = forms.CharField(
        label=_("Tittel"),
        max_length=120,
        required=False,
        help_text=_("For eksempel sosionom eller rådgiver."),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    workplace = forms.CharField(
        label=_("Arbeidssted"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    field_order = ["name", "title", "workplace", "email", "password1", "password2"]

    def clean(self) -> dict[str, str]:
        cleaned = super().clean() or self.cleaned_data
        texts = {name: cleaned.get(name, "") for name in ("name", "title", "workplace")}
        try:
            refuse_identifiers(**texts)
        except ValidationError as error:
            self.add_error(None, error)
        return cleaned

    def signup(self, request: HttpRequest, user: Member) -> None:
        """Called by allauth once the account exists."""
        user.title = self.cleaned_data["title"]
        user.workplace = self.cleaned_data["workplace"]
        user.save(update_fields=["title", "workplace"])


class ProfileForm(forms.ModelForm):
    class Meta:
        model = Member
        fields = ["name", "title", "workplace", "color_scheme"]
        widgets = {"color_scheme": forms.RadioSelect}
