"""A reader who knows one app knows them all: the same rooms everywhere, and tests beside them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGES, ROOT, Source, sources

ROOMS = {
    "actions", "admin", "apps", "checks", "data", "events", "forms", "management", "middleware",
    "migrations", "models", "queries", "rules", "tasks", "templatetags", "urls", "views",
    "wagtail_hooks",
}  # fmt: skip
# What an app has of its own, named by its topic.
OWN_ROOMS = {
    "community/areas": {"highlight", "sources", "spelling"},
    "community/confidentiality": {"cues", "guard", "normalise", "numbers", "writing"},
    "community/members": {"adapter", "system"},
    "community/organisations": {"describing", "numbers"},
    "community/networks": {"mails", "merging", "texts"},
    "cms/demo": {"discussion", "networks", "pages", "people"},
    # Wagtail's own signals are the one exception to "no signals".
    "cms/pages": {"addresses", "blocks", "page_cache", "signals", "texts", "uploads"},
    "forums": {"read_marks", "texts"},
    "realtime": {
        "access", "application", "coalescing", "declarations", "doorbell", "following",
        "fragments", "hub", "judging", "layer", "log", "looks", "origin", "presence", "protocol",
        "publishing", "seen", "session", "single_process", "socket",
    },
}  # fmt: skip
NOT_APPS = {"community/formats", "community/lib", "community/settings"}

NAMES_THAT_FILL_UP = {"common", "helper", "helpers", "misc", "shared", "tools", "util", "utils"}
# Tests that mirror no file: they look at everything, or at the whole through a browser.
TESTS_OF_THE_WHOLE = {"architecture", "convergence", "e2e", "walk"}

LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def app_folders() -> list[Path]:
    nested = [path for name in ("community", "cms") for path in (ROOT / name).iterdir()]
    folders = [path for path in nested if (path / "__init__.py").exists()]
    folders += [ROOT / "forums", ROOT / "realtime"]
    return [path for path in sorted(folders) if place(path) not in NOT_APPS]


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def rooms_in(app: Path) -> set[str]:
    return {path.stem for path in app.iterdir() if not path.name.startswith((".", "__"))}


@pytest.mark.parametrize("app", app_folders(), ids=place)
def test_an_app_has_only_the_known_rooms(app):
    assert rooms_in(app) - ROOMS - OWN_ROOMS.get(place(app), set()) == set()


def test_rooms_of_their_own_exist():
    listed = {f"{app}/{room}" for app, rooms in OWN_ROOMS.items() for room in rooms}
    there = {f"{place(app)}/{room}" for app in app_folders() for room in rooms_in(app)}
    assert listed - there == set()


def test_no_module_has_a_name_that_anything_fits_under():
    folders = [*PACKAGES, "frontend/src", "scripts", "tests"]
    found = [
        place(path)
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.stem in NAMES_THAT_FILL_UP and "node_modules" not in path.parts
    ]
    assert not found


# --- Actions --------------------------------------------------------------------------------


def public_functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in source.tree.body:
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if is_function and not node.name.startswith("_"):
            yield node


def faults_of_action(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    arguments = function.args
    faults = []
    if arguments.args or arguments.posonlyargs or arguments.vararg:
        faults.append("takes arguments by position")
    if not arguments.kwonlyargs or arguments.kwonlyargs[0].arg != "actor":
        faults.append("does not begin with `actor`")
    elif arguments.kw_defaults[0] is not None:
        faults.append("can be called without `actor`")
    if function.returns is None or any(each.annotation is None for each in arguments.kwonlyargs):
        faults.append("lacks a type")
    return faults


def test_an_action_is_called_by_keywords_and_says_who_acts():
    found = [
        f"{source.at(function)} {function.name} {fault}"
        for source in sources()
        if "actions" in source.rooms
        for function in public_functions(source)
        for fault in faults_of_action(function)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        "def act(actor: Any, post: Post) -> None: ...",
        "def act(*, post: Post, actor: Any) -> None: ...",
        "def act(*, actor: Any = None) -> None: ...",
        "def act(*, actor: Any, post) -> None: ...",
        "def act(*, actor: Any): ...",
        "def act() -> None: ...",
    ],
)
def test_an_action_without_these_is_found(code):
    assert faults_of_action(ast.parse(code).body[0])


# --- Size -----------------------------------------------------------------------------------


def test_files_are_short_enough_to_be_read():
    lengths = {source.place: source.path.read_text("utf-8").count("\n") for source in sources()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_functions_are_short_enough_to_be_read():
    found = {
        source.at(node): node.end_lineno - node.lineno + 1
        for source in sources()
        if "migrations" not in source.rooms
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }
    assert found == {}


# --- Tests ----------------------------------------------------------------------------------


def mirrored_source(test: Path) -> Path:
    """`tests/forums/test_rules.py` tests `forums/rules`, a module or a folder."""
    return ROOT / test.relative_to(ROOT / "tests").parent / test.stem.removeprefix("test_")


def test_every_test_lies_where_its_source_does():
    tests = [
        path
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if path.relative_to(ROOT / "tests").parts[0] not in TESTS_OF_THE_WHOLE
    ]
    assert tests
    lost = [
        place(test)
        for test in tests
        if not mirrored_source(test).is_dir()
        and not list(mirrored_source(test).parent.glob(f"{mirrored_source(test).name}.*"))
    ]
    assert not lost
