"""A session that ends says so, in the transaction that ends it."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.urls import reverse

from community.members.actions.sessions import set_password, sign_out
from community.members.models import Member
from realtime import access, log
from realtime.access import ACCESS
from tests.factories import PASSWORD, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari() -> Member:
    return make_member("Kari Nymoen")


def changed_since(seen: int) -> frozenset[str] | None:
    return access.changes_since(seen).subjects


def test_signing_out_ends_this_session_and_no_other(kari):
    here, at_home = Client(), Client()
    for client in (here, at_home):
        client.force_login(kari)
    seen = log.head_of(ACCESS)
    request = RequestFactory().post("/")
    request.session, request.user = here.session, kari
    sign_out(actor=kari, request=request)
    assert list(Session.objects.values_list("pk", flat=True)) == [at_home.session.session_key]
    assert changed_since(seen) == {f"member:{kari.pk}"}


def test_a_new_password_is_taken_and_ends_all_sessions(kari):
    client = Client()
    client.force_login(kari)
    seen = log.head_of(ACCESS)
    set_password(actor=kari, member=kari, password="another-long-enough-word")
    kari.refresh_from_db()
    assert kari.check_password("another-long-enough-word")
    assert not kari.check_password(PASSWORD)
    assert changed_since(seen) == {f"member:{kari.pk}"}
    assert client.get(reverse("members:me")).status_code == 302  # to sign in


@pytest.mark.parametrize("name", ["account_logout", "admin:logout", "wagtailadmin_logout"])
def test_wherever_one_signs_out_it_is_told(name):
    ada = make_member("Ada", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(ada)
    seen = log.head_of(ACCESS)
    client.post(reverse(name))
    assert not Session.objects.filter(pk=client.cookies["sessionid"].value).exists()
    assert changed_since(seen) == {f"member:{ada.pk}"}
