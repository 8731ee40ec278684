from typing import Any

from community.lib.errors import NotAllowed
from community.networks.rules import Rights
from forums import rules
from forums.models import Topic
from forums.read_marks import raise_marks


def mark_read(*, actor: Any, topic: Topic, last_post_id: int, own: Rights | None = None) -> None:
    """Remember that the actor has read the topic up to this post. A mark is never lowered.

    `own` are the actor's rights, if the caller has them: this runs with every page that is read.
    """
    if not rules.can_keep_mark(actor, topic, own):
        raise NotAllowed
    raise_marks([(actor.pk, topic.pk, last_post_id)])
