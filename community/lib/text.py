"""Keys that make Norwegian text findable and sortable on every database.

SQLite neither folds the case of æøå nor sorts them; PostgreSQL's order depends on how it was
set up. So the folded text is stored beside the real one.
"""

import re

from anyascii import anyascii
from django.utils.text import slugify as ascii_slugify

# After z, and in letters alone: databases that were set up differently agree on their order.
_ORDER = str.maketrans({"æ": "zza", "ä": "zza", "ø": "zzb", "ö": "zzb", "å": "zzc"})
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


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
    """A key whose order is the Norwegian and Danish one (… z æ ø å) under every collation."""
    letters = anyascii(text.casefold().replace("aa", "å").translate(_ORDER)).lower()
    return _BETWEEN_WORDS.sub("0", letters)


def slugify(text: str) -> str:
    """An address part: «Høring om blåbær» becomes `horing-om-blabaer`."""
    return ascii_slugify(fold(text))
