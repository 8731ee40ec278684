"""Who a socket belongs to: read from the session, never written to it."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from realtime.session import member_of_session, members_of_sessions
from tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


@pytest.fixture
def key(kari):
    client = Client()
    client.force_login(kari)
    return client.session.session_key


def test_the_member_of_the_session(kari, key):
    assert member_of_session(key) == kari


def test_no_session_no_member():
    assert member_of_session(None) is None
    assert member_of_session("finnes-ikke") is None


def test_many_sessions_are_two_queries(django_assert_num_queries):
    def key_of(name: str) -> str:
        client = Client()
        client.force_login(make_member(name))
        return client.session.session_key

    names = {key_of(f"Medlem {number}"): f"Medlem {number}" for number in range(30)}
    for keys in (list(names)[:3], list(names)):
        with django_assert_num_queries(2):
            found = members_of_sessions(keys)
        assert {key: member.name for key, member in found.items()} == {
            key: names[key] for key in keys
        }


def test_a_session_that_has_run_out_is_nobodys(key):
    Session.objects.filter(pk=key).update(expire_date=timezone.now())
    assert member_of_session(key) is None


def test_a_new_password_ends_the_session(kari, key):
    kari.set_password("another-long-enough-word")
    kari.save()
    assert member_of_session(key) is None


def test_a_deactivated_account_has_no_session(kari, key):
    kari.is_active = False
    kari.save()
    assert member_of_session(key) is None


def test_a_rotated_secret_keeps_the_session_and_leaves_it_untouched(kari, key, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the-next-secret"
    before = Session.objects.get(pk=key).session_data
    assert member_of_session(key) == kari
    assert Session.objects.get(pk=key).session_data == before


def test_a_rotated_secret_without_fallback_ends_it(key, settings):
    settings.SECRET_KEY = "the-next-secret"
    assert member_of_session(key) is None
