import pytest

from forums.queries.topics import topics_of_board
from tests.factories import make_board, make_member, make_network, make_post, make_topic

pytestmark = pytest.mark.django_db


def test_the_topic_that_was_last_written_in_stands_first():
    kari = make_member("Kari Nymoen")
    board = make_board(make_network(members=(kari,)))
    first, second = (make_topic(kari, board, title=title) for title in ("Første", "Andre"))
    assert list(topics_of_board(board)) == [second, first]
    make_post(kari, first)
    assert list(topics_of_board(board)) == [first, second]
