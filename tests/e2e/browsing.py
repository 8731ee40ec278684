"""Pages in Chromium that fail their test on anything a visitor should never meet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from cms.demo.people import DEMO_PASSWORD
from tests.e2e.serving import Server

LAUNCH = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Nothing outside this machine can be reached, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SERVER_ERROR = 500
PATIENCE_SECONDS = 10


@dataclass
class Watch:
    """Notes every error, violation and foreign request of a browser context.

    `allowed` are pieces of text that a problem of this test may hold, such as "404".
    """

    host: str
    allowed: tuple[str, ...] = ()
    problems: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(f"page error: {error.error}"))
        context.on("request", lambda request: self._address(request.url))
        context.on("response", self._response)
        context.on("page", self._page)

    def _page(self, page: Page) -> None:
        page.on("websocket", lambda opened: self._address(opened.url))

    def _console(self, message: Any) -> None:
        # Chromium tells of each violation of the Content-Security-Policy here as well.
        if message.type == "error":
            self._note(f"console: {message.text} ({message.location.get('url', '')})")

    def _response(self, response: Any) -> None:
        if response.status >= SERVER_ERROR:
            self._note(f"answer {response.status}: {response.url}")

    def _address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self._note(f"request to another host: {url}")

    def _note(self, problem: str) -> None:
        if not any(piece in problem for piece in self.allowed):
            self.problems.append(problem)


class Visits:
    """Opens fresh browser contexts on a server, signed in where a member is named."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._sessions: dict[tuple[str, str], Any] = {}
        self._open: list[tuple[BrowserContext, Watch]] = []

    def page(
        self,
        server: Server,
        *,
        width: int,
        height: int,
        dark: bool,
        js: bool,
        member: str | None,
        password: str,
        fresh: bool,
        allow: Iterable[str],
    ) -> Page:
        session = self._session(server, member, password, fresh=fresh) if member else None
        context = self._browser.new_context(
            base_url=server.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=js,
            storage_state=session,
            locale="nb-NO",
            timezone_id="Europe/Oslo",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        watch = Watch(host=f"localhost:{server.port}", allowed=tuple(allow))
        watch.over(context)
        self._open.append((context, watch))
        return context.new_page()

    def _session(self, server: Server, member: str, password: str, *, fresh: bool) -> Any:
        key = (str(server.folder), member)
        if fresh or key not in self._sessions:
            state = self._sign_in(server, member, password)
            if fresh:
                return state
            self._sessions[key] = state
        return self._sessions[key]

    def _sign_in(self, server: Server, member: str, password: str) -> Any:
        context = self._browser.new_context(base_url=server.url, locale="nb-NO")
        try:
            page = context.new_page()
            page.goto("/konto/login/")
            page.locator("input[name=login]").fill(member)
            page.locator("input[name=password]").fill(password)
            page.locator("input[name=password]").press("Enter")
            page.wait_for_url(lambda url: "/konto/login/" not in url)
            return context.storage_state()
        finally:
            context.close()

    def forget_sessions(self) -> None:
        """Sign in anew from here on: for after a test that ended sessions."""
        self._sessions.clear()

    def close(self) -> list[str]:
        """Close what is open. Returns the problems that were met."""
        opened, self._open = self._open, []
        for context, _watch in opened:
            context.close()
        return [problem for _context, watch in opened for problem in watch.problems]


@dataclass
class NewPage:
    """The fixture `new_page`: opens a page in a context of its own, as somebody."""

    visits: Visits
    usual_server: Callable[[], Server]

    def __call__(
        self,
        width: int = 1280,
        *,
        height: int = 900,
        dark: bool = False,
        js: bool = True,
        member: str | None = None,
        password: str = DEMO_PASSWORD,
        fresh: bool = False,
        at: Server | None = None,
        allow: Iterable[str] = (),
    ) -> Page:
        """`member` is an e-mail address, signed in through the form; `fresh` gives the page a
        session of its own, to be ended by the test; `at` is another server than the usual one;
        `allow` are pieces of the problems that belong to the test, such as "404"."""
        return self.visits.page(
            at or self.usual_server(),
            width=width,
            height=height,
            dark=dark,
            js=js,
            member=member,
            password=password,
            fresh=fresh,
            allow=allow,
        )


def check_accessibility(page: Page) -> None:
    """Fail with a readable list when axe finds something against WCAG 2.2 AA."""
    options = {"runOnly": {"type": "tag", "values": WCAG_22_AA}}
    found = Axe().run(page, options=options).response["violations"]
    lines = [
        f"{violation['id']}: {violation['help']}\n    at {' '.join(map(str, node['target']))}\n"
        f"    {node['html'][:200]}"
        for violation in found
        for node in violation["nodes"]
    ]
    assert not lines, f"{page.url} has {len(lines)} barriers:\n" + "\n".join(lines)
