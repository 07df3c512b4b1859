"""Rounds: dated times of asking."""

import pytest

from learning.core.names import NameMissing
from learning.rounds import planning, rounds
from tests.chain import open_round


def test_a_round_without_a_focus_is_about_learning_in_general(cast):
    assert open_round(cast).focus == rounds.GENERAL
    assert open_round(cast, "Spring", focus="swimming").focus == "swimming"


def test_two_rounds_of_a_cohort_have_two_names(cast):
    open_round(cast, "Autumn")
    with pytest.raises(planning.RoundNameTaken, match="autumn"):
        open_round(cast, " autumn ")
    assert open_round(cast, "Autumn", cohort=cast.ospreys)


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "..."])
def test_a_round_needs_a_name(cast, name):
    with pytest.raises(NameMissing):
        open_round(cast, name)


def test_a_pupils_rounds_are_those_of_their_cohorts_newest_first(cast):
    autumn, spring = open_round(cast, "Autumn"), open_round(cast, "Spring")
    open_round(cast, "Theirs", cohort=cast.ospreys)
    assert rounds.rounds_for(cast.amina.id) == [spring, autumn]


def test_another_cohorts_round_is_not_found_for_a_pupil(cast):
    with pytest.raises(rounds.NoSuchRound):
        rounds.round_for(cast.amina.id, open_round(cast, cohort=cast.ospreys).id)
