"""The ASGI application: pages and sockets in one server."""

import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.base")
django_application = get_asgi_application()

# Only now: these need the apps to be loaded.
from realtime.application import SocketApplication  # noqa: E402
from realtime.hub import hub  # noqa: E402
from realtime.single_process import claim_database  # noqa: E402

claim_database()
socket_application = SocketApplication()


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    hub.start()  # Daphne sends no lifespan events, so the first request starts it
    if scope["type"] == "websocket":
        await socket_application(scope, receive, send)
    else:
        await django_application(scope, receive, send)
