"""Who may read and write in boards and topics: those who may in their network.

Predicates about a topic or a post want it with its `board__network`.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from community.members.system import SYSTEM
from community.networks import rules as networks
from community.networks.models import Network
from community.networks.rules import Rights
from forums.models import Board, Post, Topic
from realtime.declarations import Audience


def can_read_board(actor: Any, board: Board) -> bool:
    return networks.can_read(actor, board.network)


def readable_boards(actor: Any) -> QuerySet[Board]:
    """The boards for which `can_read_board` says yes; visitors read those of open networks."""
    return Board.objects.filter(network__in=networks.readable(actor))


def can_read_topic(actor: Any, topic: Topic) -> bool:
    return networks.can_read(actor, topic.board.network)


def readable_topics(actor: Any) -> QuerySet[Topic]:
    """The topics for which `can_read_topic` says yes."""
    return Topic.objects.filter(board__network__in=networks.readable(actor))


def can_write_in(actor: Any, board: Board) -> bool:
    """Whether the actor may start topics and answer in this board."""
    return networks.can_write(actor, board.network)


def can_create_board(actor: Any, network: Network) -> bool:
    return networks.can_coordinate(actor, network)


def open_to_new_boards(actor: Any) -> QuerySet[Network]:
    """The networks for which `can_create_board` says yes."""
    return networks.coordinated(actor)


def can_change_board(actor: Any, board: Board) -> bool:
    """Whether the actor may change name and place, and remove the board while it is empty."""
    return networks.can_coordinate(actor, board.network)


def changeable_boards(actor: Any) -> QuerySet[Board]:
    """The boards for which `can_change_board` says yes."""
    return Board.objects.filter(network__in=networks.coordinated(actor))


# --- What has been written ------------------------------------------------------------------


def can_edit_post(actor: Any, post: Post) -> bool:
    """Whether the actor may change the text: its author, while it is there."""
    return post.deleted_at is None and _writes_as(post.author_id, actor, rights(actor, post.topic))


def can_delete_post(actor: Any, post: Post) -> bool:
    """Whether the actor may take the text away: its author, or a moderator."""
    own = rights(actor, post.topic)
    return own.can_moderate or _writes_as(post.author_id, actor, own)


def can_edit_topic(actor: Any, topic: Topic, own: Rights | None = None) -> bool:
    """Whether the actor may change title and kind: its author, or a moderator.

    `own` are the actor's `rights`, if the caller has them.
    """
    own = own or rights(actor, topic)
    return own.can_moderate or _writes_as(topic.author_id, actor, own)


def can_delete_topic(
    actor: Any, topic: Topic, own: Rights | None = None, *, is_answered: bool | None = None
) -> bool:
    """Whether the actor may remove all of it: a moderator, or its author before others answer.

    `is_answered` says whether others have, if the caller knows.
    """
    own = own or rights(actor, topic)
    if own.can_moderate or not _writes_as(topic.author_id, actor, own):
        return own.can_moderate
    return not (_is_answered(topic) if is_answered is None else is_answered)


def answers_by_others() -> QuerySet[Post]:
    """For a query of topics: what others than a topic's author have written in it, and stands."""
    posts = Post.objects.filter(topic=OuterRef("pk"), deleted_at=None)
    return posts.exclude(author=OuterRef("author"))


def can_keep_mark(actor: Any, topic: Topic, own: Rights | None = None) -> bool:
    """Whether we remember how far the actor has read: those who read as members."""
    return (own or rights(actor, topic)).audience == "member" and actor is not SYSTEM


def rights(actor: Any, topic: Topic) -> Rights:
    """What the actor may do in the topic's network."""
    network = topic.board.network
    return networks.rights(actor, network, networks.role_of(actor, network))


def _writes_as(author_id: int, actor: Any, own: Rights) -> bool:
    """Whether the actor is this author, and still writes there."""
    return own.can_write and getattr(actor, "pk", None) == author_id


def _is_answered(topic: Topic) -> bool:
    return Topic.objects.filter(Exists(answers_by_others()), pk=topic.pk).exists()


# --- Live -----------------------------------------------------------------------------------


def topic_audiences(members: Sequence[Any], topic_id: int) -> dict[int, Audience]:
    """As whom members may follow a topic, by their ids: as they read it. Others are left out."""
    topic = Topic.objects.filter(pk=topic_id).select_related("board__network").first()
    return networks.audiences(members, topic.board.network) if topic else {}


def topic_concerns(topic_id: int) -> set[str]:
    """Whose change of rights concerns the topic's followers: its network's."""
    found = Topic.objects.filter(pk=topic_id).values_list("board__network", flat=True)
    return {f"network:{id}" for id in found}


def board_audiences(members: Sequence[Any], board_id: int) -> dict[int, Audience]:
    """The same for a board."""
    board = Board.objects.filter(pk=board_id).select_related("network").first()
    return networks.audiences(members, board.network) if board else {}


def board_concerns(board_id: int) -> set[str]:
    found = Board.objects.filter(pk=board_id).values_list("network", flat=True)
    return {f"network:{id}" for id in found}
