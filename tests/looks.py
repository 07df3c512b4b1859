"""What is wrong with the look of a pupil's page in a real browser: words that leave their button, a header of several
lines, a main button that is not on the screen, things that overlap."""

from pathlib import Path

from playwright.sync_api import Page

FIND = Path(__file__).with_suffix(".js").read_text("utf-8")


def faults_of(page: Page) -> list[str]:
    """Return what is wrong with the look of the page that is shown, as sentences; [] when nothing is."""
    found: list[str] = page.evaluate(FIND)
    return found
