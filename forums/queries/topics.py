"""The topics a person can see."""

from typing import Any

from django.db.models import QuerySet

from forums import rules
from forums.models import Board, Topic


def boards_of_network(network: Any) -> QuerySet[Board]:
    """The boards of a network that the caller has already been let into."""
    return Board.objects.filter(network=network)


def topics_of_board(board: Board) -> QuerySet[Topic]:
    """The topics of a board that the caller has already been let into, last active first."""
    return (
        Topic.objects.filter(board=board)
        .select_related("author", "last_author")
        .order_by("-last_post_at", "-pk")
    )


def readable_topic(viewer: Any) -> QuerySet[Topic]:
    """Topics the viewer may read, with what their page shows."""
    return rules.readable_topics(viewer).select_related("board__network", "author")


def readable_board(viewer: Any) -> QuerySet[Board]:
    return rules.readable_boards(viewer).select_related("network")
