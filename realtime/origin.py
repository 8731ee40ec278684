"""From where a socket may be opened: exact origins, or, embedded, the page's own host."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings

_PORTS = {"http": 80, "https": 443}


def origin_is_allowed(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether the handshake's Origin may connect. Missing, doubled or malformed: no."""
    values = list(headers)
    origin = _only(values, b"origin")
    host = _only(values, b"host")
    if origin is None or host is None:
        return False
    if settings.SOCKET_ORIGINS:
        return origin in settings.SOCKET_ORIGINS
    return _same_host(origin, host)


def _only(headers: list[tuple[bytes, bytes]], name: bytes) -> str | None:
    found = [value for key, value in headers if key.lower() == name]
    if len(found) != 1:
        return None
    try:
        return found[0].decode("ascii")
    except UnicodeDecodeError:
        return None


def _same_host(origin: str, host: str) -> bool:
    try:
        parts, own = urlsplit(origin), urlsplit(f"//{host}")
        default = _PORTS[parts.scheme]
        same_port = (parts.port or default) == (own.port or default)
    except (ValueError, KeyError):
        return False
    plain = origin == f"{parts.scheme}://{parts.netloc}" and "@" not in parts.netloc
    return plain and same_port and parts.hostname == own.hostname
