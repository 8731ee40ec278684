"""Who answers for a network, and what has been written to them."""

from typing import Any

from django.db.models import QuerySet

from community.members.models import Member
from community.members.rules import can_see_member
from community.networks import rules
from community.networks.models import ContactMessage, Network
from community.networks.queries.members import coordinators_of


def contact_of(network: Network) -> Member | None:
    """Who answers strangers: the named contact person, else the first coordinator."""
    contact = network.contact
    if contact is not None and rules.can_be_contact(contact, network):
        return contact
    return coordinators_of(network).first()


def contact_named_to(viewer: Any, network: Network) -> Member | None:
    """`contact_of` where the viewer may know the name, else None.

    Who was named as contact person is named to all. A coordinator is named to those who meet the
    members by name, to those who could look them up where the network is listed, and in an open
    network to all, when they have chosen to be named there.
    """
    contact = contact_of(network)
    if contact is None or contact.pk == network.contact_id:
        return contact
    if network.access == Network.Access.OPEN and contact.is_named_publicly:
        return contact
    if rules.can_see_members(viewer, network):
        return contact
    return contact if network.is_listed and can_see_member(viewer, contact) else None


def readers_of_contact(network: Network) -> list[Member]:
    """Who is told of a message: the contact person, or all coordinators where none is named."""
    contact = contact_of(network)
    if contact is not None and contact.pk == network.contact_id:
        return [contact]
    return list(coordinators_of(network))


def contact_messages(viewer: Any, network: Network | None = None) -> QuerySet[ContactMessage]:
    """The messages that the viewer is to answer, newest first; those of `network`, or of all."""
    messages = rules.answerable(viewer).select_related("sender", "network", "answered_by")
    return messages if network is None else messages.filter(network=network)


def unanswered_messages(viewer: Any, network: Network | None = None) -> QuerySet[ContactMessage]:
    """Those of them that nobody has answered, the oldest first."""
    waiting = contact_messages(viewer, network).filter(answered_at=None)
    return waiting.order_by("created", "pk")
