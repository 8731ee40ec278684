from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from community.confidentiality.guard import IdentifierFound
from community.lib.errors import NotAllowed
from community.members.models import Member
from community.networks.actions.join_requests import (
    approve_request,
    ask_to_join,
    decline_request,
    withdraw_request,
)
from community.networks.actions.memberships import add_member
from community.networks.models import JoinRequest, Membership, Network
from tests.factories import join, make_guest, make_member, make_network, make_unconfirmed

pytestmark = pytest.mark.django_db

NUMBER = "15887810130"


@pytest.fixture
def berit():
    return make_member("Berit Aas")


@pytest.fixture
def lars():
    return make_unconfirmed("Lars Ask")


@pytest.fixture
def network(berit):
    network = make_network("Palliasjon")
    join(network, berit, Membership.Role.COORDINATOR)
    return network


@pytest.fixture
def request_of_lars(lars, network):
    return ask_to_join(actor=lars, network=network, message="Jeg begynte i høst.")


def test_who_asks_waits_with_what_they_wrote(lars, network):
    request = ask_to_join(actor=lars, network=network, message=" Jeg begynte\r\ni høst. ")
    assert (request.status, request.message) == ("waiting", "Jeg begynte\ni høst.")
    assert not network.memberships.filter(member=lars).exists()


def test_who_asks_again_has_one_request_with_what_they_wrote_first(lars, network, request_of_lars):
    assert ask_to_join(actor=lars, network=network, message="Hallo?") == request_of_lars
    assert [each.message for each in JoinRequest.objects.all()] == ["Jeg begynte i høst."]


def test_a_member_is_told_that_they_are_in(berit, network):
    with pytest.raises(ValidationError, match="alt med"):
        ask_to_join(actor=berit, network=network)


def test_nobody_can_ask_for_a_confidential_network(lars, network):
    Network.objects.filter(pk=network.pk).update(access="confidential")
    with pytest.raises(NotAllowed):
        ask_to_join(actor=lars, network=network)


def test_message_and_answer_are_read_by_the_guard_and_have_a_length(berit, lars, network):
    for text, refusal in (
        (f"Fødselsnummer {NUMBER}", IdentifierFound),
        ("å" * 1001, ValidationError),
    ):
        with pytest.raises(refusal) as refused:
            ask_to_join(actor=lars, network=network, message=text)
        assert list(refused.value.message_dict) == ["message"]
    assert not JoinRequest.objects.exists()
    request = ask_to_join(actor=lars, network=network, message="å" * 1000)
    for text, refusal in ((NUMBER, IdentifierFound), ("å" * 1001, ValidationError)):
        with pytest.raises(refusal) as refused:
            decline_request(actor=berit, request=request, answer=text)
        assert list(refused.value.message_dict) == ["answer"]
    assert JoinRequest.objects.get().status == "waiting"


def test_an_approved_person_is_a_confirmed_member(berit, lars, network, request_of_lars):
    membership = approve_request(actor=berit, request=request_of_lars)
    lars.refresh_from_db()
    assert (lars.standing, lars.confirmed_by) == ("confirmed", berit)
    assert (membership.member, membership.network, membership.role) == (lars, network, "member")
    assert (request_of_lars.status, request_of_lars.decided_by) == ("approved", berit)
    assert request_of_lars.decided_at is not None


def test_a_guest_who_is_taken_in_stays_a_guest(berit, network):
    guest = make_guest()
    approve_request(actor=berit, request=ask_to_join(actor=guest, network=network))
    guest.refresh_from_db()
    assert (guest.standing, guest.confirmed_by) == ("guest", None)


def test_who_became_a_guest_while_waiting_stays_one(berit, lars, request_of_lars):
    assert request_of_lars.member.standing == "unconfirmed"  # as it was when the page was read
    Member.objects.filter(pk=lars.pk).update(standing=Member.Standing.GUEST)
    assert approve_request(actor=berit, request=request_of_lars).member.standing == "guest"


def test_a_closed_account_is_not_taken_in(berit, lars, request_of_lars):
    Member.objects.filter(pk=lars.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="stengt"):
        approve_request(actor=berit, request=request_of_lars)
    assert not Membership.objects.filter(member=lars).exists()


def test_a_declined_person_has_an_answer_and_may_ask_again(berit, lars, network, request_of_lars):
    decline_request(actor=berit, request=request_of_lars, answer=" Prøv Bergen. ")
    stored = JoinRequest.objects.get()
    assert (stored.status, stored.answer, stored.decided_by) == ("declined", "Prøv Bergen.", berit)
    lars.refresh_from_db()
    assert not lars.is_confirmed
    assert ask_to_join(actor=lars, network=network) != request_of_lars


def test_the_one_who_asked_is_told_to_look(berit, network, monkeypatch):
    told: list[int] = []
    for module in ("memberships", "join_requests"):
        monkeypatch.setattr(f"community.networks.actions.{module}.look", told.append)
    one, other = make_unconfirmed(), make_unconfirmed()
    requests = [ask_to_join(actor=each, network=network) for each in (one, other)]
    approve_request(actor=berit, request=requests[0])
    assert told == [one.pk]
    decline_request(actor=berit, request=requests[1])
    assert told == [one.pk, other.pk]


