"""What is done to networks and their memberships."""

from typing import Any

from community.areas.models import Area
from community.confidentiality.guard import refuse_identifiers
from community.lib.errors import NotAllowed
from community.lib.text import slugify
from community.networks import rules
from community.networks.models import Membership, Network
from realtime.publishing import action


def create_network(
    *,
    actor: Any,
    name: str,
    kind: str,
    access: str,
    definition: str = "",
    background: str = "",
    target_group: str = "",
    areas: list[Area] | None = None,
) -> Network:
    """A new network without members. Its address is made of its name."""
    refuse_identifiers(
        name=name, definition=definition, background=background, target_group=target_group
    )
    if not rules.can_create(actor):
        raise NotAllowed
    with action():
        network = Network.objects.create(
            name=name,
            slug=_free_slug(name),
            kind=kind,
            access=access,
            definition=definition,
            background=background,
            target_group=target_group,
        )
        network.areas.set(areas or [])
    return network


def add_member(
    *, actor: Any, network: Network, member: Any, role: str = Membership.Role.MEMBER
) -> Membership:
    """Take a confirmed member in, or give them another role."""
    if not rules.can_coordinate(actor, network) or not member.is_confirmed:
        raise NotAllowed
    with action():
        membership, _created = Membership.objects.update_or_create(
            network=network, member=member, defaults={"role": role}
        )
    return membership


def _free_slug(name: str) -> str:
    slug = base = slugify(name)[:70] or "nettverk"
    number = 2
    while Network.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug
