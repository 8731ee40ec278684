"""The pages of boards and topics, without a socket and without JavaScript."""

import re
from uuid import uuid4

import pytest

from community.networks.models import Network
from forums.models import Post, Topic
from forums.queries.posts import page_of_posts
from tests.answers import bare
from tests.factories import (
    make_board,
    make_member,
    make_network,
    make_post,
    make_topic,
    make_unconfirmed,
)
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member("Kari Nymoen", title="Sosionom", workplace="Hamar kommune")


@pytest.fixture
def board(kari):
    return make_board(make_network("Palliasjon", members=(kari,)))


@pytest.fixture
def topic(kari, board):
    return make_topic(kari, board, title="Hvem søker om pleiepenger?", kind="question")


def addresses(board, topic) -> list[str]:
    return [f"/forum/{board.pk}/", f"/forum/{board.pk}/ny/", f"/trad/{topic.pk}/"]


def test_a_member_reads_and_answers_by_form_and_reload(client, kari, topic):
    client.force_login(kari)
    answer = client.post(f"/trad/{topic.pk}/", {"text": "NAV, tror jeg.", "key": uuid4()})
    post = Post.objects.get(text="NAV, tror jeg.")
    assert (answer.status_code, answer.url) == (302, f"/trad/{topic.pk}/#post-{post.pk}")
    page = client.get(answer.url).content.decode()
    assert "NAV, tror jeg." in page
    assert "Kari Nymoen" in page
    assert "Sosionom, Hamar kommune" in page


def test_the_page_carries_its_stream_and_number(client, kari, topic):
    make_post(kari, topic)
    client.force_login(kari)
    page = client.get(f"/trad/{topic.pk}/").content.decode()
    assert f'<live-region stream="topic:{topic.pk}" seq="2"' in page


def test_a_topic_is_started_by_form(client, kari, board):
    client.force_login(kari)
    form = {"kind": "case", "title": "Et kasus", "text": "Situasjon: …", "key": uuid4()}
    answer = client.post(f"/forum/{board.pk}/ny/", form)
    topic = Topic.objects.get(title="Et kasus")
    assert answer.url == f"/trad/{topic.pk}/"
    assert "Et kasus" in client.get(f"/forum/{board.pk}/").content.decode()


def test_an_outsider_gets_the_404_of_a_missing_thing_byte_for_byte(client, board, topic):
    client.force_login(make_member("Nora Vik"))
    for address in addresses(board, topic):
        missing = address.replace(f"/{board.pk}/", "/99999/").replace(f"/{topic.pk}/", "/99999/")
        there, nowhere = client.get(address), client.get(missing)
        assert there.status_code == nowhere.status_code == 404
        assert bare(there) == bare(nowhere)


def test_an_outsider_cannot_answer_either(client, board, topic):
    client.force_login(make_member("Nora Vik"))
    answer = client.post(f"/trad/{topic.pk}/", {"text": "Hei", "key": uuid4()})
    assert answer.status_code == 404
    assert topic.posts.count() == 1


def test_an_unconfirmed_account_sees_what_a_visitor_sees(client, board, topic):
    client.force_login(make_unconfirmed())
    assert {client.get(address).status_code for address in addresses(board, topic)} == {404}


def test_who_has_not_signed_in_is_led_there_and_back(client, board, topic):
    for address in [*addresses(board, topic), "/trad/99999/"]:
        answer = client.get(address)
        assert (answer.status_code, answer.url) == (302, f"/konto/login/?next={address}")


def test_a_reader_who_may_not_write_has_no_composer_and_no_way_around(client, kari):
    network = make_network("Åpent for innloggede", Network.Access.RESTRICTED, members=(kari,))
    topic = make_topic(kari, make_board(network))
    client.force_login(make_member("Nora Vik"))
    assert "<post-composer" not in client.get(f"/trad/{topic.pk}/").content.decode()
    assert client.post(f"/trad/{topic.pk}/", {"text": "Hei", "key": uuid4()}).status_code == 404
    assert topic.posts.count() == 1


def test_a_national_number_is_stopped_in_place_and_the_text_kept(client, kari, topic):
    client.force_login(kari)
    text = f"Saken til {SYNTHETIC_NUMBER} ligger hos oss."
    answer = client.post(f"/trad/{topic.pk}/", {"text": text, "key": uuid4()})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert text in page
    assert 'role="alert"' in page
    assert 'data-start="10" data-end="21"' in page
    assert topic.posts.count() == 1


