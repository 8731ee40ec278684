"""The posts of a topic, as a reader meets them: the newest, and the way back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from forums import rules
from forums.models import Post

PAGE = 20
LATEST = 2**62  # past every id


def posts_of_topic(topic_id: int) -> QuerySet[Post]:
    """Today's posts of the topic, in order, with what their fragment shows."""
    return (
        Post.objects.filter(topic_id=topic_id)
        .select_related("author")
        .annotate(started_by=F("topic__author"))
        .order_by("pk")
    )


def readable_post(viewer: Any) -> QuerySet[Post]:
    """Posts that the viewer may read, with what judging them takes."""
    return Post.objects.filter(topic__in=rules.readable_topics(viewer)).select_related(
        "author", "topic__board__network", "topic__author"
    )


@dataclass(frozen=True)
class PostPage:
    """Some posts in order; `earlier` and `later` count what stands before and after them.

    `unseen_before` counts those before them that are newer than the reader's mark.
    """

    posts: list[Post]
    earlier: int
    later: int
    unseen_before: int

    @property
    def is_latest(self) -> bool:
        return not self.later

    @property
    def first(self) -> int:
        """The first post's id, for the way to those before it."""
        return self.posts[0].pk if self.posts else 0

    @property
    def last(self) -> int:
        return self.posts[-1].pk if self.posts else 0


def page_of_posts(
    topic_id: int, *, before: int = 0, after: int = LATEST, mark: int = LATEST
) -> PostPage:
    """The last posts of the topic, or the last before an id, or the first after one.

    Where fewer than a page come after it, that is the last page too. `mark` is the id up to which
    the reader has read. Two queries.
    """
    counts = Post.objects.filter(topic=topic_id).aggregate(
        total=Count("pk"),
        older=Count("pk", filter=Q(pk__lt=before)),
        newer=Count("pk", filter=Q(pk__gt=after)),
        unseen=Count("pk", filter=Q(pk__gt=mark)),
    )
    total, older, newer = counts["total"], counts["older"], counts["newer"]
    posts = posts_of_topic(topic_id)
    if older:
        shown = list(posts.filter(pk__lt=before).reverse()[:PAGE])[::-1]
        later = total - older
    elif newer > PAGE:
        shown = list(posts.filter(pk__gt=after)[:PAGE])
        later = newer - PAGE
    else:
        shown = list(posts.reverse()[:PAGE])[::-1]
        later = 0
    earlier = max(total - later - len(shown), 0)
    unseen_before = max(counts["unseen"] - len(shown) - later, 0)
    return PostPage(shown, earlier=earlier, later=later, unseen_before=unseen_before)


def first_unread(posts: Iterable[Post], viewer: Any, read_to: int) -> Post | None:
    """The first of the posts that is new to somebody who has read up to the id `read_to`."""
    return next((post for post in posts if post.pk > read_to and is_news(post, viewer)), None)


def is_news(post: Post, viewer: Any) -> bool:
    """Whether there is anything in it that the viewer did not write."""
    return post.deleted_at is None and post.author_id != viewer.pk


def locked_post(post_id: int) -> Post | None:
    """The post as it is now, and for as long as the action lasts, with what judging it takes."""
    return (
        Post.objects.select_for_update(of=("self",), no_key=True)
        .select_related("author", "topic__board__network")
        .filter(pk=post_id)
        .first()
    )


def is_first(post: Post) -> bool:
    """Whether the topic began with it."""
    return not Post.objects.filter(topic=post.topic_id, pk__lt=post.pk).exists()
