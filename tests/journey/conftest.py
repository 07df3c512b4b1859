"""The people of the journey and how they use a page: axe looks at every page that is opened."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from learning.people import cohorts, members
from tests.browser import AXE
from tests.cast import add_member, found_school, NOW, PASSWORD
from tests.chain import ask_the_seed

ROLL = (
    "UPN,Legal forename,Legal surname,Preferred forename,Year,Reg group,Date of birth\n"
    "A820200115001,Amina,Yusuf,,5,Kestrels,01/02/2016\n"
    "B820200115002,Benjamin,Adeyemi,Ben,5,Kestrels,14/07/2016\n"
    "C820200115003,Callum,Reid,,6,Ospreys,\n"
)


@pytest.fixture
def school(store):
    """A school with staff and no pupil yet: Ms Okafor teaches, Mrs Lead leads, Mr Price teaches others."""
    found_school()
    ask_the_seed()
    return [
        add_member(name="Ms Okafor", duty="tutor"),
        add_member(name="Mr Price", duty="tutor"),
        add_member(name="Mrs Lead", duty="lead", job="SENCO"),
    ]


class Person:
    """Somebody at a browser of their own; a tablet is held by one pupil after another."""

    def __init__(self, page, address, axe_faults):
        self.page, self.address, self.axe_faults = page, address, axe_faults
        page.add_init_script(AXE)
        self.faults = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: message.type == "error" and self.faults.append(message.text))

    def open(self, path: str, rules=()) -> None:
        """Open an address of the house and look at the page, with all rules of axe or only some."""
        self.page.goto(self.address + path)
        self.look(rules)

    def look(self, rules=()) -> None:
        """The page has nothing that axe minds, does not scroll sideways, and no script of it failed."""
        self.page.wait_for_load_state()
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} scrolls sideways by {wide} px"
        assert self.faults == [], self.page.url
        assert self.axe_faults(self.page, rules) == [], self.page.url
        self.faults.clear()  # axe tries inline styles of its own, which our content policy rightly refuses

    def press(self, name: str) -> None:
        """Press a button or follow a link by its words, and look at what comes."""
        button = self.page.get_by_role("button", name=name, exact=True)
        target = button if button.count() else self.page.get_by_role("link", name=name, exact=True)
        target.first.click()
        self.look()

    def end_visit(self, name: str) -> None:
        """Press the button that ends the visit at the tablet; the script sends it, then the welcome page comes."""
        self.page.get_by_role("button", name=name, exact=True).click()
        expect(self.page).to_have_title("Show your QR card")
        self.look()

    def write(self, label: str, words: str) -> None:
        """Write into the field with this label."""
        self.page.get_by_label(label, exact=True).first.fill(words)

    def choose(self, name: str, group: str | None = None) -> None:
        """Choose one of several, in the group of this name."""
        place = self.page.get_by_role("group", name=group, exact=True) if group else self.page
        expect(self.page.locator(".settling")).to_have_count(0)
        place.get_by_role("radio", name=name, exact=True).check(force=True)

    def reads(self, words: str) -> bool:
        """Does the page say this?"""
        return re.sub(r"\s+", " ", words) in re.sub(r"\s+", " ", self.page.inner_text("body"))

    def sign_in(self, name: str) -> None:
        """Sign in as a member of staff."""
        self.open("/staff/")
        self.write("Email", f"{name.split()[-1].lower()}@hillside.example")
        self.write("Password", PASSWORD)
        self.press("Sign in")

    def answer(self, press: str = "Next", score=None, choice: str = "", words: str = "") -> None:
        """Give the question on the tablet its answer; the next question comes without a new page."""
        here = self.page.locator("h1").inner_text()
        if score is not None:
            self.choose(str(score))
        if choice:
            self.choose(choice)
        if words:
            self.page.locator("textarea").first.fill(words)
        self.page.get_by_role("button", name=press, exact=True).click()
        self.page.wait_for_function("(old) => document.querySelector('h1')?.innerText !== old", arg=here)
        self.look()


@pytest.fixture
def person(browser, served, axe_faults):
    """person(): somebody at a browser of their own, 1280 x 800."""
    contexts = []

    def come(**options) -> Person:
        options = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **options}
        contexts.append(browser.new_context(**options))
        return Person(contexts[-1].new_page(), served, axe_faults)

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def cohort_id():
    """cohort_id(name): the cohort's number in addresses."""
    return lambda name: next(cohort.id for cohort in cohorts.cohorts_of(members.members()[0]) if cohort.name == name)


def weeks(number: int) -> timedelta:
    """So many weeks."""
    return timedelta(weeks=number)


__all__ = ["NOW", "ROLL", "weeks"]
