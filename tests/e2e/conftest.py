"""The real thing: Samtun's own processes, and Chromium looking at them.

    def test_a_visitor_picks_gjovik(new_page):
        page = new_page(width=390)
        page.goto("/velg-omrade/")

No test here touches the database by itself: what it wants to know it looks for in the page.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import services
from tests.e2e.browsing import LAUNCH, NewPage, Visits, check_accessibility
from tests.e2e.serving import Cluster, Server, embedded_server, running_cluster


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is a browser test."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One process on SQLite: the embedded profile, with the demonstration."""
    with embedded_server(tmp_path_factory.mktemp("embedded")) as running:
        yield running


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two processes on PostgreSQL and Redis, with the demonstration."""
    reason = services.why_no_services()
    if reason:
        (pytest.fail if services.required() else pytest.skip)(reason)
    with running_cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = services.chromium()
    if path is None:
        (pytest.fail if services.required() else pytest.skip)("No Chromium on this machine.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=LAUNCH)
        yield running
        running.close()


@pytest.fixture(scope="session")
def visits(browser: Browser) -> Visits:
    """Shared, so that each member signs in once."""
    return Visits(browser)


@pytest.fixture
def new_page(visits: Visits, request: pytest.FixtureRequest) -> Iterator[NewPage]:
    """Opens pages; see NewPage. Fails the test on any error, violation or foreign request."""
    yield NewPage(visits, lambda: request.getfixturevalue("server"))
    problems = visits.close()
    assert not problems, "The browser complained:\n" + "\n".join(problems)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fails with a list when a page breaks WCAG 2.2 AA, as far as a program can see."""
    return check_accessibility
