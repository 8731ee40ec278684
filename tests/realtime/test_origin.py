import pytest

from realtime.origin import origin_is_allowed


def headers(origin: bytes | None, host: bytes = b"localhost:8000") -> list[tuple[bytes, bytes]]:
    return [(b"host", host), *([(b"origin", origin)] if origin is not None else [])]


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        (b"http://localhost:8000", b"localhost:8000"),
        (b"http://127.0.0.1:8000", b"127.0.0.1:8000"),
        (b"http://localhost", b"localhost"),
        (b"http://localhost", b"localhost:80"),
        (b"http://[::1]:8000", b"[::1]:8000"),
    ],
)
def test_embedded_the_pages_own_host_may_connect(origin, host):
    assert origin_is_allowed(headers(origin, host))


@pytest.mark.parametrize(
    "origin",
    [
        None,
        b"",
        b"null",
        b"http://localhost:8001",
        b"http://evil.example:8000",
        b"chrome-extension://localhost:8000",
        b"http://localhost:8000/",
        b"http://user@localhost:8000",
        b"http://localhost:port",
        b"http://[::1",
        b"\xc3\xa6://x",
    ],
)
def test_anything_else_may_not(origin):
    assert not origin_is_allowed(headers(origin))


def test_two_origins_are_none():
    assert not origin_is_allowed(headers(b"http://localhost:8000") * 2)


def test_in_production_only_the_exact_origins_may(settings):
    settings.SOCKET_ORIGINS = ["https://samtun.example"]
    assert origin_is_allowed(headers(b"https://samtun.example", b"samtun.example"))
    for other in (
        b"http://samtun.example",
        b"https://samtun.example:8443",
        b"https://SAMTUN.example",
    ):
        assert not origin_is_allowed(headers(other, b"samtun.example"))
