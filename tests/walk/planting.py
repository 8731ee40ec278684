"""A private and a confidential network with a word in all that outsiders must not read.

Everything is written by the actions that people use. Which fields there are is read from the
models, so that a new one is missed at once (`test_pages`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from community.areas.models import Area
from community.members.actions.profile import Visibility, update_profile
from community.members.models import Member
from community.members.system import SYSTEM
from community.networks.actions.contact import write_to_contact
from community.networks.actions.join_requests import ask_to_join, decline_request
from community.networks.actions.memberships import leave_network
from community.networks.actions.networks import create_network, update_network
from community.networks.models import ContactMessage, JoinRequest, Membership, Network
from community.organisations.actions.affiliations import add_affiliation
from community.organisations.actions.organisations import create_organisation
from community.organisations.models import Affiliation, Organisation
from forums.actions.boards import create_board
from forums.actions.posts import create_post
from forums.actions.reading import mark_read
from forums.actions.topics import create_topic
from forums.models import Board, Post, Topic
from tests import factories
from tests.architecture.text_fields import is_ours, text_fields

# Letters only, so that folding, slugs and escaping leave them alone.
PRIVATE = "vintereik"
CONFIDENTIAL = "sommerlind"
UNLISTED = "haustbjork"  # in what a member says of themselves who is not in the list
WORDS = (PRIVATE, CONFIDENTIAL, UNLISTED)
NOWHERE = "vaarfurua"  # what nobody has written

# The card of a listed network: what everybody may read.
CARD = {
    "name": "Natteravnene",
    "definition": "Vi som er våkne.",
    "target_group": "Nattevakter.",
    "welcome": "Kom når du ikke får sove.",
}


def phrase(word: str, model: type, field: str) -> str:
    """What is planted in the field: one token, whole also in an address."""
    return f"{word}-{model.__name__}-{field}".lower().replace("_", "-")


@dataclass(frozen=True)
class People:
    """Who walks, and who is inside. `coordinator`, `hidden` and `asker` wrote what is planted."""

    coordinator: Member
    insider: Member
    hidden: Member  # inside, and not in the list of members
    asker: Member  # wrote to both networks from outside
    declined: Member  # asked both, and was told no
    unconfirmed: Member
    outsider: Member
    guest: Member
    former: Member
    administrator: Member


@dataclass(frozen=True)
class Ground:
    """What is there before anything is planted: people, and the private network's card."""

    people: People
    area: Area
    organisation: Organisation  # where the hidden member works
    private: Network
    other: Network  # of outsider and guest

    @property
    def ids(self) -> dict[str, Any]:
        """What everybody may see, by kind of thing, as in addresses."""
        return {
            "area": self.area.slug,
            "insider": self.people.insider.pk,
            "organisation": self.organisation.pk,
        }


@dataclass(frozen=True)
class Space:
    """One of the two networks. `ids` holds what stands for it in addresses, by kind of thing."""

    network: Network
    word: str
    ids: Mapping[str, Any]
    left_behind: Mapping[str, Any]  # the same, of what the former member wrote


@dataclass(frozen=True)
class Planted:
    private: Space
    confidential: Space
    missing: Space  # the addresses of nothing

    @property
    def spaces(self) -> tuple[Space, Space]:
        return self.private, self.confidential


# --- Before -----------------------------------------------------------------------------------


def make_ground() -> Ground:
    area = factories.make_area("Nattlandet", "country")
    people = make_people(area)
    organisation = hide(people.hidden)
    private = create_network(
        actor=SYSTEM,
        kind=Network.Kind.COMPETENCE,
        access=Network.Access.PRIVATE,
        areas=[area],
        **CARD,
    )
    factories.join(private, people.coordinator, Membership.Role.COORDINATOR)
    _update(private, contact=people.coordinator)
    ask_to_join(actor=people.unconfirmed, network=private, message="Er det plass til flere?")
    other = factories.make_network("Dagfuglene", Network.Access.RESTRICTED)
    factories.join(other, people.outsider, Membership.Role.COORDINATOR)
    factories.join(other, people.guest)
    other_board = factories.make_board(other, "Om dagen")
    create_topic(actor=people.outsider, board=other_board, title="Om morgenen", html="<p>Hei</p>")
    return Ground(people, area, organisation, private, other)


