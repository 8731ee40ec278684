"""What is announced in forums, and to whom."""

from dataclasses import dataclass
from typing import Any, ClassVar

from forums import rules
from forums.models import Post, Topic
from forums.queries.posts import posts_of_topic
from forums.queries.topics import topics_of_board
from forums.read_marks import store_read_marks
from realtime.declarations import Event, Row, Stream, declare

topic_stream = Stream(
    "topic",
    audiences=rules.topic_audiences,
    concerns=rules.topic_concerns,
    seen=store_read_marks,
)
board_stream = Stream("board", audiences=rules.board_audiences, concerns=rules.board_concerns)


def _shown_of(member: Any) -> str:
    """Changes with whatever a fragment shows of a member: to members, and to the public."""
    return f"{member.pk}.{member.revision}.{member.is_named_publicly:d}{member.is_in_directory:d}"


def _post_revision(post: Post) -> str:
    return f"{post.revision} {_shown_of(post.author)}"


def _topic_revision(topic: Topic) -> str:
    return f"{topic.revision} {_shown_of(topic.author)} {_shown_of(topic.last_author)}"


post_row = Row(
    "post", rows=posts_of_topic, template="forums/topic/_post.html", revision=_post_revision
)
topic_row = Row(
    "topic", rows=topics_of_board, template="forums/board/_topic.html", revision=_topic_revision
)


@declare
@dataclass(frozen=True, kw_only=True)
class PostCreated(Event):
    """A post was published in the topic."""

    type: ClassVar[str] = "post.created"
    stream: ClassVar[Stream] = topic_stream
    row: ClassVar[Row] = post_row

    post: int


@declare
@dataclass(frozen=True, kw_only=True)
class PostChanged(Event):
    """A post was edited, or its text taken away."""

    type: ClassVar[str] = "post.changed"
    stream: ClassVar[Stream] = topic_stream
    row: ClassVar[Row] = post_row

    post: int


@declare
@dataclass(frozen=True, kw_only=True)
class TopicChanged(Event):
    """A topic was started, answered, given another title, or removed."""

    type: ClassVar[str] = "topic.changed"
    stream: ClassVar[Stream] = board_stream
    row: ClassVar[Row] = topic_row

    topic: int
