"""A tablet in an open room, as the tests of the pupil's side want it."""

import pytest

from learning.classroom import qr_cards, tablets
from learning.people import schools
from learning.visits import visits
from learning.visits.steps import Visit
from tests.browser import begin_on_tablet
from tests.cast import NOW
from tests.chain import ask_the_seed, open_room


@pytest.fixture
def room(app, cast):
    """Kestrels' room is open for an hour, with the journal and the score card."""
    schools.set_school("Hillside School", low_score=4, smallest_change=2, readers="your tutor")
    ask_the_seed()
    return open_room(cast)


@pytest.fixture
def codes(cast):
    """The QR cards of Kestrels by the pupil's first name."""
    qr_cards.make_qr_cards(cast.kestrels.id, NOW)
    return {card.pupil.called: card for card in qr_cards.qr_cards_of(cast.kestrels.id)}


@pytest.fixture
def tablet(app, room, cast):
    """A browser that is a tablet of the school."""
    browser = app.test_client()
    browser.set_cookie("tablet", tablets.enrol("", cast.okafor.id, NOW))
    return browser


@pytest.fixture
def visiting(tablet, codes):
    """The tablet in the middle of Amina's visit."""
    show_card(tablet, codes["Amina"])
    tablet.submit("/k/is-this-you", to="/k/begin")
    return tablet


@pytest.fixture
def hold(browser, served, room, codes, cast):
    """hold(**options): a page at a tablet, with Amina's visit just begun."""
    contexts = []

    def begin(**options):
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options}))
        token = tablets.enrol("", cast.okafor.id, NOW)
        contexts[-1].add_cookies([{"name": "tablet", "value": token, "url": served}])
        page = contexts[-1].new_page()
        page.goto(f"{served}/K/{codes['Amina'].code}")
        begin_on_tablet(page)
        return page

    yield begin
    for context in contexts:
        context.close()


def show_card(browser, card):
    """Type a card's short code on the welcome page."""
    return browser.submit("/k/", {"code": card.short_code}, to="/k/scan")


def visit_in(browser) -> Visit:
    """The visit that goes on in this browser; raises VisitOver."""
    return visits.visit_of(cookie(browser, "visit"), NOW)


def cookie(browser, name) -> str:
    """What a browser keeps under a name, or nothing."""
    kept = browser.get_cookie(name, path="/k")
    return kept.value if kept else ""


def press(browser, path, **given):
    """Press a button of this browser's visit whose address is `path`, wherever its page is."""
    return browser.send(path, {"visit": str(visit_in(browser).id), **given}, token_from="/k/visit")


def step_of(browser, kind):
    """The first question of a kind in this browser's visit."""
    return next(step for step in visit_in(browser).steps if step.kind == kind)


def address(step) -> str:
    """Where a question is found within its visit."""
    return f"/k/visit/{step.task}/{step.id}"


def answer(browser, step, press="next", **given):
    """Fill in the page of a question and press a button."""
    return browser.submit(address(step), {**given, "press": press}, to=address(step))
