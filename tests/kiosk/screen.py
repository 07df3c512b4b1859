"""What a tablet's screen shows in a real browser, found by its structure and never by its wording."""

import re

from playwright.sync_api import expect


def expect_question(page, number: int, of: int | None = None) -> None:
    """Wait until the question with this number is on the screen."""
    dots = page.locator("[data-progress] i")
    expect(dots.nth(number - 1)).to_have_class("here")
    if of is not None:
        expect(dots).to_have_count(of)


def expect_end(page) -> None:
    """Wait until the page after the last question is on the screen."""
    expect(page.locator(".step [data-all-kept]")).to_be_visible()


def expect_welcome(page) -> None:
    """Wait until the welcome page is on the screen."""
    expect(page.locator("[data-no-card]")).to_be_visible()


def expect_is_this_you(page) -> None:
    """Wait until the tablet asks whether this is the pupil."""
    expect(page).to_have_url(re.compile("/k/is-this-you$"))
    expect(page.locator("main h1 .name")).to_be_visible()


def button(page, press: str):
    """Return a button of the step by what it sends: "next", "back", "skip", "unknown", "finish" or "stop"."""
    return page.locator(":is(.bar, .top, .end)").locator(f"[name=press][value={press}]")


def choice(page, value: str):
    """Return the radio button of a choice by its value: "yes", "not_sure" or "no"."""
    return page.locator(f"[name=choice][value={value}]")
