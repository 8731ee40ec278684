"""The pages of the demonstration: facts of the field, told in our own words."""

from dataclasses import dataclass, field

Block = tuple[str, object]


def heading(text: str) -> Block:
    return "heading", {"level": "h2", "text": text}


def text(*paragraphs: str) -> Block:
    return "paragraph", "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def points(*items: str) -> Block:
    return "paragraph", "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def fact(title: str, content: str) -> Block:
    return "fact", {"heading": title, "text": f"<p>{content}</p>"}


@dataclass(frozen=True)
class DemoPage:
    slug: str
    title: str
    lead: str
    body: list[Block]
    area: str = ""  # slug; none is common to all
    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class DemoNews(DemoPage):
    days_ago: int = 0


ARTICLES = [
    DemoPage(
        slug="sosionomen-pa-sykehuset",
        title="Sosionomen på sykehuset",
        lead=(
            "Sykdom kommer sjelden alene. Sosionomen ser hele situasjonen til den som er syk, og "
            "sørger for at kropp, sinn og hverdag blir tatt vare på samtidig."
        ),
        tags=["sosialt arbeid", "pårørende"],
        body=[
            text(
                "Når noen blir alvorlig syke, følger det ofte mer med: økonomi, bolig, barn som "
                "trenger noen, en jobb som ikke kan vente. Behandling av sykdommen er da ikke "
                "nok. Sosionomen kartlegger hva som står på spill, og binder sammen hjelpen."
            ),
            heading("Her møter du sosionomen"),
            points(
                "på avdelinger for kroppslig sykdom",
                "i psykisk helsevern",
                "i tverrfaglig behandling av ruslidelser",
                "i habilitering for barn og unge",
                "i rehabilitering for voksne",
            ),
            heading("Dette kan sosionomen"),
            points(
                "finne ressursene i og rundt pasienten, og samordne tjenester som passer",
                "arbeide med enkeltpersoner, grupper og lokalsamfunn, alltid sammen med brukeren",
                "støtte endring og motivasjon, og arbeide på tvers av fag",
                "lede samtaler, bygge tillit og løse konflikter",
                "finne fram i helse- og velferdstjenestene og koble på andre som kan hjelpe",
                "møte livskriser, rus og psykisk uhelse med kunnskap",
                "arbeide med mennesker fra flere kulturer og med erfaring fra flukt",
                "se barnet og familien som helhet",
                "bruke velferdsretten og skrive saker så de holder",
                "se etiske dilemmaer og stå i dem",
            ),
            fact(
                "Hva det fører til",
                "Når sosionomen er med fra starten, henger tilbudet bedre sammen, og "
                "behandlingsforløpet kan bli kortere.",
            ),
            heading("Dette kan du be om"),
            points(
                "råd og oversikt for pasienter og pårørende",
                "samtaler, alene eller i gruppe, om å leve med sykdom",
                "praktisk hjelp og tett oppfølging",
                "rådgivning til dem som samarbeider om behandlingen",
                "samordning av tjenester etter det hver enkelt trenger",
                "kontakt med brukerorganisasjoner og andre yrkesgrupper",
            ),
        ],
    ),
    DemoPage(
        slug="sosionomen-i-palliasjon",
        title="Sosionomen i palliasjon: åtte punkter om kompetanse",
        lead="Hva kan en sosionom som arbeider med alvorlig syke, døende og etterlatte?",
        area="helse-sor-ost",
        tags=["palliasjon", "sosialt arbeid"],
        body=[
            text(
                "Det nasjonale handlingsprogrammet for palliasjon i kreftomsorgen fra 2015 "
                "beskriver sosionomens kompetanse. Her er den, kort sagt."
            ),
            points(
                "vite hva alvorlig sykdom gjør med livet rundt, og støtte familien underveis og "
                "etter dødsfallet",
                "gi oversikt og samordne NAV, barnevern, familievern, sorgstøtte og andre tiltak",
                "veilede om rettigheter i det offentlige og private hjelpeapparatet",
                "finne ut hva pårørende trenger, og sette i gang støtte",
                "få familie og venner med når det stormer",
                "støtte mennesker i sorg, med hele familien for øye",
                "følge den som skal venne seg til en ny livssituasjon",
                "henvise til familievern og familiebehandling",
            ),
            fact(
                "Videreutdanning",
                "For dem som arbeider på nivå B og C anbefales videreutdanning i palliasjon eller "
                "familieterapi, 60 studiepoeng.",
            ),
        ],
    ),
]

