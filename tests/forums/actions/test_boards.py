from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from community.confidentiality.guard import IdentifierFound
from community.lib.errors import NotAllowed
from community.networks.models import Membership, Network
from forums.actions.boards import (
    BoardChangedMeanwhile,
    BoardNotEmpty,
    create_board,
    delete_board,
    edit_board,
)
from forums.actions.topics import delete_topic
from forums.models import Board, Topic
from realtime.models import LoggedEvent
from tests.factories import join, make_board, make_member, make_network, make_topic
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def berit():
    return make_member("Berit Aas")


@pytest.fixture
def network(berit):
    return coordinated_by(berit)


def coordinated_by(member) -> Network:
    network = make_network()
    join(network, member, Membership.Role.COORDINATOR)
    return network


def names(network: Network) -> list[str]:
    return [board.name for board in Board.objects.filter(network=network)]


def edit(berit, board: Board, **changes) -> Board:
    values = {"name": board.name, "description": board.description, "after": None}
    seen = {"revision": board.revision}
    return edit_board(actor=berit, board=board, **(values | seen | changes))


def in_threads(*acts: Callable[[], object]) -> list[object]:
    """What each of them came to, all at once: what it returned, or what it raised."""

    def outcome(act: Callable[[], object]) -> object:
        try:
            return act()
        except (ValidationError, NotAllowed) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(outcome, acts))


# --- Opening ----------------------------------------------------------------------------------


def test_a_coordinator_opens_a_board_after_the_others_and_a_member_opens_none(berit, network):
    make_board(network, "Åpningen")
    board = create_board(
        actor=berit, network=network, name=" Kaffe \n kroken ", description="Om\r\nløst og fast"
    )
    board.refresh_from_db()
    assert (board.name, board.description) == ("Kaffe kroken", "Om løst og fast")
    assert names(network) == ["Åpningen", "Kaffe kroken"]
    kari = make_member("Kari Nymoen")
    join(network, kari)
    with pytest.raises(NotAllowed):
        create_board(actor=kari, network=network, name="Mitt eget")


@pytest.mark.parametrize("name", ["", "  ", "\u200b\u202e\x00", "x" * 121])
def test_a_board_needs_a_name_of_its_length(berit, network, name):
    with pytest.raises(ValidationError) as refused:
        create_board(actor=berit, network=network, name=name)
    assert list(refused.value.message_dict) == ["name"]


def test_a_description_has_its_length(berit, network):
    with pytest.raises(ValidationError) as refused:
        create_board(actor=berit, network=network, name="Forum", description="x" * 301)
    assert list(refused.value.message_dict) == ["description"]


@pytest.mark.parametrize("field", ["name", "description"])
def test_a_national_number_stops_it_wherever_it_stands(berit, network, field):
    texts = {"name": "Forum", "description": "", field: f"Gjelder {SYNTHETIC_NUMBER}"}
    board = make_board(network)
    for act in (partial(create_board, network=network), partial(edit, board=board)):
        who = {"actor": berit} if act.func is create_board else {"berit": berit}
        with pytest.raises(IdentifierFound) as stopped:
            act(**who, **texts)
        assert list(stopped.value.findings_by_field) == [field]
    assert names(network) == [board.name]


@pytest.mark.parametrize("name", ["Kasus og metode", "KASUS  og\tmetode", "Kas\u200bus og metode"])
def test_what_reads_as_a_name_that_is_taken_is_refused(berit, network, name):
    make_board(network, "Kasus og metode")
    with pytest.raises(ValidationError) as refused:
        create_board(actor=berit, network=network, name=name)
    assert list(refused.value.message_dict) == ["name"]
    other = coordinated_by(berit)
    assert create_board(actor=berit, network=other, name=name).name.casefold() == "kasus og metode"


def test_one_letter_is_one_letter_however_it_was_typed(berit, network):
    create_board(actor=berit, network=network, name="A\u030apent")
    assert names(network) == ["Åpent"]


