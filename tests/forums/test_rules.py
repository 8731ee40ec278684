from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from community.lib.errors import NotAllowed
from community.members.models import Member
from community.members.system import SYSTEM
from community.networks import rules as networks
from community.networks.models import Membership, Network
from community.networks.rules import Rights
from forums import rules
from forums.actions.boards import create_board, delete_board, edit_board
from forums.actions.posts import create_post, delete_post, edit_post
from forums.actions.reading import mark_read
from forums.actions.topics import create_topic, delete_topic, edit_topic
from forums.models import Board, Post, Topic
from tests.factories import (
    join,
    make_board,
    make_guest,
    make_member,
    make_network,
    make_post,
    make_topic,
    make_unconfirmed,
)

pytestmark = pytest.mark.django_db

Role = Membership.Role


@dataclass
class Scene:
    """A network whose author has started two topics; in one, others have answered.

    `empty` is a board of it in which nobody has written.
    """

    cast: dict[str, Any]
    answered: Topic
    lonely: Topic
    post: Post
    empty: Board


@pytest.fixture
def scene():
    author = make_member("Silje Moen")
    network = make_network("Palliasjon", members=(author,))
    cast = {
        "visitor": AnonymousUser(),
        "unconfirmed": make_unconfirmed(),
        "outsider": make_member("Nora Vik"),
        "guest outside": make_guest("Utenfor"),
        "author": author,
        "former author": make_member("Ola Tangen"),
        "guest": make_guest("Innenfor"),
        "member": make_member("Kari Nymoen"),
        "editor": make_member("Rune Bråten"),
        "moderator": make_member("Mina Lie"),
        "coordinator": make_member("Berit Aas"),
        "platform": SYSTEM,
    }
    for name in ("guest", "member", "editor", "moderator", "coordinator"):
        join(network, cast[name], Role.MEMBER if name == "guest" else name)
    join(network, cast["former author"])
    board = make_board(network)
    answered, lonely = make_topic(author, board), make_topic(author, board, title="Ensom")
    make_post(cast["former author"], answered)
    post = make_post(author, answered)
    network.memberships.filter(member=cast["former author"]).delete()
    return Scene(cast, answered, lonely, post, make_board(network, "Kaffekroken"))


def _their_post(scene: Scene, _actor: Any) -> Post:
    return scene.answered.posts.get(author=scene.cast["former author"])


ACTS: dict[str, Callable[[Scene, Any], Any]] = {
    "answer": lambda scene, actor: create_post(actor=actor, topic=scene.answered, html="Hei"),
    "start a topic": lambda scene, actor: create_topic(
        actor=actor, board=scene.answered.board, title="Ny", html="Hei"
    ),
    "edit a post": lambda scene, actor: edit_post(
        actor=actor, post=scene.post, html="Nytt", revision=scene.post.revision
    ),
    "delete a post": lambda scene, actor: delete_post(actor=actor, post=scene.post),
    "edit what a former member wrote": lambda scene, actor: edit_post(
        actor=actor, post=_their_post(scene, actor), html="Nytt", revision=1
    ),
    "delete what a former member wrote": lambda scene, actor: delete_post(
        actor=actor, post=_their_post(scene, actor)
    ),
    "give another title": lambda scene, actor: edit_topic(
        actor=actor, topic=scene.answered, title="Nytt", kind="case"
    ),
    "remove an answered topic": lambda scene, actor: delete_topic(
        actor=actor, topic=scene.answered
    ),
    "remove a lonely topic": lambda scene, actor: delete_topic(actor=actor, topic=scene.lonely),
    "mark as read": lambda scene, actor: mark_read(
        actor=actor, topic=scene.answered, last_post_id=1
    ),
    "open a board": lambda scene, actor: create_board(
        actor=actor, network=scene.answered.board.network, name="Ny"
    ),
    "change a board": lambda scene, actor: edit_board(
        actor=actor, board=scene.empty, name="Ny", description="", after=None, revision=1
    ),
    "remove an empty board": lambda scene, actor: delete_board(actor=actor, board=scene.empty),
}

