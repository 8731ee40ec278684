"""The topics a person can see."""

from typing import Any

from django.db.models import Exists, F, FilteredRelation, Q, QuerySet

from forums import rules
from forums.models import Topic
from forums.queries.unread import with_read_mark


def topics_of_board(board_id: int) -> QuerySet[Topic]:
    """Today's topics of the board, last active first, with what their fragment shows."""
    return (
        Topic.objects.filter(board_id=board_id)
        .select_related("author", "last_author")
        .order_by("-last_post_at", "-pk")
    )


def readable_topic(viewer: Any) -> QuerySet[Topic]:
    """Topics the viewer may read, with what their page shows.

    Of the viewer's own there are `role` in the network, `read_to` and `read_at`; `is_answered`
    says whether others than its author have written in it.
    """
    own = FilteredRelation(
        "board__network__memberships", condition=Q(board__network__memberships__member=viewer.pk)
    )
    topics = rules.readable_topics(viewer).select_related("board__network", "author")
    return (
        with_read_mark(topics, viewer.pk)
        .alias(own=own)
        .annotate(role=F("own__role"), is_answered=Exists(rules.answers_by_others()))
    )


def locked_topic(topic_id: int, *, to_remove: bool = False) -> Topic | None:
    """The topic as it is now, and for as long as the action lasts, with what judging it takes.

    Who will remove it also holds off what would come to hang on it meanwhile: read marks.
    """
    return (
        Topic.objects.select_for_update(of=("self",), no_key=not to_remove)
        .select_related("board__network", "author")
        .filter(pk=topic_id)
        .first()
    )
