from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from community.confidentiality.guard import refuse_identifiers
from community.lib.errors import NotAllowed
from forums import rules
from forums.events import PostCreated
from forums.models import Post, Topic
from realtime.publishing import action, publish

MAX_CHARACTERS = 20_000


def create_post(
    *,
    actor: Any,
    topic: Topic,
    text: str,
    key: UUID | None = None,
    created: datetime | None = None,
) -> Post:
    """A new post in the topic, announced on it. The same `key` again gives the same post.

    Raises IdentifierFound when the text holds an identity number: nothing is stored then.
    """
    text = clean_text(text)
    refuse_identifiers(text=text)
    with action():
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
    return post


def clean_text(text: str) -> str:
    """The text without loose ends. Raises ValidationError when empty or too long."""
    # The beginning stays as it was typed, so that the guard's places are those in the box.
    text = text.replace("\r\n", "\n").replace("\x00", "").rstrip()
    if not text.strip():
        raise ValidationError({"text": _("Skriv noe først, så kan du publisere.")})
    if len(text) > MAX_CHARACTERS:
        raise ValidationError(
            {
                "text": _("Teksten er %(length)d tegn. Den kan være høyst %(limit)d.")
                % {"length": len(text), "limit": MAX_CHARACTERS}
            }
        )
    return text


def _count(topic: Topic, author: Any, moment: datetime) -> None:
    Topic.objects.filter(pk=topic.pk).update(
        post_count=F("post_count") + 1, last_post_at=moment, last_author=author
    )
