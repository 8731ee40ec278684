"""What every test starts from: the migrated database, an empty cache, no language chosen."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from wagtail.models import Page

from tests.migrated_database import MigratedDatabase

# --- The database ---------------------------------------------------------------------------
#
# Migrating takes a dozen seconds. On SQLite the migrated file is kept under a name made of
# everything that decides its content, and copied for each run, so that none can spoil it.


def migrations_fingerprint() -> str:
    """A name for what the migrations make: their files, and the versions of the packages."""
    root = Path(settings.BASE_DIR)
    packages = [root / "requirements" / "base.txt", root / "community" / "settings" / "base.py"]
    apps = [root / name for name in ("community", "cms", "forums", "realtime")]
    migrations = [file for app in apps for file in sorted(app.rglob("migrations/*.py"))]
    digest = hashlib.sha256()
    for file in [*packages, *migrations]:
        digest.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def kept_database() -> Path:
    return Path(settings.VAR_DIR) / "test-databases" / f"{migrations_fingerprint()}.sqlite3"


def is_kept(config: pytest.Config) -> bool:
    return connection.vendor == "sqlite" and not config.getvalue("create_db")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """On SQLite a file for this run alone, so that two runs at once do not meet."""
    if connection.vendor != "sqlite":
        yield
        return
    folder = Path(settings.VAR_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    name = f"test-{os.getpid()}.sqlite3"
    connection.settings_dict["TEST"]["NAME"] = str(folder / name)
    yield
    for file in folder.glob(f"{name}*"):
        file.unlink()


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """Whether the database is there already: on SQLite as a copy of the kept one."""
    if not is_kept(request.config):
        return bool(request.config.getvalue("reuse_db"))
    if not kept_database().exists():
        return False
    shutil.copyfile(kept_database(), connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest
) -> Iterator[None]:
    """After the migrations: the write-ahead log, the kept copy, and the memory of it all."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA journal_mode=WAL")  # as `manage.py serve` does
            if is_kept(request.config) and not kept_database().exists():
                keep_database()
        MigratedDatabase().remember()
    yield
    with django_db_blocker.unblock():
        end_other_sessions()


def end_other_sessions() -> None:
    """PostgreSQL drops no database that threads of the hub still have open."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def keep_database() -> None:
    """Copy the freshly migrated database for the next runs, and forget older ones."""
    target = kept_database()
    shutil.rmtree(target.parent, ignore_errors=True)
    target.parent.mkdir(parents=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])


@pytest.fixture
def page_root(db: None) -> Page:
    """Wagtail's root: the page above all pages."""
    return Page.get_first_root_node()


# --- Between tests --------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def clean_slate() -> Iterator[None]:
    """No test meets what another left in the cache, or the language that it spoke."""
    cache.clear()
    yield
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def clean_media() -> None:
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
