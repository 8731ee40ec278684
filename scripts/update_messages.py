"""Brings `locale/<language>/LC_MESSAGES/django.po` up to date with code and templates.

New messages come in empty, those that are gone go out, and nothing is guessed, so that no
message is ever half right. Django's own command needs GNU gettext on the machine, and would
throw out what we say in place of a package: the mails of allauth, the form errors of Django.
Such a message stands in a catalogue once somebody has written it there, and stays for as
long as the package has it.
"""

import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import allauth
import django
from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
SOURCES = ("community", "cms", "forums", "realtime", "templates")
FOR_DEVELOPERS = ROOT / "templates" / "_look"

SOURCE_LANGUAGE = "nb"
TRANSLATIONS = ("nn", "da", "en")

# Where in a call the message stands; "c" marks the context.
CALLS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# No dates and no names: a catalogue changes when its words do.
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Samtun\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


# --- What is said ---------------------------------------------------------------------------


def messages_in(*files: Path) -> Catalog:
    """The marked strings of Python files and templates."""
    found = Catalog()
    for file in files:
        for _line, message, _comments, context in extract("python", _as_python(file), CALLS):
            found.add(message, context=context)
    return found


def _as_python(file: Path) -> BytesIO:
    """A template becomes calls among filling, which Python reads where nothing is indented."""
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(file)).splitlines())
    return BytesIO(text.encode())


@cache
def project_messages() -> Catalog:
    """Everything that we say ourselves."""
    return messages_in(*_source_files())


def _source_files() -> Iterator[Path]:
    for folder in SOURCES:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in {".py", ".html", ".txt"} and FOR_DEVELOPERS not in file.parents:
                yield file


@cache
def package_messages() -> dict[str, Catalog]:
    """What the packages say that a member meets, by the package's name."""
    django_folder = Path(django.__file__).parent
    folders = {
        "django-allauth": Path(allauth.__file__).parent,
        "Django": django_folder / "conf",
        "Django's auth": django_folder / "contrib" / "auth",
    }
    return {name: _read(_catalogue(folder / "locale", "en")) for name, folder in folders.items()}


# --- The catalogues -------------------------------------------------------------------------


def catalogue(language: str, folder: Path = LOCALE) -> Catalog:
    """What we have in `language` now."""
    return _read(_catalogue(folder, language))


def update(language: str, folder: Path = LOCALE) -> list[Message]:
    """Write the catalogue of `language` anew. Returns the messages without a translation."""
    known = catalogue(language, folder)
    current = _current_messages(language, known)
    for message in current:
        message.string = _translation(known, message) or message.string
    _write(current, language, folder)
    return [each for each in current if each.id and not is_translated(each)]


def is_translated(message: Message) -> bool:
    texts = message.string if message.pluralizable else [message.string]
    return all(texts) and not message.fuzzy


def _current_messages(language: str, known: Catalog) -> Catalog:
    current = Catalog(locale=language)
    for message in project_messages() if language != SOURCE_LANGUAGE else ():
        if message.id:
            current.add(message.id, context=message.context)
    for package, messages in package_messages().items():
        for message in messages:
            if _translation(known, message) and not current.get(message.id, message.context):
                current.add(message.id, context=message.context, auto_comments=[package])
    return current


def _translation(known: Catalog, message: Message) -> Any:
    """Our words for `message`, if they are whole and have as many forms as it needs."""
    ours = known.get(message.id, message.context) if message.id else None
    fits = ours and is_translated(ours) and ours.pluralizable == message.pluralizable
    return ours.string if fits else None


def _catalogue(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / "django.po"


def _read(file: Path) -> Catalog:
    if not file.exists():
        return Catalog()
    with file.open("rb") as content:
        return read_po(content, ignore_obsolete=True)


def _write(messages: Catalog, language: str, folder: Path) -> None:
    file = _catalogue(folder, language)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as content:
        content.write(HEADER.format(language=language).encode())
        write_po(content, messages, width=0, no_location=True, omit_header=True, sort_output=True)


def main() -> int:
    empty = {language: update(language) for language in (SOURCE_LANGUAGE, *TRANSLATIONS)}
    for language, messages in empty.items():
        for message in messages:
            print(f"{language}: {message.id}", file=sys.stderr)
    return 1 if any(empty.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
