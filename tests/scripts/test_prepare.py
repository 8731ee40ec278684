"""Getting a machine ready: what fits is used, what is missing is said in one sentence."""

import ast
import sys
from pathlib import Path

import pytest

from scripts import prepare


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine whose only programs are those that a test writes."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(prepare, "LOG", tmp_path / "prepare.log")
    prepare.system_node_fits.cache_clear()
    yield tmp_path
    prepare.system_node_fits.cache_clear()


def write_program(path: Path, says: str) -> None:
    path.write_text(f'#!/bin/sh\necho "{says}"\n', encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("version", "fits"),
    [
        ("v18.20.4", False),
        ("v20.19.0", False),
        ("v20.20.2", True),
        ("v21.7.3", False),
        ("v22.12.0", False),
        ("v22.13.0", True),
        ("v24.19.0", True),
        ("", False),
    ],
)
def test_the_machines_node_is_used_when_our_tools_run_on_it(machine, version, fits):
    write_program(machine / "node", version)
    write_program(machine / "npm", "10.0.0")
    assert prepare.system_node_fits() is fits


def test_a_node_without_npm_is_not_used(machine):
    write_program(machine / "node", "v24.19.0")
    assert not prepare.system_node_fits()


def test_the_environments_own_node_is_not_taken_for_the_machines(machine, monkeypatch):
    monkeypatch.setattr(prepare, "NODE_BIN", machine)
    write_program(machine / "node", "v24.19.0")
    write_program(machine / "npm", "11.0.0")
    assert not prepare.system_node_fits()


@pytest.mark.parametrize(
    "output",
    [
        "error: Failed to fetch: `x`\n  Caused by: dns error",
        "npm error code ENOTFOUND",
        "npm error code ECONNREFUSED",
        "WARNING: Retrying after connection broken\nERROR: No matching distribution found for uv",
    ],
)
def test_an_unreachable_registry_is_said_as_that(output):
    sentence = str(prepare.explain("Python packages", "the Python package index", output))
    assert sentence.startswith("Python packages: the Python package index cannot be reached.")
    assert "\n" not in sentence


def test_any_other_failure_is_said_by_its_last_line():
    sentence = str(prepare.explain("Python packages", "the index", "many\nlines\nhash mismatch\n"))
    assert sentence.startswith("Python packages failed: hash mismatch (details: ")


def test_an_old_python_is_told_so(monkeypatch):
    monkeypatch.setattr(prepare.sys, "version_info", (3, 10, 4))
    with pytest.raises(prepare.Failed, match=r"needs Python 3\.11 or newer, and .* is 3\.10\.4"):
        prepare.check_python()


def test_a_missing_part_of_python_is_named():
    sentence = str(prepare.explain_environment("... because ensurepip is not available ..."))
    assert f"apt install python3.{sys.version_info[1]}-venv" in sentence


def test_packages_of_development_will_do_for_serving(machine, monkeypatch):
    monkeypatch.setattr(prepare, "STAMP", machine / "stamp.json")
    installed: list[list[str]] = []
    monkeypatch.setattr(prepare, "sync", lambda files: installed.append([f.name for f in files]))
    prepare.install_packages("base")
    prepare.install_packages("base")
    prepare.install_packages("dev")
    prepare.install_packages("base")
    names = [[name for name in each if name != "node.txt"] for each in installed]
    assert names == [["boot.txt", "base.txt"], ["boot.txt", "dev.txt"]]


def test_the_build_depends_on_sources_and_not_on_what_was_made():
    names = {str(file.relative_to(prepare.FRONTEND)) for file in prepare.front_end_files()}
    assert {"package.json", "src/main.ts", "vite.config.ts"} <= names
    assert not [name for name in names if name.startswith(tuple(prepare.MADE_BY_BUILD))]


def test_older_pythons_can_read_it_to_be_told():
    source = Path(prepare.__file__).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
