from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from community.confidentiality.guard import IdentifierFound
from community.lib.errors import NotAllowed
from forums.actions.topics import create_topic, delete_topic, edit_topic
from forums.models import Board, Post, ReadMark, Topic
from forums.queries.topics import topics_of_board
from forums.texts import AlreadyPublished
from realtime.models import LoggedEvent
from tests.factories import join, make_board, make_member, make_network, make_post, make_topic
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER, events_of_board

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


@pytest.fixture
def board(kari):
    return make_board(make_network(members=(kari,)))


# --- Starting -------------------------------------------------------------------------------


def test_a_topic_begins_with_its_first_post(kari, board):
    topic = create_topic(
        actor=kari, board=board, title=" Hvem  søker? ", html="<b>Vi</b> lurer.", kind="question"
    )
    topic.refresh_from_db()
    assert (topic.title, topic.post_count, topic.reply_count) == ("Hvem søker?", 1, 0)
    assert topic.posts.get().html == "<p><strong>Vi</strong> lurer.</p>"
    assert events_of_board(topic) == [("topic.changed", {"topic": topic.pk})]


def test_sent_twice_it_is_one_topic(kari, board):
    key = uuid4()
    first = create_topic(actor=kari, board=board, title="En", html="Tekst", key=key)
    again = create_topic(actor=kari, board=board, title="En", html="<p>Tekst</p>", key=key)
    assert first == again
    assert Topic.objects.count() == 1
    assert len(events_of_board(first)) == 1


@pytest.mark.django_db(transaction=True)
def test_sent_many_times_at_once_it_is_still_one_topic():
    kari = make_member("Kari Nymoen")
    board, key = make_board(make_network(members=(kari,))), uuid4()

    def send(_number: int) -> int:
        try:
            return create_topic(actor=kari, board=board, title="En", html="Tekst", key=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(send, range(6)))) == 1
    topic = Topic.objects.get()
    assert topic.post_count == 1
    assert len(events_of_board(topic)) == 1


def test_the_same_key_for_another_topic_loses_nothing_silently(kari, board):
    key = uuid4()
    create_topic(actor=kari, board=board, title="En", html="Tekst", key=key)
    with pytest.raises(AlreadyPublished):
        create_topic(actor=kari, board=board, title="En annen", html="Tekst", key=key)
    assert Topic.objects.count() == 1


@pytest.mark.parametrize("field", ["title", "text"])
def test_a_national_number_stops_it_wherever_it_stands(kari, board, field):
    written = {"title": "Tittel", "text": "Tekst", field: f"Gjelder {SYNTHETIC_NUMBER}"}
    with pytest.raises(IdentifierFound) as stopped:
        create_topic(actor=kari, board=board, title=written["title"], html=written["text"])
    assert list(stopped.value.findings_by_field) == [field]
    assert not Topic.objects.exists()


@pytest.mark.parametrize("title", ["  ", "x" * 161])
def test_a_topic_needs_a_title_of_its_length(kari, board, title):
    with pytest.raises(ValidationError):
        create_topic(actor=kari, board=board, title=title, html="Tekst")


def test_nothing_is_started_in_a_board_that_is_gone(kari, board):
    gone = Board.objects.get()
    board.delete()
    with pytest.raises(NotAllowed):
        create_topic(actor=kari, board=gone, title="Hei", html="Hei")


def test_an_outsider_starts_nothing(board):
    with pytest.raises(NotAllowed):
        create_topic(actor=make_member("Nora Vik"), board=board, title="Hei", html="Hei")


# --- Another title --------------------------------------------------------------------------


def test_another_title_and_kind_are_announced_on_the_board(kari, board):
    topic = make_topic(kari, board)
    edit_topic(actor=kari, topic=topic, title=" Nytt navn ", kind="method")
    present = Topic.objects.get()
    assert (present.title, present.kind) == ("Nytt navn", "method")
    assert present.revision > topic.revision
    assert events_of_board(topic)[-1] == ("topic.changed", {"topic": topic.pk})


def test_the_same_title_again_announces_nothing(kari, board):
    topic = make_topic(kari, board)
    before = events_of_board(topic)
    edit_topic(actor=kari, topic=topic, title=topic.title, kind=topic.kind)
    assert events_of_board(topic) == before


def test_a_national_number_does_not_become_a_title(kari, board):
    topic = make_topic(kari, board, title="Uten nummer")
    with pytest.raises(IdentifierFound):
        edit_topic(actor=kari, topic=topic, title=SYNTHETIC_NUMBER, kind=topic.kind)
    assert Topic.objects.get().title == "Uten nummer"


# --- Removing -------------------------------------------------------------------------------


def test_a_removed_topic_is_gone_with_all_that_was_written_in_it(kari, board):
    topic = make_topic(kari, board)
    make_post(kari, topic, "Mitt eget svar")
    ReadMark.objects.create(member=kari, topic=topic, last_post_id=1)
    delete_topic(actor=kari, topic=topic)
    assert not Topic.objects.exists()
    assert not Post.objects.exists()
    assert not ReadMark.objects.exists()
    assert not topics_of_board(board.pk).exists()


def test_its_row_leaves_the_board_and_its_followers_lose_it(kari, board):
    topic = make_topic(kari, board)
    delete_topic(actor=kari, topic=topic)
    assert events_of_board(topic)[-1] == ("topic.changed", {"topic": topic.pk})
    access = LoggedEvent.objects.filter(stream="access:1").order_by("seq").last()
    assert access.fields == {"subject": f"topic:{topic.pk}"}


def test_when_others_have_answered_the_topic_is_theirs_too(kari, board):
    topic, jonas = make_topic(kari, board), make_member("Jonas Hegge")
    join(board.network, jonas)
    make_post(jonas, topic)
    with pytest.raises(NotAllowed):
        delete_topic(actor=kari, topic=topic)
    assert Topic.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_no_answer_that_was_accepted_goes_with_a_topic_that_its_author_removes():
    kari, jonas = make_member("Kari Nymoen"), make_member("Jonas Hegge")
    board = make_board(make_network(members=(kari, jonas)))
    topics = [make_topic(kari, board, title=f"Tråd {number}") for number in range(5)]

    def is_done(act: Callable[[], object]) -> bool:
        try:
            act()
        except NotAllowed:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for topic in topics:
            removed = pool.submit(is_done, partial(delete_topic, actor=kari, topic=topic))
            answered = pool.submit(is_done, partial(make_post, jonas, topic))
            assert removed.result() is not answered.result()
            assert Topic.objects.filter(pk=topic.pk).exists() is answered.result()


def test_removing_twice_is_refused_quietly(kari, board):
    topic = make_topic(kari, board)
    delete_topic(actor=kari, topic=Topic.objects.get())
    for act in (delete_topic, edit_title):
        with pytest.raises(NotAllowed):
            act(actor=kari, topic=topic)


def edit_title(actor, topic):
    return edit_topic(actor=actor, topic=topic, title="Nytt navn", kind="method")
