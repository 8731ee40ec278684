from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from community.confidentiality.guard import refuse_identifiers
from community.lib.errors import NotAllowed
from forums import rules
from forums.actions.posts import create_post
from forums.models import Board, Topic
from forums.texts import clean_text
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

    Raises IdentifierFound when title or text holds an identity number: nothing is stored then.
    """
    title, text, key = title.strip(), clean_text(text), key or uuid4()
    refuse_identifiers(title=title, text=text)
    if not rules.can_write_in(actor, board):
        raise NotAllowed
    with action():
        sent_before = Topic.objects.filter(posts__author=actor, posts__key=key).first()
        if sent_before:
            return sent_before
        moment = created or timezone.now()
        topic = Topic.objects.create(
            board=board, kind=kind, title=title, author=actor, created=moment, last_author=actor
        )
        post = create_post(actor=actor, topic=topic, text=text, key=key, created=moment)
        if post.topic_id != topic.pk:  # sent twice at once: the other one won
            topic.delete()
    return post.topic
