"""Every kind of page: no barrier that axe can see, no sideways scroll, keyboard and budgets."""

import gzip
import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from cms.demo.people import BERIT, SILJE

PALLIATION = "/nettverk/sosionomer-i-palliasjon-helse-sor-ost/"
PROJECT = "/nettverk/sammen-om-barn-som-parorende-i-innlandet/"

OPEN_PAGES = {
    "home": "/",
    "home with an area": "/?area=gjovik",
    "picker": "/velg-omrade/",
    "picker with hits": "/velg-omrade/?q=v%C3%A5",
    "communities": "/velg-omrade/?vis=helsefellesskap",
    "community": "/omrade/innlandet/",
    "municipality": "/omrade/gjovik/",
    "region": "/omrade/helse-sor-ost/",
    "article": "/sosionomen-pa-sykehuset/",
    "about": "/om/",
    "contact": "/kontakt/",
    "privacy": "/personvern/",
    "confidentiality": "/taushetsplikt/",
    "accessibility": "/tilgjengelighet/",
    "sign in": "/konto/login/",
    "sign up": "/konto/signup/",
    "reset": "/konto/password/reset/",
    "missing": "/finnes-ikke/",
    "english": "/en/",
    "networks": "/nettverk/",
    "networks that are not": "/nettverk/?q=finnes+ikke",
    "card of a private network": f"{PALLIATION}",
    "open network": f"{PROJECT}",
    "open board": "/forum/3/",
    "open topic": "/trad/4/",
}
MEMBER_PAGES = {
    "network": PALLIATION,
    "its members": f"{PALLIATION}medlemmer/",
    "its requests": f"{PALLIATION}foresporsler/",
    "its messages": f"{PALLIATION}henvendelser/",
    "its form": f"{PALLIATION}rediger/",
    "leaving it": f"{PALLIATION}forlat/",
    "asking to join": f"{PROJECT}bli-med/",
    "writing to its contact": f"{PROJECT}kontakt/",
    "board": "/forum/1/",
    "board, a filter that finds nothing": "/forum/1/?vis=ubesvarte",
    "form of a new board": f"{PALLIATION}forum/nytt/",
    "form of a board": "/forum/1/rediger/",
    "deleting a board": "/forum/1/slett/",
    "empty form": "/forum/1/ny/",
    "topic": "/trad/1/",
    "form of a post": "/innlegg/8/rediger/",
    "deleting a post": "/innlegg/8/slett/",
    "form of a topic": "/trad/1/rediger/",
    "deleting a topic": "/trad/1/slett/",
    "directory": "/medlemmer/",
    "directory, nobody found": "/medlemmer/?q=finnes+ikke",
    "another member": "/medlemmer/3/",
    "my page": "/min-side/",
    "my workplaces": "/min-side/arbeidssteder/",
    "finding a workplace": "/min-side/arbeidssteder/?q=gj%C3%B8vik",
    "e-mail": "/konto/email/",
    "password": "/konto/password/change/",
    "sign out": "/konto/logout/",
}


# Colours fade from one scheme to the other, and what is half-way has no contrast.
UNTIL_STILL = """async () => {
  while (document.getAnimations().length) await new Promise(requestAnimationFrame);
}"""


def look(page: Page, address: str, axe) -> None:
    """In the light and in the dark, from the narrowest to a desk's."""
    page.goto(address)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(UNTIL_STILL)
        axe(page)
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        scroll = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert scroll <= 0, f"{address} scrolls {scroll} px sideways at {width} px"


@pytest.mark.parametrize("address", OPEN_PAGES.values(), ids=OPEN_PAGES.keys())
def test_open_pages(new_page, axe, address):
    look(new_page(width=390, allow=["404"]), address, axe)


@pytest.mark.parametrize("address", MEMBER_PAGES.values(), ids=MEMBER_PAGES.keys())
def test_member_pages(new_page, axe, address):
    look(new_page(width=390, member=BERIT.email), address, axe)


@pytest.mark.parametrize("address", ["/", "/omrade/innlandet/", "/trad/1/"])
def test_with_the_keyboard_alone(new_page, address):
    """The skip link comes first and leads to the content; every stop shows where it is."""
    page = new_page(member=SILJE.email)
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#innhold")
    page.keyboard.press("Enter")
    assert page.url.endswith("#innhold")
    for _stop in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert page.evaluate(SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML")


SHOWS_FOCUS = """() => {
  const shown = element => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  let element = document.activeElement;
  while (element && !shown(element)) element = element.parentElement;
  return element !== null;
}"""


@pytest.mark.parametrize("address", ["/", "/omrade/innlandet/", "/trad/1/"])
def test_a_page_at_four_times_its_size(new_page, address):
    """400 % of 1280 px is 320 px: reflow without loss."""
    page = new_page(width=320, height=256, member=SILJE.email)
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_reading_a_topic_costs_little_and_asks_nobody_else(new_page, server):
    """The fixture fails the test on any request to another host."""
    page = new_page(member=SILJE.email)
    scripts, styles = [], []
    page.on("response", lambda got: scripts.append(got) if got.url.endswith(".js") else None)
    page.on("response", lambda got: styles.append(got) if got.url.endswith(".css") else None)
    page.goto(urljoin(server.url, "/trad/1/"))
    page.locator("live-region[data-state=live]").wait_for(state="attached")
    assert len(styles) == 1
    assert sum(len(gzip.compress(each.body())) for each in scripts) <= 60_000


def test_a_first_visit_stores_only_what_was_asked_for(new_page):
    page = new_page()
    page.goto("/")
    page.goto("/omrade/gjovik/")
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    page.goto("/sprak/nn/?next=/om/")
    assert {cookie["name"] for cookie in page.context.cookies()} == {"language"}
    assert re.search(r'<html lang="nn"', page.content())
