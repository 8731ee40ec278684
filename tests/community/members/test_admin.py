"""Administrators change members through the actions, and never themselves."""

import pytest
from django.apps import apps
from django.test import Client

from community.members.models import Member
from realtime import access, log
from realtime.access import ACCESS
from tests.factories import make_administrator, make_member

pytestmark = pytest.mark.django_db
LIST = "/admin/members/member/"


@pytest.fixture
def ada() -> Member:
    return make_administrator()


@pytest.fixture
def kari() -> Member:
    return make_member("Kari Nymoen")


@pytest.fixture
def admin(client: Client, ada: Member) -> Client:
    client.force_login(ada)
    return client


def act(admin: Client, name: str, *members: Member) -> str:
    chosen = {"action": name, "_selected_action": [each.pk for each in members]}
    return admin.post(LIST, chosen, follow=True).content.decode()


def test_accounts_are_closed_and_opened_from_the_list(admin, ada, kari):
    page = act(admin, "deactivate", kari, ada)
    kari.refresh_from_db()
    ada.refresh_from_db()
    assert (kari.is_active, ada.is_active) == (False, True)
    assert "1 konto er stengt." in page
    assert "Du kan ikke gjøre dette med Ada Administrator." in page
    act(admin, "reactivate", kari)
    kari.refresh_from_db()
    assert kari.is_active


def test_duties_are_given_on_the_members_page_and_rights_judged_again(admin, kari):
    seen = log.head_of(ACCESS)
    answer = admin.post(f"{LIST}{kari.pk}/change/", {"is_staff": "on"})
    assert answer.status_code == 302
    kari.refresh_from_db()
    assert (kari.is_staff, kari.is_superuser) == (True, False)
    assert access.changes_since(seen).subjects == {f"member:{kari.pk}"}


def test_what_is_not_on_the_form_stays(admin, kari):
    admin.post(f"{LIST}{kari.pk}/change/", {"is_active": "", "name": "Noe annet"})
    kari.refresh_from_db()
    assert (kari.is_active, kari.name) == (True, "Kari Nymoen")


def test_ones_own_page_is_read_only(admin, ada):
    page = admin.get(f"{LIST}{ada.pk}/change/").content.decode()
    assert 'name="is_superuser"' not in page
    assert admin.post(f"{LIST}{ada.pk}/change/", {}).status_code == 403


def test_the_rooms_of_the_administration_are_named_in_norwegian(admin):
    page = admin.get("/admin/").content.decode()
    for app, name in {
        "areas": "Områder",
        "members": "Medlemmer",
        "networks": "Nettverk",
        "organisations": "Virksomheter",
    }.items():
        assert f'<a href="/admin/{app}/" class="section"' in page
        assert str(apps.get_app_config(app).verbose_name) == name
