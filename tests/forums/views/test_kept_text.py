"""What somebody wrote is theirs, also when it cannot be published any more."""

from uuid import uuid4

import pytest

from community.networks.models import Network
from forums.models import Post
from tests.answers import bare
from tests.factories import make_board, make_member, make_network, make_post, make_topic
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER

pytestmark = pytest.mark.django_db

FORM = {
    "title": "Et <navn>",
    "text": "Skrevet <lenge>",
    "key": "6b0f7f5e-8a3e-4a7c-9a44-9f1d8f1f0a11",
}
PLACES = ["/trad/{topic}/", "/forum/{board}/ny/", "/innlegg/{post}/rediger/"]


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


@pytest.fixture
def post(kari):
    return make_post(kari, make_topic(kari))


def there_and_nowhere(post: Post, place: str) -> list[str]:
    there = place.format(topic=post.topic_id, board=post.topic.board_id, post=post.pk)
    return [there, place.format(topic=99999, board=99999, post=99999)]


@pytest.mark.parametrize("place", PLACES)
def test_who_was_signed_out_meanwhile_gets_the_text_back(client, post, place):
    answers = [client.post(address, FORM) for address in there_and_nowhere(post, place)]
    for answer in answers:
        page = answer.content.decode()
        assert answer.status_code == 401
        assert "Skrevet &lt;lenge&gt;</textarea>" in page
        assert 'value="Et &lt;navn&gt;"' in page
        assert f"/konto/login/?next={answer.wsgi_request.path.replace('/', '%2F')}" in page
    assert bare(answers[0]) == bare(answers[1])


@pytest.mark.parametrize("place", PLACES)
def test_what_is_gone_and_what_was_never_theirs_give_the_text_back_alike(client, post, place):
    client.force_login(make_member("Nora Vik"))
    answers = [client.post(address, FORM) for address in there_and_nowhere(post, place)]
    for answer in answers:
        assert answer.status_code == 404
        assert "Skrevet &lt;lenge&gt;</textarea>" in answer.content.decode()
    assert bare(answers[0]) == bare(answers[1])


def test_a_topic_deleted_while_one_writes_gives_the_text_back(client, kari, post):
    client.force_login(kari)
    address = post.topic.get_absolute_url()
    post.topic.delete()
    answer = client.post(address, {"text": "Nesten ferdig", "key": uuid4()})
    assert answer.status_code == 404
    assert "Nesten ferdig</textarea>" in answer.content.decode()


@pytest.mark.parametrize("text", [f"Gjelder {SYNTHETIC_NUMBER}", "x" * 20_001])
def test_who_reads_but_no_longer_writes_gets_back_also_what_could_not_be_published(
    client, kari, text
):
    topic = make_topic(kari, make_board(make_network("Åpent", Network.Access.OPEN, (kari,))))
    client.force_login(make_member("Nora Vik"))
    answer = client.post(topic.get_absolute_url(), {"text": text, "key": uuid4()})
    assert answer.status_code == 404
    assert f"{text}</textarea>" in answer.content.decode()


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>Fra <strong>editoren</strong></p><ul><li>a</li></ul>", "Fra **editoren**\n\n- a"),
        ("<blockquote>" * 60 + "dypt", "&lt;blockquote&gt;"),
    ],
)
def test_what_the_editor_sent_is_shown_so_that_it_can_be_typed_again(client, post, html, shown):
    address = post.topic.get_absolute_url()
    answer = client.post(address, {"text": html, "format": "html"})
    assert shown in answer.content.decode()


def test_a_page_that_is_only_asked_for_is_never_such_a_page(client, post):
    client.force_login(make_member("Nora Vik"))
    for place in PLACES:
        for address in there_and_nowhere(post, place):
            assert "<textarea" not in client.get(address, FORM).content.decode()
