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

    async def frame(self, patience: float = 5) -> dict[str, Any]:
        """The next frame. Who is here is told now and then: see `told_who_is_here`."""
        while (frame := await self._any_frame(patience))["op"] == "presence":
            pass
        return frame

    async def told_who_is_here(self) -> dict[str, Any]:
        """The next frame about that."""
        while (frame := await self._any_frame())["op"] != "presence":
            pass
        return frame

    async def _any_frame(self, patience: float = 5) -> dict[str, Any]:
        return json.loads(await self._communicator.receive_from(patience))

    async def frames(self, count: int) -> list[dict[str, Any]]:
        return [await self.frame() for _ in range(count)]

    async def subscribe(self, stream: str, after: int = 0) -> None:
        await self.send(op="subscribe", stream=stream, after=after)

    async def close_code(self) -> int:
        """The code of the close that comes next."""
        while True:
            message = await self._communicator.receive_output(timeout=5)
            if message["type"] == "websocket.close":
                return message["code"]
            assert json.loads(message["text"])["op"] == "presence", message

    async def follows(self, stream: str, after: int = 0) -> None:
        """Subscribe, and take what was missed up to `caught_up`."""
        await self.subscribe(stream, after)
        while (frame := await self.frame())["op"] != "caught_up":
            assert frame["op"] in {"event", "removed", "ping"}, frame

    async def is_silent(self) -> bool:
        """Whether nothing is told for a while, but who is here."""
        while not await self._communicator.receive_nothing(timeout=0.3):
            if (await self._any_frame())["op"] != "presence":
                return False
        return True


@asynccontextmanager
async def tab(
    member: Member | None,
    *,
    language: str = "nb",
    origin: bytes | None = b"http://testserver",
    cookies: bytes = b"",
    session: bytes | None = None,
) -> AsyncIterator[Tab]:
    """An accepted socket; `Refused` when the handshake is answered with 403.

    Its session is a new one of the member, or that of the cookie `session`.
    """
    headers = [(b"host", HOST)]
    if origin is not None:
        headers.append((b"origin", origin))
    if session is None and member is not None:
        session = await in_database(session_cookie, member)
    if session is not None:
        headers.append((b"cookie", cookies + session))
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
