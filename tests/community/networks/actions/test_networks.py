from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from community.confidentiality.guard import IdentifierFound
from community.lib.errors import NotAllowed
from community.members.system import SYSTEM
from community.networks.actions.join_requests import ask_to_join
from community.networks.actions.networks import (
    ChangedMeanwhile,
    create_network,
    update_network,
)
from community.networks.models import Membership, Network
from community.networks.texts import LONGEST
from realtime.models import LoggedEvent
from tests.factories import (
    join,
    make_administrator,
    make_area,
    make_guest,
    make_member,
    make_network,
    make_unconfirmed,
)

pytestmark = pytest.mark.django_db

NUMBER = "15887810130"
TEXTS = {
    "name": "Palliasjon",
    "definition": "For sosionomer",
    "background": "Startet i 2013",
    "target_group": "Sosionomer i sykehus og kommune",
    "welcome": "Det er plass til flere",
}
ABOUT = TEXTS | {"kind": "competence", "access": "private", "contact": None, "areas": ()}


@pytest.fixture
def berit():
    return make_member("Berit Aas")


@pytest.fixture
def network(berit):
    network = make_network("Palliasjon")
    join(network, berit, Membership.Role.COORDINATOR)
    return network


def changes_of_rights() -> list[str]:
    events = LoggedEvent.objects.filter(stream="access:1").order_by("seq")
    return [event.fields["subject"] for event in events]


def test_a_networks_address_is_made_of_its_name_and_is_free():
    first = make_network("Blåbær og åpenhet")
    second = make_network("Blåbær og åpenhet")
    assert (first.slug, second.slug) == ("blabaer-og-apenhet", "blabaer-og-apenhet-2")


@pytest.mark.django_db(transaction=True)
def test_two_of_the_same_name_made_at_once_get_an_address_each():
    ready = Barrier(2)

    def make(_number: int) -> str:
        try:
            ready.wait()
            return make_network("Palliasjon").slug
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(make, range(2))) == ["palliasjon", "palliasjon-2"]


def test_no_network_takes_the_address_of_a_page():
    assert make_network("Nytt").slug == "nytt-2"


def test_who_starts_a_network_coordinates_it_and_can_be_its_contact_person():
    ada = make_administrator()
    network = create_network(actor=ada, **(ABOUT | {"contact": ada}))
    assert [(each.member, each.role) for each in network.memberships.all()] == [
        (ada, "coordinator")
    ]
    assert network.contact == ada


def test_who_starts_a_network_is_its_contact_person_unless_another_is_named():
    ada = make_administrator()
    assert create_network(actor=ada, **ABOUT).contact == ada


def test_an_ordinary_member_starts_none(berit):
    with pytest.raises(NotAllowed):
        create_network(actor=berit, name="Mitt", kind="project", access="open")


def test_a_coordinator_changes_all_that_the_network_says_and_its_address_stays(berit, network):
    kari, hamar = make_member("Kari Nymoen"), make_area("Hamar", "country")
    join(network, kari)
    before = network.changed
    about = TEXTS | {"name": "Lindring", "kind": "project", "access": "open"}
    update_network(actor=berit, network=network, **about, contact=kari, areas=[hamar])
    stored = Network.objects.get(pk=network.pk)
    assert {field: getattr(stored, field) for field in about} == about
    assert (stored.slug, stored.contact, list(stored.areas.all())) == ("palliasjon", kari, [hamar])
    assert stored.changed > before


def test_rights_are_judged_again_when_the_access_level_changes_and_only_then(berit, network):
    before = changes_of_rights()
    update_network(actor=berit, network=network, **ABOUT)
    assert changes_of_rights() == before
    update_network(actor=berit, network=network, **(ABOUT | {"access": "confidential"}))
    assert changes_of_rights() == [*before, f"network:{network.pk}"]


def test_who_waits_is_declined_when_the_network_is_hidden(
    berit, network, mailoutbox, django_capture_on_commit_callbacks
):
    lars = make_unconfirmed("Lars Ask")
    request = ask_to_join(actor=lars, network=network)
    with django_capture_on_commit_callbacks(execute=True):
        update_network(actor=berit, network=network, **(ABOUT | {"access": "open"}))
    request.refresh_from_db()
    assert (request.status, mailoutbox) == ("waiting", [])
    with django_capture_on_commit_callbacks(execute=True):
        update_network(actor=berit, network=network, **(ABOUT | {"access": "confidential"}))
    request.refresh_from_db()
    assert (request.status, request.answer, request.decided_by) == ("declined", "", berit)
    (mail,) = mailoutbox
    assert mail.to == [lars.email]
    assert "palliasjon" not in f"{mail.subject} {mail.body}".lower()


def test_what_somebody_else_has_stored_meanwhile_is_not_written_over(berit, network):
    known = network.changed
    update_network(actor=berit, network=network, known=known, **ABOUT)
    with pytest.raises(ChangedMeanwhile):
        update_network(actor=berit, network=network, known=known, **(ABOUT | {"welcome": "Nei"}))
    assert Network.objects.get(pk=network.pk).welcome == TEXTS["welcome"]


def test_a_contact_person_is_a_colleague_from_inside(berit, network):
    guest, outsider = make_guest(), make_member("Nora Vik")
    join(network, guest)
    for person in (guest, outsider):
        with pytest.raises(ValidationError) as refused:
            update_network(actor=berit, network=network, **(ABOUT | {"contact": person}))
        assert list(refused.value.message_dict) == ["contact"]
        assert network.definition == ""  # nor does the page say what was not stored
    assert Network.objects.get(pk=network.pk).welcome == ""


@pytest.mark.parametrize("field", TEXTS)
def test_a_number_is_stopped_in_every_text_and_nothing_is_stored(berit, network, field):
    with_number = ABOUT | {field: f"Gjelder {NUMBER}"}
    with pytest.raises(IdentifierFound) as refused:
        update_network(actor=berit, network=network, **with_number)
    assert list(refused.value.findings_by_field) == [field]
    with pytest.raises(IdentifierFound):
        create_network(actor=SYSTEM, **with_number)
    assert [each.definition for each in Network.objects.all()] == [""]


def test_texts_have_a_length_and_a_name_is_one_line(berit, network):
    with pytest.raises(ValidationError) as refused:
        long = {field: "å" * (LONGEST[field] + 1) for field in TEXTS}
        update_network(actor=berit, network=network, **(ABOUT | long))
    assert set(refused.value.message_dict) == set(TEXTS)
    with pytest.raises(ValidationError) as refused:
        update_network(actor=berit, network=network, **(ABOUT | {"name": " \n "}))
    assert list(refused.value.message_dict) == ["name"]
    name = "Palliasjon\r\nBcc: alle@example.org\v!"
    update_network(actor=berit, network=network, **(ABOUT | {"name": name}))
    assert network.name == "Palliasjon Bcc: alle@example.org !"


def test_the_longest_texts_in_far_scripts_still_have_keys(berit, network):
    long = {field: "日" * LONGEST[field] for field in TEXTS}
    update_network(actor=berit, network=network, **(ABOUT | long))
    stored = Network.objects.get(pk=network.pk)
    assert len(stored.search_key) <= Network._meta.get_field("search_key").max_length
    assert len(stored.sort_key) <= Network._meta.get_field("sort_key").max_length
