"""Finding rows by words that people type, where names are kept as `search_key`."""

from django.db.models import Q

from community.areas.spelling import cleaned, spellings

MOST_WORDS = 8
_FEW_LETTERS = 3  # fewer stand in the middle of most words
_ONLY_OURS = frozenset("æøå")


def holding_words(typed: str) -> Q:
    """Rows whose `search_key` holds every word of `typed`, in some spelling of it.

    Words of one or two letters only count where a word begins so. Nothing typed holds for all.
    """
    found = Q()
    for word in cleaned(typed).split()[:MOST_WORDS]:
        found &= _holding(word)
    return found


def _holding(word: str) -> Q:
    found = Q()
    for spelling in _spellings(word):
        if len(spelling) < _FEW_LETTERS:
            found |= Q(search_key__contains=f"|{spelling}") | Q(search_key__contains=f" {spelling}")
        else:
            found |= Q(search_key__contains=spelling)
    return found


def _spellings(word: str) -> list[str]:
    """Who types «Pål» does not mean «palliasjon»; who types «pal» may mean both."""
    if _ONLY_OURS & set(word):
        return [word, word.replace("å", "aa")]
    return spellings(word)
