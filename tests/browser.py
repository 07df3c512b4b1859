"""A real browser for tests: Debian's Chromium, the application served to it, axe's eye on a page."""

import os
import re
import shutil
import threading
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, expect
from waitress import create_server

from tests.waiting import NEVER, until
from web.serve import finish, serve_once, SETTINGS

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Chromium without its windows opens a page in a fifth of the time. It has no back-forward cache and no camera.
QUICK_CHROMIUM = shutil.which("chromium-headless-shell") or CHROMIUM
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
AS_ROOT = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
# Playwright switches the back-forward cache off: with it off, a test of the Back button is green for nothing.
BACK_AS_IN_LIFE = ["--disable-back-forward-cache"]

# A new step of a visit hears nothing for half a second (visit/settle.js); a test does not wait for that.
SETTLED = """
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":root { --settling: 1ms }");
    document.adoptedStyleSheets = [sheet];
"""

expect.set_options(timeout=NEVER * 1000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The machine's own Chromium; without it the test is skipped, or fails where CI is set."""
    if CHROMIUM is None:
        why = "no Chromium on this machine (on Debian: apt install chromium)"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    return {
        **browser_type_launch_args,
        "executable_path": QUICK_CHROMIUM,
        "args": [*QUIET, *AS_ROOT],
        "ignore_default_args": BACK_AS_IN_LIFE,
    }


@pytest.fixture(scope="session")
def _pw_artifacts_folder(tmp_path_factory):
    """pytest-playwright's folder for pictures and films, which it does not clear away in a worker of pytest-xdist."""
    return SimpleNamespace(name=str(tmp_path_factory.mktemp("artifacts")))


@pytest.fixture(scope="session")
def launch_browser(launch_browser):
    """Starts a browser whose every page waits for what must come, however busy the machine is."""

    def launch(**options):
        browser = launch_browser(**options)
        new_context = browser.new_context

        def new_patient_context(**options):
            context = new_context(**{"service_workers": "block", **options})
            context.set_default_timeout(NEVER * 1000)
            context.add_init_script(SETTLED)
            return context

        browser.new_context = new_patient_context
        return browser

    return launch


@pytest.fixture(scope="session")
def quick_browser(launch_browser):
    """The browser of most tests."""
    browser = launch_browser()
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def whole_browser(launch_browser):
    """A browser with everything that a tablet's has."""
    browser = launch_browser(executable_path=CHROMIUM)
    yield browser
    browser.close()


@pytest.fixture
def browser(request):
    """The browser of this test: the quick one, or the whole one where its marker asks for it."""
    is_whole = request.node.get_closest_marker("whole_browser")
    return request.getfixturevalue("whole_browser" if is_whole else "quick_browser")


@pytest.fixture(autouse=True)
def no_page_left_open(request):
    """Pages that a test leaves open would go on asking their server, which is gone."""
    browser = request.getfixturevalue("browser") if "browser" in request.fixturenames else None
    yield
    for context in browser.contexts if browser else ():
        context.close()


@pytest.fixture
def served(app):
    """The application of this test behind its real server; its address, as in http://127.0.0.1:40123."""
    with serving(app) as address:
        yield address


@contextmanager
def serving(app):
    """Serves an application from a thread, on a free port of this machine alone."""
    connections: dict = {}
    server = create_server(app, connections, host="127.0.0.1", port=0, **SETTINGS)
    stop = threading.Event()

    def serve():
        while not stop.is_set():
            serve_once(server, connections)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        stop.set()
        server.pull_trigger()  # wakes the loop
        thread.join()
        finish(server, connections)


AXE = Axe().axe_script
# What axe finds out from the look of a page; the rest follows from its HTML.
LOOK = ["color-contrast", "target-size", "scrollable-region-focusable", "css-orientation-lock", "meta-viewport"]


@pytest.fixture(scope="session")
def axe_faults():
    """axe_faults(page): what axe finds wrong with a page, as sentences; [] when nothing.

    With only=LOOK it tries only these rules. Where axe looks at every page, AXE can be a script of the context."""

    def find(page, only=()) -> list[str]:
        if not page.evaluate("'axe' in window"):  # a page whose script shows the next question has it still
            page.evaluate(AXE)
        options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
        if only:
            options["runOnly"] = list(only)
        found = page.evaluate("options => axe.run(document, options)", options)["violations"]
        return [f"{each['id']}: {each['help']} {[node['target'] for node in each['nodes']]}" for each in found]

    return find


def begin_on_tablet(page) -> None:
    """Say "Yes, that's me", and wait until the first question and its script are there: it hears no key before."""
    page.get_by_role("button", name="Yes, that's me").click()
    expect(page).to_have_title(re.compile(r"^Question \d+ of \d+$"))
    page.wait_for_load_state()


def stop_clock(page) -> None:
    """Load a page again with a clock that stands still until page.clock.run_for(milliseconds) moves it."""
    page.clock.install()
    page.reload()
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))


def travel(page, way: str) -> None:
    """Go "back" or "forward" in a page's history, as its buttons do, and wait until that has come."""
    place = place_in_history(page)
    if page.evaluate(f"navigation.canGo{way.title()}"):
        page.evaluate(f"setTimeout(() => history.{way}())")  # later: the page that is asked may be gone at once
        until(lambda: place_in_history(page) not in (place, ""), page)
    page.wait_for_load_state()


def place_in_history(page) -> str:
    """Which entry of its history a page shows; "" while it is between two."""
    try:
        return page.evaluate("document.readyState === 'complete' ? navigation.currentEntry.key : ''")
    except Error:
        return ""


def content(page) -> str:
    """All that a page holds, also while its script leads it on to another."""

    def held():
        try:
            return page.content()
        except Error:
            return ""

    return until(held, page)
