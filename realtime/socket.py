"""The one socket of a tab, at /ws/. What it says and hears is in `protocol`."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.http import parse_cookie

from realtime import protocol
from realtime.hub import Refused, hub
from realtime.origin import origin_is_allowed


class LiveSocket(AsyncWebsocketConsumer):
    """Hands frames between one browser tab and the hub; knows no stream by name."""

    channel_layer_alias = "none"  # a socket needs no channel of its own: the hub has one

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session_key: str | None = None
        self.member: Any = None
        self.language = settings.LANGUAGE_CODE
        self.streams: set[str] = set()
        self.malformed = 0
        self.has_ended = False

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:  # however it ended: the hub must not hold a socket that is gone
            await hub.leave(self)

    async def connect(self) -> None:
        if not origin_is_allowed(self.scope["headers"]):
            await self.close()  # before accept: an HTTP 403
            return
        self.language = _language(self.scope)
        self.session_key = _cookie(self.scope, settings.SESSION_COOKIE_NAME)
        await self.accept()  # also one that is closed at once: the code would not arrive otherwise
        if not await hub.admit(self):
            await self.end(protocol.CLOSE_SIGNED_OUT)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.has_ended:
            return
        try:
            await self._handle(protocol.decode(text_data))
        except protocol.Malformed as error:
            await self._complain(str(error))

    async def send_frame(self, text: str) -> None:
        if not self.has_ended:
            await self.send(text_data=text)

    async def end(self, code: int) -> None:
        """Close, with a code that says why. What the client sends until it knows is not read."""
        if not self.has_ended:
            self.has_ended = True
            await self.close(code)

    async def _handle(self, frame: protocol.Frame) -> None:
        if isinstance(frame, protocol.Subscribe):
            await self._subscribe(frame)
        elif isinstance(frame, protocol.Unsubscribe):
            await hub.unfollow(self, frame.stream)
        elif isinstance(frame, protocol.Seen):
            hub.note_seen(self, frame.stream, frame.number)

    async def _subscribe(self, frame: protocol.Subscribe) -> None:
        if frame.stream not in self.streams and len(self.streams) >= protocol.MAX_STREAMS:
            await self._error("too_many_streams", "Too many streams on one socket", frame.stream)
            return
        try:
            await hub.follow(self, frame.stream, frame.after)
        except Refused:
            await self._error("not_found", "There is no such stream", frame.stream)

    async def _complain(self, message: str) -> None:
        self.malformed += 1
        await self._error("malformed", message)
        if self.malformed >= protocol.MAX_MALFORMED:
            await self.end(protocol.CLOSE_MALFORMED)

    async def _error(self, code: str, message: str, stream: str = "") -> None:
        frame = protocol.Error(code=code, message=message, stream=stream[:100])
        await self.send_frame(frame.encode())


def _cookie(scope: dict[str, Any], name: str) -> str | None:
    header = dict(scope["headers"]).get(b"cookie", b"").decode("latin-1")
    return parse_cookie(header).get(name)


def _language(scope: dict[str, Any]) -> str:
    """The language of the page that opened the socket; bokmål where it names none of ours."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    language = query.get("language", [""])[0]
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
