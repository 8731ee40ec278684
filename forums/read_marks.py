"""How far members have read: stored by the page that they open, and by the socket they read on."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from django.db import IntegrityError, connection
from django.utils import timezone

from community.members.models import Member
from community.networks import rules as networks
from community.networks.models import Network
from forums.models import Topic
from realtime.declarations import SeenMark
from realtime.looks import look

# A mark is never lowered: another tab, or a message that comes late, may know less.
_RAISE = """
    INSERT INTO forums_readmark (member_id, topic_id, last_post_id, read_at) VALUES {rows}
    ON CONFLICT (member_id, topic_id) DO UPDATE
    SET last_post_id = excluded.last_post_id, read_at = excluded.read_at
    WHERE excluded.last_post_id > forums_readmark.last_post_id
"""


def raise_marks(marks: Iterable[SeenMark]) -> None:
    """Store the marks (member's id, topic's, that of the last post read) in one statement.

    Those of a topic that was removed in this very moment are left out.
    """
    highest: dict[tuple[int, int], int] = {}
    for member, topic, post in marks:
        highest[member, topic] = max(post, highest.get((member, topic), 0))
    found = [(member, topic, post) for (member, topic), post in highest.items()]
    try:
        _store(found)
    except IntegrityError:
        for mark in found:
            with suppress(IntegrityError):
                _store([mark])


def _store(marks: Sequence[SeenMark]) -> None:
    if not marks:
        return
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    statement = _RAISE.format(rows=", ".join(["(%s, %s, %s, %s)"] * len(marks)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for mark in marks for value in (*mark, now)])
    for member in {member for member, _topic, _post in marks}:
        look(member)  # their other tabs show what is unread


def store_read_marks(marks: Sequence[SeenMark]) -> None:
    """What browsers say they have shown, as far as it can be true and they may still read it.

    One statement writes them; two queries come before it, and one for each network.
    """
    members = Member.objects.in_bulk({member for member, _topic, _post in marks})
    topics = Topic.objects.select_related("board__network").in_bulk(
        {topic for _member, topic, _post in marks}
    )
    in_networks = {topic.board.network for topic in topics.values()}
    readers = {network.pk: _readers(members.values(), network) for network in in_networks}
    raise_marks(
        (member, topic, min(post, topics[topic].last_post_id))
        for member, topic, post in marks
        if topic in topics and member in readers[topics[topic].board.network_id]
    )


def _readers(members: Iterable[Member], network: Network) -> set[int]:
    found = networks.audiences(members, network)
    return {member for member, audience in found.items() if audience == "member"}
