from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from bs4 import BeautifulSoup

from community.networks.actions.join_requests import ask_to_join
from community.networks.models import JoinRequest, Membership, Network
from community.networks.texts import LONGEST
from tests.answers import bare
from tests.community.confidentiality.numbers import norwegian
from tests.factories import join, make_guest, make_member, make_network, make_unconfirmed

pytestmark = pytest.mark.django_db

PAGE = "/nettverk/palliasjon/"
JOIN = f"{PAGE}bli-med/"
REQUESTS = f"{PAGE}foresporsler/"
NUMBER = norwegian("150184")
Status = JoinRequest.Status


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


def soup(answer):
    return BeautifulSoup(answer.content, "html.parser")


# --- Asking ------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [make_member, make_unconfirmed, make_guest])
def test_somebody_asks_and_is_told_that_it_waits(client, network, who):
    asker = who()
    client.force_login(asker)
    assert "Be om å bli med" in client.get(JOIN).content.decode()
    answer = client.post(JOIN, {"message": "Jeg begynte i høst."}, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    page = answer.content.decode()
    assert "Forespørselen er sendt" in page
    assert "Jeg begynte i høst." in page
    assert JoinRequest.objects.get(member=asker).status == Status.WAITING


def test_a_number_is_stopped_in_place_and_the_text_kept(client, network, nora):
    client.force_login(nora)
    text = f"Pasienten {NUMBER} gjør at jeg spør."
    answer = client.post(JOIN, {"message": text})
    assert answer.status_code == 422
    page = soup(answer)
    assert page.select_one("textarea[name=message]").get_text().strip() == text
    assert "fødselsnummer" in page.select_one(".field__error").get_text()
    assert "ikke lagret hos oss" in page.get_text()
    assert not JoinRequest.objects.exists()


def test_who_was_signed_out_while_writing_gets_the_text_back(client, network, asked):
    for address, form in [
        (JOIN, {"message": "Lenge <skrevet>"}),
        (f"{REQUESTS}{asked.pk}/", {"decision": "decline", "answer": "Lenge <skrevet>"}),
    ]:
        answer = client.post(address, form)
        assert answer.status_code == 401
        assert "Lenge &lt;skrevet&gt;</textarea>" in answer.content.decode()
        assert f"/konto/login/?next={address.replace('/', '%2F')}" in answer.content.decode()
    assert client.post(JOIN, {"message": " "}).url == f"/konto/login/?next={JOIN}"


def test_a_text_that_is_too_long_is_kept_too(client, network, nora):
    client.force_login(nora)
    answer = client.post(JOIN, {"message": "x" * (LONGEST["message"] + 1)})
    assert answer.status_code == 422
    assert "x" * (LONGEST["message"] + 1) in answer.content.decode()


def test_who_is_in_or_waits_already_is_led_to_the_network(client, network, nora, berit):
    client.force_login(berit)
    assert client.get(JOIN).url == PAGE
    ask_to_join(actor=nora, network=network)
    client.force_login(nora)
    assert client.post(JOIN, {"message": "Igjen"}).url == PAGE
    assert JoinRequest.objects.count() == 1


def test_nobody_asks_to_join_what_they_may_not_know_of(client, network, nora):
    Network.objects.update(access=Network.Access.CONFIDENTIAL)
    client.force_login(nora)
    there = client.post(JOIN, {"message": "Hei"})
    missing = client.post("/nettverk/finnes-ikke/bli-med/", {"message": "Hei"})
    assert there.status_code == missing.status_code == 404
    assert bare(there) == bare(missing)
    client.logout()
    assert client.get(JOIN).url == f"/konto/login/?next={JOIN}"


def test_a_request_can_be_taken_back_once(client, network, nora):
    asked = ask_to_join(actor=nora, network=network)
    client.force_login(nora)
    assert client.get(f"{JOIN}trekk/").url == PAGE  # as one comes after signing in
    asked.refresh_from_db()
    assert asked.status == Status.WAITING
    page = client.post(f"{JOIN}trekk/", follow=True).content.decode()
    assert "Forespørselen er trukket" in page
    asked.refresh_from_db()
    assert asked.status == Status.WITHDRAWN
    assert client.post(f"{JOIN}trekk/").status_code == 404


# --- Answering ---------------------------------------------------------------------------------


@pytest.fixture
def asked(network):
    lars = make_unconfirmed("Lars Lie", title="Sosionom", workplace="Elverum kommune")
    return ask_to_join(actor=lars, network=network, message="Jeg er ny.")


def test_the_coordinator_reads_who_asks_and_that_nobody_has_confirmed_them(
    client, berit, network, asked, nora
):
    ask_to_join(actor=nora, network=network)
    client.force_login(berit)
    rows = soup(client.get(REQUESTS)).select(".request-row")
    first = " ".join(rows[0].get_text(" ").split())
    for said in ("Lars Lie", "Elverum kommune", "Jeg er ny.", "du bekrefter hvem dette er"):
        assert said in first
    assert "Nora Vik" in rows[1].get_text()
    assert "Ikke bekreftet" not in rows[1].get_text()


def test_where_the_one_who_asks_gets_their_mail_is_told_once_it_is_verified(client, berit, asked):
    client.force_login(berit)
    said = "e-postadresse hos hamar.kommune.no"
    assert "Har ikke bekreftet noen e-postadresse" in client.get(REQUESTS).content.decode()
    address = EmailAddress(user=asked.member, email="lars.lie@hamar.kommune.no", primary=True)
    address.save()
    assert said not in client.get(REQUESTS).content.decode()
    address.verified = True
    address.save()
    page = client.get(REQUESTS).content.decode()
    assert said in page
    assert "lars.lie" not in page


def test_nobody_is_confirmed_without_a_word_that_one_knows_them(
    client, berit, network, asked, nora
):
    ask_to_join(actor=nora, network=network)
    client.force_login(berit)
    answer = client.post(f"{REQUESTS}{asked.pk}/", {"decision": "approve"})
    assert answer.status_code == 422
    first, second = soup(answer).select(".request-row")
    assert "Kryss av hvis du vet hvem dette er" in first.select_one(".field__error").get_text()
    assert first.select_one("[name=knows_them]")
    assert not second.select("[name=knows_them]")
    asked.refresh_from_db()
    assert asked.status == Status.WAITING


def test_taking_in_makes_a_member_and_confirms_them(client, berit, network, asked):
    client.force_login(berit)
    form = {"decision": "approve", "knows_them": "on"}
    answer = client.post(f"{REQUESTS}{asked.pk}/", form, follow=True)
    assert "Lars Lie er tatt inn" in answer.content.decode()
    asked.member.refresh_from_db()
    assert asked.member.is_confirmed
    assert network.memberships.filter(member=asked.member).exists()
    assert "Ingen venter på svar" in answer.content.decode()


def test_declining_may_say_why(client, berit, network, asked):
    client.force_login(berit)
    form = {"decision": "decline", "answer": "Det er fullt."}
    client.post(f"{REQUESTS}{asked.pk}/", form)
    asked.refresh_from_db()
    assert (asked.status, asked.answer) == (Status.DECLINED, "Det er fullt.")
    assert not network.memberships.filter(member=asked.member).exists()


def test_a_refused_answer_stands_in_its_place_among_the_others(client, berit, network, asked, nora):
    ask_to_join(actor=nora, network=network)
    client.force_login(berit)
    address = f"{REQUESTS}{asked.pk}/"
    answer = client.post(address, {"decision": "decline", "answer": f"Er det {NUMBER}?"})
    first, second = soup(answer).select(".request-row")
    assert NUMBER in first.select_one("textarea").get_text()
    assert second.select_one("textarea").get_text().strip() == ""
    assert not second.select(".field__error")
    assert client.get(address).url == REQUESTS  # to load the page again
    assert client.get(f"{address}?side=2").url == f"{REQUESTS}?side=2"


def test_a_number_in_the_answer_is_stopped_wherever_in_the_list_it_stood(
    client, berit, network, asked, nora, monkeypatch
):
    monkeypatch.setattr("community.networks.views.joining.REQUESTS_ON_A_PAGE", 1)
    JoinRequest.objects.filter(pk=ask_to_join(actor=nora, network=network).pk).update(
        created=asked.created - timedelta(days=1)
    )
    client.force_login(berit)
    assert "Nora Vik" in soup(client.get(REQUESTS)).select_one(".request-row").get_text()
    form = {"decision": "decline", "answer": f"Gjelder det {NUMBER}?"}
    answer = client.post(f"{REQUESTS}{asked.pk}/", form)
    assert answer.status_code == 422
    (row,) = soup(answer).select(".request-row")
    assert "fødselsnummer" in row.get_text()
    assert row.select_one("details").has_attr("open")
    assert NUMBER in row.select_one("textarea").get_text()
    asked.refresh_from_db()
    assert asked.status == Status.WAITING


@pytest.mark.parametrize("decision", ["approve", "decline"])
def test_who_comes_second_is_told_that_it_is_answered(client, berit, asked, decision):
    client.force_login(berit)
    form = {"decision": "approve", "knows_them": "on"}
    client.post(f"{REQUESTS}{asked.pk}/", form)
    again = client.post(f"{REQUESTS}{asked.pk}/", form | {"decision": decision}, follow=True)
    assert "alt besvart" in again.content.decode()


@pytest.mark.parametrize("role", [None, "member", "editor", "moderator"])
def test_only_coordinators_read_and_answer(client, network, asked, nora, berit, role):
    client.force_login(berit)
    assert client.get(REQUESTS).status_code == 200
    if role:
        join(network, nora, role)
    client.force_login(nora)
    assert client.get(REQUESTS).status_code == 404
    missing = client.post(f"{REQUESTS}999999/", {"decision": "approve"})
    there = client.post(f"{REQUESTS}{asked.pk}/", {"decision": "approve"})
    assert there.status_code == missing.status_code == 404
    assert bare(there) == bare(missing)
    asked.refresh_from_db()
    assert asked.status == Status.WAITING


def test_a_request_to_another_network_is_not_answered_here(client, berit, asked):
    other = make_network("Barn", Network.Access.PRIVATE)
    join(other, berit, Membership.Role.COORDINATOR)
    client.force_login(berit)
    answer = client.post(f"/nettverk/barn/foresporsler/{asked.pk}/", {"decision": "approve"})
    assert answer.status_code == 404


@pytest.mark.parametrize("rows", [3, 18])
def test_the_list_costs_the_same_however_many_wait(
    client, berit, network, rows, django_assert_num_queries
):
    for number in range(rows):
        ask_to_join(actor=make_member(f"Spør {number}"), network=network)
    client.force_login(berit)
    client.get(REQUESTS)
    with django_assert_num_queries(6):  # session, member, network, its areas, number, requests
        client.get(REQUESTS)
