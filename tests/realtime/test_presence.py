"""Who is here: told to those who follow, true across processes, and gone a little after leaving."""

from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from community.members.actions.standing import deactivate_member
from community.members.models import Member
from community.members.system import SYSTEM
from realtime import declarations
from realtime.access import rights_changed
from realtime.hub import hub
from realtime.presence import LEASE_SECONDS, RENEW_SECONDS, STAY_SECONDS, Presence, here
from realtime.protocol import MAX_NAMED
from realtime.publishing import action
from tests.factories import join, make_board, make_guest, make_member, make_network, make_topic
from tests.realtime.tabs import Tab, in_database, tab

DIRECTORY = "directory:1"


# --- As one process counts --------------------------------------------------------------------


def person(id: int, *, is_shown: bool = True) -> Any:
    member = Member(pk=id, name=f"Medlem {id}", standing=Member.Standing.CONFIRMED)
    member.shows_presence = is_shown
    return member


def announcement(*ids: int, process: str = "other") -> dict[str, Any]:
    return {"type": "presence", "process": process, "members": list(ids)}


def test_only_a_change_is_news():
    presence = Presence()
    assert presence.update([person(1), person(2), person(1)], now=0)
    assert presence.here == {1, 2}
    assert not presence.update([person(2), person(1)], now=1)


@pytest.mark.parametrize(
    "hidden",
    [
        {"shows_presence": False},
        {"is_listed": False},
        {"is_active": False},
        {"standing": Member.Standing.GUEST},
    ],
    ids=str,
)
def test_who_is_not_in_the_directory_or_does_not_show_it_is_not_here(hidden):
    member = person(1)
    presence = Presence()
    presence.update([member], now=0)
    assert presence.here == {1}  # there was somebody to hide
    for name, value in hidden.items():
        setattr(member, name, value)
    presence.update([member], now=1)
    assert presence.here == frozenset()
    presence.left(member, now=1)
    presence.update([], now=2)
    assert presence.here == frozenset()


def test_who_hides_is_gone_though_another_tab_has_just_closed():
    member = person(1)
    presence = Presence()
    presence.update([member, member], now=0)
    presence.left(member, now=0)
    presence.update([person(1, is_shown=False)], now=1)
    assert presence.here == frozenset()


def test_a_change_of_page_is_no_leaving():
    presence = Presence()
    presence.update([person(1)], now=0)
    presence.left(person(1), now=0)
    assert not presence.update([], now=STAY_SECONDS - 1)
    assert presence.update([], now=STAY_SECONDS)


def test_others_are_counted_until_their_lease_runs_out():
    presence = Presence()
    presence.heard(announcement(2, 3), now=0)
    presence.update([person(1)], now=0)
    assert presence.here == {1, 2, 3}
    presence.heard(announcement(3), now=10)
    presence.update([person(1)], now=10)
    assert presence.here == {1, 3}
    presence.update([person(1)], now=10 + LEASE_SECONDS)
    assert presence.here == {1}


def test_others_are_told_of_changes_and_now_and_then_and_when_somebody_is_new():
    presence = Presence()
    presence.update([person(1)], now=0)
    assert presence.news(now=0) == {"type": "presence", "members": [1]}
    assert presence.news(now=1) is None
    presence.update([person(1), person(2)], now=2)
    assert presence.news(now=2) == {"type": "presence", "members": [1, 2]}
    assert presence.news(now=2 + RENEW_SECONDS) is not None
    presence.heard(announcement(), now=30)
    assert presence.news(now=30) is not None  # it has not heard of ours
    presence.heard(announcement(5), now=31)
    assert presence.news(now=31) is None


def test_above_a_number_they_are_counted_and_not_named():
    presence = Presence()
    presence.update([person(id) for id in range(1, MAX_NAMED + 1)], now=0)
    assert '"count":50,"members":[1,2,3,' in presence.frame(DIRECTORY)
    presence.heard(announcement(99), now=0)
    presence.update([person(id) for id in range(1, MAX_NAMED + 1)], now=0)
    assert '"count":51,"members":null' in presence.frame(DIRECTORY)


def test_in_a_command_nobody_is_here():
    assert here() == frozenset()


# --- As browsers are told ---------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("realtime.presence.TICK_SECONDS", 0.02)
    monkeypatch.setattr("realtime.presence.STAY_SECONDS", 0)


def told(members: Iterable[Member | int], stream: str = DIRECTORY) -> dict[str, Any]:
    ids = sorted(each if isinstance(each, int) else each.pk for each in members)
    return {"op": "presence", "stream": stream, "count": len(ids), "members": ids}


async def until_told(own: Tab, members: Iterable[Member | int], stream: str = DIRECTORY) -> None:
    while await own.told_who_is_here() != told(members, stream):
        pass


