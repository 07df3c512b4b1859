"""What has changed for a pupil and for a cohort."""

import pytest

from learning.aims import aims
from tests.cast import TODAY
from tests.chain import agree, ask_the_seed, open_room, open_round, visit_and_finish
from tests.page import read_page, words_of


@pytest.fixture
def okafor(client, cast):
    """Ms Okafor at her desk, in a school with the seed's list."""
    ask_the_seed()
    return client.sign_in(cast.okafor)


def change_page(browser, cast):
    """Amina's page of change, read."""
    return read_page(browser.get(f"/staff/pupils/{cast.amina.id}/change").text)


def told(page, characteristic: str) -> list[str]:
    """The last words of each cell in a line: before, now, change."""
    for row in page.iter("tr"):
        if [words_of(cell) for cell in row.findall("th")] == [characteristic]:
            return [words_of(cell) for cell in row.findall("td")[1:]]
    raise AssertionError(f"no line {characteristic}")


def test_without_a_baseline_there_is_no_change(okafor, cast):
    assert "No baseline yet" in words_of(change_page(okafor, cast))


def test_with_the_baseline_alone_nothing_has_changed_yet(okafor, cast):
    agree(cast, open_round(cast), 5)
    page = change_page(okafor, cast)
    assert "Only the baseline so far" in words_of(page)
    assert told(page, "Resilience") == ["Baseline 5", "", ""]


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (7, "+2 better"),
        (3, "−2 lower"),
        (6, "+1 too small to tell"),
        (4, "−1 too small to tell"),
        (5, "0 too small to tell"),
    ],
)
def test_a_change_below_the_schools_smallest_is_too_small_to_tell(okafor, cast, now, words):
    agree(cast, open_round(cast), 5)
    agree(cast, open_round(cast, "Spring"), 5, Resilience=now)
    assert told(change_page(okafor, cast), "Resilience") == ["Baseline 5", f"Now {now}", f"Change {words}"]


def test_a_change_to_zero_is_shown(okafor, cast):
    agree(cast, open_round(cast), 5)
    agree(cast, open_round(cast, "Spring"), 0)
    assert told(change_page(okafor, cast), "Resilience") == ["Baseline 5", "Now 0", "Change −5 lower"]


def test_the_attitude_over_time_stands_in_a_table_beside_its_drawing(okafor, cast):
    open_room(cast, score_card=False)
    visit_and_finish(cast, score="0")
    page = change_page(okafor, cast)
    row = page.find(".//div[@class='chart-and-table']//tbody/tr")
    assert [words_of(cell) for cell in row] == ["23 Nov 2026", "0"]


def test_aims_are_shown_with_their_reviews(okafor, cast):
    aim = aims.set_aim(
        cast.amina.id,
        "To feel safe",
        approach="improve",
        factor_ids=(),
        wider_aim_id=None,
        review_on=None,
        member_id=cast.okafor.id,
        today=TODAY,
    )
    aims.review_aim(aim.id, cast.amina.id, outcome="met", notes="She says so", member_id=cast.okafor.id, on=TODAY)
    words = words_of(change_page(okafor, cast).find(".//article"))
    assert words == "To feel safe Met 23 Nov 2026, Ms Okafor: She says so"


def test_a_cohorts_change_says_of_how_many(okafor, cast):
    agree(cast, open_round(cast), 5)
    agree(cast, open_round(cast, "Spring"), 8)
    page = read_page(okafor.get(f"/staff/cohorts/{cast.kestrels.id}/change").text)
    shown = told(page, "Resilience")
    assert shown == ["Pupils 1", "Before 5.0", "Now 8.0", "Better 1", "Too small to tell 0", "Lower 0"]


def test_a_cohort_without_second_summaries_has_nothing_to_compare(okafor, cast):
    agree(cast, open_round(cast), 5)
    assert "Nothing to compare yet" in okafor.get(f"/staff/cohorts/{cast.kestrels.id}/change").text
