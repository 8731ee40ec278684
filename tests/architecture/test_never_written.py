"""What is never written in this project, each with the reason.

Style is left to the formatters and to ruff. These are mistakes that cost a reader's trust.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import ROOT, Source, sources, templates

# --- Python ---------------------------------------------------------------------------------


def names_called(node: ast.AST) -> set[str]:
    """The attributes and functions that are used anywhere below."""
    attributes = {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}
    return attributes | {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


# Functions that leave private pages out in a way of their own.
LEAVES_PRIVATE_OUT = {
    ("cms/pages/queries/cascade.py", "_live"): "aliases of private pages are left out as well",
    ("cms/pages/views/home.py", "_front_page"): "asks in the same query whether it is restricted",
}


def live_without_public(source: Source) -> Iterator[str]:
    """Wagtail's `live()` gives restricted pages as well; `public()` leaves them out."""
    for statement in ast.walk(source.tree):
        if not isinstance(statement, ast.stmt) or hasattr(statement, "body"):
            continue
        if not calls_method(statement, "live") or calls_method(statement, "public"):
            continue
        if (source.place, function_around(source, statement)) not in LEAVES_PRIVATE_OUT:
            yield source.at(statement)


def function_around(source: Source, statement: ast.stmt) -> str:
    around = [
        node.name
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and statement in ast.walk(node)
    ]
    return around[-1] if around else ""


def calls_method(node: ast.AST, name: str) -> bool:
    return any(
        isinstance(each, ast.Call)
        and isinstance(each.func, ast.Attribute)
        and each.func.attr == name
        for each in ast.walk(node)
    )


def csrf_exempt(source: Source) -> Iterator[str]:
    """Every form and every request that changes something carries the token."""
    if "csrf_exempt" in names_called(source.tree):
        yield source.place


def prints(source: Source) -> Iterator[str]:
    """Only a command speaks on the terminal; the rest logs."""
    if "management" in source.rooms:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print":
            yield source.at(node)


MAY_MARK_SAFE = {"realtime/fragments.py": "what it takes from the cache was made by a template"}


def safe_marks(source: Source) -> Iterator[str]:
    """HTML is made in templates, which escape."""
    for node in ast.walk(source.tree):
        is_call = isinstance(node, ast.Call) and source.place not in MAY_MARK_SAFE
        if is_call and names_called(node.func) & {"mark_safe", "SafeString", "SafeText"}:
            yield source.at(node)


PYTHON = {
    "live() without public()": live_without_public,
    "csrf_exempt": csrf_exempt,
    "print() outside commands": prints,
    "text marked as safe": safe_marks,
}


@pytest.mark.parametrize("check", PYTHON.values(), ids=PYTHON)
def test_never_in_python(check):
    found = [place for source in sources() for place in check(source)]
    assert not found, f"{check.__doc__}\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (live_without_public, "pages = Page.objects.live().descendant_of(root)"),
        (live_without_public, "def f():\n    return Page.objects.filter(a=1).live()"),
        (csrf_exempt, "@csrf_exempt\ndef view(request): ..."),
        (prints, "print('here')"),
        (safe_marks, "html = mark_safe(text)"),
    ],
)
def test_python_that_does_it_is_found(check, code):
    assert list(check(Source(ROOT / "forums" / "views.py", ast.parse(code))))


def test_live_with_public_is_fine():
    code = "pages = Page.objects.live().public()"
    assert not list(live_without_public(Source(ROOT / "forums" / "views.py", ast.parse(code))))


# --- Templates ------------------------------------------------------------------------------

COMMENT = re.compile(r"\{#.*?#\}|\{% comment .*?%\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)

EVENTS = (
    r"\w*(?:abort|blur|change|click|close|copy|cut|drag|drop|end|enter|error|focus|input|invalid"
    r"|key|leave|load|message|mouse|move|out|over|paste|pointer|press|reset|resize|scroll|select"
    r"|start|submit|toggle|touch|up|down|wheel)\w*"
)
TEMPLATES = {
    "the filter safe": r"\|\s*safe\b",
    "escaping switched off": r"autoescape\s+off",
    "inline script": r"<script(?![^>]*\bsrc=)[^>]*>",
    "inline style": r"<style\b|\sstyle\s*=",
    "inline handler": rf"<[^>]*\son(?:{EVENTS})\s*=",
    "address that is a script": r"javascript:",
    "resource of another host": r"""\b(?:src|srcset|href)\s*=\s*["'](?:https?:)?//""",
}
ALLOWED = {
    "the filter safe": {
        "templates/components/_field_hint.html": "Django's own hint for passwords is a list",
        "templates/forums/_html.html": "what forums.texts has cleaned before it was stored",
    },
}
# An ordinary link may lead out of the house; what a page loads may not.
LINK = re.compile(r"<a\b[^>]*>", re.DOTALL)


def lines_with(pattern: str, text: str) -> list[int]:
    text = COMMENT.sub(blanked, text)
    if pattern == TEMPLATES["resource of another host"]:
        text = LINK.sub(blanked, text)
    return [text.count("\n", 0, hit.start()) + 1 for hit in re.finditer(pattern, text)]


def blanked(hit: re.Match[str]) -> str:
    """As many lines as before, and nothing on them."""
    return re.sub(r"[^\n]", " ", hit[0])


@pytest.mark.parametrize("name", TEMPLATES)
def test_never_in_a_template(name):
    found = [
        f"{place}:{line}"
        for place, text in templates().items()
        if place not in ALLOWED.get(name, {})
        for line in lines_with(TEMPLATES[name], text)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("the filter safe", "{{ text|safe }}"),
        ("escaping switched off", "{% autoescape off %}"),
        ("inline script", "<script>go()</script>"),
        ("inline script", '<script type="module">go()</script>'),
        ("inline style", '<p style="color: red">'),
        ("inline style", "<style>p {}</style>"),
        ("inline handler", '<button class="a" onclick="go()">'),
        ("address that is a script", '<a href="javascript:go()">'),
        ("resource of another host", '<img src="https://example.org/a.png">'),
        ("resource of another host", '<link href="//example.org/a.css">'),
    ],
)
def test_a_template_that_does_it_is_found(name, text):
    assert lines_with(TEMPLATES[name], text) == [1]


