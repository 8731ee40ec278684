"""What is announced in forums, and to whom."""

from dataclasses import dataclass
from typing import ClassVar

from forums import rules
from forums.queries.posts import posts_of_topic
from realtime.declarations import Event, Row, Stream, declare

topic_stream = Stream("topic", audience=rules.topic_audience)

post_row = Row(
    "post",
    rows=posts_of_topic,
    template="forums/topic/_post.html",
    revision=lambda post: f"{post.revision}.{post.author.revision}",
)


@declare
@dataclass(frozen=True, kw_only=True)
class PostCreated(Event):
    """A post was published in the topic."""

    type: ClassVar[str] = "post.created"
    stream: ClassVar[Stream] = topic_stream
    row: ClassVar[Row] = post_row

    post: int
