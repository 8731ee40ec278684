"""Translations are compiled when they have changed, and never with a placeholder gone wrong."""

import gettext
import os
from pathlib import Path

import pytest

from scripts.compile_messages import compile_catalogue, stale_catalogues

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "nn" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    return path


def test_a_catalogue_is_compiled_once_and_again_when_it_changes(catalogue):
    catalogue.write_text(f'{HEADER}msgid "Velg område"\nmsgstr "Vel område"\n', encoding="utf-8")
    assert stale_catalogues(catalogue.parents[2]) == [catalogue]
    assert compile_catalogue(catalogue) == []
    assert stale_catalogues(catalogue.parents[2]) == []
    with catalogue.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Velg område") == "Vel område"
    later = catalogue.with_suffix(".mo").stat().st_mtime + 1
    os.utime(catalogue, (later, later))
    assert stale_catalogues(catalogue.parents[2]) == [catalogue]


def test_a_placeholder_gone_wrong_is_said_and_not_compiled(catalogue):
    message = (
        '#, python-format\nmsgid "Teksten er %(length)d tegn"\nmsgstr "Teksta er %(lengd)d teikn"\n'
    )
    catalogue.write_text(HEADER + message, encoding="utf-8")
    problems = compile_catalogue(catalogue)
    assert len(problems) == 1
    assert problems[0].startswith(f"{catalogue}:")
    assert not catalogue.with_suffix(".mo").exists()