@pytest.mark.django_db(transaction=True)
def test_pressed_many_times_at_once_it_is_one_board():
    berit = make_member("Berit Aas")
    network = coordinated_by(berit)

    def press() -> Board:
        own = Network.objects.get(pk=network.pk)
        return create_board(actor=berit, network=own, name="Kaffekroken")

    outcomes = in_threads(*[press] * 5)
    assert [type(each) for each in outcomes].count(Board) == 1
    refused = [each for each in outcomes if not isinstance(each, Board)]
    assert all(list(each.message_dict) == ["name"] for each in refused)
    assert names(network) == ["Kaffekroken"]


# --- Changing ---------------------------------------------------------------------------------


def test_another_name_and_description(berit, network):
    board = make_board(network)
    edit(berit, board, name="Nytt navn", description="Til noe annet")
    present = Board.objects.get()
    assert (present.name, present.description) == ("Nytt navn", "Til noe annet")
    assert present.revision > board.revision


def test_a_board_keeps_its_own_name_in_other_letters_but_takes_nobody_elses(berit, network):
    board, _other = make_board(network, "kasus"), make_board(network, "Metode")
    edit(berit, board, name="Kasus")
    with pytest.raises(ValidationError) as refused:
        edit(berit, Board.objects.get(pk=board.pk), name="metode")
    assert list(refused.value.message_dict) == ["name"]
    assert names(network) == ["Kasus", "Metode"]


def test_boards_change_places(berit, network):
    first, second, third = (make_board(network, name) for name in ("A", "B", "C"))
    edit(berit, first, after=second.pk)
    assert names(network) == ["B", "A", "C"]
    edit(berit, third, after=None)
    assert names(network) == ["C", "B", "A"]
    edit(berit, third, after=first.pk)
    assert names(network) == ["B", "A", "C"]


@pytest.mark.parametrize("where", ["itself", "gone", "elsewhere"])
def test_there_is_no_place_after_what_is_not_there(berit, network, where):
    board = make_board(network)
    after = {
        "itself": board.pk,
        "gone": 10**6,
        "elsewhere": make_board(coordinated_by(berit)).pk,
    }
    with pytest.raises(ValidationError) as refused:
        edit(berit, board, after=after[where])
    assert list(refused.value.message_dict) == ["place"]


def test_two_who_write_at_once_lose_neither_text(berit, network):
    seen_by_both = make_board(network)
    edit(berit, seen_by_both, description="Fra den første")
    with pytest.raises(BoardChangedMeanwhile) as meanwhile:
        edit(berit, seen_by_both, description="Fra den andre")
    assert meanwhile.value.board.description == "Fra den første"
    assert Board.objects.get().description == "Fra den første"
    edit(berit, meanwhile.value.board, description="Fra begge")
    assert Board.objects.get().description == "Fra begge"


def test_sent_again_it_is_the_same_change(berit, network):
    board = make_board(network)
    for _time in range(2):
        edit(berit, board, description="Det samme")
    assert Board.objects.get().revision == board.revision + 1


# --- Removing ---------------------------------------------------------------------------------


def test_an_empty_board_is_removed_and_whoever_looks_at_it_loses_it(berit, network):
    board = make_board(network)
    delete_board(actor=berit, board=board)
    assert not Board.objects.exists()
    access = LoggedEvent.objects.filter(stream="access:1").order_by("seq").last()
    assert access.fields == {"subject": f"board:{board.pk}"}
    for act in (partial(delete_board, actor=berit), partial(edit, berit)):
        with pytest.raises(NotAllowed):
            act(board=board)


def test_a_board_with_a_topic_stays_until_the_topic_is_removed(berit, network):
    board = make_board(network)
    topic = make_topic(berit, board)
    with pytest.raises(BoardNotEmpty):
        delete_board(actor=berit, board=board)
    assert Topic.objects.exists()
    delete_topic(actor=berit, topic=topic)
    delete_board(actor=berit, board=board)
    assert not Board.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_no_topic_that_was_accepted_goes_with_a_board_that_was_empty_a_moment_ago():
    berit = make_member("Berit Aas")
    network = coordinated_by(berit)
    for number in range(5):
        board = make_board(network, f"Forum {number}")
        removed, started = in_threads(
            partial(delete_board, actor=berit, board=board), partial(make_topic, berit, board)
        )
        is_started = isinstance(started, Topic)
        assert is_started is isinstance(removed, BoardNotEmpty)
        assert is_started or isinstance(started, NotAllowed)
        assert Board.objects.filter(pk=board.pk).exists() is is_started
