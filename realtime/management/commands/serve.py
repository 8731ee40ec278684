"""Serve pages and sockets from one process: Daphne, with the limits that Samtun wants.

Without Redis this is the whole site. With REDIS_URL set, several may run behind a proxy.
"""

import errno
import gc
import socket
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from realtime.protocol import MAX_BYTES
from realtime.single_process import claim_database

CLOSE_SECONDS = 10
HIGHEST_PORT = 65_535
LOOPBACK = {"127.0.0.1": socket.AF_INET, "::1": socket.AF_INET6}


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1", help="127.0.0.1 answers on ::1 as well")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        # Files come from where they are built; the folder of collected ones is production's.
        warnings.filterwarnings("ignore", "No directory at", UserWarning)
        check_port(host, port)
        check_front_end()
        claim_database()
        check_database()
        keep_reading_while_writing()
        connections.close_all()  # the server's threads open their own
        self.serve(host, port)

    def serve(self, host: str, port: int) -> None:
        from daphne.management.commands.runserver import get_default_application
        from daphne.server import Server

        server: Any = Server(
            application=get_default_application(),
            endpoints=list(endpoints(host, port)),
            server_name="",
            verbosity=0,
            websocket_max_message_size=MAX_BYTES,
            websocket_max_frame_size=MAX_BYTES,
            application_close_timeout=CLOSE_SECONDS,
            ready_callable=lambda: self.ready(server, host, port),
        )
        server.run()  # until Ctrl-C or SIGTERM
        if server.abort_start:
            raise CommandError(taken(port))

    def ready(self, server: Any, host: str, port: int) -> None:
        settle_garbage_collector()
        close_with_a_reason(server.ws_factory)
        name = "localhost" if host in LOOPBACK else host
        self.stdout.write(f"\nSamtun is at http://{name}:{port}/  (Ctrl-C stops it)\n\n")
        self.stdout.flush()


def endpoints(host: str, port: int) -> Iterator[str]:
    """Where to listen, in Twisted's words."""
    for address in addresses(host):
        escaped = address.replace(":", r"\:")
        yield f"tcp:port={port}:interface={escaped}"


def addresses(host: str) -> list[str]:
    """`host`; with 127.0.0.1 also ::1: a browser may take either for localhost."""
    if host != "127.0.0.1":
        return [host]
    return [address for address in LOOPBACK if _exists(address)]


def _exists(address: str) -> bool:
    try:
        _bind(address, 0)
    except OSError:
        return False
    return True


def _bind(address: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((address, port))


def check_port(host: str, port: int) -> None:
    """Leave with one sentence when nobody can listen there, most often since somebody does."""
    if not 0 < port <= HIGHEST_PORT:
        raise CommandError(f"There is no port {port}: choose one from 1024 to 65535.")
    for address in addresses(host):
        try:
            _bind(address, port)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(taken(port)) from None
            reason = (error.strerror or str(error)).lower()
            raise CommandError(f"Cannot listen on {address}, port {port}: {reason}.") from None


def taken(port: int) -> str:
    return (
        f"Port {port} is taken. Stop the other program, "
        f"or choose another port: make demo PORT={port + 1}"
    )


def check_front_end() -> None:
    manifest = Path(str(settings.DJANGO_VITE["default"]["manifest_path"]))
    if not manifest.exists():
        raise CommandError("The front end is not built. Build it with: make setup")


def check_database() -> None:
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        reason = str(error).splitlines()[0]
        raise CommandError(f"The database cannot be reached: {reason}") from None
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The database is not up to date. Bring it there with: manage.py migrate")


def keep_reading_while_writing() -> None:
    """SQLite's write-ahead log. It is kept in the file, so it is set here and not by connection."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")


def close_with_a_reason(factory: Any) -> None:
    """Answer a frame that is too large with 1009, one that is malformed with 1002.

    Left to itself the WebSocket library cuts the connection, and the browser learns nothing.
    """
    factory.setProtocolOptions(failByDrop=False)


def settle_garbage_collector() -> None:
    """What is loaded now stays: walking it again at each collection would delay live messages."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
