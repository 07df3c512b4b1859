"""A real browser, where there is one: what it fetches during a visit, told by its own network log."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench.browser import WORDS

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOW_CPU = {"rate": 4}


@contextmanager
def chromium() -> Iterator:
    """Chromium without a screen, or None where it or Playwright is missing."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        found = None
    if found is None:
        yield None
        return
    flags = FLAGS + ["--no-sandbox"] * (hasattr(os, "geteuid") and os.geteuid() == 0)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Load:
    """What went over the wire for one page: requests (redirects too), kilobytes as sent, headers and all."""

    requests: int = 0
    kilobytes: float = 0.0
    font_kilobytes: float = 0.0

    def __add__(self, other: "Load") -> "Load":
        return Load(
            self.requests + other.requests,
            self.kilobytes + other.kilobytes,
            self.font_kilobytes + other.font_kilobytes,
        )


class Tablet:
    """One browser context as a tablet of the school: its cache is empty at first and stays until it is closed."""

    def __init__(self, browser, port: int, token: str):
        self.home = f"http://127.0.0.1:{port}"
        self.context = browser.new_context(viewport={"width": 820, "height": 1180})
        self.context.add_cookies([{"name": "tablet", "value": token, "url": self.home}])
        self.page = self.context.new_page()
        self.log = self.context.new_cdp_session(self.page)
        self.kinds: dict[str, str] = {}
        self.load, self.encoding = Load(), ""
        self.log.send("Network.enable")
        self.log.on("Network.requestWillBeSent", self.sent)
        self.log.on("Network.requestServedFromCache", lambda event: self.kinds.pop(event["requestId"], None))
        self.log.on("Network.responseReceived", self.received)
        self.log.on("Network.loadingFinished", self.finished)
        self.log.on("Network.loadingFailed", lambda event: self.kinds.pop(event["requestId"], None))

    def sent(self, event: dict) -> None:
        """A request, or a redirect that it was answered with before."""
        if not event["request"]["url"].startswith("http"):
            return
        if redirect := event.get("redirectResponse"):
            self.load += Load(1, redirect["encodedDataLength"] / 1000)
        self.kinds[event["requestId"]] = event.get("type", "")

    def received(self, event: dict) -> None:
        """From the cache is not over the wire. An answer without content never "finishes" in the log of the browser."""
        response = event["response"]
        if response.get("fromDiskCache"):
            self.kinds.pop(event["requestId"], None)
        elif response["status"] == 204 and self.kinds.pop(event["requestId"], None) is not None:
            self.load += Load(1, response["encodedDataLength"] / 1000)

    def finished(self, event: dict) -> None:
        """The whole of it has come."""
        kind, size = self.kinds.pop(event["requestId"], None), event["encodedDataLength"] / 1000
        if kind == "Font":
            self.load += Load(1, 0, size)
        elif kind is not None:
            self.load += Load(1, size)

    def loaded(self) -> Load:
        """What went over the wire since this was asked last, when all of it has come."""
        self.page.wait_for_load_state("load")
        self.page.evaluate("() => document.fonts.ready.then(() => true)")
        while self.kinds:
            self.page.wait_for_timeout(10)
        told, self.load = self.load, Load()
        return told

    def open(self, path: str) -> Load:
        """Go to an address of the school."""
        self.page.goto(self.home + path)
        return self.loaded()

    def press(self, form: str) -> Load:
        """Press the big button of the form whose address ends so, which leads to another page."""
        with self.page.expect_navigation():
            self.page.locator(f'form[action$="{form}"] button.go').last.click()
        return self.loaded()

    def asks(self) -> bool:
        """Is there a question on the screen?"""
        return self.page.locator('form[action$="/visit/end"]').count() == 0

    def answer(self) -> Load:
        """Answer the question on the screen, press Next, and wait for the next one."""
        address = self.page.locator("form[data-visit-form]").get_attribute("action")
        self.carry_on()
        self.page.locator(".step.settling").wait_for(state="detached")  # a new step hears nothing for half a second
        choice, cards = self.page.locator('.step input[type="radio"]'), self.page.locator(".step .card:visible")
        if choice.count():
            choice.nth(min(7, choice.count() - 1)).check(force=True)
        if cards.count():
            cards.first.click()
        for words in self.page.locator(".step textarea").all():
            if words.is_visible():
                words.fill(WORDS)
        with self.page.expect_response(lambda response: response.request.method == "POST") as kept:
            self.page.locator(".step footer button.go").click()
        self.encoding = kept.value.request.headers.get("content-type", "").partition(";")[0]
        self.page.locator(f'form[action="{address}"]').wait_for(state="detached")
        return self.loaded()

    def carry_on(self) -> None:
        """Say so where the page offers a break."""
        onward = self.page.locator(".on-break [data-break] a.go")
        if onward.count():
            self.page.locator(".breather.settling").wait_for(state="detached")
            onward.click()

    def slow_down(self) -> None:
        """A tired tablet on a tired network: a quarter of the processor, slow 4G."""
        self.log.send("Network.emulateNetworkConditions", SLOW_4G)
        self.log.send("Emulation.setCPUThrottlingRate", SLOW_CPU)

    def first_paint(self) -> float:
        """Seconds from the press to the first words on the screen."""
        return self.page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1000

    def close(self) -> None:
        """Put it away, cache and all."""
        self.context.close()
