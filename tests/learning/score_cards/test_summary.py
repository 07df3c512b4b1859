"""The summary: dated, never overwritten, the first is the baseline; and the cohort's grid."""

from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given, HealthCheck, settings, strategies as st

from learning.evidence import change
from learning.people import schools
from learning.rounds import characteristics
from learning.score_cards import agreeing, summaries
from learning.score_cards.agreeing import NothingAgreed, ReasonNeeded
from learning.score_cards.grid import cohort_grid, round_to_show
from learning.score_cards.since_baseline import change_word
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, give, open_room, open_round, visit_and_finish

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
    assert summaries.baseline(cast.amina.id).id == first.id


def test_a_summary_tells_when_by_whom_and_how(cast, autumn):
    kept = agree(cast, autumn, 0)
    assert (kept.agreed_on, kept.taking_part, kept.how, kept.by) == (TODAY, "the team", "discussed", "Ms Okafor")
    assert {one.score for one in kept.scores} == {0}


def test_a_correction_is_a_new_version_and_the_old_stays_readable(cast, autumn):
    agree(cast, autumn, 4)
    agree(cast, autumn, 5)
    new, old = summaries.summaries_of(cast.amina.id)
    assert (new.version, new.is_current, new.is_baseline, new.scores[0].score) == (2, True, True, 5)
    assert (old.version, old.is_current, old.is_baseline, old.scores[0].score) == (1, False, False, 4)


def test_a_reason_is_needed_where_the_team_differs_from_the_average(cast, autumn):
    give(cast, autumn, "professional", 4)
    with pytest.raises(ReasonNeeded, match="Learning skills"):
        agree(cast, autumn, 6, reason="")
    assert summaries.summaries_of(cast.amina.id) == []


def test_no_reason_is_needed_at_the_rounded_average(cast, autumn):
    give(cast, autumn, "professional", 4)
    give(cast, autumn, "parent", 5)
    assert agree(cast, autumn, 5, reason="").scores[0].average == 4.5


def test_a_score_can_be_agreed_from_the_journal_alone(cast, autumn):
    with pytest.raises(agreeing.NoJournal):
        agree(cast, autumn, 7, how="journal", reason="")
    open_room(cast, autumn, score_card=False)
    visit_and_finish(cast)
    assert agree(cast, autumn, 7, how="journal", reason="").scores[0].average is None


def test_a_blank_is_not_agreed(cast, autumn):
    kept = agree(cast, autumn, None, Resilience=0)
    assert [(one.name, one.score) for one in kept.scores] == [("Resilience", 0)]


def test_nothing_agreed_is_no_summary(cast, autumn):
    with pytest.raises(NothingAgreed):
        agree(cast, autumn, None)


@pytest.mark.parametrize(
    ("how", "who", "error"), [("guessed", "all", agreeing.NoSuchMethod), ("discussed", " ", agreeing.TakingPartMissing)]
)
def test_a_summary_needs_to_say_how_it_was_agreed_and_by_whom(cast, autumn, how, who, error):
    scores = {each.id: (4, "") for each in characteristics.characteristics()}
    agreement = agreeing.Agreement(scores=scores, agreed_on=TODAY, taking_part=who, how=how)
    with pytest.raises(error):
        agreeing.agree(cast.amina.id, autumn.id, agreement, member_id=cast.okafor.id, now=NOW)


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
        cohort_grid(autumn.id)
    assert len(caplog.records) <= 8


def test_the_round_to_show_is_the_newest_in_which_something_is_agreed(cast, autumn, spring):
    assert round_to_show([]) is None
    assert round_to_show([spring, autumn]) == spring
    agree(cast, autumn, 4)
    assert round_to_show([spring, autumn]) == autumn


def test_another_summary_can_be_chosen_as_the_baseline(cast, autumn, spring):
    agree(cast, autumn, 4)
    second = agree(cast, spring, 6, on=LATER)
    assert summaries.choose_baseline(second.id).is_baseline
    assert [one.is_baseline for one in summaries.summaries_of(cast.amina.id)] == [True, False]
    assert summaries.baseline(cast.amina.id).id == second.id


def test_a_correction_of_the_chosen_baseline_takes_its_place(cast, autumn, spring):
    agree(cast, autumn, 4)
    summaries.choose_baseline(agree(cast, spring, 6, on=LATER).id)
    assert agree(cast, spring, 7, on=LATER).is_baseline


def test_a_version_that_was_corrected_is_no_baseline(cast, autumn):
    old = agree(cast, autumn, 4)
    agree(cast, autumn, 5)
    with pytest.raises(summaries.NotTheCurrentVersion):
        summaries.choose_baseline(old.id)


def test_what_was_agreed_before_the_baseline_is_no_change(cast, autumn, spring):
    agree(cast, autumn, 4)
    summaries.choose_baseline(agree(cast, spring, 8, on=LATER).id)
    assert {cell.change for cell in cells(cohort_grid(autumn.id), cast.amina).values()} == {None}
    assert change.change_of(cast.amina.id).latest is None
    assert change.cohort_change(cast.kestrels.id).pupils == 0


def test_taken_from_the_averages_means_every_one_of_them(cast, autumn):
    give(cast, autumn, "professional", 4)
    with pytest.raises(agreeing.NotTheAverages, match="Resilience"):
        agree(cast, autumn, 4, how="average", Resilience=6)
    assert agree(cast, autumn, 4, how="average").how == "average"


def test_where_nobody_scored_there_is_no_average_to_take(cast, autumn):
    with pytest.raises(agreeing.NotTheAverages):
        agree(cast, autumn, 4, how="average")


# --- the numbers of a grid, reckoned a second time ------------------------------------------------------------------

NUMBERS = count(1)  # rounds of their own for each example
SCORES = st.lists(st.none() | st.integers(0, 10), min_size=4, max_size=4)
NAMES = ("Learning_skills", "Attendance", "Resilience", "High_self-esteem")


def by_name(scores):
    return dict(zip(NAMES, scores, strict=True))


# Slow, because each of its examples fills two rounds of its own.
@given(before=SCORES, now=SCORES, said=SCORES, low=st.integers(0, 10), smallest=st.integers(1, 10))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_cells_of_a_grid_agree_with_an_obvious_reckoning(cast, before, now, said, low, smallest):
    ask_the_seed()
    schools.set_school("Hillside", low_score=low, smallest_change=smallest, readers="")
    number = next(NUMBERS)
    day = TODAY + timedelta(days=2 * number)
    first, then = open_round(cast, f"Before {number}", day), open_round(cast, f"Now {number}", day)
    given_before = any(score is not None for score in before)
    if given_before:
        summaries.choose_baseline(agree(cast, first, None, on=day, **by_name(before)).id)
    if any(score is not None for score in said):
        give(cast, then, "parent", None, **by_name(said))
    given_now = any(score is not None for score in now)
    if given_now:
        agree(cast, then, None, on=day + timedelta(days=1), **by_name(now))
    if not given_before and given_now:
        summaries.choose_baseline(summaries.current_summary(cast.amina.id, then.id).id)
    found = cells(cohort_grid(then.id), cast.amina)
    for name, old, new, average in zip(NAMES, before, now, said, strict=True):
        cell = found[name.replace("_", " ")]
        assert cell.score == new
        assert cell.average == (average if new is None else None)
        assert cell.is_priority is (new is not None and new <= low)
        change = new - old if new is not None and old is not None else None
        assert cell.change == change
        words = {None: "", 0: "too small to tell"}
        expected = words.get(change) if change in words else "better" if change > 0 else "lower"
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
