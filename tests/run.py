"""Runs every test, step by step, and ends with a table and the sums: `make test`.

tests/run.py                      all steps
tests/run.py embedded browser     only these
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import services  # noqa: E402

RESULTS = ROOT / "var" / "tests"
LONGEST_SECONDS = 15 * 60
# What a developer's shell may hold, and what must not reach the tests.
SETTINGS = [
    "ALLOWED_HOSTS", "CONTACT_EMAIL", "DATABASE_URL", "DEFAULT_FROM_EMAIL",
    "DJANGO_SETTINGS_MODULE", "EMAIL_URL", "REDIS_URL", "SECRET_KEY", "SITE_URL",
]  # fmt: skip


@dataclass
class Outcome:
    """What one step came to. A step that could not run counts as one skipped or failed test."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    note: str = ""
    seconds: float = 0.0


# --- The steps ------------------------------------------------------------------------------


def embedded() -> Outcome:
    return run_pytest("embedded", "not browser and not services", {})


def with_services() -> Outcome:
    reason = services.why_no_services()
    if reason:
        return cannot_run(reason)
    addresses = {"DATABASE_URL": services.DATABASE_URL, "REDIS_URL": services.REDIS_URL}
    return run_pytest("services", "not browser and not once", addresses)


def typescript() -> Outcome:
    report = fresh(RESULTS / "typescript.json")
    reporters = ["--reporter=default", "--reporter=json", f"--outputFile.json={report}"]
    code = run(["npm", "test", "--silent", "--", *reporters], folder=ROOT / "frontend")
    if not report.exists():
        return Outcome(failed=1, note="It ended without a report.")
    counts = json.loads(report.read_text(encoding="utf-8"))
    # A file that cannot be loaded has no tests to fail.
    broken = sum(not suite["assertionResults"] for suite in counts["testResults"])
    return judged(
        Outcome(
            passed=counts["numPassedTests"],
            failed=counts["numFailedTests"] + broken,
            skipped=counts["numPendingTests"] + counts["numTodoTests"],
        ),
        code,
    )


def in_browser() -> Outcome:
    path = services.chromium() or install_chromium()
    if path is None:
        return cannot_run("No Chromium: install it (Debian: chromium), or name it: CHROMIUM_PATH.")
    return run_pytest("browser", "browser", {"CHROMIUM_PATH": path}, "tests/e2e")


STEPS: dict[str, tuple[str, Callable[[], Outcome]]] = {
    "embedded": ("Python, embedded profile", embedded),
    "services": ("Python, PostgreSQL and Redis", with_services),
    "typescript": ("TypeScript", typescript),
    "browser": ("Browser", in_browser),
}


# --- Running --------------------------------------------------------------------------------


def run_pytest(name: str, marks: str, variables: dict[str, str], *paths: str) -> Outcome:
    report = fresh(RESULTS / f"{name}.xml")
    folder = RESULTS / name  # each profile's own data, and never the developer's
    command = [sys.executable, "-m", "pytest", "-q", "-m", marks, f"--junitxml={report}", *paths]
    code = run(command, SAMTUN_VAR=str(folder), **variables)
    if not report.exists():
        return Outcome(failed=1, note="It ended without a report.")
    totals = [0, 0, 0]
    for suite in Xml.parse(report).getroot().iter("testsuite"):
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        good = int(suite.get("tests", 0)) - bad - skipped
        totals = [totals[0] + good, totals[1] + bad, totals[2] + skipped]
    return judged(Outcome(*totals), code)


def run(command: list[str], folder: Path = ROOT, **variables: str) -> int:
    """The exit code; that of a kill when the command takes far too long."""
    environment = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    try:
        return subprocess.run(
            command,
            cwd=folder,
            env=environment | variables,
            stdin=subprocess.DEVNULL,
            timeout=LONGEST_SECONDS,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        print(f"Stopped after {LONGEST_SECONDS // 60} minutes.")
        return -9


def fresh(report: Path) -> Path:
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    return report


def judged(outcome: Outcome, code: int) -> Outcome:
    """A step that fails without a failed test, or runs none, has failed all the same."""
    if outcome.failed:
        return outcome
    if not outcome.passed:
        outcome.failed, outcome.note = 1, "No test ran."
    elif code != 0:
        outcome.failed, outcome.note = 1, f"It ended with exit code {code}."
    return outcome


def cannot_run(reason: str) -> Outcome:
    print(reason)
    if services.required():
        return Outcome(failed=1, note=f"{reason} REQUIRE_SERVICES is set.")
    return Outcome(skipped=1, note=f"Skipped. {reason}")


def install_chromium() -> str | None:
    """Debian's Chromium, where this user may install packages."""
    apt = shutil.which("apt-get")
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if apt is None or (rights and run_quietly([*rights, "true"]) != 0):
        return None
    print("Installing Chromium from the distribution's packages …", flush=True)
    install = ["install", "--yes", "--no-install-recommends", "chromium"]
    for words in (["update"], install):
        run_quietly([*rights, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq", *words])
    return services.chromium()


def run_quietly(command: list[str]) -> int:
    if shutil.which(command[0]) is None:
        return 127
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    ).returncode


# --- Telling --------------------------------------------------------------------------------


def run_step(name: str) -> Outcome:
    title, step = STEPS[name]
    print(f"\n=== {title} ===", flush=True)
    began = time.monotonic()
    outcome = step()
    outcome.seconds = time.monotonic() - began
    return outcome


def tell(outcomes: dict[str, Outcome]) -> None:
    width = max(len(STEPS[name][0]) for name in outcomes)
    print(f"\n{'':{width}}  passed  failed  skipped    time")
    for name, outcome in outcomes.items():
        print(
            f"{STEPS[name][0]:{width}}  {outcome.passed:6}  {outcome.failed:6}  "
            f"{outcome.skipped:7}  {outcome.seconds:4.0f} s"
        )
    for name, outcome in outcomes.items():
        if outcome.note:
            print(f"{STEPS[name][0]}: {outcome.note}")
    passed = sum(outcome.passed for outcome in outcomes.values())
    failed = sum(outcome.failed for outcome in outcomes.values())
    skipped = sum(outcome.skipped for outcome in outcomes.values())
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("steps", nargs="*", choices=[[], *STEPS], help="all, when none is named")
    names = parser.parse_args().steps or list(STEPS)
    outcomes = {name: run_step(name) for name in names}
    tell(outcomes)
    return 1 if any(outcome.failed for outcome in outcomes.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
