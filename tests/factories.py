"""The people and things that tests speak of. Names say what part they play."""

from itertools import count
from typing import Any

from community.areas.models import Area, County
from community.members.models import Member
from community.members.system import SYSTEM
from community.networks.actions.memberships import add_member
from community.networks.actions.networks import create_network
from community.networks.models import Membership, Network
from community.organisations.actions.affiliations import add_affiliation
from community.organisations.actions.organisations import create_organisation
from community.organisations.models import Affiliation, Organisation
from forums.actions.boards import create_board
from forums.actions.posts import create_post
from forums.actions.topics import create_topic
from forums.models import Board, Post, Topic
from forums.texts import from_plain

PASSWORD = "a-long-enough-word"
_numbers = count(1)


def make_member(name: str = "Kari Nymoen", **fields: Any) -> Member:
    """A confirmed member; `standing=` and the like change that."""
    number = next(_numbers)
    defaults = {
        "email": f"member-{number}@example.org",
        "name": name,
        "standing": Member.Standing.CONFIRMED,
        "password": PASSWORD,
    }
    return Member.objects.create_user(**(defaults | fields))


def make_unconfirmed(name: str = "Ukjent Person", **fields: Any) -> Member:
    return make_member(name, standing=Member.Standing.UNCONFIRMED, **fields)


def make_guest(name: str = "Per Pårørende", **fields: Any) -> Member:
    return make_member(name, standing=Member.Standing.GUEST, **fields)


def make_administrator(name: str = "Ada Administrator") -> Member:
    return make_member(name, is_staff=True, is_superuser=True)


def make_network(
    name: str = "Palliasjon", access: str = Network.Access.PRIVATE, members: tuple[Member, ...] = ()
) -> Network:
    network = create_network(actor=SYSTEM, name=name, kind=Network.Kind.COMPETENCE, access=access)
    for member in members:
        join(network, member)
    return network


def join(network: Network, member: Member, role: str = Membership.Role.MEMBER) -> Membership:
    return add_member(actor=SYSTEM, network=network, member=member, role=role)


def make_board(network: Network, name: str = "Kasus og metode") -> Board:
    return create_board(actor=SYSTEM, network=network, name=name)


def make_topic(author: Member, board: Board | None = None, **fields: Any) -> Topic:
    """A topic by `author`, in a private network of theirs unless a board is given."""
    board = board or make_board(make_network(f"Nettverk {next(_numbers)}", members=(author,)))
    html = from_plain(fields.pop("text", "Vi lurer på noe."))
    defaults = {"title": "Hvordan gjør dere det?", "html": html}
    return create_topic(actor=author, board=board, **(defaults | fields))


def make_post(author: Member, topic: Topic, text: str = "Slik gjør vi det.") -> Post:
    return create_post(actor=author, topic=topic, html=from_plain(text))


def make_area(name: str, kind: str, parent: Area | None = None, **fields: Any) -> Area:
    slug = fields.pop("slug", name.lower().replace(" ", "-").replace("ø", "o").replace("å", "a"))
    return Area.objects.create(
        name=name, kind=kind, parent=parent, slug=slug, code=fields.pop("code", slug), **fields
    )


def make_county(name: str = "Innlandet", number: str = "34") -> County:
    return County.objects.get_or_create(number=number, defaults={"name": name})[0]


def make_organisation(
    name: str = "Gjøvik kommune", kind: str = Organisation.Kind.MUNICIPALITY, **fields: Any
) -> Organisation:
    return create_organisation(actor=SYSTEM, name=name, kind=kind, **fields)


def affiliate(member: Member, organisation: Organisation, **fields: Any) -> Affiliation:
    """The member works there; with `is_main=True` it is what is shown beside their name."""
    return add_affiliation(actor=member, organisation=organisation, **fields)
