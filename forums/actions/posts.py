from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from community.confidentiality.guard import refuse_identifiers
from community.lib.errors import NotAllowed
from community.members.system import SYSTEM
from forums import rules
from forums.events import PostChanged, PostCreated, TopicChanged, post_row
from forums.models import Post, Topic
from forums.queries.posts import is_first, locked_post
from forums.queries.topics import locked_topic
from forums.texts import AlreadyPublished, clean_html, text_for_guard
from realtime.fragments import purge_rows
from realtime.publishing import action, publish


class EditedMeanwhile(Exception):
    """The post is not the one that was being edited any more; this is what it is now."""

    def __init__(self, post: Post) -> None:
        super().__init__(post.pk)
        self.current_html, self.revision = post.html, post.revision


class IsFirstPost(ValidationError):
    """The first post is what the topic is about: it goes with the topic, or not at all."""

    def __init__(self) -> None:
        super().__init__(
            _("Det første innlegget er selve saken. Det slettes sammen med hele tråden.")
        )


def create_post(
    *,
    actor: Any,
    topic: Topic,
    html: str,
    key: UUID | None = None,
    created: datetime | None = None,
) -> Post:
    """A new post in the topic, announced on it and on its board. The same `key` is the same post.

    Raises IdentifierFound when the text holds an identity number, AlreadyPublished when the key
    has published something else, NotAllowed also when the topic is gone: nothing is stored then.
    """
    cleaned = clean_html(html)
    refuse_identifiers(text=text_for_guard(html))
    with action():
        return store_post(actor=actor, topic=topic, html=cleaned, key=key, created=created)


def store_post(
    *, actor: Any, topic: Topic, html: str, key: UUID | None, created: datetime | None
) -> Post:
    """The part of `create_post` inside its transaction: clean, and read by the guard."""
    present = locked_topic(topic.pk)
    if present is None or not rules.can_write_in(actor, present.board):
        raise NotAllowed
    moment = created or timezone.now()
    post, is_new = Post.objects.get_or_create(
        author=actor,
        key=key or uuid4(),
        defaults={"topic": present, "html": html, "created": moment},
    )
    if is_new:
        _count(present, post)
        publish(PostCreated(on=present.pk, post=post.pk))
        publish(TopicChanged(on=present.board_id, topic=present.pk))
    elif (post.topic_id, post.html) != (present.pk, html):
        raise AlreadyPublished
    return post


def _count(topic: Topic, post: Post) -> None:
    Topic.objects.filter(pk=topic.pk).update(
        post_count=F("post_count") + 1,
        revision=F("revision") + 1,
        last_post_at=post.created,
        last_post_id=post.pk,
        last_author=post.author,
    )


def edit_post(*, actor: Any, post: Post, html: str, revision: int) -> Post:
    """The author's new text for the post, which they saw with this `revision`.

    Sent again, it is the same edit. Raises EditedMeanwhile when the post has another text by now,
    and what `create_post` raises.
    """
    cleaned = clean_html(html)
    refuse_identifiers(text=text_for_guard(html))
    with action():
        present = locked_post(post.pk)
        if present is None or not rules.can_edit_post(actor, present):
            raise NotAllowed
        if present.html == cleaned:
            return present
        if present.revision != revision:
            raise EditedMeanwhile(present)
        present.html, present.edited_at = cleaned, timezone.now()
        present.revision += 1
        present.save(update_fields=["html", "edited_at", "revision"])
        publish(PostChanged(on=present.topic_id, post=present.pk))
        _purge(present)
    return present


def delete_post(*, actor: Any, post: Post) -> None:
    """Take the text away at once; the post keeps its place. Done twice, it is done.

    Raises IsFirstPost for the one that the topic began with.
    """
    with action():
        topic, present = locked_topic(post.topic_id), locked_post(post.pk)
        if topic is None or present is None or not rules.can_delete_post(actor, present):
            raise NotAllowed
        if is_first(present):
            raise IsFirstPost
        if present.deleted_at is None:
            _empty(present, actor)
            _count_without(topic)
            publish(PostChanged(on=topic.pk, post=present.pk))
            publish(TopicChanged(on=topic.board_id, topic=topic.pk))
            _purge(present)


def _empty(post: Post, actor: Any) -> None:
    post.html, post.deleted_at = "", timezone.now()
    post.deleted_by = None if actor is SYSTEM else actor
    post.revision += 1
    post.save(update_fields=["html", "deleted_at", "deleted_by", "revision"])


def _count_without(topic: Topic) -> None:
    """The board shows the last post that is left; how far the topic has come stays."""
    last = topic.posts.filter(deleted_at=None).order_by("pk").last()
    Topic.objects.filter(pk=topic.pk).update(
        post_count=F("post_count") - 1,
        revision=F("revision") + 1,
        last_post_at=last.created if last else topic.created,
        last_author=last.author if last else topic.author,
    )


def _purge(post: Post) -> None:
    """What was rendered of the post before goes when the new text counts."""
    transaction.on_commit(partial(purge_rows, post_row, [post.pk]), robust=True)
