"""The networks of the demonstration: one for each way of letting people in."""

from dataclasses import dataclass, field
from typing import Any

from cms.demo import discussion
from cms.demo.discussion import DemoTopic
from cms.demo.people import AASE, BERIT, JONAS, KARIN, LARS, NORA, OLA, SILJE, Person
from community.networks.models import Network


@dataclass(frozen=True)
class DemoNetwork:
    """`texts` are fields of the network; `asks` are those who wait for an answer, and why."""

    texts: dict[str, Any]
    area: str
    coordinator: Person
    members: list[Person]
    boards: list[tuple[str, str]]
    topics: list[DemoTopic]
    asks: list[tuple[Person, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.texts["name"])


PALLIATION = DemoNetwork(
    texts={
        "name": "Sosionomer i palliasjon, Helse Sør-Øst",
        "kind": Network.Kind.COMPETENCE,
        "access": Network.Access.PRIVATE,
        "definition": (
            "For sosionomer som har lindrende behandling som sitt ansvarsområde, "
            "i sykehus, kommune og private organisasjoner i regionen."
        ),
        "background": (
            "Nettverket ble startet i 2013 av den regionale kompetansetjenesten for lindrende "
            "behandling. Vi samles to ganger i året om et tema fra hverdagen med pasienter, "
            "pårørende og etterlatte, og hjelper hverandre mellom samlingene."
        ),
        "target_group": (
            "Sosionomer i sykehus, kommuner og private organisasjoner i Helse Sør-Øst."
        ),
        "welcome": (
            "Jobber du som sosionom med palliasjon, er du velkommen. Ta gjerne med en kollega."
        ),
    },
    area="helse-sor-ost",
    coordinator=BERIT,
    members=[SILJE, JONAS, AASE, OLA],
    boards=[
        ("Kasus og metode", "Spør, del og lær av hverandre."),
        ("Rettigheter og lovverk", "Ytelser, permisjoner og hvem som søker om hva."),
    ],
    topics=discussion.TOPICS,
    asks=[
        (LARS, "Jeg begynte som sosionom i kreftomsorgen i høst, og har mange spørsmål."),
    ],
)

RELATIVES_PROJECT = DemoNetwork(
    texts={
        "name": "Sammen om barn som pårørende i Innlandet",
        "kind": Network.Kind.PROJECT,
        "access": Network.Access.OPEN,
        "definition": (
            "Sykehuset og fire kommuner lager like rutiner for barn som har en syk forelder, "
            "og deler dem her etter hvert som de blir ferdige."
        ),
        "background": (
            "Prosjektet begynte høsten 2023 og bygger på en prøve ved et annet sykehus. Målet er "
            "bedre praksis og mindre tilfeldig variasjon: en elektronisk melding fra sykehus til "
            "kommune, og et felles kompetansenettverk."
        ),
        "target_group": "Ansatte i sykehus og kommuner, og alle som vil følge med på arbeidet.",
        "welcome": "Er kommunen din ikke med ennå? Spør oss, så finner vi en måte å bli med på.",
    },
    area="innlandet",
    coordinator=SILJE,
    members=[JONAS, KARIN],
    boards=[("Erfaringer underveis", "Det vi lærer mens vi prøver det ut. Alle kan lese her.")],
    topics=discussion.OPEN_TOPICS,
    asks=[(NORA, "Vi vurderer det samme i Bergen, og vil gjerne lære av dere.")],
)

MEETING_PLACE = DemoNetwork(
    texts={
        "name": "Møteplass for pårørende",
        "kind": Network.Kind.MEETING_PLACE,
        "access": Network.Access.CONFIDENTIAL,
        "definition": "Vi som arrangerer kveldene der pårørende og ansatte deler erfaringer.",
        "background": "Det som sies på møteplassen, blir på møteplassen. Her planlegger vi den.",
        "target_group": "Arrangører og gruppeledere.",
    },
    area="helse-sor-ost",
    coordinator=OLA,
    members=[BERIT],
    boards=[("Etter kveldene", "Det vi tar med oss til neste gang.")],
    topics=discussion.MEETING_PLACE_TOPICS,
)

NETWORKS = [PALLIATION, RELATIVES_PROJECT, MEETING_PLACE]
