"""A board's pages, without a socket and without JavaScript."""

from uuid import uuid4

import pytest

from community.members.models import Member
from community.networks.models import Network
from forums.models import Topic
from forums.queries.boards import PAGE
from tests.answers import bare
from tests.factories import (
    join,
    make_area,
    make_board,
    make_member,
    make_network,
    make_post,
    make_topic,
)
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER

pytestmark = pytest.mark.django_db

STRANGE_CURSORS = [
    *("x", "20261122T172000123456", "99999999T999999999999-1", "20261122T172000123456-x"),
    *("20261122T172000123456-" + "9" * 40, "00010101T000000000000-1", "٢٠٢٦١١٢٢T172000123456-1"),
]


@pytest.fixture
def kari():
    return make_member("Kari Nymoen", title="Sosionom", workplace="Hamar kommune")


@pytest.fixture
def board(kari):
    return make_board(make_network("Palliasjon", members=(kari,)))


@pytest.fixture
def jonas(board):
    jonas = make_member("Jonas Hegge")
    join(board.network, jonas)
    return jonas


def titles(client, address: str) -> list[str]:
    return [row.topic.title for row in client.get(address).context["rows"]]


# --- Starting a topic -----------------------------------------------------------------------


def test_a_topic_is_started_by_form(client, kari, board):
    client.force_login(kari)
    form = {"kind": "case", "title": "Et kasus", "text": "- Situasjon", "key": uuid4()}
    answer = client.post(f"/forum/{board.pk}/ny/", form)
    topic = Topic.objects.get(title="Et kasus")
    assert answer.url == f"/trad/{topic.pk}/"
    assert topic.posts.get().html == "<ul><li><p>Situasjon</p></li></ul>"
    assert titles(client, f"/forum/{board.pk}/") == ["Et kasus"]


def test_a_script_is_told_where_the_topic_stands(client, kari, board):
    client.force_login(kari)
    form = {"kind": "case", "title": "Et kasus", "text": "Situasjon", "key": uuid4()}
    headers = {"Accept": "application/json"}
    answer = client.post(f"/forum/{board.pk}/ny/", form, headers=headers)
    assert answer.status_code == 201
    assert answer.json() == {"address": f"/trad/{Topic.objects.get().pk}/"}


def test_a_national_number_in_a_title_is_stopped_too(client, kari, board):
    client.force_login(kari)
    form = {"kind": "case", "title": SYNTHETIC_NUMBER, "text": "Tekst som skal bli", "key": uuid4()}
    answer = client.post(f"/forum/{board.pk}/ny/", form)
    assert answer.status_code == 422
    assert "Tekst som skal bli" in answer.content.decode()
    assert answer.context["form"].was_stopped
    assert answer.context["form"].finding is None
    assert not Topic.objects.exists()


def test_no_other_fields_of_a_topic_are_taken_from_the_form(client, kari, jonas, board):
    client.force_login(kari)
    form = {"kind": "case", "title": "Et kasus", "text": "Tekst", "key": uuid4()}
    more = {"author": jonas.pk, "created": "2001-01-01", "post_count": 99, "html": "<b>x</b>"}
    client.post(f"/forum/{board.pk}/ny/", form | more)
    topic = Topic.objects.get()
    assert (topic.author, topic.post_count, topic.created.year > 2001) == (kari, 1, True)
    assert topic.posts.get().html == "<p>Tekst</p>"
    announcement = form | {"kind": "announcement", "key": uuid4()}
    assert client.post(f"/forum/{board.pk}/ny/", announcement).status_code == 422


# --- Who may not ----------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/forum/{}/", "/forum/{}/ny/"])
def test_what_is_not_yours_and_what_is_missing_answer_alike(client, board, address):
    for place in (address.format(board.pk), address.format(99999)):
        answer = client.get(place)
        assert (answer.status_code, answer.url) == (302, f"/konto/login/?next={place}")
    client.force_login(make_member("Nora Vik"))
    there, nowhere = client.get(address.format(board.pk)), client.get(address.format(99999))
    assert there.status_code == nowhere.status_code == 404
    assert bare(there) == bare(nowhere)


def test_who_may_not_write_is_not_led_to_a_form(client, kari):
    network = make_network("Åpent for innloggede", Network.Access.RESTRICTED, members=(kari,))
    board = make_board(network)
    make_topic(kari, board)
    client.force_login(make_member("Nora Vik"))
    page = client.get(f"/forum/{board.pk}/").content.decode()
    assert "Hvordan gjør dere det?" in page
    assert "/ny/" not in page
    assert client.get(f"/forum/{board.pk}/ny/").status_code == 404


