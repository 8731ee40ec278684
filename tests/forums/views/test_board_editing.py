"""The pages on which coordinators open, change and remove boards."""

import pytest

from community.networks.models import Membership
from forums.models import Board
from tests.answers import bare
from tests.factories import join, make_board, make_member, make_network, make_topic
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER

pytestmark = pytest.mark.django_db

FORM = {"name": "Kaffe <kroken>", "description": "Om løst & fast"}
SHOWN = ("Kaffe &lt;kroken&gt;", "Om løst &amp; fast</textarea>")


@pytest.fixture
def berit():
    return make_member("Berit Aas")


@pytest.fixture
def network(berit):
    network = make_network("Palliasjon")
    join(network, berit, Membership.Role.COORDINATOR)
    return network


@pytest.fixture
def board(network):
    return make_board(network)


@pytest.fixture
def kari(network):
    kari = make_member("Kari Nymoen")
    join(network, kari)
    return kari


def pages_of(board: Board) -> list[str]:
    return [
        f"/nettverk/{board.network.slug}/forum/nytt/",
        f"/forum/{board.pk}/rediger/",
        f"/forum/{board.pk}/slett/",
    ]


NOWHERE = ["/nettverk/finnes-ikke/forum/nytt/", "/forum/99999/rediger/", "/forum/99999/slett/"]


# --- Opening ----------------------------------------------------------------------------------


def test_a_new_board_opens_ready_for_its_first_topic(client, berit, network):
    client.force_login(berit)
    answer = client.post(f"/nettverk/{network.slug}/forum/nytt/", FORM, follow=True)
    board = Board.objects.get()
    assert answer.redirect_chain == [(f"/forum/{board.pk}/", 302)]
    page = answer.content.decode()
    assert "Forumet er åpnet." in page
    assert "Kaffe &lt;kroken&gt;</h1>" in page
    assert f'href="/forum/{board.pk}/ny/"' in page
    assert "Kaffe &lt;kroken&gt;" in client.get(network.get_absolute_url()).content.decode()


def test_a_name_that_is_taken_says_so_in_place_and_the_text_is_kept(client, berit, board):
    client.force_login(berit)
    form = FORM | {"name": board.name.upper()}
    answer = client.post(f"/nettverk/{board.network.slug}/forum/nytt/", form)
    assert answer.status_code == 422
    assert answer.context["form"].errors["name"]
    page = answer.content.decode()
    assert "Nettverket har alt et forum med dette navnet." in page
    assert SHOWN[1] in page


@pytest.mark.parametrize("field", ["name", "description"])
def test_a_national_number_is_stopped_in_place_and_the_text_kept(client, berit, board, field):
    client.force_login(berit)
    for address in pages_of(board)[:2]:
        answer = client.post(address, FORM | {"revision": "1", field: SYNTHETIC_NUMBER})
        assert answer.status_code == 422
        assert answer.context["form"].was_stopped
        assert answer.context["form"].errors[field]
        page = answer.content.decode()
        assert "Fjern nummeret" in page
        assert SYNTHETIC_NUMBER in page
        assert SHOWN[field == "name"] in page
    assert Board.objects.get().name == board.name


