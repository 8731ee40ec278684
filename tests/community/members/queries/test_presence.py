"""Who is told who is here."""

import pytest
from django.contrib.auth.models import AnonymousUser

from community.members.queries.presence import here_as_told
from tests.factories import make_guest, make_member, make_unconfirmed

pytestmark = pytest.mark.django_db


def test_only_confirmed_members_are_told(monkeypatch):
    monkeypatch.setattr("realtime.presence.here", lambda: frozenset({7}))
    assert here_as_told(make_member()) == {7}
    for other in (AnonymousUser(), make_unconfirmed(), make_guest()):
        assert here_as_told(other) == frozenset()
