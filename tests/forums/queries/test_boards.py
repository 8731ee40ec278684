from datetime import timedelta

import pytest
from django.utils import timezone

from forums.models import Topic
from forums.queries.boards import PAGE, Cursor, page_of_topics
from forums.queries.unread import Reader
from tests.factories import make_board, make_member, make_network, make_post

pytestmark = pytest.mark.django_db

NOBODY = Reader(None, None)


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


@pytest.fixture
def board(kari):
    """Two pages of topics and five more; every three were last active at the same moment."""
    board = make_board(make_network(members=(kari,)))
    begin = timezone.now()
    Topic.objects.bulk_create(
        Topic(
            board=board,
            title=f"Tråd {number}",
            author=kari,
            last_author=kari,
            last_post_at=begin - timedelta(hours=number // 3),
        )
        for number in range(2 * PAGE + 5)
    )
    return board


def test_every_topic_is_met_once_on_the_way_out_and_on_the_way_back(board):
    everything = list(Topic.objects.order_by("-last_post_at", "-pk"))
    pages = [page_of_topics(board.pk, NOBODY)]
    while pages[-1].older:
        pages.append(page_of_topics(board.pk, NOBODY, before=pages[-1].older))
    assert [topic for page in pages for topic in page.topics] == everything
    assert [len(page.topics) for page in pages] == [PAGE, PAGE, 5]
    assert not pages[0].newer
    back = page_of_topics(board.pk, NOBODY, after=pages[-1].newer)
    assert back.topics == pages[1].topics
    assert page_of_topics(board.pk, NOBODY, after=back.newer).topics == pages[0].topics


def test_a_topic_that_moves_up_hides_no_other(kari, board):
    first = page_of_topics(board.pk, NOBODY)
    last_shown, next_one = first.topics[-1], page_of_topics(board.pk, NOBODY, before=first.older)
    make_post(kari, last_shown)
    after = page_of_topics(board.pk, NOBODY, before=first.older)
    assert after.topics == next_one.topics


def test_a_cursor_with_nothing_behind_it_is_the_first_page(board):
    oldest = Topic.objects.order_by("last_post_at", "pk").first()
    first = page_of_topics(board.pk, NOBODY)
    for cursor in (Cursor.of(oldest), "x"):
        assert page_of_topics(board.pk, NOBODY, before=cursor).topics == first.topics


def test_a_cursor_is_read_as_it_was_written(board):
    topic = Topic.objects.first()
    assert Cursor.parse(Cursor.of(topic)) == Cursor(topic.last_post_at, topic.pk)
