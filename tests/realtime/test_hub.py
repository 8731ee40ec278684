"""Nobody is let in, or told, by what was true a moment ago; and it costs the same for many."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.members.models import Member
from community.networks.models import Membership
from realtime import log
from realtime.access import ACCESS, rights_changed
from realtime.hub import Hub
from realtime.models import LoggedEvent, StreamHead
from realtime.publishing import action
from tests.factories import join, make_member, make_post
from tests.realtime.rights import (
    end_membership,
    revoked,
    ring,
    signed_in,
    until_judged,
    while_it_runs,
)
from tests.realtime.tabs import Tab, in_database, tab

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def removal(nora: Member) -> dict[str, Callable[[], Any]]:
    """A removal that the hub has not heard of, and one that it has carried out already."""

    def unheard() -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("realtime.doorbell.ring", lambda names: None)
            end_membership(nora)

    return {"unheard": unheard, "judged": lambda: until_judged(end_membership(nora))}


@pytest.mark.parametrize(
    ("moment", "kind"),
    [("before", "unheard"), ("before", "judged"), ("after", "judged")],
)
def test_a_removal_during_the_replay_refuses_it(
    kari, nora, topic, stream, removal, moment, kind, monkeypatch
):
    make_post(kari, topic, "Før")
    while_it_runs(monkeypatch, "_missed", **{moment: removal[kind]})

    @async_to_sync
    async def transcript():
        async with tab(kari) as other, tab(nora) as own:
            await own.subscribe(stream, after=1)
            answer = await own.frame()
            await other.follows(stream, after=1)
            return answer, await own.is_silent()

    answer, heard_nothing_more = transcript()
    assert answer["code"] == "not_found"
    assert heard_nothing_more


def test_a_removal_right_after_it_ends_what_has_just_begun(nora, stream, removal, monkeypatch):
    while_it_runs(monkeypatch, "_missed", after=removal["unheard"])

    @async_to_sync
    async def transcript():
        async with tab(nora) as own:
            await own.follows(stream, after=1)
            ring(ACCESS)
            return await own.frame()

    assert transcript() == revoked(stream)


def test_a_removal_while_rows_are_rendered_is_judged_before_they_are_sent(
    kari, nora, topic, stream, removal, monkeypatch
):
    """A row is read later than its event, and may show what was written after the removal."""
    while_it_runs(monkeypatch, "_render", before=removal["unheard"])

    @async_to_sync
    async def transcript():
        async with tab(kari) as stays, tab(nora) as goes:
            for each in (stays, goes):
                await each.follows(stream, after=1)
            await in_database(make_post, kari, topic, "Skrevet før, rettet etterpå")
            return (await stays.frame())["op"], await goes.frame(), await goes.is_silent()

    assert transcript() == ("event", revoked(stream), True)


def test_who_is_removed_amid_many_events_gets_none_that_was_committed_later(
    kari, nora, topic, stream
):
    """Two writers, one removal: the counter, locked in the removal, says what was before it."""

    def remove() -> int:
        with action():
            Membership.objects.filter(member=nora).delete()
            rights_changed("member", nora.pk)
            return StreamHead.objects.select_for_update().get(name=stream).seq

    def write(half: threading.Event) -> None:
        for number in range(12):
            make_post(kari, topic, f"Svar {number}")
            if number == 5:
                half.set()

    @async_to_sync
    async def transcript():
        half = threading.Event()
        async with tab(kari) as stays, tab(nora) as goes:
            for each in (stays, goes):
                await each.follows(stream, after=1)
            writers = [asyncio.create_task(in_database(write, half)) for _ in range(2)]
            await sync_to_async(half.wait, thread_sensitive=False)(10)
            last = await in_database(remove)
            await asyncio.gather(*writers)
            return last, await stays.frames(24), await until_revoked(goes)

    last, all_of_them, told = transcript()
    assert [frame["seq"] for frame in all_of_them] == list(range(2, 26))
    assert [frame["seq"] for frame in told] == list(range(2, 2 + len(told)))
    assert last < 25  # there was something that came later
    assert all(frame["seq"] <= last for frame in told)


async def until_revoked(own: Tab) -> list[dict[str, Any]]:
    frames: list[dict[str, Any]] = []
    while (frame := await own.frame())["op"] != "revoked":
        frames.append(frame)
    assert await own.is_silent()
    return frames


def test_after_a_restored_backup_the_page_that_was_fetched_anew_is_followed(
    kari, nora, topic, stream
):
    for _ in range(3):
        make_post(kari, topic)

    def restore() -> None:
        LoggedEvent.objects.filter(stream=stream, seq__gt=1).delete()
        StreamHead.objects.filter(name=stream).update(seq=1)

    @async_to_sync
    async def transcript():
        async with tab(kari) as other, tab(nora) as own:
            await other.follows(stream, after=1)
            await in_database(restore)
            await own.subscribe(stream, after=1)
            first = await own.frame()
            await own.follows(stream, after=1)
            await in_database(make_post, kari, topic)
            return first["op"], (await own.frame())["seq"]

    assert transcript() == ("reset", 2)


def test_a_sign_out_during_the_handshake_admits_nobody(nora, monkeypatch):
    client, session = signed_in(nora)

    def sign_out() -> None:
        head = log.head_of(ACCESS)
        client.post(reverse("account_logout"))
        until_judged(head + 1)

    while_it_runs(monkeypatch, "member_of_session", after=sign_out)

    @async_to_sync
    async def code():
        async with tab(nora, session=session) as own:
            return await own.close_code()

    assert code() == 4401


# --- What it costs ----------------------------------------------------------------------------


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many queries each of the hub's readings makes."""
    found: list[int] = []

    async def database(self: Hub, function: Callable[..., Any], *args: Any) -> Any:
        def run() -> Any:
            with CaptureQueriesContext(connection) as queries:
                answer = function(*args)
            found.append(len(queries))
            return answer

        return await sync_to_async(run)()

    monkeypatch.setattr(Hub, "_database", database)
    return found


