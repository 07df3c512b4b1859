"""A cohort's grid: agreed scores, priorities, change, averages and gaps."""

from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given, HealthCheck, settings, strategies as st

from learning.evidence import change
from learning.people import schools
from learning.score_cards import summaries
from learning.score_cards.grid import cohort_grid, round_to_show
from tests.cast import TODAY
from tests.chain import agree, ask_the_seed, give, open_round
from tests.queries import queries

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


def test_the_seeds_table_of_step_2(cast, autumn):
    """R69: pupil A has 4, 4, 6, 4; pupil B is blank."""
    agree(cast, autumn, 4, Attendance=6)
    grid = cohort_grid(autumn.id)
    assert [
        cells(grid, cast.amina)[name].score
        for name in ("High self-esteem", "Learning skills", "Attendance", "Resilience")
    ] == [4, 4, 6, 4]
    assert {cell.score for cell in cells(grid, cast.ben).values()} == {None}


def test_low_agreed_scores_are_priorities(cast, autumn):
    agree(cast, autumn, 5, Resilience=4, Attendance=0)
    grid = cohort_grid(autumn.id)
    assert {name for name, cell in cells(grid, cast.amina).items() if cell.is_priority} == {"Resilience", "Attendance"}
    assert grid.priorities == 2


def test_a_school_sets_its_own_threshold(cast, autumn):
    schools.set_school("Hillside", low_score=2, smallest_change=3, readers="")
    agree(cast, autumn, 4, Resilience=2)
    assert cohort_grid(autumn.id).priorities == 1


def test_where_nothing_is_agreed_the_average_stands_and_is_no_priority(cast, autumn):
    give(cast, autumn, "professional", 1)
    give(cast, autumn, "parent", 4)
    cell = cells(cohort_grid(autumn.id), cast.amina)["Resilience"]
    assert (cell.score, cell.average, cell.is_priority) == (None, 2.5, False)


def test_the_grid_tells_the_change_against_the_baseline(cast, autumn, spring):
    agree(cast, autumn, 4)
    agree(cast, spring, 4, on=LATER, Resilience=7, Attendance=5, Learning_skills=0)
    found = cells(cohort_grid(spring.id), cast.amina)
    assert [
        (found[name].change, found[name].change_word) for name in ("Resilience", "Attendance", "Learning skills")
    ] == [(3, "better"), (1, "too small to tell"), (-4, "lower")]


def test_the_baseline_itself_has_no_change(cast, autumn):
    agree(cast, autumn, 4)
    assert {cell.change for cell in cells(cohort_grid(autumn.id), cast.amina).values()} == {None}


def test_a_corrected_baseline_is_what_later_rounds_are_measured_against(cast, autumn, spring):
    agree(cast, autumn, 1)
    agree(cast, spring, 6, on=LATER)
    agree(cast, autumn, 3)
    assert cells(cohort_grid(spring.id), cast.amina)["Resilience"].change == 3


def test_the_grid_costs_the_same_queries_for_any_cohort(cast, autumn):
    with queries() as asked:
        cohort_grid(autumn.id)
    assert 0 < len(asked) <= 8


def test_the_round_to_show_is_the_newest_in_which_something_is_agreed(cast, autumn, spring):
    assert round_to_show([]) is None
    assert round_to_show([spring, autumn]) == spring
    agree(cast, autumn, 4)
    assert round_to_show([spring, autumn]) == autumn


def test_what_was_agreed_before_the_baseline_is_no_change(cast, autumn, spring):
    agree(cast, autumn, 4)
    summaries.choose_baseline(agree(cast, spring, 8, on=LATER).id)
    assert {cell.change for cell in cells(cohort_grid(autumn.id), cast.amina).values()} == {None}
    assert change.change_of(cast.amina.id).latest is None
    assert change.cohort_change(cast.kestrels.id).pupils == 0


NUMBERS = count(1)  # rounds of their own for each example


