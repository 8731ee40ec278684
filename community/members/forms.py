from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from community.confidentiality.forms import GuardedForm
from community.confidentiality.guard import refuse_identifiers
from community.members.actions.profile import Visibility
from community.members.models import Member


class SignupDetailsForm(GuardedForm, forms.Form):
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


class ProfileForm(GuardedForm, forms.ModelForm):
    """What a member says of themselves.

    `instance` must be a copy of the member: a refused form leaves in it what was typed.
    """

    class Meta:
        model = Member
        fields = [
            "name",
            "title",
            "profession",
            "workplace",
            "expertise",
            "is_listed",
            "shows_presence",
            "is_named_publicly",
            "color_scheme",
        ]
        widgets = {"color_scheme": forms.RadioSelect}
        help_texts = {
            "title": _("Slik du er kjent på jobben, for eksempel kreftkoordinator."),
            "profession": _(
                "Det du er utdannet til eller arbeider som. Kolleger kan søke etter det."
            ),
            "workplace": _("Skriv det her hvis virksomheten din ikke finnes under arbeidssteder."),
            "expertise": _("Noen få ord med komma mellom, for eksempel: etterlatte, sorggrupper."),
            "is_listed": _(
                "Bekreftede medlemmer finner da navnet ditt, tittel, yrke, arbeidssteder, områder "
                "og det du kan spørres om. Uten kryss ser bare de du deler nettverk med, siden din."
            ),
            "shows_presence": _(
                "Innloggede medlemmer ser en grønn prikk ved navnet ditt mens du har Samtun åpent. "
                "Ingen ser når du sist var her. Gjelder bare når du er i medlemslisten."
            ),
            "is_named_publicly": _(
                "Åpne nettverk kan leses av alle, også uten konto. Uten kryss ser bare bekreftede "
                "medlemmer navnet ditt der. Alle andre ser tittelen og arbeidsstedet."
            ),
        }

    WHO_SEES = ("is_listed", "shows_presence", "is_named_publicly")
    LOOK = ("color_scheme",)

    def __init__(self, *args: Any, has_main_workplace: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_main_workplace:
            self.fields["workplace"].disabled = True
            self.fields["workplace"].help_text = _("Hentes fra hovedarbeidsstedet ditt.")
        if self.instance.is_guest:  # who is in no list
            del self.fields["is_listed"], self.fields["shows_presence"]

    def about(self) -> list[BoundField]:
        """The fields of the profile itself."""
        apart = {*self.WHO_SEES, *self.LOOK}
        return [field for field in self if field.name not in apart]

    def who_sees(self) -> list[BoundField]:
        return [field for field in self if field.name in self.WHO_SEES]

    def look(self) -> list[BoundField]:
        return [field for field in self if field.name in self.LOOK]

    def values(self) -> dict[str, Any]:
        """What `update_profile` takes; a field that is not in the form is as it was."""
        values = dict(self.cleaned_data)
        choices = {name: values.pop(name, getattr(self.instance, name)) for name in self.WHO_SEES}
        return values | {"visibility": Visibility(**choices)}
