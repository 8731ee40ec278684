"""What is new to a member: posts by others after their mark, or since they joined the network."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from forums.models import Post, Topic


@dataclass(frozen=True)
class Reader:
    """Who reads: the account's id, and when they became a member; None for what they have not.

    To who is no member nothing is news in a topic that they have not opened.
    """

    id: int | None
    joined: datetime | None


def with_read_mark(topics: QuerySet[Topic], reader_id: int | None) -> QuerySet[Topic]:
    """The topics with the reader's own mark: `read_to` and `read_at`, None where there is none."""
    return topics.alias(
        mark=FilteredRelation("read_marks", condition=Q(read_marks__member=reader_id))
    ).annotate(read_to=F("mark__last_post_id"), read_at=F("mark__read_at"))


def with_unread(topics: QuerySet[Topic], reader: Reader) -> QuerySet[Topic]:
    """The topics `with_read_mark`, and with the number of `unread` posts."""
    counted = _news(reader).values("topic").annotate(count=Count("pk")).values("count")
    return with_read_mark(topics, reader.id).annotate(unread=Coalesce(Subquery(counted), 0))


def is_unread(reader: Reader) -> Q:
    """For topics `with_read_mark`: those that hold news. Most are told from their own row."""
    may_hold = Q(last_post_id__gt=F("read_to"))
    if reader.joined:
        may_hold |= Q(read_to=None, last_post_at__gt=reader.joined)
    return may_hold & Q(Exists(_news(reader)))


def _news(reader: Reader) -> QuerySet[Post]:
    """The unread posts of the topic around this query.

    It joins the mark itself: where the outer query counts, its annotations are gone.
    """
    own = FilteredRelation("topic__read_marks", condition=Q(topic__read_marks__member=reader.id))
    is_news = Q(pk__gt=F("own__last_post_id"))
    if reader.joined:
        is_news |= Q(own__last_post_id=None, created__gt=reader.joined)
    posts = Post.objects.filter(topic=OuterRef("pk"), deleted_at=None).exclude(author=reader.id)
    return posts.alias(own=own).filter(is_news).order_by()
