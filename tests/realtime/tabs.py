"""A browser tab's socket, spoken to through the real ASGI application."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from channels.db import database_sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from community.asgi import application
from community.members.models import Member

HOST = b"testserver"


def session_cookie(member: Member) -> bytes:
    """The cookie of somebody who has signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}".encode()


async def in_database(function: Any, *args: Any, **kwargs: Any) -> Any:
    """Run in a thread with a connection of its own, as a request does."""
    return await database_sync_to_async(function, thread_sensitive=False)(*args, **kwargs)


class Tab:
    def __init__(self, communicator: WebsocketCommunicator) -> None:
        self._communicator = communicator

    async def send(self, **frame: Any) -> None:
        await self._communicator.send_to(text_data=json.dumps(frame))

    async def send_raw(self, text: str) -> None:
        await self._communicator.send_to(text_data=text)

    async def send_bytes(self, content: bytes) -> None:
        await self._communicator.send_to(bytes_data=content)

    async def frame(self) -> dict[str, Any]:
        return json.loads(await self._communicator.receive_from(timeout=5))

    async def frames(self, count: int) -> list[dict[str, Any]]:
        return [await self.frame() for _ in range(count)]

    async def subscribe(self, stream: str, after: int = 0) -> None:
        await self.send(op="subscribe", stream=stream, after=after)

    async def close_code(self) -> int:
        message = await self._communicator.receive_output(timeout=5)
        assert message["type"] == "websocket.close"
        return message["code"]

    async def is_silent(self) -> bool:
        return await self._communicator.receive_nothing(timeout=0.3)


@asynccontextmanager
async def tab(
    member: Member | None,
    *,
    language: str = "nb",
    origin: bytes | None = b"http://testserver",
    cookies: bytes = b"",
) -> AsyncIterator[Tab]:
    """An accepted socket; `Refused` when the handshake is answered with 403."""
    headers = [(b"host", HOST)]
    if origin is not None:
        headers.append((b"origin", origin))
    if member is not None:
        headers.append((b"cookie", cookies + await in_database(session_cookie, member)))
    communicator = WebsocketCommunicator(application, f"/ws/?language={language}", headers)
    accepted, _code = await communicator.connect(timeout=5)
    if not accepted:
        raise Refused
    try:
        yield Tab(communicator)
    finally:
        await communicator.disconnect()


class Refused(Exception):
    pass
