"""Every sort of person tries every act on every access level."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from community.lib.errors import NotAllowed
from community.networks.actions.contact import mark_answered, write_to_contact
from community.networks.actions.join_requests import (
    approve_request,
    ask_to_join,
    decline_request,
    withdraw_request,
)
from community.networks.actions.memberships import (
    add_member,
    leave_network,
    remove_member,
    set_role,
)
from community.networks.actions.networks import update_network
from community.networks.models import ContactMessage, JoinRequest, Membership, Network
from tests.community.networks.cast import filled_in, make_cast
from tests.factories import make_member, make_unconfirmed

pytestmark = pytest.mark.django_db

TABLE = """
                          change  add   role  remove  leave  ask  withdraw  approve  decline  contact  answered
visitor                   -       -     -     -       -      -    -         -        -        -        -
unconfirmed               -       -     -     -       -      orp  -         -        -        orp      -
guest outside             -       -     -     -       -      orp  -         -        -        orp      -
outsider                  -       -     -     -       -      orp  -         -        -        orp      -
former member             -       -     -     -       -      orp  -         -        -        orp      -
administrator             -       -     -     -       -      orp  -         -        -        orp      -
member                    -       -     -     -       orpc   -    -         -        -        orpc     -
guest inside              -       -     -     -       orpc   -    -         -        -        orpc     -
contact person            -       -     -     -       orpc   -    -         -        -        orpc     orpc
editor                    -       -     -     -       orpc   -    -         -        -        orpc     -
moderator                 -       -     -     -       orpc   -    -         -        -        orpc     -
coordinator               orpc    orpc  orpc  orpc    orpc   -    -         orpc     orpc     orpc     orpc
second coordinator        orpc    orpc  orpc  orpc    orpc   -    -         orpc     orpc     orpc     orpc
coordinator, now a guest  -       -     -     -       orpc   -    -         -        -        orpc     -
coordinator, deactivated  -       -     -     -       -      -    -         -        -        -        -
system                    orpc    orpc  orpc  orpc    -      -    -         orpc     orpc     -        orpc
"""  # noqa: E501


def acts(network: Network, newcomer: Any, asker: Any) -> dict[str, Callable[[Any], object]]:
    """What the actor does to the network, its member Åse, a newcomer and one who asks."""
    aase = Membership.objects.create(network=network, member=make_member("Åse Aamodt"))
    request = JoinRequest.objects.create(network=network, member=asker)
    message = ContactMessage.objects.create(network=network, sender=asker, text="Hei")
    texts = {"name": network.name, "definition": "", "background": "", "target_group": ""}
    about = texts | {"kind": network.kind, "access": network.access, "welcome": ""}
    calls = {
        "change": (update_network, {"network": network, **about, "contact": None, "areas": []}),
        "add": (add_member, {"network": network, "member": newcomer}),
        "role": (set_role, {"membership": aase, "role": Membership.Role.EDITOR}),
        "remove": (remove_member, {"membership": aase}),
        "leave": (leave_network, {"network": network}),
        "ask": (ask_to_join, {"network": network}),
        "withdraw": (withdraw_request, {"request": request}),
        "approve": (approve_request, {"request": request}),
        "decline": (decline_request, {"request": request}),
        "contact": (write_to_contact, {"network": network, "text": "Hei"}),
        "answered": (mark_answered, {"message": message}),
    }
    return {
        name: lambda actor, act=act, things=things: act(actor=actor, **things)
        for name, (act, things) in calls.items()
    }


def succeeds(act: Callable[[Any], object], actor: Any) -> bool:
    """Whether the act goes through; it is undone either way."""
    with transaction.atomic():
        try:
            act(actor)
        except (NotAllowed, ValidationError):
            return False
        finally:
            transaction.set_rollback(True)
    return True


def test_who_can_do_what():
    cast, networks = make_cast()
    newcomer, asker = make_member("Ny Kollega"), make_unconfirmed("Spør Pent")
    all_acts = {network.pk: acts(network, newcomer, asker) for network in networks}

    def may(act: str, actor: Any, network: Network) -> bool:
        return succeeds(all_acts[network.pk][act], actor)

    table = filled_in(TABLE, cast, networks, may)
    assert table.split("\n") == TABLE.strip("\n").split("\n")
