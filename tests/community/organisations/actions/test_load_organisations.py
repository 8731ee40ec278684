import pytest

from community.lib.errors import NotAllowed
from community.members.system import SYSTEM
from community.organisations.actions.load_organisations import Report, load_organisations
from community.organisations.models import Organisation
from tests.factories import make_administrator, make_member, make_organisation

pytestmark = pytest.mark.django_db

HOSPITALS, MUNICIPALITIES = 24, 357


def named(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def test_hospitals_and_municipalities_are_there_after_the_first_load(
    all_areas, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        report = load_organisations(actor=SYSTEM)
    assert report == Report(created=HOSPITALS + MUNICIPALITIES, present=0)
    innlandet = named("Sykehuset Innlandet HF")
    assert (innlandet.number, innlandet.kind) == ("983971709", "hospital")
    assert innlandet.area == all_areas("innlandet")
    assert named("Gjøvik kommune").area == all_areas("gjovik")
    assert named("Gjøvik kommune").number == ""
    assert "gjovik kommune" in named("Gjøvik kommune").search_key
    assert named("Oslo kommune").area == all_areas("oslo-0301")
    assert named("Våler kommune (Innlandet)").area == all_areas("valer-3419")
    assert named("Sunnaas sykehus HF").area is None


def test_a_second_load_changes_nothing_and_leaves_what_was_corrected(all_areas):
    load_organisations(actor=SYSTEM)
    Organisation.objects.filter(name="Gjøvik kommune").update(name="Gjøvik", number="940155223")
    Organisation.objects.filter(number="983971709").update(name="Sykehuset Innlandet")
    before = list(Organisation.objects.order_by("pk").values())
    report = load_organisations(actor=SYSTEM)
    assert report == Report(created=0, present=HOSPITALS + MUNICIPALITIES)
    assert list(Organisation.objects.order_by("pk").values()) == before


def test_one_that_an_administrator_made_before_is_the_one(all_areas):
    make_organisation("Hamar kommune")
    report = load_organisations(actor=make_administrator())
    assert report.present == 1
    assert Organisation.objects.filter(name="Hamar kommune").count() == 1


def test_members_load_nothing():
    with pytest.raises(NotAllowed):
        load_organisations(actor=make_member())
