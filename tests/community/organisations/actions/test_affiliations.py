import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from community.confidentiality.guard import IdentifierFound
from community.lib.errors import NotAllowed
from community.organisations.actions.affiliations import (
    MOST_AFFILIATIONS,
    add_affiliation,
    remove_affiliation,
    set_main_affiliation,
)
from community.organisations.models import Affiliation
from realtime.models import LoggedEvent
from tests.factories import affiliate, make_guest, make_member, make_organisation, make_unconfirmed
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member("Kari Nymoen", workplace="Et sted med egne ord")


@pytest.fixture
def gjovik():
    return make_organisation("Gjøvik kommune")


@pytest.fixture
def hospital():
    return make_organisation("Sykehuset Innlandet HF", "hospital")


def told() -> list[int]:
    events = LoggedEvent.objects.filter(type="member.changed").order_by("seq")
    return [event.fields["member"] for event in events]


def shown(member) -> str:
    member.refresh_from_db()
    return member.workplace


def test_a_place_that_is_not_the_main_one_leaves_the_line_by_the_name(kari, gjovik):
    affiliate(kari, gjovik, unit=" Hjemmetjenesten ", role="Koordinator")
    only = kari.affiliations.get()
    assert (only.unit, only.role, only.is_main) == ("Hjemmetjenesten", "Koordinator", False)
    assert shown(kari) == "Et sted med egne ord"


def test_the_main_one_is_shown_found_and_told(kari, gjovik):
    before = kari.revision
    affiliate(kari, gjovik, unit="Hjemmetjenesten", is_main=True)
    assert shown(kari) == "Gjøvik kommune, Hjemmetjenesten"
    assert "hjemmetjenesten" in kari.search_key
    assert kari.revision == before + 1
    assert told() == [kari.pk]


def test_what_another_tab_has_changed_meanwhile_is_kept(kari, gjovik):
    old = type(kari).objects.get(pk=kari.pk)
    kari.name = "Kari Vik"
    kari.save()
    affiliate(old, gjovik, is_main=True)
    assert "kari vik" in type(kari).objects.get(pk=kari.pk).search_key


def test_a_place_that_another_tab_has_taken_away_is_gone(kari, gjovik):
    gone = affiliate(kari, gjovik)
    Affiliation.objects.all().delete()
    for act in (set_main_affiliation, remove_affiliation):
        with pytest.raises(NotAllowed):
            act(actor=kari, affiliation=gone)


def test_there_is_one_main_place(kari, gjovik, hospital):
    affiliate(kari, gjovik, is_main=True)
    second = affiliate(kari, hospital, is_main=True)
    assert list(kari.affiliations.filter(is_main=True)) == [second]
    set_main_affiliation(actor=kari, affiliation=kari.affiliations.get(organisation=gjovik))
    assert list(kari.affiliations.filter(is_main=True).values_list("organisation", flat=True)) == [
        gjovik.pk
    ]
    assert shown(kari) == "Gjøvik kommune"


def test_when_the_main_one_goes_the_next_is_shown_and_then_none(kari, gjovik, hospital):
    main = affiliate(kari, gjovik, is_main=True)
    other = affiliate(kari, hospital)
    remove_affiliation(actor=kari, affiliation=main)
    assert shown(kari) == "Sykehuset Innlandet HF"
    remove_affiliation(actor=kari, affiliation=other)
    assert shown(kari) == ""
    assert not kari.affiliations.exists()


def test_another_place_goes_without_a_word(kari, gjovik, hospital):
    affiliate(kari, gjovik, is_main=True)
    other = affiliate(kari, hospital)
    before = told()
    remove_affiliation(actor=kari, affiliation=other)
    assert shown(kari) == "Gjøvik kommune"
    assert told() == before


@pytest.mark.parametrize("field", ["unit", "role"])
def test_no_national_number_is_stored_in_it(kari, gjovik, field):
    with pytest.raises(IdentifierFound):
        affiliate(kari, gjovik, **{field: f"Team {SYNTHETIC_NUMBER}"})
    assert not Affiliation.objects.exists()


def test_the_same_place_is_added_once(kari, gjovik):
    affiliate(kari, gjovik, unit="NAV")
    with pytest.raises(ValidationError, match="alt lagt til"):
        affiliate(kari, gjovik, unit="NAV ")
    affiliate(kari, gjovik, unit="Hjemmetjenesten")
    assert kari.affiliations.count() == 2


def test_nobody_works_everywhere(kari, gjovik):
    Affiliation.objects.bulk_create(
        Affiliation(member=kari, organisation=gjovik, unit=f"Team {number}")
        for number in range(MOST_AFFILIATIONS)
    )
    with pytest.raises(ValidationError, match="mange arbeidssteder"):
        affiliate(kari, gjovik)


def test_a_long_line_is_cut_where_it_must_be(kari):
    affiliate(kari, make_organisation("Kommunen " + "x" * 140), unit="y" * 120, is_main=True)
    assert len(shown(kari)) == 160
    assert kari.workplace.endswith("…")


def test_other_peoples_places_are_not_ones_own(kari, gjovik):
    hers = affiliate(kari, gjovik)
    for stranger in (make_member("Nora Vik"), AnonymousUser()):
        with pytest.raises(NotAllowed):
            set_main_affiliation(actor=stranger, affiliation=hers)
        with pytest.raises(NotAllowed):
            remove_affiliation(actor=stranger, affiliation=hers)
    assert kari.affiliations.filter(is_main=False).count() == 1


def test_who_is_not_signed_in_works_nowhere(gjovik):
    with pytest.raises(NotAllowed):
        add_affiliation(actor=AnonymousUser(), organisation=gjovik)


@pytest.mark.parametrize("make", [make_unconfirmed, make_guest], ids=lambda f: f.__name__)
def test_of_those_who_are_not_in_the_list_nothing_is_told(make, gjovik):
    person = make()
    affiliate(person, gjovik, is_main=True)
    assert shown(person) == "Gjøvik kommune"
    assert told() == []
