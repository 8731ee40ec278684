"""The posts of a topic, as a reader meets them: the newest, and the way back."""

from dataclasses import dataclass

from django.db.models import QuerySet

from forums.models import Post, Topic

PAGE = 20


def posts_of_topic(topic_id: int) -> QuerySet[Post]:
    """Today's posts of the topic, in order, with what their fragment shows."""
    return Post.objects.filter(topic_id=topic_id).select_related("author").order_by("pk")


@dataclass(frozen=True)
class PostPage:
    """Some posts in order. `earlier` counts what stands before them; `is_latest`: none after."""

    posts: list[Post]
    earlier: int
    is_latest: bool


def page_of_posts(topic: Topic, before: int | None = None) -> PostPage:
    """The last posts of the topic, or the last ones before the post with the id `before`."""
    posts = posts_of_topic(topic.pk)
    if before is not None:
        posts = posts.filter(pk__lt=before)
    latest = list(posts.reverse()[: PAGE + 1])
    has_earlier = len(latest) > PAGE
    shown = latest[:PAGE][::-1]
    earlier = posts.filter(pk__lt=shown[0].pk).count() if has_earlier else 0
    return PostPage(posts=shown, earlier=earlier, is_latest=before is None)
