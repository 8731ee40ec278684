"""Keys that make Norwegian text findable and sortable on every database.

SQLite neither folds the case of æøå nor sorts them; PostgreSQL's order depends on how it was
set up. So the folded text is stored beside the real one.
"""

from anyascii import anyascii
from django.utils.text import slugify as ascii_slugify

_ORDER = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})  # after z in ASCII


def fold(text: str) -> str:
    """`text` in small ASCII letters: «Kárášjohka» becomes `karasjohka`."""
    return anyascii(text.casefold()).lower()


def search_key(*texts: str) -> str:
    """What a prefix search looks in: each text as written and folded, between bars.

    A search for `|` + typed finds names that begin with it, ` ` + typed a later word of them.
    """
    variants: dict[str, None] = {}
    for text in texts:
        written = " ".join(text.casefold().split())
        if written:
            variants[written] = None
            variants[fold(written)] = None
    return "|" + "|".join(variants) + "|" if variants else ""


def sort_key(text: str) -> str:
    """A key whose plain byte order is the Norwegian and Danish order (… z æ ø å)."""
    return text.casefold().replace("aa", "å").translate(_ORDER)


def slugify(text: str) -> str:
    """An address part: «Høring om blåbær» becomes `horing-om-blabaer`."""
    return ascii_slugify(fold(text))
