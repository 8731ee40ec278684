from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from community.confidentiality.guard import refuse_identifiers
from community.lib.errors import NotAllowed
from forums import rules
from forums.actions.posts import store_post
from forums.events import TopicChanged, post_row, topic_row
from forums.models import Board, Post, Topic
from forums.queries.boards import locked_board
from forums.queries.topics import locked_topic
from forums.texts import AlreadyPublished, clean_html, clean_title, text_for_guard
from realtime.access import rights_changed
from realtime.declarations import Row
from realtime.fragments import purge_rows
from realtime.publishing import action, publish


def create_topic(
    *,
    actor: Any,
    board: Board,
    title: str,
    html: str,
    kind: str = Topic.Kind.DISCUSSION,
    key: UUID | None = None,
    created: datetime | None = None,
) -> Topic:
    """A new topic with its first post. Sent again with the same `key`, it is the same topic.

    Raises IdentifierFound when title or text holds an identity number, and AlreadyPublished when
    the key has published something else, NotAllowed also when the board is gone: nothing is stored
    then.
    """
    title, cleaned, key = clean_title(title), clean_html(html), key or uuid4()
    refuse_identifiers(title=title, text=text_for_guard(html))
    with action():
        present = locked_board(board.pk)  # so that it is not removed as an empty one meanwhile
        if present is None or not rules.can_write_in(actor, present):
            raise NotAllowed
        moment = created or timezone.now()
        # Where the key is taken, be it in this very moment, this one is undone, topic and all.
        with suppress(AlreadyPublished), action():
            topic = Topic.objects.create(
                board=board, kind=kind, title=title, author=actor, created=moment, last_author=actor
            )
            store_post(actor=actor, topic=topic, html=cleaned, key=key, created=moment)
            return topic
        sent_before = Post.objects.select_related("topic").get(author=actor, key=key)
        return _same_topic(sent_before, board, title, cleaned)


def _same_topic(post: Post, board: Board, title: str, html: str) -> Topic:
    topic = post.topic
    if (topic.board_id, topic.title, post.html) != (board.pk, title, html):
        raise AlreadyPublished
    return topic


def edit_topic(*, actor: Any, topic: Topic, title: str, kind: str) -> Topic:
    """Another title, or another kind. Raises IdentifierFound for a title with such a number."""
    title = clean_title(title)
    refuse_identifiers(title=title)
    with action():
        present = locked_topic(topic.pk)
        if present is None or not rules.can_edit_topic(actor, present):
            raise NotAllowed
        if (present.title, present.kind) != (title, kind):
            present.title, present.kind = title, kind
            present.revision += 1
            present.save(update_fields=["title", "kind", "revision"])
            publish(TopicChanged(on=present.board_id, topic=present.pk))
            _purge(topic_row, [present.pk])
    return present


def delete_topic(*, actor: Any, topic: Topic) -> None:
    """Remove the topic with all that was written in it. Whoever follows it is told at once."""
    with action():
        present = locked_topic(topic.pk, to_remove=True)
        if present is None or not rules.can_delete_topic(actor, present):
            raise NotAllowed
        _purge(topic_row, [present.pk])
        _purge(post_row, list(present.posts.values_list("pk", flat=True)))
        publish(TopicChanged(on=present.board_id, topic=present.pk))
        rights_changed("topic", present.pk)
        present.delete()


def _purge(row: Row, ids: list[int]) -> None:
    """What was rendered of these rows before goes when the change counts."""
    transaction.on_commit(partial(purge_rows, row, ids), robust=True)
