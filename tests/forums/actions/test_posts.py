from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from community.confidentiality.guard import IdentifierFound
from community.lib.errors import NotAllowed
from forums.actions.posts import create_post
from forums.models import Post, Topic
from forums.texts import MAX_CHARACTERS, AlreadyPublished
from realtime.models import LoggedEvent
from tests.factories import join, make_member, make_topic

# A synthetic number: its month is raised by 80, so no person has it.
SYNTHETIC_NUMBER = "15887810130"


@pytest.fixture
def kari(db):
    return make_member("Kari Nymoen")


@pytest.fixture
def topic(kari):
    return make_topic(kari)


def events(topic: Topic) -> list[dict]:
    found = LoggedEvent.objects.filter(stream=f"topic:{topic.pk}").order_by("seq")
    return list(found.values_list("fields", flat=True))


def test_a_post_is_stored_counted_and_announced(kari, topic):
    post = create_post(actor=kari, topic=topic, text="  Slik gjør vi det.\r\n\r\nHver uke.  ")
    assert post.text == "  Slik gjør vi det.\n\nHver uke."
    topic.refresh_from_db()
    assert (topic.post_count, topic.last_author, topic.last_post_at) == (2, kari, post.created)
    assert events(topic)[-1] == {"post": post.pk}


def test_the_log_holds_ids_and_no_text(kari, topic):
    create_post(actor=kari, topic=topic, text="Ord som ikke skal i loggen")
    assert "Ord som ikke" not in str(events(topic))


def test_an_outsider_writes_nothing(topic):
    with pytest.raises(NotAllowed):
        create_post(actor=make_member("Nora Vik"), topic=topic, text="Hei")
    assert Post.objects.count() == 1


def test_a_national_number_stops_the_post_and_is_not_repeated(kari, topic):
    number = SYNTHETIC_NUMBER
    with pytest.raises(IdentifierFound) as stopped:
        create_post(actor=kari, topic=topic, text=f"Saken til {number} ligger hos oss.")
    (finding,) = stopped.value.findings_by_field["text"]
    assert (finding.start, finding.end) == (10, 21)
    assert number not in str(stopped.value)
    assert Post.objects.count() == 1
    assert len(events(topic)) == 1


@pytest.mark.parametrize("text", ["", "   \n ", "\x00", "\u200b\u200b", "x" * (MAX_CHARACTERS + 1)])
def test_an_empty_or_endless_text_is_refused(kari, topic, text):
    with pytest.raises(ValidationError):
        create_post(actor=kari, topic=topic, text=text)


def test_the_same_key_again_is_the_same_post(kari, topic):
    key = uuid4()
    first = create_post(actor=kari, topic=topic, text="Takk.", key=key)
    again = create_post(actor=kari, topic=topic, text="Takk.", key=key)
    assert first == again
    topic.refresh_from_db()
    assert topic.post_count == 2
    assert len(events(topic)) == 2


def test_the_same_key_with_another_text_loses_nothing_silently(kari, topic):
    key = uuid4()
    create_post(actor=kari, topic=topic, text="Første utkast", key=key)
    with pytest.raises(AlreadyPublished):
        create_post(actor=kari, topic=topic, text="Første utkast, og det viktigste", key=key)
    with pytest.raises(AlreadyPublished):
        create_post(actor=kari, topic=make_topic(kari), text="Første utkast", key=key)
    assert Post.objects.filter(key=key).count() == 1


def test_a_key_is_its_authors_own(kari, topic):
    other = make_member("Jonas Hegge")

    join(topic.board.network, other)
    key = uuid4()
    mine = create_post(actor=kari, topic=topic, text="Mitt", key=key)
    theirs = create_post(actor=other, topic=topic, text="Deres", key=key)
    assert mine != theirs


@pytest.mark.django_db(transaction=True)
def test_ten_times_at_once_is_still_one_post():
    kari = make_member("Kari Nymoen")
    topic = make_topic(kari)
    key = uuid4()

    def send(_number: int) -> int:
        try:
            return create_post(actor=kari, topic=topic, text="Takk.", key=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        sent = set(pool.map(send, range(10)))
    assert len(sent) == 1
    topic.refresh_from_db()
    assert topic.post_count == 2
    assert len(events(topic)) == 2
