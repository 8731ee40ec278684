"""Signing up, being verified, signing in, a forgotten password: as a new user would."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from community.members.models import Member
from tests.factories import (
    PASSWORD,
    affiliate,
    make_administrator,
    make_guest,
    make_member,
    make_organisation,
    make_unconfirmed,
)

pytestmark = pytest.mark.django_db

NEW = {
    "name": "Kari Nymoen",
    "title": "Sosionom",
    "workplace": "Hamar kommune",
    "email": "Kari@Example.org",
    "password1": "tre-ord-og-et-til",
    "password2": "tre-ord-og-et-til",
}


def link_in(message) -> str:
    (path,) = re.findall(r"http://testserver(/\S+)", message.body)
    return path


def sign_in(client, onward: str):
    form = {"login": NEW["email"], "password": NEW["password1"], "next": onward}
    return client.post("/konto/login/", form)


def test_from_sign_up_to_signed_in(client):
    answer = client.post("/konto/signup/", NEW)
    assert answer.url == reverse("account_email_verification_sent")
    member = Member.objects.get(email="kari@example.org")
    assert (member.name, member.title, member.workplace) == (
        "Kari Nymoen",
        "Sosionom",
        "Hamar kommune",
    )
    assert member.standing == "unconfirmed"

    # Not yet: the address has not been shown to be hers.
    client.post("/konto/login/", {"login": NEW["email"], "password": NEW["password1"]})
    assert "_auth_user_id" not in client.session

    confirm = link_in(mail.outbox[0])
    assert client.get(confirm).status_code == 200
    client.post(confirm)
    answer = client.post(
        "/konto/login/?next=/nettverk/",
        {"login": NEW["email"], "password": NEW["password1"], "next": "/nettverk/"},
    )
    assert answer.url == "/nettverk/"
    assert client.session["_auth_user_id"] == str(member.pk)


def test_the_mail_leads_on_to_where_one_was_going_in_another_browser_too(client):
    onward = "/nettverk/palliasjon/bli-med/"
    sign_up = client.get("/konto/login/", {"next": onward}).context["signup_url"]
    page = client.get(sign_up).content.decode()
    assert f'name="next" value="{onward}"' in page
    client.post("/konto/signup/", NEW | {"next": onward})

    other = Client()
    confirm = link_in(mail.outbox[0])
    page = other.get(confirm)
    kept = page.context["redirect_field_value"]
    assert f'name="next" value="{kept}"' in page.content.decode()
    answer = other.post(confirm.partition("?")[0], {"next": kept})
    assert answer.url == f"/konto/login/?next={onward}"
    assert sign_in(other, onward).url == onward


def test_a_link_that_has_been_used_still_leads_on(client):
    client.post("/konto/signup/", NEW | {"next": "/nettverk/"})
    confirm = link_in(mail.outbox[0])
    client.post(confirm)
    again = Client()
    page = BeautifulSoup(again.get(confirm).content, "html.parser")
    (sign_in_again,) = page.select("main p a")
    form = {"login": NEW["email"], "password": NEW["password1"]}
    answer = again.post(sign_in_again["href"], form, follow=True)
    assert answer.redirect_chain[-1][0] == "/nettverk/"


def test_who_signs_in_before_the_address_is_shown_is_led_on_by_the_new_mail(client):
    client.post("/konto/signup/", NEW)
    cache.clear()  # a second mail to one address only goes after a while
    sign_in(client, "/nettverk/")
    assert "?" not in link_in(mail.outbox[0])
    answer = Client().post(link_in(mail.outbox[1]))
    assert answer.url == "/konto/login/?next=/nettverk/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.com/",
        "//example.com/",
        "http://testserver/nettverk/",
        "javascript:alert(1)",
    ],
)
def test_a_mail_leads_nowhere_but_to_our_own_pages(client, elsewhere):
    client.post("/konto/signup/", NEW | {"next": elsewhere})
    confirm = link_in(mail.outbox[0])
    assert "?" not in confirm
    assert client.post(confirm, {"next": elsewhere}).url == "/konto/login/"
    assert sign_in(client, elsewhere).url == "/min-side/"


@pytest.mark.parametrize("path", ["/konto/signup/", "/konto/password/reset/"])
def test_mails_about_accounts_end_as_all_our_mails_do(client, path):
    make_member(email="else@example.org")
    client.post(path, NEW | {"email": "else@example.org" if "reset" in path else NEW["email"]})
    text = mail.outbox[0].body
    assert text.startswith("Hei fra Samtun\n")
    assert text.rstrip().endswith("\n\nVennlig hilsen Samtun")


def test_sign_up_says_how_one_is_confirmed(client):
    page = client.get("/konto/signup/").content.decode()
    assert "Be om å bli med i et nettverk, så bekrefter koordinatoren deg." in page


def test_a_known_address_signs_up_like_an_unknown_one(client):
    make_member(email="kari@example.org")
    answer = client.post("/konto/signup/", NEW)
    assert answer.url == reverse("account_email_verification_sent")
    assert Member.objects.count() == 1


@pytest.mark.parametrize("password", ["kort", "password1234", "123456789012"])
def test_a_weak_password_is_refused_and_the_rest_of_the_form_kept(client, password):
    answer = client.post("/konto/signup/", NEW | {"password1": password, "password2": password})
    assert not Member.objects.exists()
    assert "Hamar kommune" in answer.content.decode()


def test_a_national_number_is_refused_in_the_sign_up_too(client):
    for field, text in {
        "workplace": "Hamar 15887810130",
        "email": "15887810130@example.org",
    }.items():
        answer = client.post("/konto/signup/", NEW | {field: text})
        page = answer.content.decode()
        assert not Member.objects.exists()
        assert "Her står det et" in page
        assert "Ingenting er sendt" in page
        assert f'href="{reverse("about:confidentiality")}">Hvorfor stopper vi dette?' in page


def test_what_else_is_wrong_with_a_sign_up_is_not_said_to_be_a_number(client):
    answer = client.post("/konto/signup/", NEW | {"name": ""})
    assert "Ingenting er sendt" not in answer.content.decode()


def test_a_forgotten_password_is_made_anew_and_ends_other_sessions(client, django_user_model):
    kari = make_member(email="kari@example.org")
    other = type(client)()
    other.force_login(kari)
    client.post("/konto/password/reset/", {"email": "kari@example.org"})
    form = client.get(link_in(mail.outbox[0]), follow=True)
    new = {"password1": "helt-nye-ord-her", "password2": "helt-nye-ord-her"}
    client.post(form.redirect_chain[-1][0], new)
    kari.refresh_from_db()
    assert kari.check_password("helt-nye-ord-her")
    assert other.get("/min-side/").status_code == 302


def test_an_unknown_address_is_answered_the_same(client):
    make_member(email="kari@example.org")
    known = client.post("/konto/password/reset/", {"email": "kari@example.org"})
    unknown = client.post("/konto/password/reset/", {"email": "ingen@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_a_wrong_password_says_the_same_for_known_and_unknown(client):
    make_member(email="kari@example.org")
    answers = [
        client.post("/konto/login/", {"login": address, "password": "feil-passord-her"})
        for address in ("kari@example.org", "ingen@example.org")
    ]
    texts = [answer.content.decode().replace("ingen@", "kari@") for answer in answers]
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert token.sub("", texts[0]) == token.sub("", texts[1])


@pytest.mark.parametrize("address", ["/admin/", "/cms/"])
def test_both_administrations_sign_in_at_the_one_place(client, address):
    answer = client.get(address, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/konto/login/?next=")
    assert "Logg inn" in answer.content.decode()


def test_an_administrator_confirms_from_the_list(client):
    kari, ada = make_unconfirmed("Kari Nymoen"), make_administrator()
    client.force_login(ada)
    client.post("/admin/members/member/", {"action": "confirm", "_selected_action": [kari.pk]})
    kari.refresh_from_db()
    assert (kari.standing, kari.confirmed_by) == ("confirmed", ada)


def test_a_member_without_rights_has_no_administration(client):
    client.force_login(make_member())
    assert client.get("/admin/members/member/").status_code in (302, 403)
    assert client.get("/cms/").status_code in (302, 403)


ME = {"name": "Kari Nymoen", "title": "Ny tittel", "workplace": "Nytt sted", "color_scheme": "dark"}


def test_my_page_keeps_what_was_typed_when_something_is_wrong(client):
    kari = make_member("Kari Nymoen")
    client.force_login(kari)
    answer = client.post("/min-side/", ME | {"name": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ny tittel" in page
    assert "Hei, Kari" in page  # who is signed in has not become what was typed
    assert 'data-color-scheme="auto"' in page
    kari.refresh_from_db()
    assert kari.title == ""


def test_a_number_in_the_profile_is_stopped_and_what_to_do_is_said(client):
    client.force_login(make_member("Kari Nymoen"))
    answer = client.post("/min-side/", ME | {"expertise": "Hamar 15887810130"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Her står det et" in page
    assert "Ingenting er sendt" in page


def test_my_page_tells_who_is_not_confirmed_how_one_is(client):
    client.force_login(make_unconfirmed())
    page = client.get("/min-side/").content.decode()
    assert "Be om å bli med i et nettverk, så bekrefter koordinatoren deg." in page
    assert "Se nettverkene</a>" in page


def test_my_page_says_where_the_address_is_seen(client):
    client.force_login(make_member())
    page = client.get("/min-side/").content.decode()
    assert "Skriver du til kontakten i et nettverk, ser de som leser meldingen, adressen." in page
    assert "ser koordinatoren det som står etter krøllalfa" not in page
    client.force_login(make_unconfirmed())
    page = client.get("/min-side/").content.decode()
    assert "ser koordinatoren det som står etter krøllalfa" in page


def test_my_page_says_who_sees_what_and_keeps_the_choice(client):
    kari = make_member("Kari Nymoen")
    client.force_login(kari)
    page = client.get("/min-side/").content.decode()
    assert "Vis meg i medlemslisten" in page
    assert "Vis kolleger når jeg er her" in page
    assert "Vis navnet mitt i åpne nettverk" in page
    form = {"profession": "nurse", "expertise": "Etterlatte", "shows_presence": "on"}
    assert client.post("/min-side/", ME | form).url == "/min-side/"
    kari.refresh_from_db()
    assert (kari.profession, kari.expertise) == ("nurse", "Etterlatte")
    assert (kari.is_listed, kari.shows_presence, kari.is_named_publicly) == (False, True, False)


def test_a_guest_is_in_no_list_so_none_is_offered(client):
    guest = make_guest("Per Pårørende")
    client.force_login(guest)
    page = client.get("/min-side/").content.decode()
    assert "Du er gjest" in page
    assert "Vis meg i medlemslisten" not in page
    client.post("/min-side/", ME | {"is_named_publicly": "on"})
    guest.refresh_from_db()
    assert (guest.is_listed, guest.is_named_publicly) == (True, True)


def test_who_has_a_main_workplace_changes_it_there(client):
    kari = make_member("Kari Nymoen")
    affiliate(kari, make_organisation("Gjøvik kommune"), is_main=True)
    client.force_login(kari)
    assert "Hentes fra hovedarbeidsstedet ditt" in client.get("/min-side/").content.decode()
    client.post("/min-side/", ME)
    kari.refresh_from_db()
    assert (kari.title, kari.workplace) == ("Ny tittel", "Gjøvik kommune")


def test_the_chosen_look_is_the_pages(client):
    client.force_login(make_member(color_scheme="dark"))
    assert 'data-color-scheme="dark"' in client.get("/min-side/").content.decode()


def test_signing_in_needs_the_right_password(client):
    make_member(email="kari@example.org")
    client.post("/konto/login/", {"login": "kari@example.org", "password": PASSWORD + "x"})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/admin/", "/cms/"])
def test_a_member_without_rights_gets_a_plain_no_and_no_circle(client, address):
    client.force_login(make_member())
    answer = client.get(address, follow=True)
    assert answer.status_code == 403
    assert len(answer.redirect_chain) == 1
