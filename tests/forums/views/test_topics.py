"""A topic's pages, without a socket and without JavaScript."""

import re
from uuid import uuid4

import pytest

from community.networks.models import Membership, Network
from forums.models import Post, ReadMark, Topic
from forums.queries.posts import PAGE, page_of_posts
from tests.answers import bare
from tests.factories import (
    join,
    make_area,
    make_board,
    make_guest,
    make_member,
    make_network,
    make_post,
    make_topic,
    make_unconfirmed,
)
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER
from tests.forums.texts.dangers import PAYLOADS
from tests.forums.texts.test_reading import Elements

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


@pytest.fixture
def jonas(board):
    jonas = make_member("Jonas Hegge")
    join(board.network, jonas)
    return jonas


@pytest.fixture
def open_topic(kari):
    """A topic in a network that everybody reads."""
    return make_topic(kari, make_board(make_network("Åpent", Network.Access.OPEN, (kari,))))


def page_of(client, address: str) -> str:
    return client.get(address).content.decode()


# --- Reading and answering ------------------------------------------------------------------


def test_a_member_reads_and_answers_by_form_and_reload(client, kari, topic):
    client.force_login(kari)
    form = {"text": "**NAV**, tror jeg.", "format": "plain", "key": uuid4()}
    answer = client.post(f"/trad/{topic.pk}/", form)
    post = Post.objects.get(html="<p><strong>NAV</strong>, tror jeg.</p>")
    assert (answer.status_code, answer.url) == (
        302,
        f"/trad/{topic.pk}/?post={post.pk}#post-{post.pk}",
    )
    page = page_of(client, answer.url)
    assert "<strong>NAV</strong>, tror jeg." in page
    assert "Kari Nymoen" in page
    assert "Sosionom, Hamar kommune" in page


def test_the_editor_sends_html_and_gets_the_frames_it_has_not_seen(client, kari, topic):
    client.force_login(kari)
    form = {"text": "<p>Fra <em>editoren</em></p>", "format": "html", "key": uuid4(), "after": "1"}
    answer = client.post(f"/trad/{topic.pk}/", form, headers={"Accept": "application/json"})
    event, caught_up = answer.json()["frames"]
    assert answer.status_code == 201
    assert (event["type"], caught_up["seq"]) == ("post.created", 2)
    assert "Fra <em>editoren</em>" in event["html"]


def test_the_page_carries_its_stream_and_number(client, kari, topic):
    make_post(kari, topic)
    client.force_login(kari)
    region = f'<live-region stream="topic:{topic.pk}" seq="2" member="{kari.pk}"'
    assert region in page_of(client, f"/trad/{topic.pk}/")


def test_the_page_reads_its_number_before_its_rows(client, kari, topic, monkeypatch):
    """A post that lands between the two is sent again, never lost."""

    def meanwhile(*args, **kwargs):
        page = page_of_posts(*args, **kwargs)
        make_post(kari, topic, "Midt imellom")
        return page

    monkeypatch.setattr("forums.views.topics.page_of_posts", meanwhile)
    client.force_login(kari)
    page = page_of(client, f"/trad/{topic.pk}/")
    assert 'seq="1"' in page
    assert "Midt imellom" not in page


def test_what_is_typed_is_shown_as_text(client, kari, topic):
    client.force_login(kari)
    client.post(f"/trad/{topic.pk}/", {"text": "<img src=x onerror=alert(1)>", "key": uuid4()})
    page = page_of(client, f"/trad/{topic.pk}/")
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_nothing_dangerous_that_was_sent_as_html_is_on_the_page(client, kari, topic):
    client.force_login(kari)
    make_post(kari, topic, "- en\n\n1) to\n\n> [tre](https://x.no) *fire* **fem**")
    known = names_in(page_of(client, f"/trad/{topic.pk}/"))
    for payload in PAYLOADS:
        form = {"text": f"Ufarlig {payload}", "format": "html", "key": uuid4()}
        assert client.post(f"/trad/{topic.pk}/", form).status_code == 302
    for first in Post.objects.order_by("pk")[2::PAGE]:
        page = page_of(client, f"/trad/{topic.pk}/?post={first.pk}")
        assert page.count("Ufarlig") > 5
        assert names_in(page) <= known
        for _element, attributes in Elements(page).found:
            assert not str(attributes.get("href", "")).lower().strip().startswith("javascript")
            assert "evil.example" not in str(attributes.get("src"))


def names_in(page: str) -> set[tuple[str, ...]]:
    """Every element of the page with the names of its attributes."""
    return {
        (element, name)
        for element, attributes in Elements(page).found
        for name in ("", *attributes)
    }


# --- Who may not ----------------------------------------------------------------------------

