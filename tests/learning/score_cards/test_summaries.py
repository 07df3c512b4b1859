"""Summaries: dated, never overwritten, and the first is the baseline."""

from datetime import timedelta

import pytest

from learning.score_cards import summaries
from tests.cast import TODAY
from tests.chain import agree, ask_the_seed, open_round

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


def test_the_first_summary_is_the_baseline(cast, autumn, spring):
    first = agree(cast, autumn, 4)
    second = agree(cast, spring, 6, on=LATER)
    assert first.is_baseline
    assert not second.is_baseline
    assert summaries.baseline(cast.amina.id).id == first.id


def test_a_summary_says_when_how_and_by_which_people_it_was_agreed(cast, autumn):
    saved = agree(cast, autumn, 0)
    assert (saved.agreed_on, saved.taking_part, saved.how, saved.by) == (TODAY, "the team", "discussed", "Ms Okafor")
    assert {agreed.score for agreed in saved.scores} == {0}


def test_a_correction_is_a_new_version_and_the_old_stays_readable(cast, autumn):
    agree(cast, autumn, 4)
    agree(cast, autumn, 5)
    new, old = summaries.summaries_of(cast.amina.id)
    assert (new.version, new.is_current, new.is_baseline, new.scores[0].score) == (2, True, True, 5)
    assert (old.version, old.is_current, old.is_baseline, old.scores[0].score) == (1, False, False, 4)


def test_another_summary_can_be_chosen_as_the_baseline(cast, autumn, spring):
    agree(cast, autumn, 4)
    second = agree(cast, spring, 6, on=LATER)
    assert summaries.choose_baseline(second.id).is_baseline
    assert [each.is_baseline for each in summaries.summaries_of(cast.amina.id)] == [True, False]
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