@pytest.mark.parametrize(
    "text",
    ['<script src="{% static "a.js" %}"></script>', '<p one="1 svar">on time = 5</p>'],
)
def test_a_template_that_does_not_is_left_alone(text):
    assert not any(lines_with(pattern, text) for pattern in TEMPLATES.values())


# --- Words that people read -----------------------------------------------------------------

# Names, and what is the same in every language.
NOT_TRANSLATED = {"Samtun", "ISBN", "DOI", "PDF"}
# The page of components is for those who build, and shows sample texts.
FOR_BUILDERS = ("templates/_look/",)

TRANSLATED = re.compile(
    r"\{%-?\s*blocktrans(?:late)?\b.*?\{%-?\s*endblocktrans(?:late)?\s*-?%\}", re.DOTALL
)
# A block that fills a class attribute holds no words.
CLASSES = re.compile(r"\{% block \w*(?:class|flat) %\}.*?\{% endblock[^%]*%\}", re.DOTALL)
TAG_OR_VALUE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
UNSPOKEN = re.compile(r"<(svg|code|kbd)\b.*?</\1>", re.DOTALL)
SPOKEN_ATTRIBUTE = re.compile(r"""\b(?:aria-label|alt|title|placeholder)\s*=\s*"([^"]*)\"""")
HTML_TAG = re.compile(r"<[^>]*>", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
# A component's text given in plain quotes: {% button label="Lagre" %}.
COMPONENT_TEXT = re.compile(
    r"""\{%[^%]*?\b(?:label|title|text|heading|hint|description|placeholder)=["']([^"']*)["']"""
)


def untranslated(text: str) -> list[str]:
    """The words of a template that no catalogue can reach."""
    text = COMMENT.sub("", text)
    in_components = COMPONENT_TEXT.findall(text)
    text = UNSPOKEN.sub("", TAG_OR_VALUE.sub(" ", TRANSLATED.sub(" ", CLASSES.sub(" ", text))))
    spoken = [*SPOKEN_ATTRIBUTE.findall(text), HTML_TAG.sub(" ", text), *in_components]
    words = (word for part in spoken for word in WORD.findall(re.sub(r"&\w+;", " ", part)))
    return [word for word in words if word not in NOT_TRANSLATED]


def test_every_word_in_a_template_can_be_translated():
    found = {
        place: untranslated(text)
        for place, text in templates().items()
        if not place.startswith(FOR_BUILDERS) and untranslated(text)
    }
    assert not found, "\n".join(f"{place}: {' '.join(words)}" for place, words in found.items())


@pytest.mark.parametrize(
    "text",
    [
        "<p>Velg område</p>",
        '<button aria-label="Lukk"></button>',
        '<img alt="En gård">',
        "{% if area %}Her{% endif %}",
        '{% button label="Lagre" %}',
    ],
)
def test_words_without_translation_are_found(text):
    assert untranslated(text)


@pytest.mark.parametrize(
    "text",
    [
        '{% translate "Velg område" %}',
        "{% blocktranslate with name=name %}Hei, {{ name }}{% endblocktranslate %}",
        '{% button label=_("Lagre") variant="primary" icon="Plus" %}',
        '<p class="st-lead" data-kind="case">{{ text }}</p>',
        "<p>Samtun &nbsp; 2026</p>",
        "{# a remark to the reader #}",
    ],
)
def test_translated_words_and_names_are_left_alone(text):
    assert not untranslated(text)


# --- Promises instead of work ---------------------------------------------------------------

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|mark\.(skip|xfail)\b|pytest\.xfail")
TEXT_FILES = {".py", ".ts", ".css", ".html", ".md", ".toml", ".yaml", ".sh"}
THIS_FILE = "tests/architecture/test_never_written.py"
FOLDERS = ["community", "cms", "forums", "realtime", "templates", "frontend/src", "tests", "docs"]


def test_nothing_is_left_for_later():
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    found = [
        str(path.relative_to(ROOT))
        for path in files
        if path.suffix in TEXT_FILES
        and str(path.relative_to(ROOT)) != THIS_FILE
        and UNFINISHED.search(path.read_text(encoding="utf-8"))
    ]
    assert not found