SCORES = st.lists(st.none() | st.integers(0, 10), min_size=4, max_size=4)


NAMES = ("Learning_skills", "Attendance", "Resilience", "High_self-esteem")


def by_name(scores):
    return dict(zip(NAMES, scores, strict=True))


# Slow, because each of its examples fills two rounds of its own.
@given(before=SCORES, now=SCORES, averages=SCORES, low=st.integers(0, 10), smallest=st.integers(1, 10))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_cells_of_a_grid_agree_with_an_obvious_reckoning(cast, before, now, averages, low, smallest):
    ask_the_seed()
    schools.set_school("Hillside", low_score=low, smallest_change=smallest, readers="")
    number = next(NUMBERS)
    day = TODAY + timedelta(days=2 * number)
    first, then = open_round(cast, f"Before {number}", day), open_round(cast, f"Now {number}", day)
    given_before = any(score is not None for score in before)
    if given_before:
        summaries.choose_baseline(agree(cast, first, None, on=day, **by_name(before)).id)
    if any(score is not None for score in averages):
        give(cast, then, "parent", None, **by_name(averages))
    given_now = any(score is not None for score in now)
    if given_now:
        agree(cast, then, None, on=day + timedelta(days=1), **by_name(now))
    if not given_before and given_now:
        summaries.choose_baseline(summaries.current_summary(cast.amina.id, then.id).id)
    found = cells(cohort_grid(then.id), cast.amina)
    for name, old, new, average in zip(NAMES, before, now, averages, strict=True):
        cell = found[name.replace("_", " ")]
        assert cell.score == new
        assert cell.average == (average if new is None else None)
        assert cell.is_priority is (new is not None and new <= low)
        change = new - old if new is not None and old is not None else None
        assert cell.change == change
        unchanged = {None: "", 0: "too small to tell"}
        expected = unchanged.get(change) if change in unchanged else "better" if change > 0 else "lower"
        assert cell.change_word == ("too small to tell" if change is not None and abs(change) < smallest else expected)


def test_gaps_of_the_views_stand_in_the_grid_where_they_are_asked_for(cast, autumn):
    give(cast, autumn, "professional", 2)
    give(cast, autumn, "professional", 4, member=cast.lead)
    give(cast, autumn, "parent", 8)
    give(cast, autumn, "professional", 5, pupil=cast.ben)
    assert {cell.gap for cell in cells(cohort_grid(autumn.id), cast.amina).values()} == {None}
    assert {cell.gap for cell in cells(cohort_grid(autumn.id, with_gaps=True), cast.amina).values()} == {5}
    blind = cells(cohort_grid(autumn.id, with_averages=False, with_gaps=True), cast.amina)
    assert {(cell.average, cell.gap) for cell in blind.values()} == {(None, None)}
    agree(cast, autumn, 6)
    found = cohort_grid(autumn.id, with_gaps=True)
    assert {(cell.score, cell.gap) for cell in cells(found, cast.amina).values()} == {(6, 5)}
    assert {cell.gap for cell in cells(found, cast.ben).values()} == {None}


def test_the_averages_of_a_pupil_wait_until_the_member_who_looks_has_scored(cast, autumn):
    give(cast, autumn, "parent", 8)
    give(cast, autumn, "professional", 2, pupil=cast.ben)
    agree(cast, autumn, 5, pupil=cast.ben)
    before = cohort_grid(autumn.id, with_gaps=True, for_member=cast.okafor.id)
    assert ({cell.average for cell in cells(before, cast.amina).values()}, before.hidden) == ({None}, 1)
    give(cast, autumn, "professional", 4)
    after = cohort_grid(autumn.id, with_gaps=True, for_member=cast.okafor.id)
    assert {(cell.average, cell.gap, cell.views) for cell in cells(after, cast.amina).values()} == {(6, 4, 2)}
    assert (after.hidden, cohort_grid(autumn.id, for_member=cast.lead.id).hidden) == (0, 1)
