"""What is done to networks themselves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from community.areas.models import Area
from community.confidentiality.guard import refuse_identifiers
from community.lib.errors import NotAllowed
from community.lib.text import slugify
from community.members.models import Member
from community.networks import rules
from community.networks.actions.join_requests import store_refusals
from community.networks.actions.memberships import store_membership
from community.networks.models import Membership, Network
from community.networks.texts import says_something, tidied
from realtime.access import rights_changed
from realtime.publishing import action


class ChangedMeanwhile(Exception):
    """Somebody else has stored another version than the one that the actor knows."""


# What stands at /nettverk/ beside the networks.
TAKEN_ADDRESSES = {"nytt"}


def create_network(  # noqa: PLR0913 - a network is these texts
    *,
    actor: Any,
    name: str,
    kind: str,
    access: str,
    definition: str = "",
    background: str = "",
    target_group: str = "",
    welcome: str = "",
    contact: Member | None = None,
    areas: Sequence[Area] = (),
) -> Network:
    """A new network; whoever starts it is its first coordinator, and its contact person unless
    another is named. Its address is made of its name.

    Raises IdentifierFound when a text holds a number.
    """
    texts = _texts(
        name=name,
        definition=definition,
        background=background,
        target_group=target_group,
        welcome=welcome,
    )
    with action():
        if not rules.can_create(actor):
            raise NotAllowed
        network = _with_free_address(texts | {"kind": kind, "access": access})
        network.areas.set(areas)
        if isinstance(actor, Member):
            role = Membership.Role.COORDINATOR
            store_membership(actor=actor, network=network, member=actor, role=role)
            contact = contact or actor
        if contact is not None:
            network.contact = _member_of(network, contact)
            network.save(update_fields=["contact"])
    return network


def update_network(  # noqa: PLR0913 - a network is these texts
    *,
    actor: Any,
    network: Network,
    name: str,
    kind: str,
    access: str,
    definition: str,
    background: str,
    target_group: str,
    welcome: str,
    contact: Member | None,
    areas: Sequence[Area],
    known: datetime | None = None,
) -> Network:
    """Change all that a network says of itself. Its address stays.

    Where it becomes confidential, those who wait to be let in are declined. Raises
    IdentifierFound when a text holds a number, ValidationError for a contact person from
    outside, and ChangedMeanwhile where it has been changed since `known`.
    """
    texts = _texts(
        name=name,
        definition=definition,
        background=background,
        target_group=target_group,
        welcome=welcome,
    )
    with action():
        network.lock()
        if not rules.can_coordinate(actor, network):
            raise NotAllowed
        if known not in (None, network.changed):
            raise ChangedMeanwhile
        contact = None if contact is None else _member_of(network, contact)
        was_listed = network.is_listed
        if network.access != access:
            rights_changed("network", network.pk)
        for field, value in (texts | {"kind": kind, "access": access}).items():
            setattr(network, field, value)
        network.contact, network.changed = contact, timezone.now()
        network.save()
        network.areas.set(areas)
        if was_listed and not network.is_listed:
            store_refusals(actor=actor, network=network)
    return network


def _texts(**texts: str) -> dict[str, str]:
    tidy = tidied(**texts)
    if not says_something(tidy["name"]):
        raise ValidationError({"name": _("Gi nettverket et navn.")})
    refuse_identifiers(**tidy)
    return tidy


def _member_of(network: Network, contact: Member) -> Member:
    if not rules.can_be_contact(contact, network):
        raise ValidationError({"contact": _("Velg noen som er med i nettverket.")})
    return contact


def _with_free_address(values: dict[str, str]) -> Network:
    """Stored under the first address of its name that is free, whoever else makes one just now."""
    slug = base = slugify(values["name"])[:70].strip("-") or "nettverk"
    number = 2
    while True:
        if slug not in TAKEN_ADDRESSES:
            network, is_new = Network.objects.get_or_create(slug=slug, defaults=values)
            if is_new:
                return network
        slug, number = f"{base}-{number}", number + 1
