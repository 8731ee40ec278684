from uuid import uuid4

import pytest

from community.confidentiality.guard import IdentifierFound
from community.lib.errors import NotAllowed
from forums.actions.topics import create_topic
from forums.models import Topic
from forums.texts import AlreadyPublished
from tests.factories import make_board, make_member, make_network
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


@pytest.fixture
def board(kari):
    return make_board(make_network(members=(kari,)))


def test_a_topic_begins_with_its_first_post(kari, board):
    topic = create_topic(
        actor=kari, board=board, title=" Hvem søker? ", text="Vi lurer.", kind="question"
    )
    topic.refresh_from_db()
    assert (topic.title, topic.post_count, topic.reply_count) == ("Hvem søker?", 1, 0)
    assert topic.posts.get().text == "Vi lurer."


def test_sent_twice_it_is_one_topic(kari, board):
    key = uuid4()
    first = create_topic(actor=kari, board=board, title="En", text="Tekst", key=key)
    again = create_topic(actor=kari, board=board, title="En", text="Tekst", key=key)
    assert first == again
    assert Topic.objects.count() == 1


def test_the_same_key_for_another_topic_loses_nothing_silently(kari, board):
    key = uuid4()
    create_topic(actor=kari, board=board, title="En", text="Tekst", key=key)
    with pytest.raises(AlreadyPublished):
        create_topic(actor=kari, board=board, title="En annen", text="Tekst", key=key)
    assert Topic.objects.count() == 1


@pytest.mark.parametrize("field", ["title", "text"])
def test_a_national_number_stops_it_wherever_it_stands(kari, board, field):
    texts = {"title": "Tittel", "text": "Tekst", field: f"Gjelder {SYNTHETIC_NUMBER}"}
    with pytest.raises(IdentifierFound) as stopped:
        create_topic(actor=kari, board=board, **texts)
    assert list(stopped.value.findings_by_field) == [field]
    assert not Topic.objects.exists()


def test_an_outsider_starts_nothing(board):
    with pytest.raises(NotAllowed):
        create_topic(actor=make_member("Nora Vik"), board=board, title="Hei", text="Hei")