@contextlib.asynccontextmanager
async def many_tabs(members: list[Member], stream: str) -> AsyncIterator[list[Tab]]:
    async with contextlib.AsyncExitStack() as stack:
        tabs = [await stack.enter_async_context(tab(each)) for each in members]
        for each in tabs:
            await each.follows(stream, after=1)
        yield tabs


@pytest.mark.parametrize("number", [3, 30])
def test_judging_costs_the_same_for_three_followers_and_for_thirty(
    kari, network, topic, stream, counts, number
):
    members = [make_member(f"Medlem {each}") for each in range(number)]
    for each in members:
        join(network, each)

    def forget_all() -> None:
        with action():
            Membership.objects.filter(network=network).exclude(member=kari).delete()
            rights_changed("network", network.pk)

    @async_to_sync
    async def transcript():
        async with many_tabs(members, stream) as tabs:
            counts.clear()
            await in_database(forget_all)
            return [await each.frame() for each in tabs]

    assert transcript() == [revoked(stream)] * number
    # The access stream's number and its events; the topic's network, the topic, the memberships.
    assert 0 < sum(counts) <= 5


@pytest.mark.parametrize("number", [3, 30])
def test_delivering_costs_the_same_for_three_followers_and_for_thirty(
    kari, network, topic, stream, counts, number
):
    members = [make_member(f"Medlem {each}") for each in range(number)]
    for each in members:
        join(network, each)

    @async_to_sync
    async def transcript():
        async with many_tabs(members, stream) as tabs:
            counts.clear()
            await in_database(make_post, kari, topic)
            return [(await each.frame())["op"] for each in tabs]

    assert transcript() == ["event"] * number
    # The events with the changes of rights, the rows, and whether rights have changed meanwhile.
    assert 0 < sum(counts) <= 3
