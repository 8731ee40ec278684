"""Our addresses: how each is filled in for a planted network, and what is tried there.

A new address needs an entry. `parameters` say what kind of thing each part of the address
names (see `planting.Space.ids`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# A post and a topic as a browser sends them.
KEY = "5b1f3f6e-7c0a-4d8e-9b57-0f5b6c2d1a11"
POST = {"text": "Hei", "format": "plain", "key": KEY}


@dataclass(frozen=True)
class Surface:
    parameters: Mapping[str, str] = field(default_factory=dict)
    # The same of something that everybody may see, where what is planted has none.
    face: Mapping[str, str] = field(default_factory=dict)
    queries: tuple[str, ...] = ()  # the page's other faces
    search: str = ""  # the parameter that looks for words
    form: Mapping[str, Any] | None = None  # what somebody would post there; None: it only shows
    # A listed network answers here to everybody who is signed in, or to everybody: its card, and
    # how to come in. What anybody may write there is named by model.
    is_card: bool = False
    anybody_writes: frozenset[str] = frozenset()


# Kinds of things that are there for everybody: no secret is in their addresses.
PUBLIC = {"area", "insider", "organisation"}


@dataclass(frozen=True)
class NotAboutNetworks:
    reason: str


def network(**rest: Any) -> Surface:
    return Surface(parameters={"slug": "network"}, **rest)


def in_network(parameter: str, kind: str, **rest: Any) -> Surface:
    return Surface(parameters={"slug": "network", parameter: kind}, **rest)


def board(**rest: Any) -> Surface:
    return Surface(parameters={"board_id": "board"}, **rest)


def topic(**rest: Any) -> Surface:
    return Surface(parameters={"topic_id": "topic"}, **rest)


def post(**rest: Any) -> Surface:
    return Surface(parameters={"post_id": "post"}, **rest)


def affiliation() -> Surface:
    return Surface(parameters={"affiliation_id": "affiliation"}, form={})


NETWORK = {"name": "Kapret", "kind": "project", "access": "open", "definition": "", "may_open": "1"}

OURS: dict[str, Surface | NotAboutNetworks] = {
    # --- Areas and pages ---
    "": Surface(queries=("?area=nattlandet", "?area=-")),
    "omrade/<slug:slug>/": Surface(parameters={"slug": "area"}),
    "omrade/<slug:slug>/rediger/": Surface(parameters={"slug": "area"}),
    "velg-omrade/": Surface(search="q"),
    "velg-omrade/valgt/": NotAboutNetworks("remembers an area"),
    "sprak/<str:language>/": NotAboutNetworks("remembers a language"),
    "admin/r/<path:thing>": NotAboutNetworks(
        "answers nothing; the walk of the administration sees it"
    ),
    "cms/logout/": NotAboutNetworks("signs out"),
    "media/images/<path:path>": NotAboutNetworks("pictures of pages; networks have none there"),
    # --- About Samtun ---
    "om/": NotAboutNetworks("says what Samtun is"),
    "kontakt/": NotAboutNetworks("says what Samtun is"),
    "personvern/": NotAboutNetworks("says what Samtun is"),
    "taushetsplikt/": NotAboutNetworks("says what Samtun is"),
    "tilgjengelighet/": NotAboutNetworks("says what Samtun is"),
    # --- Members ---
    "min-side/": Surface(form={"name": "Et Menneske", "color_scheme": "auto"}),
    "min-side/arbeidssteder/": Surface(search="q"),
    "min-side/arbeidssteder/ny/<int:organisation_id>/": Surface(
        parameters={"organisation_id": "organisation"}, form={"unit": "", "role": ""}
    ),
    "min-side/arbeidssteder/<int:affiliation_id>/hoved/": affiliation(),
    "min-side/arbeidssteder/<int:affiliation_id>/fjern/": affiliation(),
    "konto/administrasjon/": Surface(queries=("?next=/admin/",)),
    "medlemmer/": Surface(
        search="q",
        queries=(
            *("?sorter=navn", "?her=1", "?sektor=hospital", "?omrade=nattlandet"),
            *("?omrade=nattlandet&sektor=hospital&yrke=nurse", "?side=2"),
        ),
    ),
    "medlemmer/<int:member_id>/": Surface(
        parameters={"member_id": "member"}, face={"member_id": "insider"}
    ),
    # --- Networks ---
    "nettverk/": Surface(
        search="q",
        queries=(
            *("?sorter=members", "?sorter=newest", "?mine=1", "?type=competence"),
            *("?type=meeting_place", "?naer=1&area=nattlandet", "?side=2"),
        ),
    ),
    "nettverk/nytt/": Surface(form=NETWORK),
    "nettverk/<slug:slug>/": network(is_card=True),
    "nettverk/<slug:slug>/medlemmer/": network(),
    "nettverk/<slug:slug>/medlemmer/<int:member_id>/": in_network(
        "member_id", "member", form={"role": "moderator"}
    ),
    "nettverk/<slug:slug>/medlemmer/<int:member_id>/ta-ut/": in_network(
        "member_id", "member", form={}
    ),
    "nettverk/<slug:slug>/bli-med/": network(
        is_card=True,
        form={"message": "Kan jeg bli med?"},
        anybody_writes=frozenset({"networks.JoinRequest"}),
    ),
    "nettverk/<slug:slug>/bli-med/trekk/": network(
        is_card=True, form={}, anybody_writes=frozenset({"networks.JoinRequest"})
    ),
    "nettverk/<slug:slug>/forlat/": network(form={}),
    "nettverk/<slug:slug>/foresporsler/": network(),
    "nettverk/<slug:slug>/foresporsler/<int:request_id>/": in_network(
        "request_id", "request", form={"decision": "approve", "answer": ""}
    ),
    "nettverk/<slug:slug>/rediger/": network(form=NETWORK),
    "nettverk/<slug:slug>/kontakt/": network(
        is_card=True,
        form={"text": "Hva gjør dere?"},
        anybody_writes=frozenset({"networks.ContactMessage"}),
    ),
    "nettverk/<slug:slug>/henvendelser/": network(),
    "nettverk/<slug:slug>/henvendelser/<int:message_id>/": in_network(
        "message_id", "message", form={}
    ),
    # --- Forums ---
    "forum/<int:board_id>/": board(),
    "forum/<int:board_id>/rediger/": board(
        form={"name": "Kapret", "description": "", "place": "0", "revision": "1"}
    ),
    # What is written in a board keeps it there, whoever asks.
    "forum/<int:board_id>/slett/": Surface(parameters={"board_id": "empty_board"}, form={}),
    "nettverk/<slug:slug>/forum/nytt/": network(form={"name": "Kapret", "description": ""}),
    "forum/<int:board_id>/ny/": board(form={"kind": "question", "title": "Hei", **POST}),
    "trad/<int:topic_id>/": topic(form={"after": "0", **POST}),
    "trad/<int:topic_id>/rediger/": topic(form={"kind": "question", "title": "Hei"}),
    "trad/<int:topic_id>/slett/": topic(form={}),
    "innlegg/<int:post_id>/rediger/": post(form={"revision": "1", **POST}),
    "innlegg/<int:post_id>/slett/": post(form={}),
}
