import pytest

from forums.queries.topics import readable_topic, topics_of_board
from tests.factories import join, make_board, make_member, make_network, make_post, make_topic

pytestmark = pytest.mark.django_db


def test_the_topic_that_was_last_written_in_stands_first():
    kari = make_member("Kari Nymoen")
    board = make_board(make_network(members=(kari,)))
    first, second = (make_topic(kari, board, title=title) for title in ("Første", "Andre"))
    assert list(topics_of_board(board.pk)) == [second, first]
    make_post(kari, first)
    assert list(topics_of_board(board.pk)) == [first, second]


def test_a_topic_is_answered_when_others_have_written():
    kari, jonas = make_member("Kari Nymoen"), make_member("Jonas Hegge")
    topic = make_topic(kari)
    join(topic.board.network, jonas)
    make_post(kari, topic)
    assert not readable_topic(kari).get().is_answered
    answer = make_post(jonas, topic)
    assert readable_topic(kari).get().is_answered
    topic.posts.filter(pk=answer.pk).update(deleted_at=answer.created)
    assert not readable_topic(kari).get().is_answered


def test_a_reader_brings_their_own_role_and_mark_and_nobody_elses():
    kari, jonas = make_member("Kari Nymoen"), make_member("Jonas Hegge")
    topic = make_topic(kari)
    join(topic.board.network, jonas, "moderator")
    jonas.read_marks.create(topic=topic, last_post_id=7)
    found = {who: readable_topic(who).get() for who in (kari, jonas)}
    assert (found[jonas].role, found[jonas].read_to) == ("moderator", 7)
    assert (found[kari].role, found[kari].read_to) == ("member", None)
