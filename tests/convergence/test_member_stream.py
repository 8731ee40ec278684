"""Every page of a confirmed member follows the member's own stream, and no other page does."""

import re

import pytest
from django.test import Client

from community.members.models import Member
from tests.factories import make_guest, make_member, make_unconfirmed

pytestmark = pytest.mark.django_db


def followed(client: Client, member: Member | None) -> list[str]:
    """The streams of the `<live-member>` elements on a page that anybody may see."""
    if member:
        client.force_login(member)
    html = client.get("/nettverk/").content.decode()
    return re.findall(r'<live-member stream="([^"]*)"', html)


@pytest.mark.parametrize("make", [make_member, make_guest])
def test_a_member_is_followed_wherever_they_are(client, make):
    member = make()
    assert followed(client, member) == [f"member:{member.pk}"]


def test_nobody_else_is(client):
    assert followed(client, None) == []
    assert followed(client, make_unconfirmed()) == []
