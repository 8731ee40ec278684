"""Two members in two browsers. Nothing here reloads a page before it looks."""

import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from cms.demo.people import JONAS, NORA, OLA, SILJE
from tests.e2e.talking import METHOD, begin, box, follow, open_topic, posted, publish, start_topic
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER

REFUSED = "422"  # Chromium notes a refused form as a failed resource


def test_what_one_answers_appears_at_the_others_without_reload(new_page):
    silje, jonas = new_page(member=SILJE.email), new_page(member=JONAS.email)
    address = open_topic(silje)
    jonas.goto(address)
    follow(silje)
    follow(jonas)
    loads = []
    silje.on("load", lambda page: loads.append(page.url))

    publish(jonas, "Vi har en samtaleguide på én side.")
    expect(posted(silje, "Vi har en samtaleguide på én side.")).to_be_visible()
    publish(silje, "Den vil jeg gjerne se.")
    expect(posted(jonas, "Den vil jeg gjerne se.")).to_be_visible()

    assert loads == []
    expect(box(jonas)).to_have_text("")


def test_what_arrived_is_what_a_fresh_page_shows(new_page):
    silje, jonas = new_page(member=SILJE.email), new_page(member=JONAS.email)
    address = open_topic(silje)
    jonas.goto(address)
    follow(silje)
    begin(jonas).fill("<b>Dette</b> er tekst & ikke kode.")
    jonas.keyboard.press("Enter")
    jonas.get_by_role("button", name="Punktliste").click()
    jonas.keyboard.type("Et punkt")
    jonas.keyboard.press("Control+b")
    jonas.keyboard.type(" som er viktig")
    jonas.get_by_role("button", name="Publiser svar").click()
    expect(posted(silje, "er tekst & ikke kode.")).to_be_visible()
    expect(silje.locator("[data-post] li strong")).to_have_text("som er viktig")

    fresh = new_page(member=SILJE.email)
    fresh.goto(address)
    assert posts(silje) == posts(fresh)


def posts(page: Page) -> list[str]:
    """The posts' markup, without the mark of having just arrived and the words for when."""
    found = page.locator("[data-post]").evaluate_all("all => all.map(each => each.outerHTML)")
    return [re.sub(r' data-(state|seen)="\w*"|(?<=>)[^<]*(?=</time>)', "", html) for html in found]


def test_a_new_answer_moves_nothing_and_waits_behind_a_button(new_page):
    silje, jonas = new_page(member=SILJE.email, height=500), new_page(member=JONAS.email)
    address = open_topic(silje)
    jonas.goto(address)
    follow(silje)
    silje.get_by_role("link", name="Sosionomer i palliasjon").first.focus()
    before = silje.evaluate("[scrollY, document.activeElement.textContent]")

    publish(jonas, "Et svar nedenfor skjermen.")
    button = silje.get_by_role("button", name="1 nytt svar")
    expect(button).to_be_visible()
    assert silje.evaluate("[scrollY, document.activeElement.textContent]") == before

    button.click()
    expect(posted(silje, "Et svar nedenfor skjermen.")).to_be_in_viewport()
    expect(button).to_be_hidden()


class Line:
    """The tab's connection, which the test can cut; it notes what comes over it."""

    def __init__(self, page: Page) -> None:
        self.is_cut = False
        self.frames: list[str] = []
        self._open: list[WebSocketRoute] = []
        page.route_web_socket(re.compile(r"/ws/"), self._connect)

    def _connect(self, tab: WebSocketRoute) -> None:
        if self.is_cut:
            tab.close()
            return
        server = tab.connect_to_server()
        server.on_message(lambda message: self._pass_on(tab, message))
        self._open.append(tab)

    def _pass_on(self, tab: WebSocketRoute, message: str | bytes) -> None:
        self.frames.append(str(message))
        tab.send(message)

    def cut(self) -> None:
        self.is_cut = True
        for tab in self._open:
            tab.close()
        self._open.clear()

    def mend(self) -> None:
        self.is_cut = False
        self.frames.clear()


def test_twenty_answers_missed_in_a_drop_come_as_those_twenty(new_page):
    silje, jonas = new_page(member=SILJE.email), new_page(member=JONAS.email)
    line = Line(silje)
    address = open_topic(silje, METHOD.title)
    jonas.goto(address)
    follow(silje)
    publish(jonas, "Før bruddet")
    expect(posted(silje, "Før bruddet")).to_be_visible()
    fetched = []
    silje.on("request", lambda request: fetched.append(request.url))

    line.cut()
    for number in range(20):
        publish(jonas, f"Svar {number:02} under bruddet")
        expect(posted(jonas, f"Svar {number:02} under bruddet")).to_be_visible()
    assert silje.get_by_text("under bruddet").count() == 0

    line.mend()
    expect(silje.get_by_text("under bruddet")).to_have_count(20, timeout=40_000)
    shown = [text.split()[1] for text in silje.get_by_text("under bruddet").all_inner_texts()]
    assert shown == [f"{number:02}" for number in range(20)]
    events = [frame for frame in line.frames if '"op":"event"' in frame]
    assert len(events) == 20
    assert not any('"op":"reset"' in frame for frame in line.frames)
    assert fetched == []


