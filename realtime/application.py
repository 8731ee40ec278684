"""Leads a handshake to the socket; any other path is refused like a missing page."""

from typing import Any

from realtime.socket import LiveSocket

SOCKET_PATH = "/ws/"


class SocketApplication:
    def __init__(self) -> None:
        self._socket = LiveSocket.as_asgi()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["path"] == SOCKET_PATH:
            await self._socket(scope, receive, send)
            return
        await receive()
        await send({"type": "websocket.close"})
