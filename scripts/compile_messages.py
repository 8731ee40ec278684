"""Compiles every `locale/<language>/LC_MESSAGES/*.po` that is newer than its `.mo`.

Django's own command needs GNU gettext on the machine; Babel is a Python package.
"""

import sys
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def stale_catalogues(folder: Path = LOCALE) -> list[Path]:
    """The source catalogues whose compiled file is missing or older."""
    return [
        source
        for source in sorted(folder.glob("*/LC_MESSAGES/*.po"))
        if _age(source.with_suffix(".mo")) < _age(source)
    ]


def compile_catalogue(source: Path) -> list[str]:
    """Write the `.mo` beside `source`. Returns what is wrong with its messages, if anything."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    problems = [
        f"{source}:{message.lineno}: {error}"
        for message, errors in catalogue.check()
        for error in errors
    ]
    if not problems:
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)  # leaves fuzzy messages out
    return problems


def _age(file: Path) -> float:
    return file.stat().st_mtime if file.exists() else 0.0


def main() -> int:
    problems = [text for source in stale_catalogues() for text in compile_catalogue(source)]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
