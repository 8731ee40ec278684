"""The fictitious people of the demonstration. None of them exists; each is marked as made up."""

from dataclasses import dataclass

DEMO_PASSWORD = "tunet-mellom-husene"
DOMAIN = "samtun.example"  # a reserved name: no mail can reach anybody


@dataclass(frozen=True)
class Person:
    key: str
    name: str
    title: str
    workplace: str
    area: str = ""  # slug of their main area
    is_administrator: bool = False

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


SILJE = Person("silje", "Silje Moen", "Sosionom", "Sykehuset Innlandet", "innlandet")
JONAS = Person("jonas", "Jonas Hegge", "Sosionom", "Gjøvik kommune", "gjovik")
AASE = Person("aase", "Åse Lunde", "Familieterapeut", "Lovisenberg Diakonale Sykehus", "oslo")
OLA = Person("ola", "Ola Tangen", "Rådgiver", "Kreftforum Øst", "helse-sor-ost")
BERIT = Person("berit", "Berit Aas", "Sosionom", "Oslo universitetssykehus", "oslo")
NORA = Person("nora", "Nora Vik", "Barnevernskonsulent", "Bergen kommune", "bergen-4601")
ADMIN = Person("admin", "Marte Haugen", "Redaktør", "Samtun", "innlandet", is_administrator=True)

# Members of the palliative-care network: hospital, municipality and NGO.
NETWORK_MEMBERS = [BERIT, SILJE, JONAS, AASE, OLA]
# A confirmed member who stands outside that network.
OUTSIDERS = [NORA]
EVERYONE = [ADMIN, *NETWORK_MEMBERS, *OUTSIDERS]


def who_can_sign_in() -> list[tuple[str, str]]:
    """Each fictitious person's address, and who they are."""
    return [
        (person.email, f"{person.name}, {person.title.lower()}, {person.workplace}")
        for person in EVERYONE
    ]
