"""The bell after a commit. It can neither fail nor slow the request: the log holds the truth.

In a server process the process's own hub is told, thread-safely, and rings the other processes
from its own task. Commands and workers have no hub: they ring with a plain Redis client.
"""

import logging
from collections.abc import Sequence

from channels.layers import get_channel_layer
from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError

from realtime.declarations import group_name

logger = logging.getLogger("samtun.realtime")

LAYER_MESSAGE_TYPE = "doorbell"


def ring(stream_names: Sequence[str]) -> None:
    """Say that these streams have something new."""
    from realtime.hub import hub  # late: the hub renders, and rendering needs the apps loaded

    if hub.is_running:
        hub.ring_from_thread(stream_names)
    elif settings.REDIS_URL:
        _ring_redis(stream_names)


def message(stream_name: str) -> dict[str, str]:
    return {"type": LAYER_MESSAGE_TYPE, "stream": stream_name}


def _ring_redis(stream_names: Sequence[str]) -> None:
    layer = get_channel_layer()
    try:
        with Redis.from_url(
            settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1
        ) as client:
            for name in stream_names:
                # The same channel and form that the pub/sub layer's group_send uses.
                client.publish(f"asgi__group__{group_name(name)}", layer.serialize(message(name)))
    except RedisError as error:
        logger.warning("The doorbell did not reach Redis: %s", error)