ADDRESSES = ["/trad/{}/", "/trad/{}/rediger/", "/trad/{}/slett/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_outsider_gets_the_404_of_a_missing_thing_byte_for_byte(client, topic, address):
    client.force_login(make_member("Nora Vik"))
    there, nowhere = client.get(address.format(topic.pk)), client.get(address.format(99999))
    assert there.status_code == nowhere.status_code == 404
    assert bare(there) == bare(nowhere)


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_not_signed_in_is_led_there_and_back(client, topic, address):
    for place in (address.format(topic.pk), address.format(99999)):
        answer = client.get(place)
        assert (answer.status_code, answer.url) == (302, f"/konto/login/?next={place}")


def test_an_unconfirmed_account_sees_what_a_visitor_sees(client, topic, open_topic):
    client.force_login(make_unconfirmed())
    assert client.get(f"/trad/{topic.pk}/").status_code == 404
    assert client.get(f"/trad/{open_topic.pk}/").status_code == 200


def test_a_reader_who_may_not_write_has_no_composer_and_no_way_around(client, kari):
    network = make_network("Åpent for innloggede", Network.Access.RESTRICTED, members=(kari,))
    topic = make_topic(kari, make_board(network))
    client.force_login(make_member("Nora Vik"))
    assert "<post-composer" not in page_of(client, f"/trad/{topic.pk}/")
    assert client.post(f"/trad/{topic.pk}/", {"text": "Hei", "key": uuid4()}).status_code == 404
    assert topic.posts.count() == 1


# --- Read by everybody ----------------------------------------------------------------------


@pytest.mark.parametrize("reader", [None, make_unconfirmed, make_guest])
def test_the_public_meets_authors_by_role_and_organisation(client, kari, open_topic, reader):
    if reader:
        client.force_login(reader())
    page = page_of(client, f"/trad/{open_topic.pk}/")
    assert "Vi lurer på noe." in page
    assert "Sosionom, Hamar kommune" in page
    for secret in ("Kari Nymoen", "Nymoen", f'data-author="{kari.pk}"', ">KN<", "<live-region"):
        assert secret not in page
    client.force_login(kari)
    assert "Kari Nymoen" in page_of(client, f"/trad/{open_topic.pk}/")


def test_an_author_with_no_role_is_a_colleague_and_one_who_chose_so_is_named(client, open_topic):
    silent, named = make_member("Ola Tangen"), make_member("Mina Lie", is_named_publicly=True)
    for author in (silent, named):
        join(open_topic.board.network, author)
        make_post(author, open_topic)
    page = page_of(client, f"/trad/{open_topic.pk}/")
    assert "Mina Lie" in page
    assert "Fagperson" in page
    assert "Ola Tangen" not in page


def test_a_visitors_page_has_no_token_and_leaves_no_mark(client, open_topic):
    page = page_of(client, f"/trad/{open_topic.pk}/")
    assert "csrfmiddlewaretoken" not in page
    assert "<post-composer" not in page
    assert not ReadMark.objects.exists()


def test_a_visitor_writes_nothing_in_an_open_network(client, open_topic):
    answer = client.post(f"/trad/{open_topic.pk}/", {"text": "Hei", "key": uuid4()})
    assert answer.status_code == 401
    assert open_topic.posts.count() == 1


# --- What was refused -----------------------------------------------------------------------


def test_a_national_number_is_stopped_in_place_and_the_text_kept(client, kari, topic):
    client.force_login(kari)
    text = f"Hei\r\n\r\nSaken til {SYNTHETIC_NUMBER} ligger hos oss."
    answer = client.post(f"/trad/{topic.pk}/", {"text": text, "key": uuid4()})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"Saken til {SYNTHETIC_NUMBER} ligger" in page
    assert 'role="alert"' in page
    assert 'data-start="15" data-end="26"' in page  # as the box has it, with one sign a line end
    assert topic.posts.count() == 1


def test_the_editor_is_told_the_place_in_what_it_shows(client, kari, topic):
    client.force_login(kari)
    text = f"<p>Hei</p><p>Saken til 158<strong>878</strong>{SYNTHETIC_NUMBER[6:]}</p>"
    answer = client.post(f"/trad/{topic.pk}/", {"text": text, "format": "html", "key": uuid4()})
    assert 'data-start="14" data-end="25"' in answer.content.decode()


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
    assert topic.posts.filter(html="<p>Første utkast, og mer</p>").count() == 1


def test_an_oversized_body_is_a_clear_page(client, kari, topic):
    client.force_login(kari)
    answer = client.post(f"/trad/{topic.pk}/", {"text": "x" * 3_000_000, "key": uuid4()})
    assert answer.status_code == 400
    assert "Traceback" not in answer.content.decode()


# --- Pages of posts, and what is new --------------------------------------------------------


def test_a_strange_place_is_the_latest_page(client, kari, topic):
    client.force_login(kari)
    for place in ("before", "after", "post"):
        for strange in ("x", "-1", "", "9" * 40, "٣", "0", "9" * 18):
            assert "<live-region" in page_of(client, f"/trad/{topic.pk}/?{place}={strange}")


def test_a_link_to_a_post_opens_the_page_that_holds_it(client, kari, topic):
    first = topic.posts.get()
    for number in range(PAGE + 5):
        make_post(kari, topic, f"Svar {number}")
    client.force_login(kari)
    assert f'id="post-{first.pk}"' not in page_of(client, f"/trad/{topic.pk}/")
    page = page_of(client, first.get_absolute_url())
    assert f'id="post-{first.pk}"' in page
    assert "<live-region" not in page


def test_what_is_new_since_last_time_begins_with_a_line(client, kari, jonas, topic):
    client.force_login(kari)
    assert "unread-line" not in page_of(client, f"/trad/{topic.pk}/")
    mine, theirs = make_post(kari, topic, "Mitt eget"), make_post(jonas, topic, "Nytt")
    page = page_of(client, f"/trad/{topic.pk}/")
    assert page.index(f'id="post-{mine.pk}"') < page.index("unread-line")
    assert page.index("unread-line") < page.index(f'id="post-{theirs.pk}"')
    assert "unread-line" not in page_of(client, f"/trad/{topic.pk}/")


def test_what_is_new_before_this_page_has_a_way_to_it(client, kari, jonas, topic):
    client.force_login(kari)
    client.get(f"/trad/{topic.pk}/")
    read_to = ReadMark.objects.get().last_post_id
    for number in range(PAGE + 5):
        make_post(jonas, topic, f"Svar {number}")
    answer = client.get(f"/trad/{topic.pk}/")
    assert (answer.context["unread_before"], answer.context["first_unread"]) == (True, None)
    ReadMark.objects.update(last_post_id=read_to)
    there = client.get(f"/trad/{topic.pk}/?after={read_to}")
    assert there.context["first_unread"] == there.context["page"].first


def test_the_newest_page_marks_as_read_and_an_older_one_does_not(client, kari, jonas, topic):
    first = topic.posts.get()
    for number in range(PAGE + 5):
        make_post(kari, topic, f"Svar {number}")
    last = topic.posts.order_by("pk").last()
    client.force_login(jonas)
    client.get(first.get_absolute_url())
    assert not ReadMark.objects.exists()
    client.get(f"/trad/{topic.pk}/")
    assert ReadMark.objects.get(member=jonas).last_post_id == last.pk


# --- The title, and the end -----------------------------------------------------------------


def test_a_title_is_changed_by_form(client, kari, topic):
    client.force_login(kari)
    form = {"title": "Et bedre navn", "kind": "method"}
    answer = client.post(f"/trad/{topic.pk}/rediger/", form)
    assert answer.url == f"/trad/{topic.pk}/"
    assert "Et bedre navn" in page_of(client, answer.url)


@pytest.mark.parametrize("title", ["", SYNTHETIC_NUMBER, "x" * 161])
def test_a_title_that_cannot_be_is_refused_and_kept(client, kari, topic, title):
    client.force_login(kari)
    answer = client.post(f"/trad/{topic.pk}/rediger/", {"title": title, "kind": "case"})
    assert answer.status_code == 422
    assert f'value="{title}"' in answer.content.decode() or not title
    assert Topic.objects.get().title == topic.title


def test_nobody_makes_an_announcement_of_their_topic(client, kari, topic):
    client.force_login(kari)
    form = {"title": topic.title, "kind": "announcement"}
    assert client.post(f"/trad/{topic.pk}/rediger/", form).status_code == 422


def test_removing_asks_first_and_leads_to_the_board(client, kari, topic):
    client.force_login(kari)
    assert topic.title in page_of(client, f"/trad/{topic.pk}/slett/")
    assert Topic.objects.exists()
    answer = client.post(f"/trad/{topic.pk}/slett/")
    assert answer.url == f"/forum/{topic.board_id}/"
    assert not Topic.objects.exists()
    assert client.post(f"/trad/{topic.pk}/slett/").status_code == 404


def test_its_author_is_offered_what_they_may_do(client, kari, jonas, topic):
    edit, delete = f"/trad/{topic.pk}/rediger/", f"/trad/{topic.pk}/slett/"
    client.force_login(jonas)
    page = page_of(client, f"/trad/{topic.pk}/")
    assert edit not in page
    assert delete not in page
    client.force_login(kari)
    page = page_of(client, f"/trad/{topic.pk}/")
    assert edit in page
    assert delete in page
    make_post(jonas, topic)
    page = page_of(client, f"/trad/{topic.pk}/")
    assert edit in page
    assert delete not in page
    assert client.get(delete).status_code == client.post(delete).status_code == 404


def test_a_moderator_is_told_to_the_browser_as_one(client, kari, topic):
    client.force_login(kari)
    assert " moderator>" not in page_of(client, f"/trad/{topic.pk}/")
    Membership.objects.filter(member=kari).update(role=Membership.Role.MODERATOR)
    assert " moderator>" in page_of(client, f"/trad/{topic.pk}/")


# --- What it costs --------------------------------------------------------------------------


@pytest.mark.parametrize("replies", [3, 30])
def test_the_topic_page_costs_the_same_however_many_answers(
    client, kari, topic, replies, django_assert_max_num_queries
):
    kari.main_area = make_area("Norge", "country")
    kari.save()
    for number in range(replies):
        make_post(kari, topic, f"Svar {number}")
    client.force_login(kari)
    for _cold_and_warm in range(2):
        with django_assert_max_num_queries(8):
            client.get(f"/trad/{topic.pk}/")
    last = topic.posts.order_by("pk").last()
    with django_assert_max_num_queries(8):
        client.get(last.get_absolute_url())