INSIDE = {"author", "guest", "member", "editor", "moderator", "coordinator"}
MODERATORS = {"moderator", "coordinator", "platform"}
MAY: dict[str, set[str]] = {
    "answer": INSIDE,
    "start a topic": INSIDE,
    "edit a post": {"author"},
    "delete a post": {"author"} | MODERATORS,
    "edit what a former member wrote": set(),
    "delete what a former member wrote": MODERATORS,
    "give another title": {"author"} | MODERATORS,
    "remove an answered topic": MODERATORS,
    "remove a lonely topic": {"author"} | MODERATORS,
    "mark as read": INSIDE,
    "open a board": {"coordinator", "platform"},
    "change a board": {"coordinator", "platform"},
    "remove an empty board": {"coordinator", "platform"},
}
PEOPLE_ONLY = {"answer", "start a topic"}


@pytest.mark.parametrize("act", ACTS)
def test_who_may_do_what(scene, act):
    may = {name for name, actor in scene.cast.items() if is_done(ACTS[act], scene, actor, act)}
    assert may == MAY[act]


def is_done(act: Callable[[Scene, Any], Any], scene: Scene, actor: Any, name: str) -> bool:
    if actor is SYSTEM and name in PEOPLE_ONLY:  # the platform writes in nobody's name
        return False
    try:
        with transaction.atomic():
            act(scene, actor)
            transaction.set_rollback(True)
    except NotAllowed:
        return False
    return True


def test_predicate_and_list_agree_on_who_runs_boards(scene):
    network = scene.empty.network
    for actor in scene.cast.values():
        may = rules.can_change_board(actor, scene.empty)
        assert rules.can_create_board(actor, network) is may
        assert (scene.empty in rules.changeable_boards(actor)) is may
        assert (network in rules.open_to_new_boards(actor)) is may


# --- Reading and following ------------------------------------------------------------------

READERS = ("visitor", "unconfirmed", "outsider", "guest outside", "guest", "member")
AUDIENCES: dict[str, tuple[str | None, ...]] = {
    "open": ("public", "public", "member", "public", "member", "member"),
    "restricted": (None, None, "member", None, "member", "member"),
    "private": (None, None, None, None, "member", "member"),
    "confidential": (None, None, None, None, "member", "member"),
}


@pytest.mark.parametrize("access", Network.Access.values)
def test_page_list_and_socket_agree_on_who_reads(scene, access):
    topic, network = scene.answered, scene.answered.board.network
    network.access = access
    network.save()
    people = [each for each in scene.cast.values() if isinstance(each, Member)]
    on_topic = rules.topic_audiences(people, topic.pk)
    on_board = rules.board_audiences(people, topic.board_id)
    for name, audience in zip(READERS, AUDIENCES[access], strict=True):
        reader = scene.cast[name]
        reads = audience is not None
        assert rules.can_read_topic(reader, topic) is reads
        assert (topic in rules.readable_topics(reader)) is reads
        assert rules.can_read_board(reader, topic.board) is reads
        assert (topic.board in rules.readable_boards(reader)) is reads
        assert rules.rights(reader, topic).audience == audience
        assert on_topic.get(reader.pk) == on_board.get(reader.pk) == audience or not reader.pk


@pytest.mark.parametrize("access", Network.Access.values)
def test_the_rights_that_a_page_asks_once_are_those_of_the_rules(scene, access):
    network = scene.answered.board.network
    network.access = access
    for actor in scene.cast.values():
        assert rules.rights(actor, scene.answered) == Rights(
            audience=networks.audience(actor, network),
            can_write=networks.can_write(actor, network),
            can_moderate=networks.can_moderate(actor, network),
        )


def test_what_is_missing_has_no_followers(scene):
    people = [scene.cast["member"]]
    assert rules.topic_audiences(people, scene.answered.pk)
    assert rules.topic_audiences(people, 999) == rules.board_audiences(people, 999) == {}
    assert rules.topic_concerns(999) == rules.board_concerns(999) == set()


def test_a_change_of_rights_in_the_network_concerns_its_topics_and_boards(scene):
    network = f"network:{scene.answered.board.network_id}"
    assert rules.topic_concerns(scene.answered.pk) == {network}
    assert rules.board_concerns(scene.answered.board_id) == {network}


@pytest.mark.parametrize("followers", [1, 6])
def test_judging_followers_costs_the_same_however_many(scene, followers, django_assert_num_queries):
    people = [each for each in scene.cast.values() if isinstance(each, Member)][:followers]
    with django_assert_num_queries(2):
        rules.topic_audiences(people, scene.answered.pk)
