import pytest
from django.http import QueryDict

from community.directory.forms import MOST_CHOICES, read_search, without, write_search
from community.directory.queries.search import BY_NAME, HERE_FIRST, Search

FULL = Search(
    q="barn som pårørende",
    here_only=True,
    areas=("innlandet", "gjovik"),
    sectors=("hospital",),
    organisations=(7, 12),
    professions=("nurse", "leader"),
    sort=BY_NAME,
)


def read(address: str) -> Search:
    return read_search(QueryDict(address.removeprefix("?")))


@pytest.mark.parametrize("search", [Search(), FULL])
def test_an_address_says_what_was_asked(search):
    assert read(write_search(search)) == search


def test_one_choice_is_taken_away_and_the_rest_stays():
    assert read(without(FULL, "areas", "gjovik")).areas == ("innlandet",)
    assert read(without(FULL, "organisations", "7")) == Search(
        **{**vars(FULL), "organisations": (12,)}
    )


def test_everywhere_is_no_area():
    assert read("omrade=-&omrade=innlandet").areas == ()


@pytest.mark.parametrize(
    "address",
    [
        "yrke=astronaut",
        "sektor=",
        "omrade=%00",
        "virksomhet=x",
        "virksomhet=-1",
        "virksomhet=٣",
        "virksomhet=" + "9" * 40,
        "sorter=tilfeldig",
        "her=",
        "ukjent=1",
        "q=" + "+" * 400,
    ],
)
def test_what_is_not_understood_is_left_out(address):
    assert read(address) == Search(sort=HERE_FIRST)


def test_an_endless_address_is_read_in_part():
    search = read("&".join(f"omrade=a{number}" for number in range(500)) + "&q=" + "x" * 5000)
    assert len(search.areas) == MOST_CHOICES
    assert len(search.q) == 80
