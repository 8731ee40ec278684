"""A cache that is allowed to be away: then nothing is kept, and everything still works."""

import logging
from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger("samtun.cache")


def forgiving(method: Callable[..., Any], *, away: Any) -> Callable[..., Any]:
    """`method`, which answers `away` while Redis cannot be reached."""

    @wraps(method)
    def call(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return method(self, *args, **kwargs)
        except RedisError as error:
            logger.warning("The cache is away: %s", error)
            return copy(away)

    return call


class ForgivingRedisCache(RedisCache):
    get_many = forgiving(RedisCache.get_many, away={})
    has_key = forgiving(RedisCache.has_key, away=False)
    add = forgiving(RedisCache.add, away=True)
    set = forgiving(RedisCache.set, away=None)
    set_many = forgiving(RedisCache.set_many, away=[])
    touch = forgiving(RedisCache.touch, away=False)
    delete = forgiving(RedisCache.delete, away=False)
    delete_many = forgiving(RedisCache.delete_many, away=None)
    incr = forgiving(RedisCache.incr, away=1)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return forgiving(RedisCache.get, away=default)(self, key, default, version)