@asynccontextmanager
async def followed(member: Member, stream: str = DIRECTORY, after: int = 0) -> AsyncIterator[Tab]:
    async with tab(member) as own:
        await own.follows(stream, after)
        yield own


@pytest.mark.django_db(transaction=True)
def test_who_comes_and_goes_is_told_to_those_who_follow(quick):
    kari, nora = make_member("Kari Nymoen"), make_member("Nora Vik")

    @async_to_sync
    async def transcript():
        async with followed(kari) as own:
            await until_told(own, [kari])
            async with tab(nora):  # she follows nothing: an open tab is enough
                await until_told(own, [kari, nora])
                assert here() == {kari.pk, nora.pk}
            await until_told(own, [kari])
            return await in_database(here)  # a page asks in a thread of its own

    assert transcript() == {kari.pk}


@pytest.mark.django_db(transaction=True)
def test_it_costs_nothing_on_streams_that_do_not_tell_it(quick, monkeypatch):
    """Every member online has a stream of their own."""
    kari, nora = make_member("Kari Nymoen"), make_member("Nora Vik")
    made_for: set[str] = set()
    frame = Presence.frame

    def counted(self: Presence, stream: str) -> str:
        made_for.add(stream)
        return frame(self, stream)

    monkeypatch.setattr(Presence, "frame", counted)

    @async_to_sync
    async def transcript():
        async with followed(kari) as own, followed(nora, f"member:{nora.pk}"):
            await until_told(own, [kari, nora])

    transcript()
    assert made_for == {DIRECTORY}


@pytest.mark.django_db(transaction=True)
def test_who_subscribes_is_told_right_after_catching_up(quick):
    kari, nora = make_member("Kari Nymoen"), make_member("Nora Vik")

    @async_to_sync
    async def transcript():
        async with followed(kari) as own, tab(nora) as other:
            await until_told(own, [kari, nora])
            await other.follows(DIRECTORY)
            return await other.told_who_is_here()

    assert transcript() == told([kari, nora])


@pytest.mark.django_db(transaction=True)
def test_hiding_and_a_closed_account_are_seen_at_once(quick, monkeypatch):
    monkeypatch.setattr("realtime.presence.STAY_SECONDS", 60)
    kari, nora, per = make_member("Kari Nymoen"), make_member("Nora Vik"), make_member("Per Moe")

    def hide(member: Member) -> None:
        with action():
            Member.objects.filter(pk=member.pk).update(shows_presence=False)
            rights_changed("member", member.pk)

    @async_to_sync
    async def transcript():
        async with followed(kari) as own, tab(nora), tab(per):
            await until_told(own, [kari, nora, per])
            await in_database(hide, nora)
            await until_told(own, [kari, per])
            await in_database(deactivate_member, actor=SYSTEM, member=per)
            await until_told(own, [kari])

    transcript()


@pytest.mark.django_db(transaction=True)
def test_another_process_has_people_too(quick):
    kari = make_member("Kari Nymoen")

    @async_to_sync
    async def transcript():
        async with followed(kari) as own:
            await until_told(own, [kari])
            hub.heard(announcement(901, 902))
            await until_told(own, [kari, 901, 902])
            hub.heard(announcement())
            await until_told(own, [kari])

    transcript()


@pytest.mark.django_db(transaction=True)
def test_guests_neither_tell_nor_are_told(quick, monkeypatch):
    """On a stream that they may follow, if there is one that tells."""
    with_presence = replace(declarations.parse_stream("topic:1")[0], presence=True)
    monkeypatch.setitem(declarations._streams, "topic", with_presence)
    kari, per = make_member("Kari Nymoen"), make_guest("Per Pårørende")
    network = make_network("Møteplass", members=(kari,))
    join(network, per)
    stream = f"topic:{make_topic(kari, make_board(network)).pk}"

    @async_to_sync
    async def transcript():
        async with followed(per, stream, after=1) as guest, followed(kari, stream, after=1) as own:
            await until_told(own, [kari], stream)
            hub.heard(announcement(901))
            await until_told(own, [kari, 901], stream)
            return await guest._communicator.receive_nothing(timeout=0.1)

    assert transcript()


@pytest.mark.django_db(transaction=True)
def test_many_are_counted(quick, monkeypatch):
    monkeypatch.setattr("realtime.protocol.MAX_NAMED", 3)
    members = [make_member(f"Medlem {number}") for number in range(4)]

    @async_to_sync
    async def transcript():
        async with followed(members[0]) as own, AsyncExitStack() as others:
            for each in members[1:]:
                await others.enter_async_context(tab(each))
            while (frame := await own.told_who_is_here())["count"] < len(members):
                assert frame["members"] is not None
            return frame

    assert transcript() == {
        "op": "presence",
        "stream": DIRECTORY,
        "count": 4,
        "members": None,
    }
