from datetime import timedelta

import pytest
from django.utils import timezone

from forums.models import Topic
from forums.queries.unread import Reader, is_unread, with_read_mark, with_unread
from tests.factories import join, make_member, make_post, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


@pytest.fixture
def topic(kari):
    """Jonas has answered twice in Kari's topic, and Kari once."""
    topic, jonas = make_topic(kari), make_member("Jonas Hegge")
    join(topic.board.network, jonas)
    for author in (jonas, kari, jonas):
        make_post(author, topic)
    return topic


def unread(reader: Reader) -> int:
    """The number, after the number and the filter have been seen to agree."""
    number = with_unread(Topic.objects.all(), reader).get().unread
    listed = with_read_mark(Topic.objects.all(), reader.id).filter(is_unread(reader)).exists()
    assert listed is (number > 0)
    return number


def test_without_a_mark_what_others_wrote_since_one_joined_is_unread(kari, topic):
    now = timezone.now()
    assert unread(Reader(kari.pk, now - timedelta(days=1))) == 2
    assert unread(Reader(kari.pk, now)) == 0


def test_after_a_mark_what_others_wrote_later_is_unread(kari, topic):
    joined = timezone.now() - timedelta(days=1)
    first, theirs, _mine, last = topic.posts.order_by("pk")
    mark = kari.read_marks.create(topic=topic, last_post_id=first.pk)
    assert unread(Reader(kari.pk, joined)) == 2
    for post, left in ((theirs, 1), (last, 0)):
        mark.last_post_id = post.pk
        mark.save()
        assert unread(Reader(kari.pk, joined)) == left


def test_a_deleted_post_is_no_news(kari, topic):
    reader = Reader(kari.pk, timezone.now() - timedelta(days=1))
    assert unread(reader) == 2
    topic.posts.update(deleted_at=timezone.now())
    assert unread(reader) == 0


def test_who_is_no_member_has_news_only_where_they_have_been(topic):
    outsider = make_member("Nora Vik")
    assert unread(Reader(outsider.pk, None)) == 0
    outsider.read_marks.create(topic=topic, last_post_id=topic.posts.order_by("pk").first().pk)
    assert unread(Reader(outsider.pk, None)) == 3
    assert unread(Reader(None, None)) == 0
