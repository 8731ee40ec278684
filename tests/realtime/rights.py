"""Ending rights, at the worst of moments."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

import realtime.hub
from community.members.models import Member
from community.networks.models import Membership
from realtime import log
from realtime.access import ACCESS, rights_changed
from realtime.hub import hub
from realtime.publishing import action


def end_membership(member: Member) -> int:
    """The number of that change of rights."""
    with action():
        Membership.objects.filter(member=member).delete()
        rights_changed("member", member.pk)
    return log.head_of(ACCESS)


def revoked(stream: str) -> dict[str, str]:
    return {"op": "revoked", "stream": stream}


def ring(*names: str) -> None:
    hub.ring_from_thread(names)


def while_it_runs(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    *,
    before: Callable[[], Any] = lambda: None,
    after: Callable[[], Any] = lambda: None,
) -> None:
    """Let something happen, once, just before or after one of the hub's readings."""
    original = getattr(realtime.hub, name)
    waiting = [(before, after)]

    def wrapped(*args: Any) -> Any:
        if not waiting:
            return original(*args)
        first, then = waiting.pop()
        first()
        answer = original(*args)
        then()
        return answer

    monkeypatch.setattr(realtime.hub, name, wrapped)


def until_judged(number: int) -> None:
    end = time.monotonic() + 5
    while hub._judging.seen < number and time.monotonic() < end:
        time.sleep(0.002)
    assert hub._judging.seen >= number


def signed_in(member: Member) -> tuple[Client, bytes]:
    client = Client()
    client.force_login(member)
    name = settings.SESSION_COOKIE_NAME
    return client, f"{name}={client.cookies[name].value}".encode()
