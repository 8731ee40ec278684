import pytest
from bs4 import BeautifulSoup

from community.networks.actions.contact import write_to_contact
from community.networks.models import ContactMessage, Membership, Network
from community.networks.texts import LONGEST
from tests.answers import bare
from tests.community.confidentiality.numbers import norwegian
from tests.factories import join, make_member, make_network, make_unconfirmed

pytestmark = pytest.mark.django_db

PAGE = "/nettverk/palliasjon/"
CONTACT = f"{PAGE}kontakt/"
INBOX = f"{PAGE}henvendelser/"
NUMBER = norwegian("150184")


@pytest.fixture
def berit():
    return make_member("Berit Aas")


@pytest.fixture
def nora():
    return make_member("Nora Vik", title="Rådgiver", workplace="Bergen kommune")


@pytest.fixture
def network(berit):
    network = make_network("Palliasjon", Network.Access.PRIVATE)
    join(network, berit, Membership.Role.COORDINATOR)
    return network


def rows(client, address=INBOX) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    return [" ".join(each.get_text(" ").split()) for each in soup.select(".request-row")]


def test_anybody_signed_in_writes_to_the_named_person(client, network, berit):
    Network.objects.update(contact=berit)
    client.force_login(make_unconfirmed("Lars Lie"))
    page = client.get(CONTACT).content.decode()
    assert "Skriv til Berit Aas" in page
    assert "Kontaktpersonen og koordinatorene i Palliasjon leser meldingen" in page
    assert "får e-postadressen din" in page
    answer = client.post(CONTACT, {"text": "Er det plass?"}, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Meldingen er sendt" in answer.content.decode()
    assert ContactMessage.objects.get().text == "Er det plass?"


def test_where_none_is_named_to_the_reader_the_coordinators_are_written_to(client, network):
    client.force_login(make_unconfirmed("Lars Lie"))
    page = client.get(CONTACT).content.decode()
    assert "Skriv til koordinatorene" in page
    assert "Koordinatorene i Palliasjon leser meldingen" in page
    assert "Berit Aas" not in page


@pytest.mark.parametrize("text", ["", "   ", f"Om {NUMBER}", "x" * (LONGEST["text"] + 1)])
def test_what_is_refused_is_kept(client, network, nora, text):
    client.force_login(nora)
    answer = client.post(CONTACT, {"text": text})
    assert answer.status_code == 422
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one("textarea[name=text]").get_text().strip() == text.strip()
    assert soup.select_one(".field__error")
    assert not ContactMessage.objects.exists()


def test_who_writes_too_much_is_asked_to_wait(client, network, nora):
    client.force_login(nora)
    for _time in range(3):
        assert client.post(CONTACT, {"text": "Hallo?"}).status_code == 302
    answer = client.post(CONTACT, {"text": "Hallo igjen?"})
    assert answer.status_code == 422
    assert "Vent til du har fått svar" in answer.content.decode()
    assert "Hallo igjen?" in answer.content.decode()


def test_who_was_signed_out_while_writing_gets_the_text_back(client, network):
    answer = client.post(CONTACT, {"text": "Lenge <skrevet>"})
    assert answer.status_code == 401
    assert "Lenge &lt;skrevet&gt;</textarea>" in answer.content.decode()
    assert f"?next={CONTACT.replace('/', '%2F')}" in answer.content.decode()


def test_nobody_writes_to_what_they_may_not_know_of(client, network, nora):
    Network.objects.update(access=Network.Access.CONFIDENTIAL)
    client.force_login(nora)
    there, missing = client.get(CONTACT), client.get("/nettverk/finnes-ikke/kontakt/")
    assert there.status_code == missing.status_code == 404
    assert bare(there) == bare(missing)
    client.logout()
    assert client.get(CONTACT).url == f"/konto/login/?next={CONTACT}"


# --- Reading -----------------------------------------------------------------------------------


@pytest.fixture
def message(network, nora):
    return write_to_contact(actor=nora, network=network, text="Er det plass til flere?")


def test_who_runs_the_network_reads_who_wrote_and_how_to_answer(client, berit, message, nora):
    client.force_login(berit)
    (row,) = rows(client)
    for said in ("Nora Vik", "Bergen kommune", "Er det plass til flere?"):
        assert said in row
    assert f"mailto:{nora.email}" in client.get(INBOX).content.decode()


def test_what_is_answered_leaves_the_list_and_stays_among_all(client, berit, message):
    client.force_login(berit)
    answer = client.post(f"{INBOX}{message.pk}/", follow=True)
    assert "merket som besvart" in answer.content.decode()
    assert rows(client) == []
    assert "Alt er besvart" in client.get(INBOX).content.decode()
    assert "Besvart av Berit Aas" in rows(client, f"{INBOX}?vis=alle")[0]


def test_who_has_waited_longest_stands_first_and_among_all_the_newest(client, berit, message):
    write_to_contact(actor=make_member("Lars Lie"), network=message.network, text="Hei")
    client.force_login(berit)
    assert ["Nora Vik" in row for row in rows(client)] == [True, False]
    assert "De som har ventet lengst, står først" in client.get(INBOX).content.decode()
    assert ["Nora Vik" in row for row in rows(client, f"{INBOX}?vis=alle")] == [False, True]


def test_the_address_of_the_button_leads_to_the_list(client, berit, message):
    client.force_login(berit)
    assert client.get(f"{INBOX}{message.pk}/").url == INBOX


def test_the_contact_person_reads_and_answers_without_running_the_network(
    client, network, message, nora
):
    kari = make_member("Kari Nymoen")
    join(network, kari)
    client.force_login(kari)
    assert client.get(INBOX).status_code == 404
    Network.objects.update(contact=kari)
    assert len(rows(client)) == 1
    assert client.post(f"{INBOX}{message.pk}/").status_code == 302


def test_others_read_nothing_and_mark_nothing(client, network, message, nora):
    join(network, nora, Membership.Role.MODERATOR)
    client.force_login(nora)
    assert client.get(INBOX).status_code == 404
    there = client.post(f"{INBOX}{message.pk}/")
    missing = client.post(f"{INBOX}999999/")
    assert there.status_code == missing.status_code == 404
    assert bare(there) == bare(missing)
    message.refresh_from_db()
    assert message.answered_at is None


@pytest.mark.parametrize("number", [3, 18])
def test_the_list_costs_the_same_however_long(
    client, berit, network, number, django_assert_num_queries
):
    for each in range(number):
        write_to_contact(actor=make_member(f"Skriver {each}"), network=network, text="Hei")
    client.force_login(berit)
    client.get(INBOX)
    with django_assert_num_queries(6):  # session, member, network, its areas, number, messages
        client.get(INBOX)