def make_people(area: Area) -> People:
    made = {
        "coordinator": factories.make_member("Kari Kråke"),
        "insider": factories.make_member("Ivar Irisk"),
        "hidden": factories.make_member("Hilde Hegre"),
        "asker": factories.make_member("Svein Svale"),
        "declined": factories.make_member("Dag Due"),
        "unconfirmed": factories.make_unconfirmed("Ulf Ugle"),
        "outsider": factories.make_member("Nora Nattergal"),
        "guest": factories.make_guest("Per Piplerke"),
        "former": factories.make_member("Tora Trost"),
        "administrator": factories.make_administrator("Ada Alke"),
    }
    for member in made.values():
        member.main_area, member.area_decided = area, True
        member.save()
    return People(**made)


# --- Planting ---------------------------------------------------------------------------------


def plant(ground: Ground) -> Planted:
    private = _fill(ground, ground.private, PRIVATE)
    confidential = _make_confidential(ground)
    return Planted(private, confidential, _missing(private))


def hide(member: Member) -> Organisation:
    """What somebody says of themselves who does not want to be in the list."""
    texts = {name: phrase(UNLISTED, Member, name) for name in ("name", "title", "expertise")}
    update_profile(
        actor=member,
        workplace=phrase(UNLISTED, Member, "workplace"),
        color_scheme=Member.ColorScheme.AUTO,
        profession=Member.Profession.NURSE,
        visibility=Visibility(is_listed=False, shows_presence=True, is_named_publicly=True),
        **texts,
    )
    organisation = create_organisation(
        actor=SYSTEM, name="Nattsykehuset", kind=Organisation.Kind.HOSPITAL
    )
    parts = {name: phrase(UNLISTED, Affiliation, name) for name in ("unit", "role")}
    add_affiliation(actor=member, organisation=organisation, **parts)
    return organisation


def _make_confidential(ground: Ground) -> Space:
    """It was listed once: people asked to come in, and wrote to it. Then it was hidden."""
    texts = {name: phrase(CONFIDENTIAL, Network, name) for name in CARD}
    network = create_network(
        actor=SYSTEM,
        kind=Network.Kind.MEETING_PLACE,
        access=Network.Access.PRIVATE,
        areas=[ground.area],
        **texts,
    )
    factories.join(network, ground.people.coordinator, Membership.Role.COORDINATOR)
    space = _fill(ground, network, CONFIDENTIAL)
    _update(network, access=Network.Access.CONFIDENTIAL)
    return space


def _fill(ground: Ground, network: Network, word: str) -> Space:
    people = ground.people
    _update(
        network,
        background=phrase(word, Network, "background"),
        contact=people.coordinator,
    )
    factories.join(network, people.insider)
    factories.join(network, people.hidden)
    board = create_board(
        actor=people.coordinator,
        network=network,
        name=phrase(word, Board, "name"),
        description=phrase(word, Board, "description"),
    )
    empty = create_board(actor=people.coordinator, network=network, name=f"{word} uten tråder")
    post = _discuss(ground, board, word)
    left_behind = _discuss_and_leave(ground, board, word)
    waiting, message = _write_from_outside(ground, network, word)
    return Space(
        network,
        word,
        {
            "network": network.slug,
            "board": board.pk,
            "empty_board": empty.pk,
            "topic": post.topic_id,
            "post": post.pk,
            "member": people.hidden.pk,
            "affiliation": people.hidden.affiliations.get().pk,
            "request": waiting.pk,
            "message": message.pk,
        },
        {"topic": left_behind.topic_id, "post": left_behind.pk},
    )


def _discuss(ground: Ground, board: Board, word: str) -> Post:
    """A topic of the coordinator's, answered by the hidden member."""
    title, text = phrase(word, Topic, "title"), phrase(word, Post, "html")
    topic = create_topic(
        actor=ground.people.coordinator, board=board, title=title, html=f"<p>{text}</p>"
    )
    return create_post(actor=ground.people.hidden, topic=topic, html=f"<p>{text}</p>")


def _discuss_and_leave(ground: Ground, board: Board, word: str) -> Post:
    """What somebody wrote and read who then left the network."""
    member, text = ground.people.former, f"{word} av en som sluttet"
    factories.join(board.network, member)
    topic = create_topic(actor=member, board=board, title=text, html=f"<p>{text}</p>")
    post = create_post(actor=member, topic=topic, html=f"<p>{text}</p>")
    mark_read(actor=member, topic=topic, last_post_id=post.pk)
    leave_network(actor=member, network=board.network)
    return post


