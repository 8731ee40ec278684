"""What one member saw is not there for the next who sits down."""

import pytest

from tests.factories import make_member, make_topic

pytestmark = pytest.mark.django_db


def test_no_cache_keeps_a_members_pages(client):
    kari = make_member()
    topic = make_topic(kari)
    client.force_login(kari)
    for address in ("/", "/min-side/", f"/trad/{topic.pk}/", "/trad/99999/"):
        assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_a_visitors_page_may_be_kept(client):
    assert "no-store" not in client.get("/om/").headers.get("Cache-Control", "")


def test_signing_out_empties_what_the_browser_keeps_for_us(client):
    client.force_login(make_member())
    answer = client.post("/konto/logout/")
    assert answer.headers["Clear-Site-Data"] == '"storage"'
