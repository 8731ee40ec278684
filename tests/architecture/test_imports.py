"""Imports run one way: realtime, community, forums, cms; and inside an app from model to view.

`realtime` imports no other app of ours, `community.*` imports `realtime`, `forums` imports both,
`cms` all three; nothing imports `cms`. Where a lower app must speak to a higher one, the higher
registers itself.
"""

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps

from tests.architecture.sources import PACKAGES, Source, sources

MAY_IMPORT = {
    "realtime": {"realtime"},
    "community": {"community", "realtime"},
    "forums": {"community", "forums", "realtime"},
    "cms": {"cms", "community", "forums", "realtime"},
}
# The project package's own modules put everything together.
PUTS_TOGETHER = re.compile(r"^community\.(settings(\..*)?|urls|asgi)$")

# What stands lower may not import what stands higher, in its own app or another.
LAYERS = [
    {"models", "rules"},
    {"queries", "events"},
    {"actions", "forms"},
    {"views", "urls", "tasks", "admin", "management", "wagtail_hooks"},
]
LAYER_OF = {room: number for number, layer in enumerate(LAYERS) for room in layer}

# What Wagtail wants of a page model that our layers would put higher.
REASONS = {
    ("cms.pages.models", "forms"): "a page model names the form that edits it",
    ("cms.pages.models", "views"): "a page serves itself: its serve() calls the view",
}

# By string: `import_module("cms.pages")`, `get_model("forums.Post")`, "forums.actions.posts".
IMPORTERS = {"import_module", "import_string", "__import__"}
MAY_IMPORT_BY_NAME = {
    "realtime.declarations": "finds each app's events.py at start-up",
    "realtime.session": "the session engine is a setting of Django's",
}


def imported(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Each import, wherever it stands, by its full dotted name."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(source, node)
            yield node, base
            yield from ((node, f"{base}.{alias.name}") for alias in node.names)


def absolute(source: Source, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = source.name.split(".")
    if source.path.name != "__init__.py":
        package = package[:-1]
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, node.module] if node.module else base)


def named(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Each text that names a module or a model of ours, by the package that it belongs to."""
    labels = {config.label: config.name for config in apps.get_app_configs()}
    for node in ast.walk(source.tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        text = node.value
        if re.fullmatch(rf"({'|'.join(PACKAGES)})(\.\w+)+", text):
            yield node, text
        model = re.fullmatch(r"(\w+)\.[A-Z]\w+", text)
        if model and labels.get(model[1], "").partition(".")[0] in PACKAGES:
            yield node, labels[model[1]]


def models_asked_for(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """`get_model("forums", "Post")` and the like: the label stands alone."""
    labels = {config.label: config.name for config in apps.get_app_configs()}
    for node in calls(source, {"get_model", "get_app_config", "is_installed"}):
        first = node.args[0] if node.args else None
        if isinstance(first, ast.Constant) and first.value in labels:
            yield node, labels[first.value]


def calls(source: Source, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
            if name in names:
                yield node


def is_migration(source: Source) -> bool:
    return "migrations" in source.rooms


def checked_sources() -> list[Source]:
    return [source for source in sources() if not PUTS_TOGETHER.match(source.name)]


def in_the_wrong_direction(source: Source) -> list[str]:
    package = source.name.partition(".")[0]
    found = [*imported(source), *models_asked_for(source)]
    if not is_migration(source):  # a migration names the models as Django wrote them
        found += named(source)
    return [
        f"{source.at(node)} {package} reaches up to {name}"
        for node, name in found
        if name.partition(".")[0] in PACKAGES and name.partition(".")[0] not in MAY_IMPORT[package]
    ]


def test_imports_run_one_way():
    found = [text for source in checked_sources() for text in in_the_wrong_direction(source)]
    assert not found, "\n".join(found)


def test_the_shared_library_imports_no_app_when_it_is_loaded():
    found = [
        f"{source.at(node)} {name}"
        for source in sources()
        if source.name.startswith("community.lib")
        for node, name in imported(source)
        if is_app(name) and node in source.tree.body
    ]
    assert not found, "\n".join(found)


def is_app(name: str) -> bool:
    return name.partition(".")[0] in PACKAGES and not name.startswith("community.lib")


def room_of(name: str) -> str | None:
    """The room in which a module of ours stands: `forums.actions.posts` stands in actions."""
    parts = name.split(".")
    if parts[0] not in PACKAGES or parts[0] == "realtime":
        return None
    return next((part for part in parts[1:] if part in LAYER_OF), None)


def upwards(source: Source) -> list[str]:
    own = room_of(source.name)
    if own is None or is_migration(source):
        return []
    return [
        f"{source.at(node)} {own} imports {room_of(name)}: {name}"
        for node, name in imported(source)
        if LAYER_OF.get(room_of(name) or "", -1) > LAYER_OF[own]
        and not any(
            source.name.startswith(place) and room_of(name) == room for place, room in REASONS
        )
    ]


def test_inside_the_apps_imports_run_from_models_to_views():
    found = [text for source in checked_sources() for text in upwards(source)]
    assert not found, "\n".join(found)


def test_nothing_is_imported_by_a_name_made_at_run_time():
    found = [
        source.at(node)
        for source in sources()
        if source.name not in MAY_IMPORT_BY_NAME
        for node in calls(source, IMPORTERS)
    ]
    assert not found, "\n".join(found)


# --- The checks themselves ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("realtime.hub", "from community.members.models import Member"),
        ("realtime.hub", "import forums"),
        ("community.areas.views", "from cms.pages import models"),
        ("community.areas.views", "def f():\n    from forums.models import Post"),
        ("community.areas.views", "import_module('cms.pages.models')"),
        ("community.areas.models", "ForeignKey('forums.Post')"),
        ("community.areas.models", "apps.get_model('forums', 'Post')"),
        ("community.lib.text", "apps.get_model('forums.Post')"),
        ("forums.views", "from cms.pages.models import AreaPage"),
    ],
)
def test_an_import_upwards_is_found(name, code):
    assert in_the_wrong_direction(source_of(name, code))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("forums.models.post", "from forums.queries.posts import posts_of_topic"),
        ("forums.queries.posts", "from community.networks.actions.networks import add_member"),
        ("forums.actions.posts", "from forums import views"),
    ],
)
def test_an_import_from_a_higher_layer_is_found(name, code):
    assert upwards(source_of(name, code))


def source_of(name: str, code: str) -> Source:
    from tests.architecture.sources import ROOT

    return Source(ROOT.joinpath(*name.split(".")).with_suffix(".py"), ast.parse(code))
