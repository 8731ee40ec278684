import pytest

from community.members.models import Member
from community.members.queries.search import holding_words
from tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _people():
    make_member("Pål Aas", title="Sosionom", workplace="Gjøvik kommune")
    make_member("Åse Lunde", expertise="Barn som pårørende, etterlatte")
    make_member("Ida Vik", expertise="Palliasjon")


def found(typed: str) -> set[str]:
    return set(Member.objects.filter(holding_words(typed)).values_list("name", flat=True))


def test_every_word_must_be_there_in_some_spelling():
    for typed, names in {
        "pål": {"Pål Aas"},  # and nobody with «palliasjon»
        "pal": {"Pål Aas", "Ida Vik"},
        "ÅSE": {"Åse Lunde"},
        "aase": {"Åse Lunde"},
        "ase": {"Åse Lunde"},
        "pårørende barn": {"Åse Lunde"},
        "paroerende": {"Åse Lunde"},
        "gjovik sosionom": {"Pål Aas"},
        "gjovik lunde": set(),
        "vi": {"Ida Vik"},  # and not Gjøvik: two letters must begin a word
        "|": {"Pål Aas", "Åse Lunde", "Ida Vik"},
        "": {"Pål Aas", "Åse Lunde", "Ida Vik"},
    }.items():
        assert (typed, found(typed)) == (typed, names)
