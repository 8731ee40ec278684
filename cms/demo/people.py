"""The fictitious people of the demonstration. None of them exists; each is marked as made up."""

from dataclasses import dataclass

from community.members.models import Member
from community.organisations.models import Organisation

DEMO_PASSWORD = "tunet-mellom-husene"
DOMAIN = "samtun.example"  # a reserved name: no mail can reach anybody


Profession = Member.Profession
Standing = Member.Standing


@dataclass(frozen=True)
class Person:
    key: str
    name: str
    title: str
    workplace: str
    area: str = ""  # slug of their main area
    organisation: str = ""  # name, where the workplace is one of ours
    profession: str = ""
    expertise: str = ""
    standing: str = Standing.CONFIRMED
    is_administrator: bool = False

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


# An organisation of the demonstration's own: no official list has it.
NGO = ("Kreftforum Øst", Organisation.Kind.NGO, "helse-sor-ost")

SILJE = Person(
    "silje",
    "Silje Moen",
    "Sosionom",
    "Sykehuset Innlandet",
    "innlandet",
    organisation="Sykehuset Innlandet HF",
    profession=Profession.SOCIAL_WORKER,
    expertise="Barn som pårørende, samtaler i familien",
)
JONAS = Person(
    "jonas",
    "Jonas Hegge",
    "Sosionom",
    "Gjøvik kommune",
    "gjovik",
    organisation="Gjøvik kommune",
    profession=Profession.SOCIAL_WORKER,
    expertise="Etterlatte, barnevern, sorggrupper",
)
AASE = Person(
    "aase",
    "Åse Lunde",
    "Familieterapeut",
    "Lovisenberg Diakonale Sykehus",
    "oslo",
    organisation="Lovisenberg Diakonale Sykehus AS",
    profession=Profession.FAMILY_THERAPIST,
    expertise="Nettverkskart, foreldresamtaler",
)
OLA = Person(
    "ola",
    "Ola Tangen",
    "Rådgiver",
    "Kreftforum Øst",
    "helse-sor-ost",
    organisation=NGO[0],
    profession=Profession.ADVISER,
    expertise="Møteplasser for pårørende, samtalegrupper",
)
BERIT = Person(
    "berit",
    "Berit Aas",
    "Sosionom",
    "Oslo universitetssykehus",
    "oslo",
    organisation="Oslo universitetssykehus HF",
    profession=Profession.SOCIAL_WORKER,
    expertise="Lindrende behandling, rettigheter",
)
NORA = Person(
    "nora",
    "Nora Vik",
    "Barnevernskonsulent",
    "Bergen kommune",
    "bergen-4601",
    organisation="Bergen kommune",
    profession=Profession.CHILD_WELFARE,
    expertise="Tiltak i hjemmet, samarbeid med skole",
)
# A relative who takes part in a project, and sees only the people of that project.
KARIN = Person(
    "karin", "Karin Sletten", "Brukerrepresentant", "", "gjovik", standing=Standing.GUEST
)
# Somebody new, whom nobody has confirmed yet.
LARS = Person(
    "lars",
    "Lars Bøe",
    "Sosionom",
    "Hamar kommune",
    "hamar",
    profession=Profession.SOCIAL_WORKER,
    standing=Standing.UNCONFIRMED,
)
ADMIN = Person("admin", "Marte Haugen", "Redaktør", "Samtun", "innlandet", is_administrator=True)

EVERYONE = [ADMIN, BERIT, SILJE, JONAS, AASE, OLA, NORA, KARIN, LARS]


def who_can_sign_in() -> list[tuple[str, str]]:
    """Each fictitious person's address, and who they are."""
    return [(person.email, _introduction(person)) for person in EVERYONE]


def _introduction(person: Person) -> str:
    parts = [person.name, person.title.lower(), person.workplace]
    if person.standing != Standing.CONFIRMED:
        parts.append(str(Standing(person.standing).label))
    return ", ".join(part for part in parts if part)
