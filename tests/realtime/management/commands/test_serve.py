"""`manage.py serve`: what stops it, in one sentence each, and that it ends quietly."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from realtime.management.commands import serve
from tests.factories import make_member
from tests.migrated_database import kept_database
from tests.realtime.tabs import session_cookie


@pytest.fixture
def taken_port() -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return listener.getsockname()[1]


def test_a_taken_port_is_said_with_what_to_do(taken_port):
    with pytest.raises(CommandError) as refusal:
        call_command("serve", port=taken_port)
    assert str(refusal.value) == (
        f"Port {taken_port} is taken. Stop the other program, "
        f"or choose another port: make demo PORT={taken_port + 1}"
    )


@pytest.mark.parametrize("port", [0, -1, 65_536])
def test_a_number_that_is_no_port_is_refused(port):
    with pytest.raises(CommandError, match="There is no port"):
        call_command("serve", port=port)


def test_an_address_of_another_machine_is_refused(free_port):
    with pytest.raises(CommandError, match=r"Cannot listen on 192\.0\.2\.1"):
        call_command("serve", host="192.0.2.1", port=free_port)


def test_localhost_is_answered_for_by_both_its_addresses():
    assert "127.0.0.1" in serve.addresses("127.0.0.1")
    assert serve.addresses("0.0.0.0") == ["0.0.0.0"]
    assert list(serve.endpoints("::1", 8000)) == [r"tcp:port=8000:interface=\:\:1"]


def test_a_front_end_that_is_not_built_is_said(settings, tmp_path, free_port):
    settings.DJANGO_VITE = {"default": {"manifest_path": tmp_path / "manifest.json"}}
    with pytest.raises(CommandError, match="The front end is not built"):
        call_command("serve", port=free_port)


def test_a_database_that_is_away_is_said(monkeypatch):
    def away(connection):
        raise OperationalError("connection refused\nmore about it")

    monkeypatch.setattr(serve, "MigrationExecutor", away)
    with pytest.raises(CommandError, match=r"cannot be reached: connection refused$"):
        serve.check_database()


# --- The process itself ---------------------------------------------------------------------


class Process:
    """`manage.py serve` on a small database of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port
        self.started = subprocess.Popen(
            [sys.executable, "manage.py", "serve", f"--port={port}"],
            cwd=settings.BASE_DIR,
            env=environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # A shell that runs the tests in its background has Ctrl-C switched off for them.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )

    def wait_until_it_answers(self) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end and self.started.poll() is None:
            try:
                urlopen(f"http://localhost:{self.port}/velg-omrade/", timeout=60).close()
            except URLError:
                time.sleep(0.1)
            else:
                return
        pytest.fail(f"It does not answer: {self.end(signal.SIGKILL)}")

    def end(self, number: signal.Signals) -> tuple[int, str]:
        """Its exit code, and all that it said."""
        self.started.send_signal(number)
        return self.ended()

    def ended(self) -> tuple[int, str]:
        output, _ = self.started.communicate(timeout=60)
        return self.started.returncode, output


def environment(folder: Path) -> dict[str, str]:
    """The embedded profile in this folder, whatever the tests themselves run on."""
    ours = {"DJANGO_SETTINGS_MODULE": "community.settings.base", "SAMTUN_VAR": str(folder)}
    hidden = {"DATABASE_URL", "REDIS_URL"}
    return {name: value for name, value in os.environ.items() if name not in hidden} | ours


@pytest.fixture(scope="module")
def migrated_folder(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serve")
    shutil.copyfile(kept_database(), folder / "samtun.sqlite3")
    return folder


@pytest.mark.once
def test_a_database_that_is_not_migrated_is_said(tmp_path, free_port):
    code, said = Process(tmp_path, free_port).ended()
    assert code == 1
    assert said.count("\n") == 1
    assert "The database is not up to date. Bring it there with: manage.py migrate" in said


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_its_address_serves_and_ends_quietly(migrated_folder, free_port, number):
    process = Process(migrated_folder, free_port)
    process.wait_until_it_answers()
    with socket.create_connection(("127.0.0.1", free_port)):  # an idle visitor holds nothing up
        code, said = process.end(number)
    assert code == 0
    assert said.strip() == f"Samtun is at http://localhost:{free_port}/  (Ctrl-C stops it)"


@pytest.mark.once
@pytest.mark.django_db
def test_a_second_server_on_the_same_database_is_refused(migrated_folder, free_port):
    first = Process(migrated_folder, free_port)
    first.wait_until_it_answers()
    code, said = Process(migrated_folder, serve_elsewhere()).ended()
    first.end(signal.SIGTERM)
    assert code == 1
    assert said.startswith("Another Samtun server already uses ")
    assert said.count("\n") == 1


def serve_elsewhere() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return listener.getsockname()[1]


@pytest.mark.once
@pytest.mark.django_db
def test_sqlite_reads_while_it_writes_from_then_on(migrated_folder, free_port):
    process = Process(migrated_folder, free_port)
    process.wait_until_it_answers()
    process.end(signal.SIGTERM)
    with closing(sqlite3.connect(migrated_folder / "samtun.sqlite3")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_a_frame_that_is_too_large_is_answered_with_a_reason(tmp_path, free_port, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", settings.SECRET_KEY)  # or the session would not be read
    cookie = session_cookie(make_member())
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as ours,
        closing(sqlite3.connect(tmp_path / "samtun.sqlite3")) as theirs,
    ):
        ours.backup(theirs)
    process = Process(tmp_path, free_port)
    process.wait_until_it_answers()
    with socket.create_connection(("127.0.0.1", free_port), timeout=10) as browser:
        open_socket(browser, cookie)
        browser.sendall(text_frame(b" " * 65_537))
        answer = browser.recv(4)
    process.end(signal.SIGTERM)
    assert (answer[0], int.from_bytes(answer[2:])) == (0x88, 1009)  # a close frame, its code


def open_socket(browser: socket.socket, cookie: bytes) -> None:
    host = f"localhost:{browser.getpeername()[1]}"
    browser.sendall(
        f"GET /ws/ HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nCookie: {cookie.decode()}\r\n\r\n".encode()
    )
    answer = b""
    while not answer.endswith(b"\r\n\r\n"):
        answer += browser.recv(1)
    assert answer.startswith(b"HTTP/1.1 101 ")


def text_frame(content: bytes) -> bytes:
    """As a browser sends it, with a mask that changes nothing."""
    return b"\x81\xff" + len(content).to_bytes(8) + bytes(4) + content
