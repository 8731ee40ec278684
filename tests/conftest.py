"""What every test starts from: the migrated database, an empty cache, no language chosen."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.utils import translation
from wagtail.models import Page

from tests.migrated_database import MigratedDatabase, keep_database, kept_database


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks for no database gives the same answer on both profiles, and runs on one."""
    for item in items:
        fixtures = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if not fixtures and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.once)


# --- The database ---------------------------------------------------------------------------


def may_use_kept(config: pytest.Config) -> bool:
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
    if not may_use_kept(request.config):
        return bool(request.config.getvalue("reuse_db"))
    if not kept_database().exists():
        return False
    shutil.copyfile(kept_database(), connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any, django_db_keepdb: bool
) -> Iterator[None]:
    """After the migrations: the write-ahead log, the kept copy, and the memory of it all."""
    if not is_test_database():  # no test asked for one, so this is somebody's data
        yield
        return
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            write_ahead()
            if not django_db_keepdb:
                keep_database()
        MigratedDatabase().remember()
    yield
    with django_db_blocker.unblock():
        end_other_sessions()


def is_test_database() -> bool:
    name = str(connection.settings_dict["NAME"])
    return name == connection.settings_dict["TEST"]["NAME"] or name.startswith(TEST_DATABASE_PREFIX)


def write_ahead() -> None:
    """SQLite's write-ahead log, as `manage.py serve` sets it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")


def end_other_sessions() -> None:
    """PostgreSQL drops no database that threads of the hub still have open."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


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
