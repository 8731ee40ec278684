"""A visitor picks where they work, sees what is valid there, changes it and shares it."""

import re

from playwright.sync_api import Page, expect

from cms.demo.people import NORA

LOCAL = "Gjøvik prøver elektronisk melding om barn som pårørende"
COMMUNITY = "Sykehuset og fire kommuner samarbeider om barn som pårørende"
REGION = "Plass til flere sosionomer i palliasjonsnettverket"
COMMON = "Velkommen til tunet mellom husene"
ELSEWHERE = "Bergen samler kontaktene for barn og familier"


def titles(page: Page) -> list[str]:
    """The demonstration's stories that the page shows, in its order."""
    known = {LOCAL, COMMUNITY, REGION, COMMON, ELSEWHERE}
    found = [text.strip() for text in page.locator("main a").all_inner_texts()]
    return [text for text in dict.fromkeys(found) if text in known]


def area_button(page: Page):
    return page.get_by_role("banner").get_by_role("link", name=re.compile("område", re.IGNORECASE))


def test_by_keyboard_a_visitor_picks_gjovik_and_sees_the_nearest_first(new_page):
    page = new_page()
    page.goto("/")
    assert titles(page) == [COMMON]
    area_button(page).click()
    search = page.get_by_role("combobox")
    search.press_sequentially("gjø")
    expect(page.get_by_role("option", name=re.compile("Gjøvik"))).to_be_visible()
    search.press("ArrowDown")
    search.press("Enter")

    page.wait_for_url(lambda url: "velg-omrade" not in url)
    expect(area_button(page)).to_contain_text("Gjøvik")
    page.goto("/")
    assert titles(page)[:3] == [LOCAL, COMMUNITY, REGION]
    assert titles(page)[-1] == COMMON
    assert ELSEWHERE not in titles(page)
    expect(page.get_by_text("Lokal: Gjøvik").first).to_be_visible()
    expect(page.get_by_text("Felles", exact=True).first).to_be_visible()
    expect(page.get_by_text("Hvor jobber du?")).to_have_count(0)


def test_the_choice_is_remembered_changed_and_dropped(new_page):
    page = new_page()
    for name, typed in (("Gjøvik", "gjøv"), ("Bergen", "bergen")):
        page.goto("/velg-omrade/")
        page.get_by_role("combobox").press_sequentially(typed)
        page.get_by_role("option", name=re.compile(f"^{name}")).first.click()
        page.wait_for_url(lambda url: "velg-omrade" not in url)
        page.goto("/om/")
        expect(area_button(page)).to_contain_text(name)
    page.goto("/")
    assert ELSEWHERE in titles(page)
    assert LOCAL not in titles(page)
    page.goto("/velg-omrade/")
    page.get_by_role("link", name=re.compile("Fortsett uten område")).click()
    page.goto("/")
    assert titles(page) == [COMMON]


def test_sami_and_folded_names_are_found_and_doubles_told_apart_without_javascript(new_page):
    page = new_page(js=False)
    expected = {
        "karasj": ["Karasjok"],
        "kárášjohka": ["Kárášjohka"],
        "vagan": ["Vågan"],
        "herøy": ["Møre og Romsdal", "Nordland"],
        "våler": ["Innlandet", "Østfold"],
    }
    for typed, shown in expected.items():
        page.goto("/velg-omrade/")
        page.locator("main input[name=q]").fill(typed)
        page.locator("main input[name=q]").press("Enter")
        for words in shown:
            option = page.locator("main").get_by_role("link", name=re.compile(words))
            expect(option.first).to_be_visible()
    page.goto("/velg-omrade/?q=gjøvik")
    page.locator("main").get_by_role("link", name=re.compile("Gjøvik")).first.click()
    page.goto("/om/")
    expect(area_button(page)).to_contain_text("Gjøvik")


def test_a_shared_address_shows_an_area_without_choosing_it(new_page):
    page = new_page()
    page.goto("/?area=gjovik")
    assert titles(page)[0] == LOCAL
    page.goto("/")
    assert titles(page) == [COMMON]
    expect(area_button(page)).to_contain_text("Velg område")


def test_an_unknown_area_is_a_clear_page(new_page):
    page = new_page(allow=["404"])
    for address in ("/?area=finnes-ikke", "/omrade/finnes-ikke/"):
        assert page.goto(address).status == 404
        expect(page.get_by_text("finnes-ikke").first).to_be_visible()
        expect(page.get_by_role("banner")).to_be_visible()


def test_every_level_has_its_page_made_from_data(new_page):
    page = new_page()
    for slug, heading in {
        "norge": "Norge",
        "helse-sor-ost": "Helse Sør-Øst",
        "innlandet": "Innlandet",
        "gjovik": "Gjøvik",
        "alna": "Alna",
        "danmark": "Danmark",
        "lofoten-vesteralen-salten": "Lofoten, Vesterålen og Salten",
    }.items():
        assert page.goto(f"/omrade/{slug}/").status == 200
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def test_a_member_keeps_the_choice_on_the_profile(new_page):
    first = new_page(member=NORA.email, fresh=True)
    first.goto("/velg-omrade/?q=hamar")
    first.get_by_role("option", name=re.compile("^Hamar")).or_(
        first.locator("main").get_by_role("link", name=re.compile("^Hamar"))
    ).first.click()
    first.wait_for_url(lambda url: "velg-omrade" not in url)
    elsewhere = new_page(member=NORA.email, fresh=True)
    elsewhere.goto("/om/")
    expect(area_button(elsewhere)).to_contain_text("Hamar")