def test_a_server_that_was_killed_and_came_back_loses_nothing(new_page, server):
    silje = new_page(member=SILJE.email, allow=["ERR_CONNECTION_REFUSED"])
    jonas = new_page(member=JONAS.email)
    address = open_topic(silje)
    follow(silje)
    server.kill()
    box(silje).fill("Skrevet mens tjenesten var borte")
    silje.get_by_role("button", name="Publiser svar").click()
    expect(silje.get_by_text("Kom ikke fram. Teksten er trygg her.")).to_be_visible()
    server.start()

    silje.get_by_role("button", name="Publiser svar").click()
    expect(posted(silje, "Skrevet mens tjenesten")).to_have_count(1)
    jonas.goto(address)
    expect(posted(jonas, "Skrevet mens tjenesten var borte")).to_have_count(1)
    publish(jonas, "Er du der igjen?")
    expect(posted(silje, "Er du der igjen?")).to_be_visible(timeout=40_000)


def test_a_text_survives_a_reload_and_is_gone_after_signing_out(new_page):
    silje = new_page(member=SILJE.email, fresh=True)
    address = open_topic(silje)
    box(silje).fill("Halvferdig tanke")
    silje.reload()
    expect(box(silje)).to_have_value("Halvferdig tanke")

    silje.get_by_label("Silje Moen, min meny").click()
    silje.get_by_role("button", name="Logg ut").click()
    silje.wait_for_url(lambda url: "/trad/" not in url)
    assert silje.evaluate("Object.keys(sessionStorage)") == []
    silje.goto(address)
    expect(silje).to_have_url(re.compile("/konto/login/"))


def test_without_javascript_by_form_and_reload(new_page):
    silje = new_page(member=SILJE.email, js=False)
    open_topic(silje)
    publish(silje, "Sendt uten skript")
    expect(posted(silje, "Sendt uten skript")).to_be_visible()
    assert re.search(r"/trad/\d+/\?post=(\d+)#post-\1$", silje.url)


@pytest.mark.parametrize("js", [True, False])
def test_a_national_number_is_stopped_in_place_and_the_text_kept(new_page, js):
    silje = new_page(member=SILJE.email, js=js, allow=[REFUSED])
    open_topic(silje)
    text = f"Saken til {SYNTHETIC_NUMBER} ligger hos oss."
    if js:
        begin(silje)
    publish(silje, text)
    expect(silje.get_by_role("alert")).to_contain_text("Her står det et fødselsnummer")
    if js:
        expect(box(silje)).to_have_text(text)
        expect(silje.locator(".found")).to_have_text(SYNTHETIC_NUMBER)
        silje.get_by_role("button", name="Fjern nummeret").click()
        silje.get_by_role("button", name="Publiser svar").click()
    else:
        expect(box(silje)).to_have_value(text)
        publish(silje, text.replace(f"{SYNTHETIC_NUMBER} ", ""))
    expect(posted(silje, "Saken til").last).to_be_visible()
    expect(silje.get_by_role("alert")).to_have_count(0)


def test_two_processes_on_postgresql_and_redis_are_one_conversation(new_page, cluster):
    silje = new_page(member=SILJE.email, at=cluster.first)
    jonas = new_page(member=JONAS.email, at=cluster.second)
    open_topic(silje)
    open_topic(jonas)
    follow(silje)
    follow(jonas)
    publish(jonas, "Fra den andre prosessen")
    expect(posted(silje, "Fra den andre prosessen")).to_be_visible()


# --- What is written can be changed ---------------------------------------------------------


