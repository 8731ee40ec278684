"""Who may read and write in boards and topics: those who may in their network."""

from typing import Any

from django.db.models import QuerySet

from community.networks import rules as networks
from forums.models import Board, Topic
from realtime.declarations import Audience


def can_read_topic(actor: Any, topic: Topic) -> bool:
    return networks.can_read(actor, topic.board.network)


def readable_boards(actor: Any) -> QuerySet[Board]:
    return Board.objects.filter(network__in=networks.readable(actor))


def readable_topics(actor: Any) -> QuerySet[Topic]:
    """The topics for which `can_read_topic` says yes."""
    return Topic.objects.filter(board__network__in=networks.readable(actor))


def can_write_in(actor: Any, board: Board) -> bool:
    """Whether the actor may start topics and answer in this board."""
    return networks.can_write(actor, board.network)


def can_create_board(actor: Any, network: Any) -> bool:
    return networks.can_coordinate(actor, network)


def topic_audience(actor: Any, topic_id: int) -> Audience | None:
    """As whom the actor may follow the topic; None when it is missing or not theirs."""
    return "member" if readable_topics(actor).filter(pk=topic_id).exists() else None