def test_the_public_reads_an_open_board_without_names_and_without_a_socket(client, kari):
    board = make_board(make_network("Åpent", Network.Access.OPEN, (kari,)))
    make_topic(kari, board)
    address = f"/forum/{board.pk}/?vis=uleste"  # nothing is unread to nobody
    assert client.get(address).context["counts"]["unread"] == 0
    page = client.get(f"/forum/{board.pk}/").content.decode()
    assert "Hvordan gjør dere det?" in page
    assert "Sosionom" in page
    for secret in ("Nymoen", "<live-region", "csrfmiddlewaretoken", "data-unread"):
        assert secret not in page
    assert client.get(f"/forum/{board.pk}/ny/").status_code == 302
    client.force_login(kari)
    assert "Kari Nymoen" in client.get(f"/forum/{board.pk}/").content.decode()


# --- The list -------------------------------------------------------------------------------


def test_the_page_carries_its_stream_and_number(client, kari, board):
    make_topic(kari, board)
    client.force_login(kari)
    page = client.get(f"/forum/{board.pk}/").content.decode()
    assert f'<live-region stream="board:{board.pk}" seq="1" member="{kari.pk}"' in page


def test_an_empty_board_invites(client, kari, board):
    client.force_login(kari)
    assert "Her er det stille ennå" in client.get(f"/forum/{board.pk}/").content.decode()


def test_one_page_leads_to_the_next_and_back(client, kari, board):
    for number in range(PAGE + 5):
        make_topic(kari, board, title=f"Tråd {number}")
    client.force_login(kari)
    newest = client.get(f"/forum/{board.pk}/")
    assert newest.context["rows"][0].topic.title == f"Tråd {PAGE + 4}"
    older = newest.context["page"].older
    assert f"for={older}" in newest.content.decode()
    answer = client.get(f"/forum/{board.pk}/?for={older}")
    assert [row.topic.title for row in answer.context["rows"]][-1] == "Tråd 0"
    newer = answer.context["page"].newer
    assert f"etter={newer}" in answer.content.decode()
    assert len(titles(client, f"/forum/{board.pk}/?etter={newer}")) == PAGE


def test_a_strange_cursor_is_the_first_page(client, kari, board):
    make_topic(kari, board)
    client.force_login(kari)
    for cursor in STRANGE_CURSORS:
        for parameter in ("for", "etter"):
            answer = client.get(f"/forum/{board.pk}/", {parameter: cursor, "vis": "x", "type": "y"})
            assert answer.status_code == 200
            assert len(answer.context["rows"]) == 1


def test_filters_narrow_the_list(client, kari, jonas, board):
    question = make_topic(jonas, board, title="Et spørsmål", kind="question")
    make_topic(kari, board, title="Et kasus", kind="case")
    make_post(kari, question)
    client.force_login(kari)
    there = f"/forum/{board.pk}/"
    assert titles(client, there) == ["Et spørsmål", "Et kasus"]
    assert titles(client, f"{there}?vis=ubesvarte") == ["Et kasus"]
    assert titles(client, f"{there}?type=question") == ["Et spørsmål"]
    assert titles(client, f"{there}?vis=uleste") == ["Et spørsmål"]
    assert titles(client, f"{there}?vis=uleste&type=case") == []
    counts = client.get(there).context["counts"]
    assert counts == {"all": 2, "unread": 1, "unanswered": 1}


def test_what_is_new_is_marked_until_it_is_read(client, kari, jonas, board):
    topic = make_topic(jonas, board)
    make_post(jonas, topic)
    client.force_login(kari)
    (row,) = client.get(f"/forum/{board.pk}/").context["rows"]
    assert (row.unread, row.new_answers, row.is_unread) == (2, 1, True)
    assert "data-unread" in client.get(f"/forum/{board.pk}/").content.decode()
    client.get(topic.get_absolute_url())
    assert "data-unread" not in client.get(f"/forum/{board.pk}/").content.decode()


@pytest.mark.parametrize("topics", [3, 30])
def test_the_board_costs_the_same_however_many_topics(
    client, kari, board, topics, django_assert_max_num_queries
):
    kari.main_area = make_area("Norge", "country")
    kari.save()
    for number in range(topics):
        make_topic(kari, board, title=f"Tråd {number}")
    client.force_login(kari)
    for _cold_and_warm in range(2):
        for address in ("", "?vis=uleste&type=case"):
            with django_assert_max_num_queries(8):
                client.get(f"/forum/{board.pk}/{address}")


def test_who_may_keep_no_marks_any_more_is_not_told_of_news(client, kari):
    board = make_board(make_network("Åpent", Network.Access.OPEN, (kari,)))
    nora = make_member("Nora Vik")
    join(board.network, nora)
    make_topic(kari, board)
    client.force_login(nora)
    assert client.get(f"/forum/{board.pk}/").context["counts"]["unread"] == 1
    Member.objects.filter(pk=nora.pk).update(standing=Member.Standing.UNCONFIRMED)
    answer = client.get(f"/forum/{board.pk}/")
    assert answer.context["counts"]["unread"] == 0
    assert "data-unread" not in answer.content.decode()
