from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.confidentiality.forms import GuardedForm
from community.organisations.describing import describe
from community.organisations.models import Affiliation, Organisation

LONGEST_NUMBER = 20  # as typed, with spaces in it


class AffiliationForm(GuardedForm, forms.ModelForm):
    """Where in the chosen organisation somebody works, and as what."""

    class Meta:
        model = Affiliation
        fields = ["unit", "role", "is_main"]
        labels = {"is_main": _("Vis dette arbeidsstedet ved siden av navnet mitt")}
        help_texts = {
            "unit": _("Avdeling, tjeneste eller team, for eksempel Hjemmetjenesten."),
            "role": _("Det du gjør der, for eksempel koordinator for barn som pårørende."),
        }


class OrganisationForm(forms.ModelForm):
    """What an administrator says of an organisation."""

    number = forms.CharField(
        label=_("organisasjonsnummer"),
        max_length=LONGEST_NUMBER,
        required=False,
        help_text=_("Ni sifre i Norge, åtte i Danmark (CVR). Mellomrom gjør ingenting."),
    )

    class Meta:
        model = Organisation
        fields = ["name", "kind", "country", "number", "area"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        draft = Organisation(pk=self.instance.pk, kind=cleaned["kind"], country=cleaned["country"])
        try:
            describe(draft, cleaned["name"], cleaned["number"])
        except ValidationError as error:
            self.add_error(None, error)
        return cleaned | {"number": draft.number}
