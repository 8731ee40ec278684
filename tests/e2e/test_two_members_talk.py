"""Two members in two browsers. Nothing here reloads a page before it looks."""

import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from cms.demo.discussion import TOPICS
from cms.demo.people import JONAS, NORA, SILJE
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER

CASE, METHOD, *_ = TOPICS
REFUSED = "422"  # Chromium notes a refused form as a failed resource


def open_topic(page: Page, title: str = CASE.title) -> str:
    """Walk to the topic as a member would. Returns its address."""
    page.goto("/nettverk/")
    page.get_by_role("link", name="Sosionomer i palliasjon").click()
    page.get_by_role("link", name="Kasus og metode").click()
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    return page.url


def publish(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Skriv et svar").fill(text)
    page.get_by_role("button", name="Publiser svar").click()


def follow(page: Page) -> None:
    """Wait until the tab's socket has caught up."""
    page.locator("live-region[data-state=live]").wait_for(state="attached")


def test_what_one_answers_appears_at_the_others_without_reload(new_page):
    silje, jonas = new_page(member=SILJE.email), new_page(member=JONAS.email)
    address = open_topic(silje)
    jonas.goto(address)
    follow(silje)
    follow(jonas)
    loads = []
    silje.on("load", lambda page: loads.append(page.url))

    publish(jonas, "Vi har en samtaleguide på én side.")
    expect(silje.get_by_text("Vi har en samtaleguide på én side.")).to_be_visible()
    publish(silje, "Den vil jeg gjerne se.")
    expect(jonas.get_by_text("Den vil jeg gjerne se.")).to_be_visible()

    assert loads == []
    expect(jonas.get_by_role("textbox", name="Skriv et svar")).to_have_value("")


def test_what_arrived_is_what_a_fresh_page_shows(new_page):
    silje, jonas = new_page(member=SILJE.email), new_page(member=JONAS.email)
    address = open_topic(silje)
    jonas.goto(address)
    follow(silje)
    publish(jonas, "<b>Dette</b> er tekst & ikke kode.\n\nTo avsnitt.")
    expect(silje.get_by_text("er tekst & ikke kode.")).to_be_visible()

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
    expect(silje.get_by_text("Et svar nedenfor skjermen.")).to_be_in_viewport()
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
    expect(silje.get_by_text("Før bruddet")).to_be_visible()
    fetched = []
    silje.on("request", lambda request: fetched.append(request.url))

    line.cut()
    for number in range(20):
        publish(jonas, f"Svar {number:02} under bruddet")
        expect(jonas.get_by_text(f"Svar {number:02} under bruddet")).to_be_visible()
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
    silje.get_by_role("textbox", name="Skriv et svar").fill("Skrevet mens tjenesten var borte")
    silje.get_by_role("button", name="Publiser svar").click()
    expect(silje.get_by_text("Kom ikke fram. Teksten er trygg her.")).to_be_visible()
    server.start()

    silje.get_by_role("button", name="Publiser svar").click()
    expect(silje.locator("[data-post]").get_by_text("Skrevet mens tjenesten")).to_have_count(1)
    jonas.goto(address)
    expect(jonas.get_by_text("Skrevet mens tjenesten var borte")).to_have_count(1)
    publish(jonas, "Er du der igjen?")
    expect(silje.get_by_text("Er du der igjen?")).to_be_visible(timeout=40_000)


def test_a_text_survives_a_reload_and_is_gone_after_signing_out(new_page):
    silje = new_page(member=SILJE.email, fresh=True)
    address = open_topic(silje)
    box = silje.get_by_role("textbox", name="Skriv et svar")
    box.fill("Halvferdig tanke")
    silje.reload()
    expect(box).to_have_value("Halvferdig tanke")

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
    expect(silje.get_by_text("Sendt uten skript")).to_be_visible()
    assert re.search(r"/trad/\d+/#post-\d+$", silje.url)


@pytest.mark.parametrize("js", [True, False])
def test_a_national_number_is_stopped_in_place_and_the_text_kept(new_page, js):
    silje = new_page(member=SILJE.email, js=js, allow=[REFUSED])
    open_topic(silje)
    text = f"Saken til {SYNTHETIC_NUMBER} ligger hos oss."
    publish(silje, text)
    expect(silje.get_by_role("alert")).to_contain_text("Her står det et fødselsnummer")
    box = silje.get_by_role("textbox", name="Skriv et svar")
    expect(box).to_have_value(text)
    if js:
        selected = "box => box.value.slice(box.selectionStart, box.selectionEnd)"
        assert box.evaluate(selected) == SYNTHETIC_NUMBER
    publish(silje, "Saken ligger hos oss.")
    expect(silje.locator("[data-post]").get_by_text("Saken ligger hos oss.").last).to_be_visible()
    expect(silje.get_by_role("alert")).to_have_count(0)


def test_a_member_of_another_network_finds_nothing_and_hears_nothing(new_page):
    silje = new_page(member=SILJE.email)
    address = open_topic(silje)
    nora = new_page(member=NORA.email, allow=["404"])
    topic_id = re.search(r"/trad/(\d+)/", address)[1]

    assert nora.goto(address).status == 404
    expect(nora.get_by_role("heading", level=1)).to_have_text("Vi finner ikke denne siden")
    assert CASE.title not in nora.content()
    nora.goto("/nettverk/")
    assert "Sosionomer i palliasjon" not in nora.content()

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


def test_two_processes_on_postgresql_and_redis_are_one_conversation(new_page, cluster):
    silje = new_page(member=SILJE.email, at=cluster.first)
    jonas = new_page(member=JONAS.email, at=cluster.second)
    open_topic(silje)
    open_topic(jonas)
    follow(silje)
    follow(jonas)
    publish(jonas, "Fra den andre prosessen")
    expect(silje.get_by_text("Fra den andre prosessen")).to_be_visible()
