"""Everybody who may stand before a network, and the tables that say what each may do.

A table has a row for each person and a column for each act. A cell holds the first letters of
the access levels where they may: open, restricted, private, confidential; or a dash.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser

from community.members.models import Member
from community.members.system import SYSTEM
from community.networks.models import Membership, Network
from tests.factories import (
    make_administrator,
    make_guest,
    make_member,
    make_network,
    make_unconfirmed,
)

Role = Membership.Role
Cast = dict[str, Any]

INSIDE = {
    "member": Role.MEMBER,
    "guest inside": Role.MEMBER,
    "contact person": Role.MEMBER,
    "editor": Role.EDITOR,
    "moderator": Role.MODERATOR,
    "coordinator": Role.COORDINATOR,
    "second coordinator": Role.COORDINATOR,
    "coordinator, now a guest": Role.COORDINATOR,
    "coordinator, deactivated": Role.COORDINATOR,
}


def make_cast() -> tuple[Cast, list[Network]]:
    """The people by the part they play, and one network of each access level with them in it."""
    cast: Cast = {
        "visitor": AnonymousUser(),
        "unconfirmed": make_unconfirmed(),
        "guest outside": make_guest(),
        "outsider": make_member("Nora Vik"),
        "former member": make_member("Finn Før"),
        "administrator": make_administrator(),
        "system": SYSTEM,
    }
    cast |= {name: make_member(name.title()) for name in INSIDE}
    networks = [make_network(f"Nettverk {access}", access) for access in Network.Access.values]
    for network in networks:
        _let_in(cast, network)
    Membership.objects.filter(member=cast["former member"]).delete()
    for name in ("guest inside", "coordinator, now a guest"):
        _change(cast[name], standing=Member.Standing.GUEST)
    _change(cast["coordinator, deactivated"], is_active=False)
    return cast, networks


def _let_in(cast: Cast, network: Network) -> None:
    roles = INSIDE | {"former member": Role.MEMBER}
    Membership.objects.bulk_create(
        [Membership(network=network, member=cast[name], role=role) for name, role in roles.items()]
    )
    network.contact = cast["contact person"]
    network.save()


def _change(member: Member, **fields: Any) -> None:
    for field, value in fields.items():
        setattr(member, field, value)
    member.save()


def filled_in(
    expected: str, cast: Cast, networks: list[Network], may: Callable[[str, Any, Network], bool]
) -> str:
    """The table of `expected`, its cells filled with what `may(act, person, network)` says."""
    heading, *rows = expected.strip("\n").split("\n")
    acts = heading.split()
    places = [heading.index(f" {act}") + 1 for act in acts]
    assert [row[: places[0]].strip() for row in rows] == sorted(cast, key=_order(rows))
    lines = [heading]
    for name in [row[: places[0]].strip() for row in rows]:
        line = name
        for act, place in zip(acts, places, strict=True):
            cell = "".join(each.access[0] for each in networks if may(act, cast[name], each))
            line = line.ljust(place) + (cell or "-")
        lines.append(line)
    return "\n".join(lines)


def _order(rows: list[str]) -> Callable[[str], int]:
    """Every person has exactly one row: an unknown or missing one fails here."""
    return lambda name: next(i for i, row in enumerate(rows) if row.startswith(f"{name}  "))
