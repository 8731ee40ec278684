"""Without Redis nothing carries a bell between processes, so one process serves the database."""

import fcntl
from pathlib import Path
from typing import IO

from django.conf import settings

_claims: list[IO[str]] = []  # open for as long as the process lives


def claim_database() -> None:
    """Take the database for this process. Leaves with one sentence when another has it."""
    name = str(settings.DATABASES["default"]["NAME"])
    if settings.REDIS_URL or _claims:
        return
    lock = _lock_file(name)
    file = lock.open("w", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise SystemExit(
            f"Another Samtun server already uses {name}. Stop it first, or set REDIS_URL "
            "so that several can share the work."
        ) from None
    _claims.append(file)


def _lock_file(name: str) -> Path:
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") and "memory" not in name:
        return Path(f"{name}.server-lock")
    return Path(settings.VAR_DIR) / "server-lock"
