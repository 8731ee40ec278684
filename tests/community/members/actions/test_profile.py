import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from community.confidentiality.guard import IdentifierFound
from community.lib.errors import NotAllowed
from community.members.actions.profile import Visibility, set_language, update_profile
from realtime.models import LoggedEvent
from tests.factories import make_guest, make_member, make_unconfirmed
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER

pytestmark = pytest.mark.django_db
PROFILE = {"name": "Kari", "title": "Sosionom", "workplace": "Hamar", "color_scheme": "dark"}
SEEN = Visibility(is_listed=True, shows_presence=True, is_named_publicly=False)
UNSEEN = Visibility(is_listed=False, shows_presence=False, is_named_publicly=False)


def told(type: str = "member.changed") -> list[dict]:
    return [event.fields for event in LoggedEvent.objects.filter(type=type).order_by("pk")]


def test_a_member_changes_their_own_profile():
    kari = make_member("Kari Nymoen")
    update_profile(
        actor=kari,
        **PROFILE | {"name": " Kari N. "},
        profession="nurse",
        expertise=" Etterlatte ",
        visibility=Visibility(is_listed=True, shows_presence=False, is_named_publicly=True),
    )
    kari.refresh_from_db()
    assert (kari.name, kari.title, kari.color_scheme) == ("Kari N.", "Sosionom", "dark")
    assert (kari.profession, kari.expertise) == ("nurse", "Etterlatte")
    assert (kari.is_listed, kari.shows_presence, kari.is_named_publicly) == (True, False, True)
    assert "etterlatte" in kari.search_key


def test_what_is_not_given_stays_as_it_is():
    kari = make_member(profession="nurse", expertise="Etterlatte", is_named_publicly=True)
    update_profile(actor=kari, **PROFILE)
    kari.refresh_from_db()
    assert (kari.profession, kari.expertise, kari.is_named_publicly) == (
        "nurse",
        "Etterlatte",
        True,
    )


@pytest.mark.parametrize("field", ["name", "title", "workplace", "expertise"])
def test_no_national_number_is_stored_in_it(field):
    kari = make_member("Kari Nymoen")
    with pytest.raises(IdentifierFound):
        update_profile(actor=kari, **PROFILE | {field: f"Kari {SYNTHETIC_NUMBER}"})
    kari.refresh_from_db()
    assert kari.name == "Kari Nymoen"


def test_a_name_is_needed():
    with pytest.raises(ValidationError):
        update_profile(actor=make_member(), **PROFILE | {"name": "  "})


def test_a_visitor_has_no_profile():
    with pytest.raises(NotAllowed):
        set_language(actor=AnonymousUser(), language="nn")


def test_those_who_look_at_the_list_are_told_also_of_who_leaves_it():
    kari = make_member()
    update_profile(actor=kari, **PROFILE)
    update_profile(actor=kari, **PROFILE, visibility=UNSEEN)
    assert told() == [{"member": kari.pk}] * 2
    update_profile(actor=kari, **PROFILE | {"title": "Lærer"})  # not in the list any more
    assert len(told()) == 2
    update_profile(actor=kari, **PROFILE, visibility=SEEN)
    assert len(told()) == 3


@pytest.mark.parametrize("make", [make_unconfirmed, make_guest], ids=lambda f: f.__name__)
def test_of_those_who_are_not_in_the_list_nothing_is_told(make):
    update_profile(actor=make(), **PROFILE, visibility=SEEN)
    assert told() == []


def test_presence_ends_when_it_is_not_wanted():
    kari = make_member()
    update_profile(actor=kari, **PROFILE)
    assert told("access.changed") == []
    update_profile(actor=kari, **PROFILE, visibility=UNSEEN)
    assert told("access.changed") == [{"subject": f"member:{kari.pk}"}]
