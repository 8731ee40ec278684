"""What two members do in a topic, as they would do it."""

from playwright.sync_api import Locator, Page, expect

from cms.demo.discussion import TOPICS

CASE, METHOD, *_ = TOPICS


def open_topic(page: Page, title: str = CASE.title) -> str:
    """Walk to the topic as a member would. Returns its address."""
    page.goto("/nettverk/")
    page.get_by_role("link", name="Sosionomer i palliasjon").click()
    page.get_by_role("link", name="Kasus og metode").click()
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    return page.url


def start_topic(page: Page, title: str, text: str) -> str:
    """Start a topic on the same board. Returns its address."""
    page.goto("/forum/1/ny/")
    page.get_by_label("Tittel").fill(title)
    page.get_by_role("textbox", name="Tekst").fill(text)
    page.get_by_role("button", name="Publiser tråden").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    return page.url


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Skriv et svar")


def begin(page: Page) -> Locator:
    """Begin to write in the page's form, and wait for the editor."""
    page.locator("post-composer textarea").focus()
    editor = page.locator("post-composer [contenteditable=true]")
    editor.wait_for()
    return editor


def publish(page: Page, text: str) -> None:
    box(page).fill(text)
    page.get_by_role("button", name="Publiser svar").click()


def follow(page: Page) -> None:
    """Wait until the tab's socket has caught up."""
    page.locator("live-region[data-state=live]").wait_for(state="attached")


def posted(page: Page, text: str) -> Locator:
    """The posts with this text: what stands in the box does not count."""
    return page.locator("[data-post]").filter(has_text=text)
