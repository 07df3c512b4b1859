"""Printed pages: the score card on one page of A4, and the grid on A4 and A3 with nothing cut off."""

import pypdfium2
import pytest

from learning.people import sign_ins
from learning.rounds import characteristics, rounds
from tests.cast import bring_pupils, NOW, PASSWORD, pupil_row
from tests.chain import agree, give, open_round

pytestmark = pytest.mark.browser
NAMES = (
    "Learning skills", "Attendance and punctuality", "Resilience", "High self-esteem", "Working with others",
    "Listening", "Asking for help when it is needed", "Organisation", "Looking ahead", "Communication",
)  # fmt: skip


@pytest.fixture
def autumn(cast):
    """A round of thirty pupils on ten characteristics, with every view of Amina, agreed for her."""
    for name in NAMES:
        characteristics.add_characteristic(name, f"I can say something about {name.lower()}", "not yet", "very much")
    bring_pupils(*(pupil_row(forename=f"Forename{n}", surname=f"Longer-Surname{n}") for n in range(28)))
    a_round = open_round(cast)
    give(cast, a_round, "professional", 2)
    give(cast, a_round, "professional", 3, member=cast.lead)
    give(cast, a_round, "parent", 8)
    give(cast, a_round, "community", 5, by="The coach")
    agree(cast, a_round, 4)
    return rounds.round_(a_round.id)


@pytest.fixture
def printer(app, cast, autumn, browser, served):
    """Prints a path as Ms Okafor would; returns the words of each page."""
    page = browser.new_context().new_page()
    token = sign_ins.sign_in(cast.okafor.email, PASSWORD, NOW)
    page.context.add_cookies([{"name": "sign_in", "value": token, "url": f"{served}/staff"}])

    def print_(path, **paper):
        page.goto(served + path)
        printed = pypdfium2.PdfDocument(page.pdf(**paper))
        return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in printed]

    yield print_
    page.context.close()


def test_the_score_card_of_ten_characteristics_is_one_page_of_a4(printer, cast, autumn):
    (page,) = printer(f"/staff/pupils/{cast.amina.id}/score-card/{autumn.id}", format="A4", prefer_css_page_size=True)
    assert "Amina Yusuf" in page and "Agreed on" in page
    assert all(name.split()[0] in page for name in NAMES)


@pytest.mark.parametrize(("paper", "most"), [("A4", 2), ("A3", 1)])
def test_the_grid_of_a_class_prints_whole(printer, autumn, paper, most):
    pages = printer(f"/staff/cohorts/{autumn.cohort_id}/grid?round={autumn.id}", format=paper, landscape=True)
    assert len(pages) <= most
    for page in pages:
        assert all(name.split()[0] in page for name in NAMES)  # the head of the table is on every page
    whole = " ".join(pages)
    assert all(f"Forename{n}" in whole for n in range(28))
