import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from community.confidentiality.guard import IdentifierFound
from community.lib.errors import NotAllowed
from community.organisations.actions.organisations import create_organisation, update_organisation
from community.organisations.models import Organisation
from realtime.models import LoggedEvent
from tests.factories import (
    affiliate,
    make_administrator,
    make_area,
    make_guest,
    make_member,
    make_organisation,
    make_unconfirmed,
)
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER

pytestmark = pytest.mark.django_db


def update(organisation: Organisation, **changes) -> Organisation:
    names = ("name", "kind", "country", "number", "area")
    values = {name: getattr(organisation, name) for name in names} | changes
    return update_organisation(actor=make_administrator(), organisation=organisation, **values)


def test_an_administrator_makes_one_and_only_digits_are_stored():
    made = create_organisation(
        actor=make_administrator(),
        name=" Akershus  universitetssykehus HF ",
        kind="hospital",
        number="983 971 636",
        area=make_area("Ahus", "country"),
    )
    made.refresh_from_db()
    assert (made.name, made.number) == ("Akershus universitetssykehus HF", "983971636")
    assert made.search_key


def test_a_danish_one_has_a_cvr_number():
    assert make_organisation("Kræftens Bekæmpelse", "ngo", country="DK", number="25313763").pk


@pytest.mark.parametrize(
    "make_actor",
    [make_member, make_guest, make_unconfirmed, AnonymousUser],
    ids=lambda f: f.__name__,
)
def test_nobody_else_does(make_actor):
    there = make_organisation()
    with pytest.raises(NotAllowed):
        create_organisation(actor=make_actor(), name="Ny kommune", kind="municipality")
    with pytest.raises(NotAllowed):
        update_organisation(
            actor=make_actor(),
            organisation=there,
            name="Tatt over",
            kind="ngo",
            country="NO",
            number="",
            area=None,
        )
    assert list(Organisation.objects.values_list("name", flat=True)) == ["Gjøvik kommune"]


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("name", " ", "Skriv navnet"),
        ("name", "x" * 161, "160"),
        ("name", "Gjøvik kommune", "alt en virksomhet"),
        ("number", "983971637", "stemmer ikke"),
        ("number", "983971709", "Sykehuset Innlandet HF har dette nummeret"),
    ],
)
def test_a_mistake_is_told_with_its_field(field, text, says):
    make_organisation("Gjøvik kommune")
    make_organisation("Sykehuset Innlandet HF", "hospital", number="983971709")
    with pytest.raises(ValidationError) as refused:
        make_organisation(**{"name": "En annen", field: text})
    assert says in str(refused.value.message_dict[field])


def test_no_national_number_is_stored_as_a_name():
    with pytest.raises(IdentifierFound):
        make_organisation(f"Kari {SYNTHETIC_NUMBER}")


def test_several_may_have_no_number():
    make_organisation("Gjøvik kommune")
    assert make_organisation("Hamar kommune").pk


def test_it_keeps_its_own_name_and_number_when_something_else_is_corrected():
    there = make_organisation("Ahus", "hospital", number="983971636")
    update(there, kind="authority")
    there.refresh_from_db()
    assert (there.kind, there.number) == ("authority", "983971636")


def test_a_new_name_follows_to_those_who_mainly_work_there():
    kari, jonas = make_member("Kari Nymoen"), make_member("Jonas Hegge", workplace="Et annet sted")
    there = make_organisation("Våler kommune")
    affiliate(kari, there, unit="Helsestasjonen", is_main=True)
    affiliate(jonas, there)
    told = LoggedEvent.objects.filter(type="member.changed")
    told.delete()
    update(there, name="Våler kommune (Innlandet)")
    kari.refresh_from_db()
    jonas.refresh_from_db()
    assert kari.workplace == "Våler kommune (Innlandet), Helsestasjonen"
    assert jonas.workplace == "Et annet sted"
    assert [event.fields for event in told] == [{"member": kari.pk}]


def test_where_the_name_stays_nobody_is_told():
    kari, there = make_member("Kari Nymoen"), make_organisation("Våler kommune")
    affiliate(kari, there, is_main=True)
    before = LoggedEvent.objects.count()
    update(there, kind="authority")
    assert LoggedEvent.objects.count() == before
