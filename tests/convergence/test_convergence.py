"""An old page and the frames that came since are the same as a fresh page.

The cases are made here, and put together in one run of the browser's half: the real elements and
handlers, in `frontend/src/convergence/`.
"""

import os
import subprocess
from pathlib import Path

import pytest

from realtime.declarations import event_classes
from tests.architecture.sources import ROOT
from tests.convergence import directory_cases, forum_cases  # noqa: F401 - each adds its cases
from tests.convergence.cases import CASES, Recorder

VITEST = ROOT / "frontend" / "node_modules" / "vitest" / "vitest.mjs"


@pytest.mark.once
@pytest.mark.django_db
def test_an_old_page_and_its_frames_are_a_fresh_page(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, told=set())
    for name, act in CASES.items():
        act(recorder.of(name))

    without_case = {event.type for event in event_classes()} - recorder.told
    assert not without_case, f"No case tells of {', '.join(sorted(without_case))}"
    ran = in_browser(tmp_path)
    if ran.returncode:
        pytest.fail(ran.stdout + ran.stderr, pytrace=False)
    assert [name for name in CASES if f"> {name} >" not in ran.stdout] == []


def in_browser(folder: Path) -> subprocess.CompletedProcess[str]:
    """The browser's half on the cases of the folder. What it prints names each, with its diff."""
    assert VITEST.exists(), "The front end's packages are missing: make setup"
    path = f"{ROOT / '.venv' / 'nodebin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["node", VITEST, "run", "--reporter=verbose"],
        cwd=ROOT / "frontend",
        env=os.environ | {"PATH": path, "CONVERGENCE_CASES": str(folder), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
