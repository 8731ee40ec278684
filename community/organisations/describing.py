"""What an administrator says of an organisation, checked: the action and its form ask the same."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from community.confidentiality.guard import refuse_identifiers
from community.organisations.models import Organisation
from community.organisations.numbers import read_number


def describe(organisation: Organisation, name: str, number: str) -> None:
    """Give the organisation name and number. Its country and kind must be set before.

    Raises ValidationError by field: for a name that is missing, taken or holds an identity number,
    and for a number without its control digit or that another organisation has.
    """
    organisation.name = " ".join(name.split())
    if not organisation.name:
        raise ValidationError({"name": _("Skriv navnet på virksomheten.")})
    refuse_identifiers(name=organisation.name)
    organisation.number = _read_number(organisation.country, number)
    organisation.clean_fields()
    _refuse_twin(organisation)


def _read_number(country: str, typed: str) -> str:
    try:
        return read_number(country, typed)
    except ValidationError as error:
        raise ValidationError({"number": error}) from None


def _refuse_twin(organisation: Organisation) -> None:
    others = Organisation.objects.exclude(pk=organisation.pk)
    if others.filter(name=organisation.name).exists():
        raise ValidationError({"name": _("Det finnes alt en virksomhet med dette navnet.")})
    same = others.filter(country=organisation.country, number=organisation.number).first()
    if organisation.number and same is not None:
        raise ValidationError({"number": _("%(name)s har dette nummeret.") % {"name": same.name}})
