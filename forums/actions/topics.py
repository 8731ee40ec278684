from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from community.confidentiality.guard import refuse_identifiers
from community.lib.errors import NotAllowed
from forums import rules
from forums.actions.posts import store_post
from forums.models import Board, Post, Topic
from forums.texts import AlreadyPublished, clean_text
from realtime.publishing import action


def create_topic(
    *,
    actor: Any,
    board: Board,
    title: str,
    text: str,
    kind: str = Topic.Kind.DISCUSSION,
    key: UUID | None = None,
    created: datetime | None = None,
) -> Topic:
    """A new topic with its first post. Sent again with the same `key`, it is the same topic.

    Raises IdentifierFound when title or text holds an identity number, and AlreadyPublished when
    the key has published something else: nothing is stored then.
    """
    title, text, key = title.strip(), clean_text(text), key or uuid4()
    refuse_identifiers(title=title, text=text)
    if not rules.can_write_in(actor, board):
        raise NotAllowed
    with action():
        sent_before = Post.objects.filter(author=actor, key=key).select_related("topic").first()
        if sent_before:
            return _same_topic(sent_before, board, title, text)
        moment = created or timezone.now()
        topic = Topic.objects.create(
            board=board, kind=kind, title=title, author=actor, created=moment, last_author=actor
        )
        # Sent twice at once, the other one has the key: this one is undone, topic and all.
        store_post(actor=actor, topic=topic, text=text, key=key, created=moment)
    return topic


def _same_topic(post: Post, board: Board, title: str, text: str) -> Topic:
    topic = post.topic
    if (topic.board_id, topic.title, post.text) != (board.pk, title, text):
        raise AlreadyPublished
    return topic
