"""What the migrations put into the database, kept so that a flushed database can have it back.

A test with `transaction=True` ends with a flush of every table. Wagtail's root page, its default
language and the groups come from migrations, and would be missing in every test after it.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Page


class MigratedRows:
    def __init__(self) -> None:
        self._tables: dict[str, tuple[list[str], list[tuple[Any, ...]]]] = {}

    def remember(self) -> None:
        """Read every row of every table; right after the migrations they are few."""
        with connection.cursor() as cursor:
            for table in connection.introspection.django_table_names(only_existing=True):
                cursor.execute(f"SELECT * FROM {_quoted(table)}")
                rows = cursor.fetchall()
                if rows:
                    columns = [column[0] for column in cursor.description]
                    self._tables[table] = columns, rows

    def restore_if_flushed(self) -> None:
        if self._tables and not Page.objects.exists():
            self._restore()
            ContentType.objects.clear_cache()

    def _restore(self) -> None:
        # Foreign keys are checked at the commit, so the order of the tables does not matter.
        with transaction.atomic(), connection.cursor() as cursor:
            for table in self._tables:
                cursor.execute(f"DELETE FROM {_quoted(table)}")
            for table, (columns, rows) in self._tables.items():
                names = ", ".join(_quoted(column) for column in columns)
                marks = ", ".join(["%s"] * len(columns))
                insert = f"INSERT INTO {_quoted(table)} ({names}) VALUES ({marks})"
                cursor.executemany(insert, rows)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
