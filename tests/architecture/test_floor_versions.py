"""Versions below which known holes are open, in what is installed and in what is locked.

The advisories' own service cannot be asked from every machine, and then finds nothing wrong;
these floors can be checked anywhere. Raise them when an advisory concerns us.
"""

import json
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

FLOORS = {
    "daphne": "4.2.3",  # CVE-2026-44545 unbounded messages, CVE-2026-44546 header smuggling
    "django": "5.2.19",  # CVE-2026-3902 header spoofing, CVE-2026-33034 body limit
    "django-allauth": "65.21.1",  # racing limits, replayed codes
    "twisted": "26.4.0",
    "wagtail": "8.0.1",  # thirteen advisories in 2026
}
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


def pins(lock: Path) -> dict[str, str]:
    found = PIN.findall(lock.read_text(encoding="utf-8"))
    return {name.lower().replace("_", "-"): number for name, number in found}


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_the_installed_version_is_not_below_the_floor(name, floor):
    assert Version(version(name)) >= Version(floor)


@pytest.mark.parametrize("lock", ["base.txt", "dev.txt"])
@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_the_locked_version_is_not_below_the_floor(lock, name, floor):
    assert Version(pins(ROOT / "requirements" / lock)[name]) >= Version(floor)


def test_both_locks_agree():
    base, dev = (pins(ROOT / "requirements" / name) for name in ("base.txt", "dev.txt"))
    assert {name: number for name, number in base.items() if dev.get(name) != number} == {}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_is_locked_with_hashes_and_no_address(lock):
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "--index-url" not in text


def test_the_browser_packages_are_locked_with_hashes_and_no_address():
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
