"""Without a network the tablet says "Wait here", where the browser has a service worker (https, localhost)."""

import json

import pytest
from playwright.sync_api import expect

from learning.classroom import tablets
from learning.journals.tables import AnswerRow
from tests.cast import NOW
from tests.kiosk.screen import choice, expect_question
from tests.kiosk.test_left_behind import STORES
from tests.waiting import until

STORED = "async () => { const cache = await caches.open((await caches.keys())[0]);" \
    " return (await cache.keys()).map((request) => new URL(request.url).pathname); }"  # fmt: skip


def test_the_worker_answers_for_the_pupils_side_and_stores_nothing_of_a_pupil(visiting):
    worker = visiting.get("/k/service-worker.js")
    assert worker.mimetype == "text/javascript" and "no-store" in worker.headers["Cache-Control"]
    files = json.loads(worker.text.partition("const FILES = ")[2].partition(";\n")[0])
    assert files[0] == "/k/wait" and all(file.startswith(("/static/", "/k/static/")) for file in files[1:])
    assert "Amina" not in visiting.get("/k/wait").text


@pytest.fixture
def with_worker(hold):
    """A page in Amina's visit at a tablet with the service worker."""
    page = hold(service_workers="allow")
    page.evaluate("() => navigator.serviceWorker.register('/k/service-worker.js')")
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    page.reload()
    until(lambda: page.evaluate("navigator.serviceWorker.controller !== null"), page)
    return page


@pytest.mark.browser
def test_a_reload_without_a_network_says_wait_here_and_goes_on_with_it(with_worker):
    page = with_worker
    page.locator("label:has([value=yes])").click()
    with page.expect_response(lambda answer: "canary" in (answer.request.post_data or "")):  # not the tap alone
        page.get_by_role("textbox").fill("canary")
    expect(page.locator("[data-status]")).not_to_be_empty()
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("main.gone h1")).to_be_visible()
    expect(page.locator("[data-safe]")).to_be_visible()
    page.context.set_offline(False)
    expect_question(page, 1)
    expect(page.locator(".step textarea")).to_have_value("canary")


@pytest.mark.browser
def test_it_says_safe_only_if_that_is_true(with_worker):
    page = with_worker
    page.evaluate("() => { IDBObjectStore.prototype.put = () => { throw new Error('full'); }; }")
    page.context.set_offline(True)
    page.locator("label:has([value=yes])").click()
    page.get_by_role("textbox").fill("canary")
    page.reload()
    expect(page.locator("main.gone h1")).to_be_visible()
    expect(page.locator("[data-safe]")).to_be_hidden()


@pytest.mark.browser
def test_the_tablet_stores_the_page_that_waits_and_nothing_else(with_worker):
    choice(with_worker, "yes").check(force=True)
    with_worker.get_by_role("textbox").fill("canary")
    with_worker.reload()
    stored = with_worker.evaluate(STORED)
    assert "/k/wait" in stored and not [path for path in stored if path.startswith("/k/visit")]
    assert "canary" not in with_worker.evaluate(STORES) and "Amina" not in with_worker.evaluate(STORES)
    until(lambda: AnswerRow.select().exists(), with_worker)


@pytest.mark.browser
def test_a_browser_that_is_a_tablet_no_more_loses_the_worker(with_worker, served):
    tablets.sign_out_all(NOW)
    with_worker.goto(f"{served}/k/")
    until(lambda: with_worker.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0)
    assert with_worker.evaluate("caches.keys()") == []
