"""What changed since the baseline."""

from datetime import timedelta

import pytest

from learning.classroom import rooms
from learning.evidence import change
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, open_round, visit_and_finish

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


def test_without_a_summary_there_is_no_change(cast, autumn):
    found = change.change_of(cast.amina.id)
    assert (found.baseline, found.latest, found.changes) == (None, None, ())


def test_the_baseline_alone_shows_no_change(cast, autumn):
    agree(cast, autumn, 4)
    found = change.change_of(cast.amina.id)
    assert found.latest is None
    assert {(line.baseline, line.now, line.word) for line in found.changes} == {(4, None, "")}


def test_a_pupils_change_is_told_for_each_characteristic(cast, autumn, spring):
    agree(cast, autumn, 4)
    agree(cast, spring, 4, on=LATER, Resilience=6, Attendance=5, Learning_skills=0)
    found = {
        line.characteristic: (line.baseline, line.now, line.change, line.word)
        for line in change.change_of(cast.amina.id).changes
    }
    assert found["Resilience"] == (4, 6, 2, "better")
    assert found["Attendance"] == (4, 5, 1, "too small to tell")
    assert found["Learning skills"] == (4, 0, -4, "lower")


def test_the_attitude_is_shown_over_time_and_zero_is_there(cast, autumn):
    for days, score in ((0, "0"), (21, "6")):
        now = NOW + timedelta(days=days)
        rooms.open_room(
            autumn.id,
            journal=True,
            score_card=False,
            closes_at=now + timedelta(hours=1),
            member_id=cast.okafor.id,
            now=now,
        )
        visit_and_finish(cast, now=now, today=now.date(), score=score)
    assert change.change_of(cast.amina.id).attitudes == ((TODAY, 0), (TODAY + timedelta(days=21), 6))


def test_a_cohorts_change_counts_only_pupils_with_both(cast, autumn, spring):
    agree(cast, autumn, 4)
    agree(cast, autumn, 2, pupil=cast.ben)
    agree(cast, spring, 8, on=LATER)
    line = change.cohort_change(cast.kestrels.id).lines[0]
    assert (line.n, line.before, line.after, line.better, line.same, line.lower) == (1, 4, 8, 1, 0, 0)


def test_a_cohorts_change_tells_better_same_and_lower(cast, autumn, spring):
    agree(cast, autumn, 5)
    agree(cast, autumn, 5, pupil=cast.ben)
    agree(cast, spring, 3, on=LATER)
    agree(cast, spring, 6, pupil=cast.ben, on=LATER)
    found = change.cohort_change(cast.kestrels.id)
    assert (found.pupils, found.lines[0].better, found.lines[0].same, found.lines[0].lower) == (2, 0, 1, 1)


def test_a_cohort_without_a_second_summary_has_no_change(cast, autumn):
    agree(cast, autumn, 5)
    found = change.cohort_change(cast.kestrels.id)
    assert found.pupils == 0
    assert {line.n for line in found.lines} <= {0}