def test_a_national_number_in_a_title_is_stopped_too(client, kari, board):
    client.force_login(kari)
    form = {"kind": "case", "title": SYNTHETIC_NUMBER, "text": "Tekst som skal bli", "key": uuid4()}
    answer = client.post(f"/forum/{board.pk}/ny/", form)
    assert answer.status_code == 422
    assert "Tekst som skal bli" in answer.content.decode()
    assert not Topic.objects.exists()


@pytest.mark.parametrize(
    "form",
    [
        {"text": "", "key": "6b0f7f5e-8a3e-4a7c-9a44-9f1d8f1f0a11"},
        {"text": "Uten nøkkel"},
        {"text": "Med rar nøkkel", "key": "x"},
        {"text": "x" * 20_001, "key": "6b0f7f5e-8a3e-4a7c-9a44-9f1d8f1f0a11"},
    ],
)
def test_a_form_that_cannot_be_used_says_so_and_keeps_the_text(client, kari, topic, form):
    client.force_login(kari)
    answer = client.post(f"/trad/{topic.pk}/", form)
    assert answer.status_code == 422
    assert form["text"] in answer.content.decode()
    assert topic.posts.count() == 1


def test_what_was_changed_after_a_lost_answer_can_be_sent_with_the_next_press(client, kari, topic):
    client.force_login(kari)
    key = str(uuid4())
    client.post(f"/trad/{topic.pk}/", {"text": "Første utkast", "key": key})
    more = {"text": "Første utkast, og mer", "key": key}
    page = client.post(f"/trad/{topic.pk}/", more).content.decode()
    assert "er alt publisert" in page
    assert "Første utkast, og mer" in page
    fresh = re.search(r'name="key" value="([^"]+)"', page)[1]
    assert fresh != key
    client.post(f"/trad/{topic.pk}/", more | {"key": fresh})
    assert topic.posts.filter(text="Første utkast, og mer").count() == 1


def test_who_may_not_write_is_not_led_to_a_form(client, kari):
    network = make_network("Åpent for innloggede", Network.Access.RESTRICTED, members=(kari,))
    board = make_board(network)
    client.force_login(make_member("Nora Vik"))
    assert client.get(f"/forum/{board.pk}/").status_code == 200
    assert client.get(f"/forum/{board.pk}/ny/").status_code == 404


def test_the_page_reads_its_number_before_its_rows(client, kari, topic, monkeypatch):
    """A post that lands between the two is sent again, never lost."""

    def meanwhile(*args):
        page = page_of_posts(*args)
        make_post(kari, topic, "Midt imellom")
        return page

    monkeypatch.setattr("forums.views.page_of_posts", meanwhile)
    client.force_login(kari)
    page = client.get(f"/trad/{topic.pk}/").content.decode()
    assert 'seq="1"' in page
    assert "Midt imellom" not in page


def test_what_is_typed_is_shown_as_text(client, kari, topic):
    client.force_login(kari)
    client.post(f"/trad/{topic.pk}/", {"text": "<img src=x onerror=alert(1)>", "key": uuid4()})
    page = client.get(f"/trad/{topic.pk}/").content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


@pytest.mark.parametrize("before", ["x", "-1", "", "9" * 40, "٣"])
def test_a_strange_page_number_is_the_latest_page(client, kari, topic, before):
    client.force_login(kari)
    assert "<live-region" in client.get(f"/trad/{topic.pk}/", {"before": before}).content.decode()


@pytest.mark.parametrize("replies", [3, 30])
def test_the_topic_page_costs_the_same_however_many_answers(
    client, kari, topic, replies, django_assert_max_num_queries
):
    for number in range(replies):
        make_post(kari, topic, f"Svar {number}")
    client.force_login(kari)
    for _cold_and_warm in range(2):
        with django_assert_max_num_queries(8):
            client.get(f"/trad/{topic.pk}/")


@pytest.mark.parametrize("topics", [3, 30])
def test_the_board_costs_the_same_however_many_topics(
    client, kari, board, topics, django_assert_max_num_queries
):
    for number in range(topics):
        make_topic(kari, board, title=f"Tråd {number}")
    client.force_login(kari)
    with django_assert_max_num_queries(8):
        client.get(f"/forum/{board.pk}/")


def test_an_empty_board_invites(client, kari, board):
    client.force_login(kari)
    assert "Her er det stille ennå" in client.get(f"/forum/{board.pk}/").content.decode()


def test_an_oversized_body_is_a_clear_page(client, kari, topic):
    client.force_login(kari)
    answer = client.post(f"/trad/{topic.pk}/", {"text": "x" * 3_000_000, "key": uuid4()})
    assert answer.status_code == 400
    assert "Traceback" not in answer.content.decode()
