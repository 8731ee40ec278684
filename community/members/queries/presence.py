"""Who is here now, for those who are told."""

from typing import Any

from realtime import presence


def here_as_told(viewer: Any) -> frozenset[int]:
    """The ids of those who are here now and show it. Visitors and guests are told of nobody."""
    is_told = viewer.is_authenticated and viewer.is_told_who_is_here
    return presence.here() if is_told else frozenset()
