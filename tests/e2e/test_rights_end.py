"""Whoever loses a right while reading hears nothing more, and loses no word of their own."""

import re

from playwright.sync_api import Page, expect

from cms.demo.people import AASE, BERIT, JONAS, LARS, NORA, OLA, SILJE
from tests.e2e.talking import METHOD, box, follow, open_topic, posted, publish, start_topic

PALLIATION = "/nettverk/sosionomer-i-palliasjon-helse-sor-ost/"
GONE = "Tråden er ikke lenger åpen for deg"


def take_out(coordinator: Page, name: str) -> None:
    coordinator.goto(f"{PALLIATION}medlemmer/")
    coordinator.get_by_role("link", name=f"Endre rollen til {name}").click()
    coordinator.get_by_role("link", name="Ta ut av nettverket").click()
    coordinator.get_by_role("button", name="Ta ut av nettverket").click()
    expect(coordinator.get_by_role("link", name=name)).to_have_count(0)


def test_membership_ended_while_reading_and_asked_for_again(new_page):
    """Åse is taken out, hears no more, asks to join, and is let in again."""
    aase = new_page(member=AASE.email, allow=["404"])
    silje, berit = new_page(member=SILJE.email), new_page(member=BERIT.email)
    address = open_topic(aase, METHOD.title)
    silje.goto(address)
    follow(aase)
    follow(silje)
    publish(silje, "Mens Åse er med")
    expect(posted(aase, "Mens Åse er med")).to_be_visible()
    box(aase).fill("Det jeg var midt i")

    take_out(berit, AASE.name)
    expect(aase.get_by_text(GONE)).to_be_visible(timeout=5_000)
    publish(silje, "Etter at Åse er ute")
    expect(posted(silje, "Etter at Åse er ute")).to_be_visible()
    aase.wait_for_timeout(1_000)
    assert "Etter at Åse er ute" not in aase.content()
    expect(box(aase)).to_contain_text("Det jeg var midt i")

    assert aase.goto(address).status == 404
    aase.goto(PALLIATION)
    aase.get_by_role("link", name="Be om å bli med").click()
    aase.get_by_label("Litt om deg").fill("Jeg er tilbake fra permisjon.")
    aase.get_by_role("button", name="Send forespørselen").click()
    expect(aase.get_by_text("Venter på svar").first).to_be_visible()

    berit.goto(f"{PALLIATION}foresporsler/")
    expect(berit.get_by_text("Jeg er tilbake fra permisjon.")).to_be_visible()
    berit.get_by_role("button", name=f"Ta inn {AASE.name}").click()
    aase.get_by_role("link", name="Vis siden slik den er nå").click()
    expect(aase.get_by_role("link", name="Kasus og metode")).to_be_visible()
    aase.goto(address)
    expect(posted(aase, "Etter at Åse er ute")).to_be_visible()


def test_somebody_new_is_confirmed_by_being_let_in(new_page):
    lars, berit = new_page(member=LARS.email, allow=["404"]), new_page(member=BERIT.email)
    lars.goto(PALLIATION)
    expect(lars.get_by_text("Venter på svar").first).to_be_visible()
    assert METHOD.title not in lars.content()

    berit.goto(f"{PALLIATION}foresporsler/")
    expect(berit.get_by_text("Ikke bekreftet: du bekrefter hvem dette er")).to_be_visible()
    berit.get_by_label("Jeg vet hvem dette er").check()
    berit.get_by_role("button", name=f"Ta inn {LARS.name}").click()
    open_topic(lars, METHOD.title)
    follow(lars)


def test_a_topic_deleted_while_somebody_writes_leaves_them_their_text(new_page):
    jonas, ola = new_page(member=JONAS.email), new_page(member=OLA.email)
    address = start_topic(jonas, "En tråd som slettes", "Den blir ikke gammel.")
    ola.goto(address)
    follow(ola)
    box(ola).fill("Et langt svar")

    jonas.get_by_role("link", name="Slett tråden").click()
    jonas.get_by_role("button", name="Slett tråden").click()
    expect(ola.get_by_text(GONE)).to_be_visible(timeout=5_000)
    expect(ola.get_by_role("button", name="Publiser svar")).to_be_hidden()
    expect(box(ola)).to_contain_text("Et langt svar")


def test_signing_out_ends_the_other_tabs_too(new_page):
    ola = new_page(member=OLA.email, fresh=True)
    open_topic(ola)
    follow(ola)
    other = ola.context.new_page()
    other.goto("/konto/logout/")
    other.get_by_role("button", name="Logg ut").click()
    expect(ola.get_by_text("Du er logget ut, så nye svar vises ikke.")).to_be_visible(timeout=5_000)


def test_a_member_of_another_network_finds_nothing_and_hears_nothing(new_page):
    silje = new_page(member=SILJE.email)
    address = open_topic(silje)
    nora = new_page(member=NORA.email, allow=["404"])
    topic_id = re.search(r"/trad/(\d+)/", address)[1]

    assert nora.goto(address).status == 404
    expect(nora.get_by_role("heading", level=1)).to_have_text("Vi finner ikke denne siden")
    nora.goto(PALLIATION)
    expect(nora.get_by_role("link", name="Be om å bli med")).to_be_visible()
    assert "Kasus og metode" not in nora.content()
    nora.goto("/nettverk/")
    assert "Møteplass for pårørende" not in nora.content()

    answers = {
        stream: nora.evaluate(SUBSCRIBE, f"topic:{stream}") for stream in (topic_id, "999999")
    }
    assert {answer["code"] for answer in answers.values()} == {"not_found"}
    assert answers[topic_id]["message"] == answers["999999"]["message"]


SUBSCRIBE = """stream => new Promise(resolve => {
  const socket = new WebSocket(`ws://${location.host}/ws/?language=nb`);
  socket.onopen = () => socket.send(JSON.stringify({op: "subscribe", stream, after: 0}));
  socket.onmessage = message => { resolve(JSON.parse(message.data)); socket.close(); };
})"""