def test_an_answer_that_is_changed_and_taken_away_changes_at_the_other(new_page):
    silje, jonas = new_page(member=SILJE.email), new_page(member=JONAS.email)
    address = start_topic(silje, "Hva endrer seg her?", "Vi får se.")
    jonas.goto(address)
    follow(silje)
    publish(jonas, "Først skrev jeg dette")
    expect(posted(silje, "Først skrev jeg dette")).to_be_visible()
    expect(silje.get_by_role("link", name="Rediger", exact=True)).to_have_count(1)  # her own

    jonas.get_by_role("link", name="Rediger", exact=True).click()
    jonas.get_by_role("textbox", name="Teksten din").fill("Så skrev jeg dette")
    jonas.get_by_role("button", name="Lagre endringen").click()
    expect(posted(silje, "Så skrev jeg dette")).to_be_visible()
    expect(posted(silje, "Først skrev jeg dette")).to_have_count(0)
    expect(silje.get_by_text("Endret")).to_be_visible()

    expect(posted(jonas, "Så skrev jeg dette")).to_be_visible()  # he is back at the topic
    jonas.goto(address)
    jonas.get_by_role("link", name="Slett", exact=True).click()
    jonas.get_by_role("button", name="Slett").click()
    expect(silje.get_by_text("Slettet av forfatteren")).to_be_visible()
    assert "Så skrev jeg dette" not in silje.content()


def test_two_tabs_that_change_one_answer_lose_neither_text(new_page):
    silje = new_page(member=SILJE.email, allow=["409"])
    start_topic(silje, "To faner", "Første utgave")
    silje.get_by_role("link", name="Rediger", exact=True).click()
    other = silje.context.new_page()
    other.goto(silje.url)
    other.get_by_role("textbox", name="Teksten din").fill("Fra den andre fanen")
    other.get_by_role("button", name="Lagre endringen").click()
    expect(posted(other, "Fra den andre fanen")).to_be_visible()

    begin(silje).fill("Fra den første fanen")
    silje.get_by_role("button", name="Lagre endringen").click()
    expect(silje.get_by_text("Fra den andre fanen")).to_be_visible()
    expect(silje.get_by_role("textbox", name="Teksten din")).to_have_text("Fra den første fanen")
    silje.get_by_role("button", name="Lagre endringen").click()
    expect(posted(silje, "Fra den første fanen")).to_be_visible()


def test_the_box_one_writes_in_stands_still_in_a_short_topic(new_page):
    """At the top of the page, where no browser keeps the place by itself."""
    silje, jonas = new_page(member=SILJE.email), new_page(member=JONAS.email)
    address = start_topic(silje, "Hva gjør dere ved hjemreise?", "Vi har lite tid.")
    follow(silje)
    writing = begin(silje)
    writing.press_sequentially("Jeg begynner med å")
    before = writing.bounding_box()["y"]
    jonas.goto(address)
    publish(jonas, "Vi ringer dagen etter.")
    expect(posted(silje, "Vi ringer dagen etter.")).to_have_count(1)
    assert abs(writing.bounding_box()["y"] - before) < 2
    expect(writing).to_be_focused()


def test_a_new_topic_waits_above_the_list_and_the_answers_are_counted(new_page):
    silje, jonas = new_page(member=SILJE.email), new_page(member=JONAS.email)
    silje.goto("/forum/2/")
    follow(silje)
    old = silje.locator(".topic-row").first
    before = old.bounding_box()["y"]
    jonas.goto("/forum/2/ny/")
    jonas.get_by_label("Tittel").fill("Nytt om pleiepenger")
    jonas.get_by_role("textbox", name="Tekst").fill("Har dere lest rundskrivet?")
    jonas.get_by_role("button", name="Publiser tråden").click()
    button = silje.get_by_role("link", name="1 ny tråd")
    expect(button).to_be_visible()
    assert old.bounding_box()["y"] == before
    button.click()
    first = silje.locator(".topic-row").first
    expect(first).to_contain_text("Nytt om pleiepenger")
    expect(first).to_contain_text("Ulest.")


def test_a_visitor_reads_an_open_network_and_meets_no_names(new_page):
    visitor = new_page()
    visitor.goto("/nettverk/")
    visitor.get_by_role("link", name="Sammen om barn som pårørende").click()
    visitor.get_by_role("link", name="Hva sa barna selv").click()
    expect(visitor.get_by_text("slippe å fortelle alt på nytt")).to_be_visible()
    expect(visitor.get_by_role("heading", name="Sosionom, Sykehuset Innlandet HF")).to_be_visible()
    assert "Silje" not in visitor.content()
    assert "Jonas" not in visitor.content()
    expect(visitor.get_by_role("link", name="Logg inn for å svare")).to_be_visible()


def test_who_is_here_is_seen_at_once(new_page):
    nora = new_page(member=NORA.email)
    nora.goto("/medlemmer/")
    card = nora.locator(
        "#member-" + nora.get_by_role("link", name=OLA.name).get_attribute("href").split("/")[-2]
    )
    expect(card.locator("[data-here]")).to_have_count(0)
    new_page(member=OLA.email).goto("/om/")
    expect(card.locator("[data-here]")).to_have_count(1)