@pytest.mark.parametrize("first", [approve_request, decline_request, withdraw_request])
def test_what_has_been_answered_is_answered(berit, lars, request_of_lars, first):
    late = JoinRequest.objects.get()
    first(actor=lars if first is withdraw_request else berit, request=request_of_lars)
    answered = JoinRequest.objects.get().status
    for again in (approve_request, decline_request, withdraw_request):
        with pytest.raises(ValidationError, match="alt besvart"):
            again(actor=lars if again is withdraw_request else berit, request=late)
    assert JoinRequest.objects.get().status == answered
    assert Membership.objects.filter(member=lars).count() == (first is approve_request)


# --- Mails ------------------------------------------------------------------------------------


@pytest.fixture
def sent(mailoutbox, django_capture_on_commit_callbacks):
    """What an act sends, as (receivers, subject, whole mail)."""

    def sent(act, **things):
        del mailoutbox[:]
        with django_capture_on_commit_callbacks(execute=True):
            act(**things)
        return [(mail.to, mail.subject, f"{mail.subject}\n{mail.body}") for mail in mailoutbox]

    return sent


def test_the_coordinators_hear_that_somebody_asks_but_not_what(berit, lars, network, sent):
    mails = sent(ask_to_join, actor=lars, network=network, message="Min hemmelige grunn")
    assert [mail[:2] for mail in mails] == [
        ([berit.email], "[Samtun] Noen ber om å bli med i Palliasjon")
    ]
    text = mails[0][2]
    assert f"http://localhost:8000/nettverk/{network.slug}/foresporsler/" in text
    assert "hemmelige" not in text
    assert "Lars" not in text


def test_to_ask_and_withdraw_again_sends_one_mail_a_day(lars, network, sent):
    assert len(sent(ask_to_join, actor=lars, network=network)) == 1
    withdraw_request(actor=lars, request=JoinRequest.objects.get())
    assert sent(ask_to_join, actor=lars, network=network) == []
    withdraw_request(actor=lars, request=JoinRequest.objects.get(status="waiting"))
    for request in JoinRequest.objects.all():
        JoinRequest.objects.update(created=request.created - timedelta(days=1, minutes=1))
    assert len(sent(ask_to_join, actor=lars, network=network)) == 1


def test_the_answer_comes_by_mail_with_a_link_and_without_its_text(berit, lars, network, sent):
    declined = ask_to_join(actor=lars, network=network)
    mails = sent(decline_request, actor=berit, request=declined, answer="Ditt hemmelige svar")
    assert [mail[:2] for mail in mails] == [([lars.email], "[Samtun] Svar fra Palliasjon")]
    assert f"http://localhost:8000/nettverk/{network.slug}/\n" in mails[0][2]
    assert "hemmelige" not in mails[0][2]
    approved = ask_to_join(actor=lars, network=network)
    mails = sent(approve_request, actor=berit, request=approved)
    assert [mail[:2] for mail in mails] == [([lars.email], "[Samtun] Du er tatt inn i Palliasjon")]
    assert f"http://localhost:8000/nettverk/{network.slug}/\n" in mails[0][2]


def test_who_is_taken_in_without_having_asked_is_told_by_mail(berit, network, sent):
    nora = make_member("Nora Vik")
    mails = sent(add_member, actor=berit, network=network, member=nora)
    assert [mail[:2] for mail in mails] == [([nora.email], "[Samtun] Du er tatt inn i Palliasjon")]
    assert sent(add_member, actor=berit, network=network, member=nora, role="editor") == []


def test_a_network_that_has_become_confidential_is_in_no_mail(berit, lars, network, sent):
    requests = [ask_to_join(actor=who, network=network) for who in (lars, make_unconfirmed())]
    Network.objects.filter(pk=network.pk).update(access="confidential")
    mails = sent(approve_request, actor=berit, request=JoinRequest.objects.get(pk=requests[0].pk))
    assert [mail[1] for mail in mails] == ["[Samtun] Du har en nyhet på Samtun"]
    assert "http://localhost:8000/nettverk/\n" in mails[0][2]
    assert "palliasjon" not in mails[0][2].lower()
    second = JoinRequest.objects.get(pk=requests[1].pk)
    ((_to, subject, text),) = sent(decline_request, actor=berit, request=second)
    assert subject == "[Samtun] Svar på forespørselen din"  # all of it: they could read no answer
    assert "Svaret er dessverre nei" in text
    assert "http://localhost:8000/nettverk/\n" in text
    assert "palliasjon" not in text.lower()


# --- At once ----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_counts(berit, lars, network):
    nora = make_member("Nora Vik")
    join(network, nora, Membership.Role.COORDINATOR)

    def outcome(ready, act, actor, **things) -> str:
        try:
            ready.wait()
            act(actor=actor, **things)
            return "done"
        except ValidationError as refused:
            return refused.messages[0]
        finally:
            connection.close()

    def at_once(*acts) -> list[str]:
        ready = Barrier(len(acts))
        with ThreadPoolExecutor(len(acts)) as pool:
            running = [
                pool.submit(outcome, ready, act, actor, **things()) for act, actor, things in acts
            ]
            return sorted(each.result() for each in running)

    def the_network():
        return {"network": Network.objects.get(pk=network.pk)}

    def the_request():
        return {"request": JoinRequest.objects.get()}

    ask = (ask_to_join, lars, the_network)
    assert at_once(ask, ask) == ["done", "done"]
    assert JoinRequest.objects.count() == 1
    answers = at_once((approve_request, berit, the_request), (approve_request, nora, the_request))
    assert answers == ["Forespørselen er alt besvart.", "done"]
    assert Membership.objects.filter(member=lars).count() == 1