def _write_from_outside(
    ground: Ground, network: Network, word: str
) -> tuple[JoinRequest, ContactMessage]:
    people = ground.people
    declined = ask_to_join(actor=people.declined, network=network, message="Kan jeg bli med?")
    answer = phrase(word, JoinRequest, "answer")
    decline_request(actor=people.coordinator, request=declined, answer=answer)
    text = phrase(word, JoinRequest, "message")
    waiting = ask_to_join(actor=people.asker, network=network, message=text)
    ask_to_join(actor=people.unconfirmed, network=network, message="Er det plass til flere?")
    message = write_to_contact(
        actor=people.asker, network=network, text=phrase(word, ContactMessage, "text")
    )
    return waiting, message


def _update(network: Network, **changes: Any) -> None:
    """Change some of what the network says of itself; the action takes all of it."""
    names = [*CARD, "kind", "access", "background", "contact"]
    values = {name: getattr(network, name) for name in names} | changes
    update_network(actor=SYSTEM, network=network, areas=list(network.areas.all()), **values)


def _missing(space: Space) -> Space:
    """Numbers beyond any, and an address nobody has."""
    numbers = {name: 10**9 + number for number, name in enumerate(space.ids)}
    return Space(space.network, NOWHERE, numbers | {"network": "finnes-ikke"}, {})


# --- What there is to plant -------------------------------------------------------------------

NOT_PLANTED = {
    "members.Member.password": "a hash",
    "members.Member.email": "only administrators see it",
    "members.Member.language": "a code",
    "networks.Network.slug": "made of the name",
}

# Planted all the same.
NOT_SEEN = {
    f"{CONFIDENTIAL}-joinrequest-answer": "who was declined does not meet the network again",
    f"{CONFIDENTIAL}-joinrequest-message": "answered when the network was hidden",
}


@cache
def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if is_ours(model)]


def way_to(target: type[Model], model: type[Model], passed: tuple[type[Model], ...] = ()) -> str:
    """The lookup that leads from a row of `model` to its `target`; empty where none does."""
    if model is target:
        return "pk"
    for field in model._meta.local_fields:
        beyond = field.related_model
        if beyond in our_models() and beyond not in (model, *passed):
            way = way_to(target, beyond, (*passed, model))
            if way:
                return field.name if way == "pk" else f"{field.name}__{way}"
    return ""


def models_of_networks() -> list[type[Model]]:
    """Every model whose rows belong to a network."""
    return [model for model in our_models() if way_to(Network, model)]


def models_of_members() -> list[type[Model]]:
    """Every model whose rows say something of a member, wherever they are."""
    inside = models_of_networks()
    return [model for model in our_models() if way_to(Member, model) and model not in inside]


@cache
def watched_models() -> list[type[Model]]:
    return [*models_of_networks(), *models_of_members()]


@dataclass(frozen=True)
class Planting:
    """A field of a model, the rows of it that were planted, and what stands in one of them."""

    model: type[Model]
    field: str
    rows: QuerySet[Any]
    phrase: str

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.field} ({self.phrase})"

    @property
    def is_there(self) -> bool:
        return any(
            self.phrase in str(text) for text in self.rows.values_list(self.field, flat=True)
        )


def plantings(ground: Ground, planted: Planted) -> Iterator[Planting]:
    """All that has to be planted, as the models say."""
    for space in planted.spaces:
        for model in models_of_networks():
            yield from _plantings(model, Network, space.network, space.word)
    for model in models_of_members():
        yield from _plantings(model, Member, ground.people.hidden, UNLISTED)


def _plantings(
    model: type[Model], whole: type[Model], part: Model, word: str
) -> Iterator[Planting]:
    rows = model._base_manager.filter(**{way_to(whole, model): part.pk})
    is_card = model is Network and word == PRIVATE
    for name in (field.name for field in text_fields(model)):
        if f"{model._meta.label}.{name}" not in NOT_PLANTED and not (is_card and name in CARD):
            yield Planting(model, name, rows, phrase(word, model, name))


def rows_by_model(planted: Planted, ground: Ground) -> dict[type[Model], list[Any]]:
    """Every row of the two networks, and everybody who was there."""
    inside = [space.network.pk for space in planted.spaces]
    of_networks = {
        model: list(model._base_manager.filter(**{f"{way_to(Network, model)}__in": inside}))
        for model in models_of_networks()
    }
    of_hidden = {
        model: list(model._base_manager.filter(**{way_to(Member, model): ground.people.hidden.pk}))
        for model in models_of_members()
    }
    return of_networks | of_hidden
