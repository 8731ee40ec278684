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
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
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


def embedded(log: Path | None = None) -> Outcome:
    return run_pytest("embedded", "not browser and not services", {}, log)


def with_services(log: Path | None = None) -> Outcome:
    reason = services.why_no_services()
    if reason:
        return cannot_run(reason)
    addresses = {"DATABASE_URL": services.DATABASE_URL, "REDIS_URL": services.REDIS_URL}
    return run_pytest("services", "not browser and not once", addresses, log)


def typescript(log: Path | None = None) -> Outcome:
    report = fresh(RESULTS / "typescript.json")
    reporters = ["--reporter=default", "--reporter=json", f"--outputFile.json={report}"]
    command = ["npm", "test", "--silent", "--", *reporters]
    code = run(command, log, folder=ROOT / "frontend")
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


def in_browser(log: Path | None = None) -> Outcome:
    path = services.chromium() or install_chromium()
    if path is None:
        return cannot_run("No Chromium: install it (Debian: chromium), or name it: CHROMIUM_PATH.")
    return run_pytest("browser", "browser", {"CHROMIUM_PATH": path}, log, "tests/e2e")


STEPS: dict[str, tuple[str, Callable[[Path | None], Outcome]]] = {
    "embedded": ("Python, embedded profile", embedded),
    "services": ("Python, PostgreSQL and Redis", with_services),
    "typescript": ("TypeScript", typescript),
    "browser": ("Browser", in_browser),
}
# Runs while the step before it does.
BESIDE = "services"


# --- Running --------------------------------------------------------------------------------


def run_pytest(
    name: str, marks: str, variables: dict[str, str], log: Path | None, *paths: str
) -> Outcome:
    report = fresh(RESULTS / f"{name}.xml")
    folder = RESULTS / name  # each profile's own data, and never the developer's
    command = [sys.executable, "-m", "pytest", "-q", "-m", marks, f"--junitxml={report}", *paths]
    code = run(command, log, SAMTUN_VAR=str(folder), **variables)
    if not report.exists():
        return Outcome(failed=1, note="It ended without a report.")
    totals = [0, 0, 0]
    for suite in Xml.parse(report).getroot().iter("testsuite"):
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        good = int(suite.get("tests", 0)) - bad - skipped
        totals = [totals[0] + good, totals[1] + bad, totals[2] + skipped]
    return judged(Outcome(*totals), code)


def run(command: list[str], log: Path | None, folder: Path = ROOT, **variables: str) -> int:
    """The exit code; that of a kill when the command takes far too long."""
    environment = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    if log or not sys.stdout.isatty():
        environment["NO_COLOR"] = "1"
    with log.open("wb") if log else nullcontext() as output:
        try:
            return subprocess.run(
                command,
                cwd=folder,
                env=environment | variables,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if log else None,
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


def run_step(name: str, log: Path | None = None) -> Outcome:
    _title, step = STEPS[name]
    began = time.monotonic()
    outcome = step(log)
    outcome.seconds = time.monotonic() - began
    return outcome


def run_steps(names: list[str]) -> dict[str, Outcome]:
    """Run one after the other, the one beside beside."""
    outcomes: dict[str, Outcome] = {}
    log = fresh(RESULTS / f"{BESIDE}.log")
    with ThreadPoolExecutor(1) as pool:
        beside = pool.submit(run_step, BESIDE, log) if BESIDE in names else None
        for name in names:
            print(f"\n=== {STEPS[name][0]} ===", flush=True)
            outcomes[name] = shown(beside, log) if beside and name == BESIDE else run_step(name)
    return outcomes


def shown(beside: Future[Outcome], log: Path) -> Outcome:
    outcome = beside.result()
    if log.exists():
        print(log.read_text(encoding="utf-8", errors="replace"), flush=True)
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
    parser = argparse.ArgumentParser(description="Run every test, or these steps only.")
    parser.add_argument("steps", nargs="*", help=", ".join(STEPS))
    names = parser.parse_args().steps or list(STEPS)
    if set(names) - set(STEPS):
        parser.error(f"the steps are {', '.join(STEPS)}")
    outcomes = run_steps(names)
    tell(outcomes)
    return 1 if any(outcome.failed for outcome in outcomes.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
