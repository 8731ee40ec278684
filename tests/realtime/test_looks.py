"""A member's own stream: no numbers, no content, only "look"."""

import pytest
from asgiref.sync import async_to_sync

from community.members.models import Member
from realtime import doorbell
from realtime.hub import hub
from realtime.looks import look
from realtime.models import LoggedEvent
from realtime.publishing import action
from tests.factories import make_member
from tests.realtime.tabs import in_database, tab

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kari() -> Member:
    return make_member("Kari Nymoen")


def look_at(member: Member) -> None:
    with action():
        look(member.pk)


def test_something_of_ones_own_has_changed_and_every_tab_is_told_to_look(kari):
    nora, stream = make_member("Nora Vik"), f"member:{kari.pk}"

    @async_to_sync
    async def transcript():
        async with tab(kari) as one, tab(kari) as two, tab(nora) as other:
            first = []
            for own in (one, two):
                await own.subscribe(stream, after=7)
                first.append(await own.frame())
            await other.follows(f"member:{nora.pk}")
            await in_database(look_at, kari)
            return first, [await own.frame() for own in (one, two)], await other.is_silent()

    first, told, other_heard_nothing = transcript()
    assert first == [{"op": "caught_up", "stream": stream, "seq": 0}] * 2
    assert told == [{"op": "look", "stream": stream}] * 2
    assert other_heard_nothing
    assert not LoggedEvent.objects.filter(stream=stream).exists()


def test_nobody_elses_can_be_followed(kari):
    nora = make_member("Nora Vik")

    @async_to_sync
    async def transcript():
        async with tab(nora) as own:
            codes = []
            for id in (kari.pk, 999_999):
                await own.subscribe(f"member:{id}")
                codes.append((await own.frame())["code"])
            return codes

    assert transcript() == ["not_found", "not_found"]


def test_what_is_undone_is_not_told(kari):
    def undone() -> None:
        with action(), pytest.raises(ZeroDivisionError), action():
            look(kari.pk)
            raise ZeroDivisionError

    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.follows(f"member:{kari.pk}")
            await in_database(undone)
            silent = await own.is_silent()
            await in_database(look_at, kari)
            return silent, (await own.frame())["op"]

    assert transcript() == (True, "look")


def test_outside_an_action_it_is_told_at_once(kari):
    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.follows(f"member:{kari.pk}")
            await in_database(look, kari.pk)
            return await own.frame()

    assert transcript()["op"] == "look"


def test_another_process_can_tell(kari):
    stream = f"member:{kari.pk}"

    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.follows(stream)
            hub.heard(doorbell.message(stream))
            return await own.frame()

    assert transcript() == {"op": "look", "stream": stream}


def test_a_socket_that_follows_no_numbers_is_pinged_all_the_same(kari, monkeypatch):
    monkeypatch.setattr("realtime.hub.SWEEP_SECONDS", 0.05)

    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.follows(f"member:{kari.pk}")
            return await own.frame()

    assert transcript() == {"op": "ping", "heads": {}}
