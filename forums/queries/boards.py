"""The boards a person can see, and a board's topics as they meet them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from community.networks import rules as networks
from community.networks.models import Membership, Network
from forums import rules
from forums.models import Board, Topic
from forums.queries.topics import topics_of_board
from forums.queries.unread import Reader, is_unread, with_read_mark, with_unread
from realtime.declarations import Audience

PAGE = 20
UNREAD, UNANSWERED = "uleste", "ubesvarte"

_CURSOR = re.compile(r"([0-9]{8}T[0-9]{12})-([0-9]{1,18})")
_CURSOR_TIME = "%Y%m%dT%H%M%S%f"


def readable_board(viewer: Any) -> QuerySet[Board]:
    """Boards the viewer may read, with the viewer's own `role` and `joined` in the network.

    `is_changeable` says whether the viewer may change the board itself.
    """
    own = FilteredRelation(
        "network__memberships", condition=Q(network__memberships__member=viewer.pk)
    )
    return (
        rules.readable_boards(viewer)
        .select_related("network")
        .alias(own=own)
        .annotate(
            role=F("own__role"),
            joined=F("own__joined"),
            is_changeable=Exists(rules.changeable_boards(viewer).filter(pk=OuterRef("pk"))),
        )
    )


def locked_board(board_id: int, *, to_remove: bool = False) -> Board | None:
    """The board as it is now, and for as long as the action lasts, with what judging it takes.

    Who will remove it also holds off what would come to hang on it meanwhile: topics.
    """
    return (
        Board.objects.select_for_update(of=("self",), no_key=not to_remove)
        .select_related("network")
        .filter(pk=board_id)
        .first()
    )


def standing_in(viewer: Any, network: Network) -> tuple[Audience, bool, Reader]:
    """As whom one of its readers reads the network, whether they may open boards there, and what
    tells what is new to them.
    """
    here = OuterRef("pk")
    own = Membership.objects.filter(network=here, member=viewer.pk)
    knows_members, may_open, joined = (
        Network.objects.filter(pk=network.pk)
        .values_list(
            Exists(networks.showing_members(viewer).filter(pk=here)),
            Exists(rules.open_to_new_boards(viewer).filter(pk=here)),
            Subquery(own.values("joined")[:1]),
        )
        .get()
    )
    return ("member" if knows_members else "public"), may_open, Reader(viewer.pk, joined)


def boards_of_network(network: Any, reader: Reader) -> list[Any]:
    """The boards of a network that the caller has been let into, with what the network's page
    shows: `topic_count`, how many of them are `unread`, and `newest`, the topic last written in.
    Three queries, two for a visitor.
    """
    topics = Topic.objects.filter(board=OuterRef("pk"))
    boards: list[Any] = list(
        Board.objects.filter(network=network).annotate(
            topic_count=Count("topics"),
            newest_id=Subquery(topics.order_by("-last_post_at", "-pk").values("pk")[:1]),
        )
    )
    newest = Topic.objects.select_related("last_author").in_bulk(
        [board.newest_id for board in boards if board.newest_id]
    )
    unread = _unread_by_board(network, reader) if reader.id else {}
    for board in boards:
        board.newest = newest.get(board.newest_id)
        board.unread = unread.get(board.pk, 0)
    return boards


def _unread_by_board(network: Any, reader: Reader) -> dict[int, int]:
    topics = with_read_mark(Topic.objects.filter(board__network=network), reader.id)
    counted = topics.filter(is_unread(reader)).order_by().values("board").annotate(Count("pk"))
    return dict(counted.values_list("board", "pk__count"))


# --- A page of topics -----------------------------------------------------------------------


@dataclass(frozen=True)
class Cursor:
    """A place between topics: after the one that was last active at `moment`, with this id."""

    moment: datetime
    id: int

    @classmethod
    def of(cls, topic: Topic) -> str:
        """The topic's own place, as it stands in an address."""
        return f"{topic.last_post_at.astimezone(UTC):{_CURSOR_TIME}}-{topic.pk}"

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """The place in an address, None when it is not written like one."""
        match = _CURSOR.fullmatch(text)
        if match is None:
            return None
        try:
            moment = datetime.strptime(match[1], _CURSOR_TIME).replace(tzinfo=UTC)
        except ValueError:
            return None
        return cls(moment, int(match[2]))

    def older(self) -> Q:
        same = Q(last_post_at=self.moment, pk__lt=self.id)
        return Q(last_post_at__lt=self.moment) | same

    def newer(self) -> Q:
        same = Q(last_post_at=self.moment, pk__gt=self.id)
        return Q(last_post_at__gt=self.moment) | same


@dataclass(frozen=True)
class TopicPage:
    """Some topics, last active first; `newer` and `older` are the ways on, or empty."""

    topics: list[Topic]
    newer: str = ""
    older: str = ""


def page_of_topics(
    board_id: int,
    reader: Reader,
    *,
    before: str = "",
    after: str = "",
    shown: str = "",
    kind: str = "",
) -> TopicPage:
    """The topics last active, or those before or after a cursor; with `unread`, a number.

    `shown` narrows to the unread or the unanswered, `kind` to one kind. A cursor that leads
    nowhere gives the first page.
    """
    topics = _narrowed(with_unread(topics_of_board(board_id), reader), reader, shown, kind)
    older, newer = Cursor.parse(before), Cursor.parse(after)
    if older and (found := list(topics.filter(older.older())[: PAGE + 1])):
        return TopicPage(found[:PAGE], newer=Cursor.of(found[0]), older=_rest(found))
    if newer:
        found = list(topics.filter(newer.newer()).reverse()[: PAGE + 1])
        if len(found) > PAGE:
            nearest = found[:PAGE][::-1]
            return TopicPage(nearest, newer=Cursor.of(nearest[0]), older=Cursor.of(nearest[-1]))
    found = list(topics[: PAGE + 1])
    return TopicPage(found[:PAGE], older=_rest(found))


def _rest(found: Sequence[Topic]) -> str:
    """Where the next page begins, if more was found than one holds."""
    return Cursor.of(found[PAGE - 1]) if len(found) > PAGE else ""


def _narrowed(topics: QuerySet[Topic], reader: Reader, shown: str, kind: str) -> QuerySet[Topic]:
    if shown == UNREAD:
        topics = topics.filter(is_unread(reader))
    if shown == UNANSWERED:
        topics = topics.filter(post_count__lte=1)
    return topics.filter(kind=kind) if kind else topics


def topic_counts(board_id: int, reader: Reader) -> dict[str, int]:
    """How many topics the board has: `all`, `unread` by the reader, and `unanswered`."""
    topics = with_read_mark(Topic.objects.filter(board=board_id), reader.id)
    return topics.aggregate(
        all=Count("pk"),
        unread=Count("pk", filter=is_unread(reader)),
        unanswered=Count("pk", filter=Q(post_count__lte=1)),
    )
