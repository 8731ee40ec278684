"""What those who follow a topic or a board are sent."""

import json

import pytest

from community.networks.models import Network
from forums.actions.posts import delete_post, edit_post
from forums.actions.topics import delete_topic, edit_topic
from forums.events import post_row, topic_row
from forums.queries.posts import posts_of_topic
from forums.queries.topics import topics_of_board
from realtime import log
from tests.factories import make_board, make_member, make_network, make_post, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member("Kari Nymoen", title="Sosionom")


@pytest.fixture
def topic(kari):
    return make_topic(kari, make_board(make_network("Åpent", Network.Access.OPEN, (kari,))))


def sent(stream: str, after: int, audience: str = "member") -> list[dict]:
    head = log.head_of(stream)
    frames = log.catch_up(stream, after, head=head, language="nb", audience=audience)
    return [json.loads(frame) for frame in frames][:-1]  # the last says that this is all


def test_followers_of_a_topic_get_a_post_as_it_is_now(kari, topic):
    stream, after = f"topic:{topic.pk}", log.head_of(f"topic:{topic.pk}")
    post = make_post(kari, topic, "Første utkast")
    edit_post(actor=kari, post=post, html="<em>Siste</em> ord", revision=post.revision)
    created, changed = sent(stream, after)
    assert [created["type"], changed["type"]] == ["post.created", "post.changed"]
    assert created["html"] == changed["html"]
    assert "<em>Siste</em> ord" in changed["html"]
    delete_post(actor=kari, post=post)
    *_before, deleted = sent(stream, after)
    assert (deleted["op"], deleted["post"]) == ("event", post.pk)
    assert "Slettet av forfatteren" in deleted["html"]
    assert "Siste" not in str(sent(stream, after))


def test_followers_of_a_board_get_the_topics_row_as_it_is_now(kari, topic):
    stream = f"board:{topic.board_id}"
    after = log.head_of(stream)
    make_post(kari, topic)
    edit_topic(actor=kari, topic=topic, title="Nytt navn", kind="case")
    answered, retitled = sent(stream, after)
    assert answered["type"] == retitled["type"] == "topic.changed"
    assert "Nytt navn" in retitled["html"]
    assert "<b>1</b> svar" in retitled["html"]
    delete_topic(actor=kari, topic=topic)
    frames = sent(stream, after)
    assert {frame["op"] for frame in frames} == {"removed"}
    assert {(frame["row"], frame["id"]) for frame in frames} == {("topic", topic.pk)}


def test_the_public_is_sent_no_name_and_no_id(kari, topic):
    make_post(kari, topic)
    for stream in (f"topic:{topic.pk}", f"board:{topic.board_id}"):
        assert "Nymoen" in str(sent(stream, 0))
        public = str(sent(stream, 0, "public"))
        assert "Sosionom" in public
        for secret in ("Nymoen", "data-author", "data-last-author", "rediger", "slett"):
            assert secret not in public


@pytest.mark.parametrize(
    "change", [{"revision": 2}, {"is_named_publicly": True}, {"is_listed": False}]
)
def test_a_fragment_is_made_anew_when_what_it_shows_of_its_author_changes(kari, topic, change):
    def revisions() -> list[str]:
        return [
            post_row.revision(posts_of_topic(topic.pk).get()),
            topic_row.revision(topics_of_board(topic.board_id).get()),
        ]

    before = revisions()
    for name, value in change.items():
        setattr(kari, name, value)
    kari.save()
    assert not set(before) & set(revisions())
