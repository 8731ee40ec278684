"""What the members of the demonstration's networks write, in the voices of the trade.

The cases are made up, and told as the platform asks for: ages in bands, places as regions.
"""

from dataclasses import dataclass

from cms.demo.people import AASE, BERIT, JONAS, KARIN, OLA, SILJE, Person
from forums.models import Topic


@dataclass(frozen=True)
class DemoPost:
    author: Person
    hours_ago: float
    text: str


@dataclass(frozen=True)
class DemoTopic:
    board: str
    kind: str
    title: str
    posts: list[DemoPost]


TOPICS = [
    DemoTopic(
        board="Kasus og metode",
        kind=Topic.Kind.CASE,
        title="Alene med to barn og kort tid igjen: hvordan forbereder vi barna?",
        posts=[
            DemoPost(
                SILJE,
                146,
                "Situasjon: Kvinne i 40-årene i en mindre kommune på Østlandet, alene med to barn "
                "i barneskolealder. Sykdommen kan ikke helbredes, og vi regner i uker til noen få "
                "måneder. Far bor et annet sted og har hatt lite kontakt.\n\n"
                "Spørsmål: Hvordan hjelper vi barna å forstå hva som skjer, og hvordan hjelper vi "
                "mor å bestemme hvem de skal bo hos?\n\n"
                "Dette er prøvd: En samtale med mor sammen med kreftkoordinatoren. "
                "Helsesykepleier er informert, med samtykke.\n\n"
                "Juridisk ramme: Helsepersonelloven § 10 a om barn som pårørende. Det er gitt "
                "samtykke til å samarbeide med skolen.\n\n"
                "Hva trengs: Erfaringer med å snakke om dette i familien, og med å koble på en "
                "forelder som har vært langt unna.",
            ),
            DemoPost(
                AASE,
                121,
                "Jeg ville begynt med mor alene. Spør henne hva barna vet fra før. Som regel vet "
                "de mer enn de voksne tror, og det blir lettere å snakke når hun slipper å finne "
                "de første ordene selv.\n\n"
                "Tre spørsmål vi bruker: Hva har du sagt til dem? Hva tror du de tenker på? Hva er "
                "du mest redd for at de skal spørre om?",
            ),
            DemoPost(
                JONAS,
                98,
                "Enig med Åse. Om far: Vi hadde en liknende familie, og inviterte ham til en egen "
                "samtale uten mor. Han trengte å høre at ingen ventet at han skulle klare alt fra "
                "første dag.\n\n"
                "Ta opp hvor barna skal bo tidlig. Det blir tyngre jo lenger det venter, og mor "
                "får ro når det er sagt høyt.",
            ),
            DemoPost(
                OLA,
                52,
                "Fra oss som organisasjon: Mange familier har hatt nytte av å møte andre som har "
                "stått i det samme, også før dødsfallet. Vi kan hjelpe dere å finne en "
                "samtalegruppe i nærheten, og noen av dem tar imot barna for seg.",
            ),
            DemoPost(
                SILJE,
                27,
                "Tusen takk, alle sammen. Jeg tar med spørsmålene til Åse i samtalen i morgen, og "
                "kreftkoordinatoren avtaler en egen time med far.\n\n"
                "Jonas, hadde dere noe skriftlig som far fikk med seg hjem?",
            ),
            DemoPost(
                JONAS,
                25,
                "Ja, en side med navn og telefon til dem han kan ringe, og hva som skjer de neste "
                "ukene. Ikke mer. Han sa etterpå at det var den han leste når han ikke fikk sove.",
            ),
        ],
    ),
    DemoTopic(
        board="Kasus og metode",
        kind=Topic.Kind.METHOD,
        title="Nettverkskart på papir: slik bruker jeg det i første samtale",
        posts=[
            DemoPost(
                AASE,
                76,
                "Et stort ark, pasienten i midten, og så tegner vi inn hvem som finnes rundt: "
                "familie, venner, naboer, de som kommer fra tjenestene. Til slutt spør jeg hvem "
                "pasienten vil at vi skal snakke med, og hvem vi skal la være.\n\n"
                "Det tar tjue minutter, og jeg kommer tilbake til arket hver gang noe endrer seg. "
                "Hvordan gjør dere andre det?",
            ),
            DemoPost(
                BERIT,
                71,
                "Vi gjør det samme, men lar pårørende tegne sitt eget når de er med. Forskjellen "
                "mellom de to kartene er ofte den beste inngangen til en samtale.",
            ),
        ],
    ),
    DemoTopic(
        board="Rettigheter og lovverk",
        kind=Topic.Kind.QUESTION,
        title="Hvem søker om pleiepenger når pasienten flytter mellom to kommuner?",
        posts=[
            DemoPost(
                JONAS,
                44,
                "En pårørende tar permisjon for å pleie sin søster hjemme hos seg, i en annen "
                "kommune enn der søsteren er folkeregistrert. Hvem skriver erklæringen, og hvem "
                "har ansvaret for hjemmetjenesten de ukene?",
            ),
            DemoPost(
                BERIT,
                40,
                "Pleiepengene følger den som pleier, så søknaden går fra henne til NAV med "
                "erklæring fra helsepersonellet som har behandlingen. Helsetjenesten gis der "
                "pasienten oppholder seg, så ring tildelingskontoret i den kommunen først.",
            ),
        ],
    ),
]

OPEN_TOPICS = [
    DemoTopic(
        board="Erfaringer underveis",
        kind=Topic.Kind.DISCUSSION,
        title="Hva sa barna selv at de trengte?",
        posts=[
            DemoPost(
                SILJE,
                90,
                "Vi har spurt barn i skolealder etter at en forelder har vært innlagt. Tre svar "
                "går igjen: å få vite hva som skjer, å vite hvem som henter dem i dag, og å slippe "
                "å fortelle alt på nytt til hver voksen de møter.\n\n"
                "Kjenner dere igjen dette?",
            ),
            DemoPost(
                JONAS,
                66,
                "Ja. Hos oss har skolen nå én fast voksen som vet. Meldingen fra sykehuset går til "
                "helsesykepleier, og hun avtaler med barnet hvem andre som skal få vite noe.",
            ),
            DemoPost(
                KARIN,
                30,
                "Som pårørende vil jeg legge til: Spør også hva barnet ikke vil at dere skal "
                "gjøre. Det var det ingen som spurte om hos oss.",
            ),
        ],
    ),
]

MEETING_PLACE_TOPICS = [
    DemoTopic(
        board="Etter kveldene",
        kind=Topic.Kind.DISCUSSION,
        title="Hvordan åpner vi en kveld når noen er der for første gang?",
        posts=[
            DemoPost(
                OLA,
                60,
                "Forrige gang gikk det ti minutter før noen torde å si noe. Jeg prøver gjerne noe "
                "annet enn en runde rundt bordet. Hva pleier dere å gjøre?",
            ),
            DemoPost(
                BERIT,
                49,
                "Vi begynner to og to, med ett spørsmål: Hva fikk deg til å komme i kveld? Den som "
                "vil, tar det med videre til alle etterpå.",
            ),
        ],
    ),
]
