"""A network from nothing: opened, given its first board, and talked in by two, live."""

from playwright.sync_api import expect

from cms.demo.people import ADMIN, BERIT, OLA, SILJE
from tests.e2e.talking import begin, box, follow, posted, publish


def test_a_new_network_gets_a_board_and_two_talk_there(new_page, axe):
    coordinator, ola = new_page(member=ADMIN.email), new_page(member=OLA.email)
    coordinator.goto("/nettverk/nytt/")
    coordinator.get_by_label("Navn").fill("Sorggrupper for unge")
    coordinator.get_by_role("button", name="Opprett nettverket").click()
    expect(coordinator.get_by_role("heading", level=1)).to_have_text("Sorggrupper for unge")
    network = coordinator.url
    axe(coordinator)

    ola.goto(network)
    ola.get_by_role("link", name="Be om å bli med").click()
    ola.get_by_role("button", name="Send forespørselen").click()
    coordinator.goto(f"{network}foresporsler/")
    coordinator.get_by_role("button", name="Ta inn").click()
    ola.goto(network)
    expect(ola.get_by_text("Nettverket har ikke åpnet noe forum ennå.")).to_be_visible()

    coordinator.goto(network)
    coordinator.get_by_role("link", name="Åpne det første forumet").click()
    coordinator.get_by_label("Navn").fill("Kaffekroken")
    coordinator.get_by_role("button", name="Åpne forumet").click()
    expect(coordinator.get_by_role("heading", level=1)).to_have_text("Kaffekroken")
    coordinator.get_by_role("link", name="Start den første tråden").click()
    coordinator.get_by_label("Tittel").fill("Hvem er vi?")
    coordinator.get_by_role("textbox", name="Tekst").fill("Si litt om deg selv.")
    coordinator.get_by_role("button", name="Publiser tråden").click()
    expect(coordinator.get_by_role("heading", level=1)).to_have_text("Hvem er vi?")
    follow(coordinator)

    ola.goto(network)
    ola.get_by_role("link", name="Hvem er vi?").click()
    follow(ola)
    publish(ola, "Jeg heter Ola.")
    expect(posted(coordinator, "Jeg heter Ola.")).to_be_visible()
    publish(coordinator, "Velkommen, Ola.")
    expect(posted(ola, "Velkommen, Ola.")).to_be_visible()
    expect(box(ola)).to_have_text("")


def test_who_looks_at_a_board_that_is_removed_is_told_and_keeps_the_text(new_page, axe):
    berit = new_page(member=BERIT.email)
    silje = new_page(member=SILJE.email, allow=["404"])
    berit.goto("/nettverk/")
    berit.get_by_role("link", name="Sosionomer i palliasjon").click()
    berit.get_by_role("link", name="Nytt forum").click()
    berit.get_by_label("Navn").fill("Åpnet ved en feil")
    berit.get_by_role("button", name="Åpne forumet").click()
    expect(berit.get_by_text("Forumet er åpnet.")).to_be_visible()
    silje.goto(berit.url)
    follow(silje)
    writing = silje.context.new_page()
    writing.goto(f"{berit.url}ny/")
    begin(writing).fill("Nesten ferdig")
    writing.get_by_label("Tittel").fill("Et spørsmål")

    berit.get_by_role("link", name="Rediger forumet").click()
    berit.get_by_role("link", name="Slett forumet").click()
    axe(berit)
    berit.get_by_role("button", name="Slett forumet").click()
    expect(berit.get_by_text("Forumet er slettet.")).to_be_visible()
    expect(silje.get_by_text("Forumet er ikke lenger åpent for deg")).to_be_visible()
    writing.get_by_role("button", name="Publiser tråden").click()
    expect(writing.get_by_text("Forumet finnes ikke lenger.")).to_be_visible()
    expect(writing.get_by_role("textbox", name="Tekst")).to_have_text("Nesten ferdig")
