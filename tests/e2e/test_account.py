"""From a link to a page for members, through sign-up and mail, and back to that page."""

import re

from playwright.sync_api import expect

# The card of a private network, from which a visitor asks to join.
CARD = "/nettverk/sosionomer-i-palliasjon-helse-sor-ost/"
PASSWORD = "fire-ord-som-henger"


def link_in(mail: str) -> str:
    return re.search(r"https?://\S+", mail)[0]


def test_sign_up_verify_sign_in_and_a_forgotten_password(new_page, server):
    page = new_page(allow=["422"])
    page.goto(CARD)
    page.get_by_role("link", name="Be om å bli med").click()
    page.get_by_role("main").get_by_role("link", name="Bli medlem").click()
    page.get_by_label("Navn").fill("Ny Bruker")
    page.get_by_label("Arbeidssted").fill("Hamar kommune")
    page.locator("input[name=email]").fill("ny@samtun.example")
    page.locator("input[name=password1]").fill(PASSWORD)
    page.locator("input[name=password2]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    # On the telephone, say: nothing is remembered there but what the link says.
    page = new_page(width=390)
    page.goto(link_in(server.wait_for_mail("ny@samtun.example")))
    page.locator("main button[type=submit]").click()
    page.locator("input[name=login]").fill("ny@samtun.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(f"**{CARD}bli-med/")
    expect(page.get_by_text("er kontoen din også bekreftet")).to_be_visible()
    page.goto("/min-side/")
    expect(page.get_by_text("Kontoen din venter på bekreftelse")).to_be_visible()

    forgetful = new_page()
    sent = len(server.mails("ny@samtun.example"))
    forgetful.goto("/konto/password/reset/")
    forgetful.locator("input[name=email]").fill("ny@samtun.example")
    forgetful.locator("main button[type=submit]").click()
    forgetful.goto(link_in(server.wait_for_mail("ny@samtun.example", after=sent)))
    forgetful.locator("input[name=password1]").fill(PASSWORD + "-ny")
    forgetful.locator("input[name=password2]").fill(PASSWORD + "-ny")
    forgetful.locator("main button[type=submit]").click()
    forgetful.goto("/konto/login/")
    forgetful.locator("input[name=login]").fill("ny@samtun.example")
    forgetful.locator("input[name=password]").fill(PASSWORD + "-ny")
    forgetful.locator("main button[type=submit]").click()
    forgetful.wait_for_url("**/min-side/")

    # The new password ended the session that was open elsewhere.
    page.goto("/min-side/")
    expect(page).to_have_url(re.compile("/konto/login/"))


def test_a_wrong_password_says_so_and_keeps_the_address(new_page):
    page = new_page()
    page.goto("/konto/login/")
    page.locator("input[name=login]").fill("ingen@samtun.example")
    page.locator("input[name=password]").fill("helt-feil-passord")
    page.locator("main button[type=submit]").click()
    expect(page.locator("input[name=login]")).to_have_value("ingen@samtun.example")
    expect(page.get_by_text(re.compile("passord", re.IGNORECASE)).first).to_be_visible()
