"""What a pupil does at a tablet: show the card, say "that's me", answer question after question, finish."""

import re
from dataclasses import dataclass, replace

from bench.browser import Answer, Browser, read_form

STEP = re.compile(r'data-action="([^"]+/(?:journal|score_card)/[^"]+)"')
SCRIPT = "Accept: application/json\r\n"


@dataclass(frozen=True)
class Turn:
    """The questions that are still open, as the page of the turn holds them, and how long the last request took."""

    open: tuple[str, ...]
    fields: dict[str, str]
    seconds: float = 0.0


def begin(browser: Browser, card: str) -> Turn:
    """From the card's address to the page that holds every question."""
    is_this_you = browser.follow(browser.get(f"/K/{card}"))
    page = browser.follow(browser.post(*read_form(is_this_you.page, "/begin"))).page
    address, fields = read_form(page)
    return Turn((address, *STEP.findall(page)), fields)


def answer(browser: Browser, turn: Turn) -> Turn:
    """Keep an answer: one request, and nothing comes back but that it is kept."""
    kept: Answer = browser.post(turn.open[0], turn.fields | {"press": "next"}, SCRIPT)
    if kept.status != 204:
        raise RuntimeError(f"The answer was not kept ({kept.status}): {kept.page[:2000]}")
    return replace(turn, open=turn.open[1:], seconds=kept.seconds)


def is_question(turn: Turn) -> bool:
    """Is there a question left, or is it the end?"""
    return bool(turn.open)


def finish(browser: Browser, turn: Turn) -> Answer:
    """From the end of the questions to the next pupil's welcome page."""
    return browser.follow(browser.post("/k/visit/end", turn.fields | {"press": "finish"}))
