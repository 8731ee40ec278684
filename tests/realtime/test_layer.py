"""This process on a channel layer that comes and goes."""

import asyncio
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from realtime.layer import Layer


class ComingAndGoing:
    """A channel layer as Redis makes it: who could not join while it was away is not in."""

    def __init__(self) -> None:
        self.is_away = False
        self.attempts = 0
        self.joined: set[str] = set()

    async def new_channel(self) -> str:
        return "here"

    async def receive(self, channel: str) -> dict[str, Any]:
        return await asyncio.Future()

    async def group_add(self, group: str, channel: str) -> None:
        self.attempts += 1
        if self.is_away:
            raise ConnectionError
        self.joined.add(group)


@pytest.fixture
def redis(monkeypatch: pytest.MonkeyPatch) -> ComingAndGoing:
    layer = ComingAndGoing()
    monkeypatch.setattr("realtime.layer.get_channel_layer", lambda: layer)
    return layer


def test_what_was_followed_while_redis_was_away_is_joined_when_it_is_back(redis):
    groups = ["one"]

    @async_to_sync
    async def transcript():
        layer = Layer(lambda: groups, lambda message: None)
        listening = asyncio.create_task(layer.listen())
        await asyncio.sleep(0.01)
        redis.is_away = True
        for name in ("two", "three", "left since"):
            groups.append(name)
            await layer.join(name)
        groups.remove("left since")
        before = redis.attempts
        await layer.join_the_rest()
        tried = redis.attempts - before
        redis.is_away = False
        await layer.join_the_rest()
        listening.cancel()
        return tried

    assert transcript() == 1  # it does not try all of them in vain
    assert redis.joined == {"one", "two", "three"}
