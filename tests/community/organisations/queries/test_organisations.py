import pytest

from community.organisations.queries.organisations import MOST_FOUND, search_organisations
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _organisations():
    for name in (
        "Gjøvik kommune",
        "Østre Toten kommune",
        "Nordre Gjøvik stiftelse",
        "Bærum kommune",
    ):
        make_organisation(name)


def found(typed: str) -> list[str]:
    return [each.name for each in search_organisations(typed)]


@pytest.mark.parametrize("typed", ["Gjøvik", "gjovik", "gjoevik", "  GJØVIK "])
def test_it_is_found_however_it_is_typed_names_that_begin_so_first(typed):
    assert found(typed) == ["Gjøvik kommune", "Nordre Gjøvik stiftelse"]


def test_every_word_must_be_there_in_any_order():
    assert found("kommune toten") == ["Østre Toten kommune"]
    assert found("kommune tromsø") == []


@pytest.mark.parametrize("typed", ["", "   ", "|"])
def test_nothing_typed_finds_nothing(typed):
    assert found(typed) == []


def test_no_more_than_can_be_read():
    for number in range(MOST_FOUND + 5):
        make_organisation(f"Stiftelsen {number}", "ngo")
    assert len(found("stiftelsen")) == MOST_FOUND
