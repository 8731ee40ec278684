"""How one person stands to one network: what each of its pages asks before it shows anything."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from community.networks import rules
from community.networks.models import ContactMessage, Membership, Network
from community.networks.queries.contact import unanswered_messages
from community.networks.queries.joining import waiting_requests
from community.networks.queries.networks import visible_networks


@dataclass(frozen=True)
class Place:
    """A network and what the viewer is and may there."""

    network: Network
    role: str | None  # None outside
    reads: bool
    knows_members: bool
    runs: bool
    answers: bool
    waiting: int  # requests that the viewer is to answer
    unanswered: int  # messages that the viewer is to answer

    @property
    def is_member(self) -> bool:
        return self.role is not None

    @property
    def role_name(self) -> str:
        return str(Membership.Role(self.role).label) if self.role else ""


def place_of(viewer: Any, slug: str) -> Place | None:
    """The viewer's place in the network at that address; None where they may not know of it.

    One query, and one for its areas; one or two more for a contact person who does not run it.
    """
    network: Any = _with_standing(visible_networks(viewer), viewer).filter(slug=slug).first()
    if network is None:
        return None
    return Place(
        network=network,
        role=network.my_role,
        reads=network.is_read,
        knows_members=network.shows_members,
        runs=network.is_run,
        answers=network.is_run or _answers(viewer, network),
        waiting=network.waiting,
        unanswered=network.unanswered,
    )


def _with_standing(networks: QuerySet[Network], viewer: Any) -> QuerySet[Network]:
    """The filters of the rules, asked for one row: one query instead of one for each rule."""
    here = OuterRef("pk")
    own = rules.own_memberships(viewer).filter(network=here)
    return (
        networks.select_related("contact")
        .prefetch_related("areas")
        .annotate(
            my_role=Subquery(own.values("role")[:1]),
            is_read=Exists(rules.readable(viewer).filter(pk=here)),
            shows_members=Exists(rules.showing_members(viewer).filter(pk=here)),
            is_run=Exists(rules.coordinated(viewer).filter(pk=here)),
            waiting=_number(waiting_requests(viewer)),
            unanswered=_number(unanswered_messages(viewer)),
        )
    )


def _number(rows: QuerySet[Any]) -> Coalesce:
    """How many of `rows` belong to the network of the outer query."""
    of_network = rows.filter(network=OuterRef("pk")).order_by().values("network")
    return Coalesce(Subquery(of_network.annotate(number=Count("pk")).values("number")), 0)


def _answers(viewer: Any, network: Network) -> bool:
    """Whether a contact person who does not run the network gets what is written to it."""
    is_named = network.contact_id is not None and network.contact_id == viewer.pk
    return is_named and rules.can_answer(viewer, ContactMessage(network=network))
