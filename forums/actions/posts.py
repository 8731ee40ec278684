from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db.models import F
from django.utils import timezone

from community.confidentiality.guard import refuse_identifiers
from community.lib.errors import NotAllowed
from forums import rules
from forums.events import PostCreated
from forums.models import Post, Topic
from forums.texts import AlreadyPublished, clean_text
from realtime.publishing import action, publish


def create_post(
    *,
    actor: Any,
    topic: Topic,
    text: str,
    key: UUID | None = None,
    created: datetime | None = None,
) -> Post:
    """A new post in the topic, announced on it. The same `key` again gives the same post.

    Raises IdentifierFound when the text holds an identity number, and AlreadyPublished when the
    key has published something else: nothing is stored then.
    """
    text = clean_text(text)
    refuse_identifiers(text=text)
    with action():
        return store_post(actor=actor, topic=topic, text=text, key=key, created=created)


def store_post(
    *, actor: Any, topic: Topic, text: str, key: UUID | None, created: datetime | None
) -> Post:
    """The part of `create_post` inside its transaction: the text has been read by the guard."""
    if not rules.can_write_in(actor, topic.board):
        raise NotAllowed
    moment = created or timezone.now()
    post, is_new = Post.objects.get_or_create(
        author=actor,
        key=key or uuid4(),
        defaults={"topic": topic, "text": text, "created": moment},
    )
    if is_new:
        _count(topic, actor, moment)
        publish(PostCreated(on=topic.pk, post=post.pk))
    elif (post.topic_id, post.text) != (topic.pk, text):
        raise AlreadyPublished
    return post


def _count(topic: Topic, author: Any, moment: datetime) -> None:
    Topic.objects.filter(pk=topic.pk).update(
        post_count=F("post_count") + 1, last_post_at=moment, last_author=author
    )
