"""The site and Vite's server together, for the one who writes code. Stopped together."""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GRACE_SECONDS = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.development")
    os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
    for command in (["migrate", "--verbosity=0"], ["demo"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, check=True)
    return run_together(
        start([sys.executable, "manage.py", "runserver", str(port)], ROOT),
        start(["npm", "run", "--silent", "dev", "--", "--clearScreen", "false"], ROOT / "frontend"),
    )


def start(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """In a process group of its own, so that its children can be stopped with it."""
    return subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, start_new_session=True)


def run_together(*processes: subprocess.Popen[bytes]) -> int:
    """Wait until one ends or Ctrl-C is pressed, then stop the others."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.2)
    except KeyboardInterrupt:
        return 0
    finally:
        for process in processes:
            stop(process)
    return next(process.returncode for process in processes if process.returncode is not None)


def stop(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(GRACE_SECONDS)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as problem:
        sys.exit(problem.returncode)