@pytest.mark.parametrize(
    "typed",
    [
        *({"name": ""}, {"name": "\u200b\x00"}, {"name": "x" * 121}),
        {"name": "Forum", "description": "x " * 301},
    ],
)
def test_what_cannot_be_a_board_is_refused_in_place(client, berit, network, typed):
    client.force_login(berit)
    answer = client.post(f"/nettverk/{network.slug}/forum/nytt/", typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [list(typed)[-1]]
    assert not Board.objects.exists()


def test_what_nobody_sees_does_not_count(client, berit, network):
    client.force_login(berit)
    form = {"name": "x\u202e" * 120, "description": "a\r\n" * 150, "position": "7"}
    assert client.post(f"/nettverk/{network.slug}/forum/nytt/", form).status_code == 302
    board = Board.objects.get()
    assert (board.name, len(board.description), board.position) == ("x" * 120, 299, 0)


# --- Changing ---------------------------------------------------------------------------------


def test_a_board_gets_another_name_and_place(client, berit, board):
    other = make_board(board.network, "Kaffekroken")
    client.force_login(berit)
    address = f"/forum/{board.pk}/rediger/"
    form = client.get(address).context["form"]
    assert form["place"].value() == 0
    choices = [str(label) for _value, label in form.fields["place"].choices]
    assert choices == ["Først", "Etter Kaffekroken"]
    answer = client.post(address, FORM | {"place": other.pk, "revision": form["revision"].value()})
    assert answer.url == f"/forum/{board.pk}/"
    assert list(Board.objects.values_list("name", flat=True)) == ["Kaffekroken", FORM["name"]]
    assert client.get(address).context["form"]["place"].value() == other.pk


def test_the_only_board_has_no_place_to_choose(client, berit, board):
    client.force_login(berit)
    address = f"/forum/{board.pk}/rediger/"
    assert "place" not in client.get(address).context["form"].fields
    assert client.post(address, FORM | {"revision": "1"}).status_code == 302


@pytest.mark.parametrize("place", ["99999", "x", ""])
def test_a_place_after_a_board_that_is_gone_is_refused_in_place(client, berit, board, place):
    make_board(board.network, "Kaffekroken")
    client.force_login(berit)
    form = FORM | {"place": place, "revision": "1"}
    answer = client.post(f"/forum/{board.pk}/rediger/", form)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["place"]


def test_the_second_of_two_who_write_sees_both_and_decides(client, berit, board):
    client.force_login(berit)
    address = f"/forum/{board.pk}/rediger/"
    first = {"name": board.name, "description": "Fra den første", "revision": "1"}
    assert client.post(address, first).status_code == 302
    answer = client.post(address, FORM | {"revision": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Fra den første</p>" in page
    assert all(text in page for text in SHOWN)
    again = FORM | {"revision": answer.context["form"]["revision"].value()}
    assert client.post(address, again).status_code == 302
    assert Board.objects.get().description == FORM["description"]


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 5000])
def test_a_form_without_its_revision_is_too_old(client, berit, board, revision):
    client.force_login(berit)
    answer = client.post(f"/forum/{board.pk}/rediger/", FORM | {"revision": revision})
    assert answer.status_code == 422
    assert "Siden er for gammel." in answer.content.decode()


def test_a_new_name_is_the_name_everywhere_at_once(client, berit, board):
    topic = make_topic(berit, board)
    client.force_login(berit)
    places = (board.get_absolute_url(), topic.get_absolute_url(), board.network.get_absolute_url())
    for address in places:  # what is cached of them is cached now
        assert board.name in client.get(address).content.decode()
    client.post(f"/forum/{board.pk}/rediger/", {"name": "Omdøpt", "revision": "1"})
    for address in places:
        page = client.get(address).content.decode()
        assert "Omdøpt" in page
        assert board.name not in page
    trail = client.get(topic.get_absolute_url()).context["trail"]
    assert ("Omdøpt", board.get_absolute_url()) in trail


# --- Removing ---------------------------------------------------------------------------------


def test_an_empty_board_is_removed_after_a_question(client, berit, board):
    client.force_login(berit)
    address = f"/forum/{board.pk}/slett/"
    assert "Det kan ikke angres." in client.get(address).content.decode()
    assert Board.objects.exists()
    answer = client.post(address, follow=True)
    assert answer.redirect_chain == [(board.network.get_absolute_url(), 302)]
    assert "Forumet er slettet." in answer.content.decode()
    assert not Board.objects.exists()
    assert client.post(address).status_code == 404


def test_a_board_with_topics_says_what_to_do_and_stays(client, berit, board):
    make_topic(berit, board)
    client.force_login(berit)
    address = f"/forum/{board.pk}/slett/"
    for answer, status in ((client.get(address), 200), (client.post(address), 409)):
        page = answer.content.decode()
        assert answer.status_code == status
        assert "Det er 1 tråd i «Kasus og metode»." in page
        assert "Slett først trådene" in page
        assert 'method="post"' not in page.split("<main")[1].split("</main>")[0]
    assert Board.objects.exists()


def test_a_topic_written_for_a_board_that_was_removed_is_given_back(client, berit, kari, board):
    client.force_login(berit)
    client.post(f"/forum/{board.pk}/slett/")
    client.force_login(kari)
    form = {"kind": "case", "title": "Et kasus", "text": "Nesten ferdig", "format": "plain"}
    answer = client.post(f"/forum/{board.pk}/ny/", form)
    assert answer.status_code == 404
    assert "Nesten ferdig</textarea>" in answer.content.decode()


# --- Who may not ------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["member", "outsider"])
def test_others_meet_the_answer_of_what_is_not_there(client, kari, board, who):
    client.force_login(kari if who == "member" else make_member("Nora Vik"))
    for there, nowhere in zip(pages_of(board), NOWHERE, strict=True):
        for ask in (client.get, client.post):
            answer = ask(there)
            assert answer.status_code == 404
            assert bare(answer) == bare(ask(nowhere))
    assert list(Board.objects.all()) == [board]


def test_visitors_are_sent_to_sign_in(client, board):
    for address in [*pages_of(board), *NOWHERE]:
        assert client.get(address).url == f"/konto/login/?next={address}"


@pytest.mark.parametrize("number", [0, 1])
def test_what_was_written_on_such_a_page_is_given_back(client, kari, board, number):
    address, nowhere = pages_of(board)[number], NOWHERE[number]
    answers = [(client.post(each, FORM), 401) for each in (address, nowhere)]
    client.force_login(kari)  # coordinator no more
    answers += [(client.post(each, FORM), 404) for each in (address, nowhere)]
    for answer, status in answers:
        assert answer.status_code == status
        assert all(text in answer.content.decode() for text in SHOWN)
    assert Board.objects.get().name == board.name


def test_only_coordinators_are_led_there(client, berit, kari, board):
    for member, is_led in ((berit, True), (kari, False)):
        client.force_login(member)
        page = client.get(board.get_absolute_url()).content.decode()
        assert (f"/forum/{board.pk}/rediger/" in page) is is_led


# --- What it costs ----------------------------------------------------------------------------


@pytest.mark.parametrize("boards", [3, 30])
def test_the_pages_cost_the_same_however_many_boards(
    client, berit, board, boards, django_assert_num_queries
):
    for number in range(boards):
        make_board(board.network, f"Forum {number}")
    client.force_login(berit)
    for address, queries in zip(pages_of(board), (3, 4, 4), strict=True):
        with django_assert_num_queries(queries):
            client.get(address)
