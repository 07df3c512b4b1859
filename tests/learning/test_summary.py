"""The summary: dated, never overwritten, the first is the baseline; and the cohort's grid."""

from datetime import timedelta

import pytest

from learning import schools, score_card, summary
from learning.summary import change_word, NothingAgreed, ReasonNeeded
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, give, open_round

LATER = TODAY + timedelta(days=42)


@pytest.fixture
def autumn(cast):
    """A round of Kestrels on the seed's characteristics."""
    ask_the_seed()
    return open_round(cast)


@pytest.fixture
def spring(cast, autumn):
    """The next round."""
    return open_round(cast, "Spring", LATER)


def cells(grid, pupil):
    """A pupil's cells in the grid by characteristic."""
    row = next(row for row in grid.rows if row.pupil == pupil)
    return {column.name: cell for column, cell in zip(grid.characteristics, row.cells, strict=True)}


def test_the_first_summary_is_the_baseline(cast, autumn, spring):
    first = agree(cast, autumn, 4)
    second = agree(cast, spring, 6, on=LATER)
    assert first.is_baseline
    assert not second.is_baseline
    assert summary.baseline(cast.amina.id).id == first.id


def test_a_summary_tells_when_by_whom_and_how(cast, autumn):
    kept = agree(cast, autumn, 0, how="journal")
    assert (kept.agreed_on, kept.taking_part, kept.how, kept.by) == (TODAY, "the team", "journal", "Ms Okafor")
    assert {one.score for one in kept.scores} == {0}


def test_a_correction_is_a_new_version_and_the_old_stays_readable(cast, autumn):
    agree(cast, autumn, 4)
    agree(cast, autumn, 5)
    new, old = summary.summaries_of(cast.amina.id)
    assert (new.version, new.is_current, new.is_baseline, new.scores[0].score) == (2, True, True, 5)
    assert (old.version, old.is_current, old.is_baseline, old.scores[0].score) == (1, False, False, 4)


def test_a_reason_is_needed_where_the_team_differs_from_the_average(cast, autumn):
    give(cast, autumn, "professional", 4)
    with pytest.raises(ReasonNeeded, match="Learning skills"):
        agree(cast, autumn, 6, reason="")
    assert summary.summaries_of(cast.amina.id) == []


def test_no_reason_is_needed_at_the_rounded_average(cast, autumn):
    give(cast, autumn, "professional", 4)
    give(cast, autumn, "parent", 5)
    assert agree(cast, autumn, 5, reason="").scores[0].average == 4.5


def test_a_score_can_be_agreed_from_the_journal_alone(cast, autumn):
    assert agree(cast, autumn, 7, how="journal", reason="").scores[0].average is None


def test_a_blank_is_not_agreed(cast, autumn):
    kept = agree(cast, autumn, None, Resilience=0)
    assert [(one.name, one.score) for one in kept.scores] == [("Resilience", 0)]


def test_nothing_agreed_is_no_summary(cast, autumn):
    with pytest.raises(NothingAgreed):
        agree(cast, autumn, None)


@pytest.mark.parametrize(
    ("how", "who", "error"), [("guessed", "all", summary.NoSuchWay), ("discussed", " ", summary.TakingPartMissing)]
)
def test_a_summary_needs_its_way_and_its_people(cast, autumn, how, who, error):
    scores = {one.id: (4, "") for one in score_card.characteristics()}
    with pytest.raises(error):
        summary.agree(cast.amina.id, autumn.id, scores, TODAY, who, how, "", cast.okafor.id, NOW)


def test_the_seeds_table_of_step_2(cast, autumn):
    """R69: pupil A has 4, 4, 6, 4; pupil B is blank."""
    agree(cast, autumn, 4, Attendance=6)
    grid = summary.grid(autumn.id)
    assert [
        cells(grid, cast.amina)[name].score
        for name in ("High self-esteem", "Learning skills", "Attendance", "Resilience")
    ] == [4, 4, 6, 4]
    assert {cell.score for cell in cells(grid, cast.ben).values()} == {None}


def test_low_agreed_scores_are_priorities(cast, autumn):
    agree(cast, autumn, 5, Resilience=4, Attendance=0)
    grid = summary.grid(autumn.id)
    assert {name for name, cell in cells(grid, cast.amina).items() if cell.is_priority} == {"Resilience", "Attendance"}
    assert grid.priorities == 2


def test_a_school_sets_its_own_threshold(cast, autumn):
    schools.set_school("Hillside", 2, 3, "")
    agree(cast, autumn, 4, Resilience=2)
    assert summary.grid(autumn.id).priorities == 1


def test_where_nothing_is_agreed_the_average_stands_and_is_no_priority(cast, autumn):
    give(cast, autumn, "professional", 1)
    give(cast, autumn, "parent", 4)
    cell = cells(summary.grid(autumn.id), cast.amina)["Resilience"]
    assert (cell.score, cell.average, cell.is_priority) == (None, 2.5, False)


def test_the_grid_tells_the_change_against_the_baseline(cast, autumn, spring):
    agree(cast, autumn, 4)
    agree(cast, spring, 4, on=LATER, Resilience=7, Attendance=5, Learning_skills=0)
    found = cells(summary.grid(spring.id), cast.amina)
    assert [
        (found[name].change, found[name].change_word) for name in ("Resilience", "Attendance", "Learning skills")
    ] == [(3, "better"), (1, "too small to tell"), (-4, "lower")]


def test_the_baseline_itself_has_no_change(cast, autumn):
    agree(cast, autumn, 4)
    assert {cell.change for cell in cells(summary.grid(autumn.id), cast.amina).values()} == {None}


def test_a_corrected_baseline_is_what_later_rounds_are_measured_against(cast, autumn, spring):
    agree(cast, autumn, 1)
    agree(cast, spring, 6, on=LATER)
    agree(cast, autumn, 3)
    assert cells(summary.grid(spring.id), cast.amina)["Resilience"].change == 3


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        (4, 6, "better"),
        (4, 5, "too small to tell"),
        (4, 4, "too small to tell"),
        (4, 2, "lower"),
        (None, 4, ""),
        (4, None, ""),
        (0, 2, "better"),
    ],
)
def test_how_a_change_reads(before, after, word):
    assert change_word(before, after, 2) == word


def test_the_grid_costs_the_same_queries_for_any_cohort(cast, autumn, caplog):
    with caplog.at_level("DEBUG", "peewee"):
        summary.grid(autumn.id)
    assert len(caplog.records) <= 8


def test_the_round_to_show_is_the_newest_in_which_something_is_agreed(cast, autumn, spring):
    assert summary.round_to_show([]) is None
    assert summary.round_to_show([spring, autumn]) == spring
    agree(cast, autumn, 4)
    assert summary.round_to_show([spring, autumn]) == autumn
