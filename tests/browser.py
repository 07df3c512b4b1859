"""A real browser for tests: Debian's Chromium, the application served to it, axe's eye on a page."""

import os
import shutil
import threading
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from waitress import create_server

from web.serve import FIGURES, finish, turn

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
AS_ROOT = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
# Playwright switches the back-forward cache off: with it off, a test of the Back button is green for nothing.
BACK_AS_IN_LIFE = ["--disable-back-forward-cache"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The machine's own Chromium; without one the test is skipped, or fails where CI is set."""
    if CHROMIUM is None:
        why = "no Chromium on this machine (on Debian: apt install chromium)"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": [*QUIET, *AS_ROOT],
        "ignore_default_args": BACK_AS_IN_LIFE,
    }


@pytest.fixture
def served(app):
    """The application of this test behind its real server; its address, as in http://127.0.0.1:40123."""
    with serving(app) as address:
        yield address


@contextmanager
def serving(app):
    """Serves an application from a thread, on a free port of this machine alone."""
    connections: dict = {}
    server = create_server(app, connections, host="127.0.0.1", port=0, **FIGURES)
    stop = threading.Event()

    def serve():
        while not stop.is_set():
            turn(server, connections)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        stop.set()
        server.pull_trigger()  # wakes the loop
        thread.join()
        finish(server, connections)


@pytest.fixture(scope="session")
def axe_faults():
    """axe_faults(page): what axe finds wrong with a page, as sentences; [] when nothing."""
    axe = Axe()

    def find(page) -> list[str]:
        found = axe.run(page).response["violations"]
        return [f"{each['id']}: {each['help']} {[node['target'] for node in each['nodes']]}" for each in found]

    return find
