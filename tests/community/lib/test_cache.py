"""Redis may be away: the pages are slower then, and they are there."""

from community.lib.cache import ForgivingRedisCache


def test_a_cache_that_cannot_be_reached_keeps_nothing_and_breaks_nothing():
    away = ForgivingRedisCache("redis://127.0.0.1:1/0", {})
    assert away.set("key", "value") is None
    assert away.get("key", "default") == "default"
    assert away.get_many(["key"]) == {}
    assert away.set_many({"key": "value"}) == []
    assert away.delete("key") is False
    assert away.delete_many(["key"]) is None
    assert away.add("key", "value") is True
    assert away.has_key("key") is False
    assert away.incr("key") == 1