NEWS = [
    DemoNews(
        slug="sammen-om-barn-som-parorende",
        title="Sykehuset og fire kommuner samarbeider om barn som pårørende",
        lead=(
            "Sykehuset Innlandet, Sel, Lom, Skjåk og Gjøvik vil at familier skal få like god "
            "oppfølging uansett hvor de bor. Nå deler de rutiner etter hvert som de blir klare."
        ),
        area="innlandet",
        days_ago=2,
        tags=["barn som pårørende", "samhandling"],
        body=[
            text(
                "Samarbeidet begynte høsten 2023 som et prosjekt på to år, og skal føres videre i "
                "Helsefellesskap Innlandet. Målet er bedre praksis og mindre tilfeldige "
                "forskjeller når barn er pårørende eller etterlatte."
            ),
            heading("To mål"),
            points(
                "En elektronisk melding fra sykehus til kommune, med rutiner som gjør overgangen "
                "trygg.",
                "Et felles kompetansenettverk, så de som tar imot barna, kjenner hverandre og "
                "lærer sammen.",
            ),
            text(
                "Rutiner, avtaler og informasjon deles her fortløpende. Alle kommuner i Innlandet "
                "kan bruke dem allerede mens prosjektet pågår, og tilbakemeldinger fører til "
                "justeringer."
            ),
            heading("Hvem som er med"),
            text(
                "Prosjektet bygger på et pilotprosjekt fra Akershus universitetssykehus og har "
                "midler fra Helse Sør-Øst. Ungdomsrådet har to representanter i "
                "prosjektgruppen, og brukerutvalget holdes orientert."
            ),
        ],
    ),
    DemoNews(
        slug="gjovik-prover-melding",
        title="Gjøvik prøver elektronisk melding om barn som pårørende",
        lead=(
            "Når en forelder er innlagt og barna trenger noen, skal kommunen få vite det samme "
            "dag, med samtykke."
        ),
        area="gjovik",
        days_ago=4,
        tags=["barn som pårørende"],
        body=[
            text(
                "Gjøvik er en av fire kommuner som er med og former meldingen og rutinene rundt "
                "den. Arbeider du med barn og familier i kommunen, er du velkommen til å si hva "
                "som virker og hva som mangler."
            )
        ],
    ),
    DemoNews(
        slug="plass-til-flere-i-nettverket",
        title="Plass til flere sosionomer i palliasjonsnettverket",
        lead=(
            "Nettverket samles to ganger i året, og medlemmene spør hverandre om råd også mellom "
            "samlingene. Ta kontakt hvis lindrende behandling er ditt ansvarsområde."
        ),
        area="helse-sor-ost",
        days_ago=6,
        tags=["palliasjon"],
        body=[
            text(
                "Nettverket er for sosionomer i sykehus, kommuner og private organisasjoner i "
                "regionen, og ble startet i 2013 av den regionale kompetansetjenesten.",
                "Kjenner du andre nettverk i palliasjon på arbeidsstedet ditt? Inviter dem gjerne "
                "til samarbeid lokalt, på tvers av fag.",
            )
        ],
    ),
    DemoNews(
        slug="moteplass-for-parorende",
        title="Møteplass: der pårørende og fagfolk lærer av hverandre",
        lead=(
            "På en møteplass treffes pårørende og ansatte for å dele erfaringer med å leve tett "
            "på psykisk sykdom og rus."
        ),
        area="helse-sor-ost",
        days_ago=9,
        tags=["pårørende", "brukermedvirkning"],
        body=[
            text(
                "Møteplasser holdes for foreldre, søsken, barn eller partnere. Det som kommer "
                "fram, samles og føres videre til tjenestene, så de pårørendes erfaring får følger."
            ),
            text(
                "For helseforetakene er det en måte å samordne arbeidet med pårørende på, og en "
                "arena for brukermedvirkning på systemnivå."
            ),
        ],
    ),
    DemoNews(
        slug="bergen-samler-kontakter",
        title="Bergen samler kontaktene for barn og familier",
        lead="Hvem ringer du når et barn i familien trenger noen? Nå lages én oversikt.",
        area="bergen",
        days_ago=5,
        tags=["barn som pårørende"],
        body=[
            text(
                "Helsefellesskapet i Bergensområdet samler navn på tjenester som tar imot familier "
                "der en forelder er alvorlig syk. Vet du om noen som mangler, si fra."
            )
        ],
    ),
    DemoNews(
        slug="velkommen-til-samtun",
        title="Velkommen til tunet mellom husene",
        lead=(
            "Sykehus, kommuner og organisasjoner har fått ett sted å dele det de kan. Velg "
            "område, så kommer det lokale først."
        ),
        days_ago=12,
        tags=["samhandling"],
        body=[
            text(
                "Her leser du det som gjelder der du jobber, sammen med det som er felles for "
                "alle. Alt som er delt, er åpent for deg, også om helsefellesskapet ditt "
                "ikke er med ennå."
            ),
            text("Skriv aldri noe som gjør at en pasient kan kjennes igjen."),
        ],
    ),
    DemoNews(
        slug="dansk-ramme-for-sosial-palliasjon",
        title="Dansk arbeid med kompetanse i sosial palliasjon",
        lead=(
            "Danske sosialrådgivere beskriver sju roller og tre nivåer for sosialt arbeid med "
            "alvorlig syke. Mye kan kjennes igjen her hjemme."
        ),
        area="danmark",
        days_ago=15,
        tags=["palliasjon", "kompetanse"],
        body=[
            text(
                "Nivåene går fra grunnutdanning (A), via palliasjon som en del av stillingen (B), "
                "til palliasjon som hele stillingen (C). Rollene beskrives med kunnskap, "
                "ferdigheter og holdninger."
            )
        ],
    ),
]
