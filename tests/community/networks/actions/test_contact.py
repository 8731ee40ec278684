import pytest
from django.core.exceptions import ValidationError

from community.confidentiality.guard import IdentifierFound
from community.networks.actions.contact import MOST_UNANSWERED, mark_answered, write_to_contact
from community.networks.models import ContactMessage, Membership, Network
from tests.factories import join, make_member, make_network, make_unconfirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def berit():
    return make_member("Berit Aas")


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


@pytest.fixture
def lars():
    return make_unconfirmed("Lars Ask")


@pytest.fixture
def network(berit, kari):
    network = make_network("Palliasjon", members=(kari,))
    join(network, berit, Membership.Role.COORDINATOR)
    return network


@pytest.fixture
def mails_of(mailoutbox, django_capture_on_commit_callbacks):
    def mails_of(actor, network):
        del mailoutbox[:]
        with django_capture_on_commit_callbacks(execute=True):
            write_to_contact(actor=actor, network=network, text="Min hemmelige sak")
        return [*mailoutbox]

    return mails_of


def test_what_is_written_is_kept_for_those_who_answer(lars, network):
    message = write_to_contact(actor=lars, network=network, text=" Hei.\r\nKan jeg spørre? ")
    stored = ContactMessage.objects.get()
    assert (stored, stored.text, stored.sender) == (message, "Hei.\nKan jeg spørre?", lars)
    assert stored.answered_at is None


def test_the_text_is_read_by_the_guard_and_has_a_length(lars, network):
    for text, refusal in (
        ("Gjelder 15887810130", IdentifierFound),
        (" \n ", ValidationError),
        ("å" * 4001, ValidationError),
    ):
        with pytest.raises(refusal) as refused:
            write_to_contact(actor=lars, network=network, text=text)
        assert list(refused.value.message_dict) == ["text"]
    assert not ContactMessage.objects.exists()


def test_the_contact_person_gets_a_mail_with_a_link_and_no_text(kari, lars, network, mails_of):
    Network.objects.filter(pk=network.pk).update(contact=kari)
    (mail,) = mails_of(lars, network)
    assert (mail.to, mail.subject) == ([kari.email], "[Samtun] Noen har skrevet til Palliasjon")
    assert f"http://localhost:8000/nettverk/{network.slug}/henvendelser/\n" in mail.body
    assert "Du svarer på e-post" in mail.body
    assert "hemmelige" not in mail.body
    assert "Lars" not in mail.body


def test_without_a_contact_person_all_coordinators_get_one(berit, lars, network, mails_of):
    nora = make_member("Nora Vik")
    join(network, nora, Membership.Role.COORDINATOR)
    assert [mail.to for mail in mails_of(lars, network)] == [[berit.email], [nora.email]]


def test_a_confidential_network_is_in_no_mail(kari, network, mails_of):
    Network.objects.filter(pk=network.pk).update(access="confidential")
    (mail,) = mails_of(kari, network)
    assert mail.subject == "[Samtun] Du har en nyhet på Samtun"
    assert "palliasjon" not in mail.body.lower()


def test_a_network_without_anybody_to_answer_says_so(lars):
    with pytest.raises(ValidationError, match="ingen som kan svare"):
        write_to_contact(actor=lars, network=make_network(), text="Hei")


def test_one_person_waits_for_an_answer_before_writing_more(berit, lars, kari, network):
    messages = [
        write_to_contact(actor=lars, network=network, text=f"Hei {number}")
        for number in range(MOST_UNANSWERED)
    ]
    with pytest.raises(ValidationError, match="Vent"):
        write_to_contact(actor=lars, network=network, text="Hallo?")
    write_to_contact(actor=kari, network=network, text="Jeg også")
    mark_answered(actor=berit, message=messages[0])
    write_to_contact(actor=lars, network=network, text="Takk for svaret")


def test_who_answered_first_is_remembered(berit, kari, lars, network):
    Network.objects.filter(pk=network.pk).update(contact=kari)
    message = write_to_contact(actor=lars, network=network, text="Hei")
    first = mark_answered(actor=kari, message=ContactMessage.objects.get(pk=message.pk))
    again = mark_answered(actor=berit, message=ContactMessage.objects.get(pk=message.pk))
    assert first.answered_at is not None
    assert (again.answered_at, again.answered_by) == (first.answered_at, kari)
