"""How far members have seen: the highest number, stored in one call, for what they may follow."""

from dataclasses import replace
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import OperationalError

from community.members.models import Member
from forums.models import Topic
from realtime import declarations
from realtime.publishing import action
from tests.factories import make_member, make_topic
from tests.realtime.tabs import tab

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kari() -> Member:
    return make_member("Kari Nymoen")


@pytest.fixture
def topic(kari: Member) -> Topic:
    return make_topic(kari)


class Store:
    """Keeps what is handed over; its `faults` are raised first, one a time."""

    def __init__(self) -> None:
        self.calls: list[list[tuple[int, int, int]]] = []
        self.faults: list[Exception] = []

    def __call__(self, marks: list[tuple[int, int, int]]) -> None:
        if self.faults:
            raise self.faults.pop()
        with action():  # an application may announce what it stores
            self.calls.append(marks)


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr("realtime.seen.STORE_SECONDS", 0.05)
    stored = Store()
    stream: Any = replace(declarations.parse_stream("topic:1")[0], seen=stored)
    monkeypatch.setitem(declarations._streams, "topic", stream)
    return stored


def test_the_highest_number_of_each_is_stored_in_one_call(kari, topic, stored):
    stream = f"topic:{topic.pk}"
    other = make_topic(kari, topic.board)

    @async_to_sync
    async def transcript():
        async with tab(kari) as one, tab(kari) as two:
            for own in (one, two):
                await own.follows(stream, after=1)
            await two.follows(f"topic:{other.pk}", after=1)
            for own, number in ((one, 3), (two, 9), (one, 5)):
                await own.send(op="seen", stream=stream, number=number)
            await two.send(op="seen", stream=f"topic:{other.pk}", number=2)
            await one.is_silent()

    transcript()
    assert stored.calls == [[(kari.pk, topic.pk, 9), (kari.pk, other.pk, 2)]]


def test_leaving_stores_it_at_once(kari, topic, stored, monkeypatch):
    monkeypatch.setattr("realtime.seen.STORE_SECONDS", 60)

    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.follows(f"topic:{topic.pk}", after=1)
            await own.send(op="seen", stream=f"topic:{topic.pk}", number=1)
            await own.subscribe("topic:999999")
            await own.frame()  # the socket has handled what came before
            assert stored.calls == []

    transcript()
    assert stored.calls == [[(kari.pk, topic.pk, 1)]]


def test_what_is_not_followed_or_does_not_ask_for_it_is_not_stored(kari, topic, stored):
    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.follows(f"member:{kari.pk}")
            for stream in (f"topic:{topic.pk}", f"member:{kari.pk}", "topic:999999", "nothing"):
                await own.send(op="seen", stream=stream, number=1)
            return await own.is_silent()

    assert transcript()
    assert stored.calls == []


def test_a_database_away_is_tried_again_and_a_fault_is_not(kari, topic, stored):
    stream = f"topic:{topic.pk}"

    @async_to_sync
    async def transcript(*numbers: int):
        async with tab(kari) as own:
            await own.follows(stream, after=1)
            for number in numbers:
                await own.send(op="seen", stream=stream, number=number)
                await own.is_silent()

    stored.faults = [OperationalError("away")]
    transcript(7, 4)
    assert stored.calls == [[(kari.pk, topic.pk, 7)]]

    stored.calls.clear()
    stored.faults = [ValueError("a fault of ours")]
    transcript(8, 4)
    assert stored.calls == [[(kari.pk, topic.pk, 4)]]
