import pytest

from community.networks import mails
from community.networks.models import ContactMessage, JoinRequest, Membership, Network
from tests.factories import join, make_member, make_network

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(mailoutbox, django_capture_on_commit_callbacks):
    def sent(tell, about):
        with django_capture_on_commit_callbacks(execute=True):
            tell(about)
            assert not mailoutbox  # nothing leaves before the commit
        return mailoutbox

    return sent


def request_in(network: Network, **applicant) -> JoinRequest:
    return JoinRequest(network=network, member=make_member("Kari Nymoen", **applicant))


def test_a_mail_greets_and_is_marked_as_written_by_a_machine(sent):
    request = request_in(make_network("Sorg & håp <1>"))
    (mail,) = sent(mails.taken_in, request)
    assert mail.subject == "[Samtun] Du er tatt inn i Sorg & håp <1>"
    assert mail.body.startswith("Hei, Kari\n")
    assert (mail.extra_headers, mail.cc, mail.bcc) == ({"Auto-Submitted": "auto-generated"}, [], [])


def test_a_mail_is_in_the_receivers_language(sent, monkeypatch):
    spoken = []
    monkeypatch.setattr(
        "community.networks.mails.translation.override",
        lambda language, real=mails.translation.override: spoken.append(language) or real(language),
    )
    network = make_network()
    for language in ("en", "", "xx"):
        sent_mails = sent(mails.taken_in, request_in(network, language=language))
        del sent_mails[:]
    assert spoken == ["en", "nb", "nb"]


def test_a_name_with_line_breaks_makes_no_header(sent):
    network = make_network()
    Network.objects.filter(pk=network.pk).update(name="Palliasjon\r\nBcc: alle@example.org\n\nHei")
    network.refresh_from_db()
    (mail,) = sent(mails.taken_in, request_in(network))
    assert mail.subject == "[Samtun] Du er tatt inn i Palliasjon Bcc: alle@example.org Hei"
    assert mail.message()["Bcc"] is None


def test_one_broken_address_keeps_nobody_else_from_theirs(sent, monkeypatch):
    network = make_network()
    broken, whole = make_member("Berit Aas"), make_member("Åse Aamodt")
    for member in (broken, whole):
        join(network, member, Membership.Role.COORDINATOR)
    send = mails.EmailMessage.send

    def fails_for_berit(mail):
        if mail.to == [broken.email]:
            raise ConnectionRefusedError
        return send(mail)

    monkeypatch.setattr("community.networks.mails.EmailMessage.send", fails_for_berit)
    message = ContactMessage(network=network, sender=make_member("Nora Vik"), text="Hei")
    assert [mail.to for mail in sent(mails.somebody_wrote, message)] == [[whole.email]]
