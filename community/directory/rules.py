"""Who may follow the list of members while it changes."""

from collections.abc import Sequence
from typing import Any

from realtime.declarations import Audience

DIRECTORY = 1  # there is one list


def directory_audiences(members: Sequence[Any], id: int) -> dict[int, Audience]:
    """Confirmed members who are no guests: for all of them the list is the same."""
    if id != DIRECTORY:
        return {}
    return {each.pk: "member" for each in members if can_follow(each)}


def can_follow(actor: Any) -> bool:
    """Whether the actor's list is the one that the stream tells of. A guest's is their own."""
    return bool(actor.is_authenticated and actor.is_confirmed and not actor.is_guest)
