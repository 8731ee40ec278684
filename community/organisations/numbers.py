"""Numbers of organisations: Norway's organisasjonsnummer and Denmark's CVR, with control digits."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.dk import cvr
from stdnum.exceptions import InvalidChecksum
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.no import orgnr

from community.organisations.models import Organisation

Country = Organisation.Country

_REGISTERS = {Country.NORWAY: orgnr, Country.DENMARK: cvr}
_SHAPES = {
    Country.NORWAY: _("Et norsk organisasjonsnummer har ni sifre."),
    Country.DENMARK: _("Et dansk CVR-nummer har åtte sifre."),
}
_GROUPS = {Country.NORWAY: 3, Country.DENMARK: 2}  # 983 971 636 and 25 31 37 63


def read_number(country: str, typed: str) -> str:
    """The digits of `typed`, which may hold spaces and the like; nothing for nothing.

    Raises ValidationError when it is no number of that country.
    """
    if not typed.strip():
        return ""
    register = _REGISTERS[Country(country)]
    try:
        return str(register.validate(typed))
    except InvalidChecksum:
        raise ValidationError(_("Nummeret stemmer ikke. Se om to sifre er byttet om.")) from None
    except InvalidNumber:
        raise ValidationError(_SHAPES[Country(country)]) from None


def grouped(country: str, number: str) -> str:
    """`number` as people read it: «983 971 636»."""
    return " ".join(_pieces(number, _GROUPS[Country(country)]))


def _pieces(text: str, length: int) -> Iterator[str]:
    for start in range(0, len(text), length):
        yield text[start : start + length]
