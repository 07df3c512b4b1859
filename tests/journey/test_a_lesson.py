"""A lesson: four tablets, sixteen pupils, one network that fails; every answer arrives once, under the right pupil."""

import pytest
from playwright.sync_api import expect

from learning.classroom import qr_cards, rooms, tablets
from learning.rounds import ready_lists
from learning.score_cards.tables import ScoreRow
from learning.visits import board
from tests.browser import begin_on_tablet
from tests.cast import bring_pupils, cohort_called, NOW, pupil_row
from tests.chain import open_room, open_round

pytestmark = pytest.mark.browser
TABLETS, PUPILS = 4, 16
DROP_OUT = range(0, PUPILS, 7)  # who stops after two answers and comes back at another tablet
WITHOUT_NETWORK = 11


def score_of(pupil: int, question: int) -> int:
    """What this pupil gives to this question: 0 and 10 among them."""
    return (pupil * 3 + question) % 11


@pytest.fixture
def lesson(cast):
    """The room of sixteen Wrens is open for their own score card; their QR cards, in order."""
    ready_lists.add_seed_characteristics()
    bring_pupils(
        *[pupil_row(forename=f"Pupil{number}", surname=f"A{number:02}", class_name="Wrens") for number in range(PUPILS)]
    )
    wrens = cohort_called("Wrens")
    qr_cards.make_qr_cards(wrens.id, NOW)
    open_room(cast, open_round(cast, cohort=wrens), journal=False)
    return sorted(qr_cards.qr_cards_of(wrens.id), key=lambda card: card.pupil.surname)


@pytest.fixture
def desks(browser, served):
    """Four tablets."""
    contexts = []
    for _ in range(TABLETS):
        contexts.append(browser.new_context(viewport={"width": 1024, "height": 768}))
        contexts[-1].add_cookies([{"name": "tablet", "value": tablets.enrol("", None, NOW), "url": served}])
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def sit_down(page, served, card):
    """Show the card to the tablet's own camera app, which opens its address."""
    page.goto(f"{served}/K/{card.code}")
    expect(page.get_by_role("heading", name=card.pupil.name)).to_be_visible()
    begin_on_tablet(page)


def give(page, pupil, questions):
    """Answer these questions, which stand in this order."""
    for question in questions:
        page.locator(".rail label").nth(score_of(pupil, question)).click()
        page.get_by_role("button", name="Next").click()
        expect(page.locator("h1")).to_be_focused()


def finish(page):
    """Everything is kept, and the tablet waits for the next pupil."""
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("Thank you!")).to_be_visible()


def test_every_answer_arrives_once_and_under_the_right_pupil(lesson, desks, served):
    # Slow, because sixteen whole visits go through a real browser.
    visits = [(pupil, desks[pupil % TABLETS]) for pupil in range(PUPILS)]
    coming_back = []
    for start in range(0, PUPILS, TABLETS):
        at_once = visits[start : start + TABLETS]
        for pupil, page in at_once:
            sit_down(page, served, lesson[pupil])
        for questions in ((0, 1), (2, 3)):
            for pupil, page in at_once:
                if pupil in DROP_OUT and questions == (2, 3):
                    page.get_by_role("button", name="Stop for now").click()
                    coming_back.append(pupil)
                    continue
                if pupil == WITHOUT_NETWORK:
                    page.context.set_offline(questions == (2, 3))
                give(page, pupil, questions)
        for pupil, page in at_once:
            if pupil == WITHOUT_NETWORK:
                gone = page.locator("[data-visit-form]").get_attribute("data-gone")
                page.get_by_role("button", name="Finish").click()
                expect(page.get_by_text(gone)).to_be_visible()
                page.context.set_offline(False)
                expect(page.get_by_role("heading", name="Show your QR card")).to_be_visible()
            elif pupil not in DROP_OUT:
                finish(page)
    for pupil in coming_back:
        page = desks[(pupil + 1) % TABLETS]
        sit_down(page, served, lesson[pupil])
        give(page, pupil, (2, 3))
        finish(page)

    given = [(row.opinion.pupil_id, row.characteristic.position, row.state, row.score) for row in ScoreRow.select()]
    positions = sorted({position for _, position, _, _ in given})
    assert sorted(given) == sorted(
        (card.pupil.id, positions[question], "given", score_of(pupil, question))
        for pupil, card in enumerate(lesson)
        for question in range(4)
    )
    assert {seat.state for seat in board.board(rooms.open_rooms(NOW)[0].id, NOW)} == {"done"}
