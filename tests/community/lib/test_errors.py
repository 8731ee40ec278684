"""What goes wrong is a page of ours, in the reader's language, and shows no trace."""

import pytest
from django.forms import Textarea
from django.test import Client

from community.lib.errors import WRITTEN
from community.networks.forms import AnswerForm, ContactForm, JoinForm, NetworkForm
from forums.forms import BoardForm, PostForm
from tests.factories import make_member

pytestmark = pytest.mark.django_db


def test_a_missing_page_says_so_in_the_readers_look(client):
    answer = client.get("/finnes/ikke/")
    assert answer.status_code == 404
    assert "Vi finner ikke denne siden" in answer.content.decode()


def test_a_form_from_elsewhere_is_stopped_with_a_clear_page():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_member())
    answer = client.post("/min-side/", {"name": "Kari"})
    assert answer.status_code == 403
    assert "<html" in answer.content.decode()
    assert "CSRF" not in answer.content.decode().upper().replace("CSRFMIDDLEWARETOKEN", "")


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ({"text": "Skrevet <lenge>"}, "Skrevet &lt;lenge&gt;</textarea>"),
        ({"text": "<p>5 &lt; 6</p><p>to</p>", "format": "html"}, "5 &lt; 6\nto</textarea>"),
        ({"definition": "Hvem", "background": "Hvorfor"}, "Hvem\n\nHvorfor</textarea>"),
        ({"text": "<a" * 2000, "format": "html"}, "&lt;a" * 2000 + "</textarea>"),
    ],
)
def test_what_was_typed_in_a_form_of_ours_is_there_to_be_copied(form, shown):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_member())
    from_elsewhere = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"}
    assert shown in client.post("/trad/1/", form).content.decode()
    assert "<textarea" not in client.post("/trad/1/", form, headers=from_elsewhere).content.decode()


@pytest.mark.parametrize(
    "form", [AnswerForm, ContactForm, BoardForm, JoinForm, NetworkForm, PostForm]
)
def test_every_long_text_of_ours_is_among_those_kept(form):
    long = {name for name, field in form.base_fields.items() if isinstance(field.widget, Textarea)}
    assert long
    assert long <= set(WRITTEN)


def test_an_address_asked_in_the_wrong_way_says_so_in_our_look(client):
    answer = client.post("/nettverk/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert "Slik kan du ikke komme hit" in answer.content.decode()


def test_an_error_of_ours_shows_no_trace(client, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("community.networks.views.catalogue.catalogue", broken)
    client.force_login(make_member())
    client.raise_request_exception = False
    answer = client.get("/nettverk/")
    assert answer.status_code == 500
    assert "secret detail" not in answer.content.decode()
    assert "<html" in answer.content.decode()


def test_every_page_has_the_strict_policy(client):
    policy = client.get("/om/").headers["Content-Security-Policy"]
    directives = policy.split("; ")
    assert "script-src 'self'" in directives
    assert "style-src 'self'" in directives
    assert "unsafe" not in policy
    assert "nonce" not in policy


def test_the_editors_tool_has_its_own(client):
    client.force_login(make_member(is_staff=True, is_superuser=True))
    policy = client.get("/cms/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "unsafe-eval" not in policy


@pytest.mark.parametrize(
    "page", ["om", "kontakt", "personvern", "taushetsplikt", "tilgjengelighet"]
)
def test_pages_for_everybody_carry_no_token_and_no_cookie(client, page):
    answer = client.get(f"/{page}/")
    assert answer.status_code == 200
    assert b"csrfmiddlewaretoken" not in answer.content
    assert not answer.cookies
