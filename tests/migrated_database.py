"""The database as the migrations made it, how it is kept, and how it becomes so again.

Migrating takes a dozen seconds. On SQLite the migrated file is kept under a name made of
everything that decides its content, and copied for each run, so that none can spoil it.

Django ends a test with `transaction=True` by emptying every table. Wagtail's root page, its
default language and the groups come from migrations, so they would be missing in the tests after
it. Here such a test ends with what the migrations had made, which is quicker too.
"""

import hashlib
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import TransactionTestCase


def kept_database() -> Path:
    return Path(settings.VAR_DIR) / "test-databases" / f"{fingerprint()}.sqlite3"


def fingerprint() -> str:
    """A name for what the migrations make: their files, and the versions of the packages."""
    root = Path(settings.BASE_DIR)
    packages = [root / "requirements" / "base.txt", root / "community" / "settings" / "base.py"]
    apps = [root / name for name in ("community", "cms", "forums", "realtime")]
    migrations = [file for app in apps for file in sorted(app.rglob("migrations/*.py"))]
    digest = hashlib.sha256()
    for file in [*packages, *migrations]:
        digest.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def keep_database() -> None:
    """Copy the freshly migrated database for the next runs, and forget older ones."""
    target = kept_database()
    shutil.rmtree(target.parent, ignore_errors=True)
    target.parent.mkdir(parents=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])


class MigratedDatabase:
    def remember(self) -> None:
        """Right after the migrations: keep what they made, and give it back from now on."""
        if connection.vendor == "sqlite":
            self._copy = sqlite3.connect(":memory:")
            connection.ensure_connection()
            connection.connection.backup(self._copy)
            restore = self._restore_file
        else:
            self._rows = _all_rows()
            restore = self._restore_rows
        TransactionTestCase._fixture_teardown = lambda test: _put_back(restore)

    def _restore_file(self) -> None:
        connection.ensure_connection()
        self._copy.backup(connection.connection)

    def _restore_rows(self) -> None:
        # Foreign keys are checked at the commit, so the order of the tables does not matter.
        with transaction.atomic(), connection.cursor() as cursor:
            for table in _tables():  # by DELETE: a TRUNCATE of so many tables takes seconds
                cursor.execute(f"DELETE FROM {_quoted(table)}")
            for table, (columns, rows) in self._rows.items():
                names = ", ".join(map(_quoted, columns))
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {_quoted(table)} ({names}) VALUES ({marks})", rows)


def _put_back(restore: Any) -> None:
    restore()
    ContentType.objects.clear_cache()


def _all_rows() -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
    """Every row of every table; right after the migrations they are few."""
    found = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT * FROM {_quoted(table)}")
            rows = cursor.fetchall()
            if rows:
                found[table] = [column.name for column in cursor.description], rows
    return found


def _tables() -> list[str]:
    return connection.introspection.django_table_names(only_existing=True)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
