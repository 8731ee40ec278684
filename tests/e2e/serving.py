"""Servers of our own for the browser: each a real process with its own data, files and mail."""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psycopg
import redis
from psycopg import sql

from tests import services

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / "var" / "e2e"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20


# --- One serving process --------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A Samtun process. Its folder (SAMTUN_VAR) holds database, files, mail and its log."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / f"server-{self.port}.log"

    def start(self) -> None:
        """Serve, and wait until the first page answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", f"--port={self.port}"],
                cwd=ROOT,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        wait_until(self.answers, SECONDS_TO_START, lambda: self.log.read_text(encoding="utf-8"))

    def answers(self) -> bool:
        if self.process is None or self.process.poll() is not None:
            raise AssertionError(f"The server ended:\n{self.log.read_text(encoding='utf-8')}")
        try:
            with urlopen(self.url, timeout=SECONDS_TO_START) as response:
                return bool(response.status == 200)
        except HTTPError as error:
            raise AssertionError(f"{self.url} answered {error.code}") from None
        except URLError:
            return False

    def stop(self) -> None:
        """End it as an operator does, with SIGTERM."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut does."""
        self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(number)
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"The server did not end by {number.name}") from None
        finally:
            self.process = None

    def manage(self, *words: str) -> str:
        """Run a management command on the same data. Returns what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"manage.py {' '.join(words)}:\n{done.stdout}{done.stderr}"
        return done.stdout

    def mails(self, to: str) -> list[Message]:
        """What was sent to this address, the oldest first."""
        folder = self.folder / "mail"
        files = sorted(folder.glob("*.log"), key=lambda file: (file.stat().st_mtime_ns, file.name))
        texts = (text for file in files for text in split_mails(file.read_bytes()))
        return [mail for mail in map(message_from_bytes, texts) if to in str(mail["To"])]

    def wait_for_mail(self, to: str, *, after: int = 0, seconds: float = 5) -> str:
        """The text of the first mail to this address beyond the `after` that were there."""
        wait_until(lambda: len(self.mails(to)) > after, seconds, lambda: f"No mail to {to}")
        body = self.mails(to)[after].get_payload(decode=True)
        assert isinstance(body, bytes)
        return body.decode("utf-8")

    def environment(self) -> dict[str, str]:
        ours = {
            "DJANGO_SETTINGS_MODULE": "community.settings.base",
            "SAMTUN_VAR": str(self.folder),
            "SITE_URL": self.url,
        }
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return kept | ours | self.variables


def split_mails(content: bytes) -> list[bytes]:
    """The mails in one of the files that Django's file backend writes."""
    parts = content.split(b"\n" + b"-" * 79 + b"\n")
    return [part for part in parts if part.strip()]


def wait_until(is_so, seconds, or_say) -> None:  # type: ignore[no-untyped-def]
    """Ask again and again, but not for ever."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"Waited {seconds} s in vain. {or_say()}"
        time.sleep(0.05)


# --- The data they start from ---------------------------------------------------------------
#
# Migrating and loading the demonstration takes half a minute, so the result is kept under a name
# made of everything that decides it, and each server gets a copy.


def fingerprint() -> str:
    """A name for the demonstration as the code makes it today."""
    sources = ["requirements/base.txt", "community/settings/base.py"]
    files = [ROOT / name for name in sources]
    for app in ("community", "cms", "forums", "realtime"):
        for pattern in ("migrations/*.py", "actions/**/*.py", "models/**/*.py", "models.py"):
            files += (ROOT / app).rglob(pattern)
    for folder in ("cms/demo", "community/areas/data"):
        files += [file for file in (ROOT / folder).rglob("*") if file.is_file()]
    digest = hashlib.sha256()
    for file in sorted({file for file in files if "__pycache__" not in file.parts}):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def demonstration(kind: str, variables: dict[str, str]) -> Path:
    """A folder with the demonstration loaded, made now unless it is kept."""
    kept = KEPT / f"{kind}-{fingerprint()}"
    if (kept / "complete").exists():
        return kept
    for old in KEPT.glob(f"{kind}-*"):
        shutil.rmtree(old)
    kept.mkdir(parents=True)
    server = Server(folder=kept, variables=variables)
    server.manage("migrate", "--verbosity=0")
    server.manage("demo")
    (kept / "complete").touch()
    return kept


@contextmanager
def embedded_server(folder: Path) -> Iterator[Server]:
    """One process on SQLite with the demonstration."""
    shutil.copytree(demonstration("embedded", {}), folder, dirs_exist_ok=True)
    server = Server(folder=folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


# --- Two processes on PostgreSQL and Redis ----------------------------------------------------


@dataclass
class Cluster:
    """Two processes that share database, Redis and files, as behind a proxy."""

    first: Server
    second: Server


@contextmanager
def running_cluster(folder: Path) -> Iterator[Cluster]:
    with postgres_copy() as (kept, variables):
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        redis.Redis.from_url(services.REDIS_URL).flushdb()
        cluster = Cluster(Server(folder, variables), Server(folder, variables))
        try:
            cluster.first.start()
            cluster.second.start()
            yield cluster
        finally:
            cluster.first.stop()
            cluster.second.stop()


@contextmanager
def postgres_copy() -> Iterator[tuple[Path, dict[str, str]]]:
    """A database with the demonstration, and the folder of its files. Dropped afterwards."""
    template = f"samtun_e2e_{fingerprint()}"
    copy = f"{template}_{os.getpid()}"
    kept = KEPT / f"services-{fingerprint()}"
    with psycopg.connect(services.DATABASE_URL, autocommit=True) as server:
        if not (kept / "complete").exists() or not exists(server, template):
            shutil.rmtree(kept, ignore_errors=True)
            forget_databases(server)
            execute(server, "CREATE DATABASE {}", template)
            demonstration("services", addresses(template))
        execute(server, "CREATE DATABASE {} TEMPLATE {}", copy, template)
        try:
            yield kept, addresses(copy)
        finally:
            execute(server, "DROP DATABASE {} WITH (FORCE)", copy)


def addresses(database: str) -> dict[str, str]:
    host = services.DATABASE_URL.rpartition("/")[0]
    return {"DATABASE_URL": f"{host}/{database}", "REDIS_URL": services.REDIS_URL}


def exists(server: psycopg.Connection, name: str) -> bool:
    query = "SELECT 1 FROM pg_database WHERE datname = %s"
    return server.execute(query, [name]).fetchone() is not None


def forget_databases(server: psycopg.Connection) -> None:
    """Drop what earlier runs left."""
    query = "SELECT datname FROM pg_database WHERE datname LIKE 'samtun_e2e_%'"
    for (name,) in server.execute(query).fetchall():
        execute(server, "DROP DATABASE {} WITH (FORCE)", name)


def execute(server: psycopg.Connection, statement: str, *names: str) -> None:
    server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
