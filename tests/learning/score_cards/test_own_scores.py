"""A member's own scores of a whole cohort, saved together."""

from datetime import timedelta

import pytest

from learning.rounds import characteristics, planning, rounds
from learning.score_cards import giving, opinions, own_scores
from learning.score_cards.own_scores import AgreedMeanwhile, give_scores, PupilNotInRound
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, give, open_round


@pytest.fixture
def autumn(cast):
    """A round of Kestrels on the seed's four characteristics."""
    ask_the_seed()
    return open_round(cast)


@pytest.fixture
def skills():
    """The first characteristic's id."""
    return lambda: characteristics.characteristics()[0].id


def own(cast, a_round, pupil=None):
    rows = own_scores.own_scores(a_round.id, cast.okafor.id).rows
    return next(row for row in rows if row.pupil == (pupil or cast.amina))


def test_before_anything_is_given_every_cell_is_empty(cast, autumn):
    grid = own_scores.own_scores(autumn.id, cast.okafor.id)
    assert [row.pupil for row in grid.rows] == [cast.ben, cast.amina]
    assert [row.scores for row in grid.rows] == [{}, {}]


def test_scores_of_several_pupils_are_saved_together(cast, autumn, skills):
    give_scores(
        autumn.id, cast.okafor.id, {(cast.amina.id, skills()): 0, (cast.ben.id, skills()): 7}, on=TODAY, now=NOW
    )
    assert own(cast, autumn).scores == {skills(): 0}
    assert own(cast, autumn, cast.ben).scores == {skills(): 7}
    opinion = opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id)
    assert (opinion.by, opinion.role) == ("Ms Okafor", cast.okafor.job)


def test_nobody_elses_scores_are_shown_or_changed(cast, autumn, skills):
    give(cast, autumn, "professional", 3, member=cast.lead)
    assert own(cast, autumn).scores == {}
    give_scores(autumn.id, cast.okafor.id, {(cast.amina.id, skills()): 9}, on=TODAY, now=NOW)
    theirs = opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.lead.id)
    assert theirs.scores[skills()].score == 3


def test_what_is_not_named_stays_and_reasons_stay(cast, autumn, skills):
    scores = [opinions.Score(each.id, 4, "they try") for each in characteristics.characteristics()]
    okafor = giving.Giver("professional", "Ms Okafor", "", cast.okafor.id)
    giving.give_opinion(cast.amina.id, autumn.id, okafor, scores, on=TODAY, now=NOW)
    give_scores(autumn.id, cast.okafor.id, {(cast.amina.id, skills()): 6}, on=TODAY, now=NOW)
    saved = opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id).scores
    assert (saved[skills()].score, saved[skills()].why) == (6, "they try")
    assert {score.score for number, score in saved.items() if number != skills()} == {4}


def test_a_score_taken_back_is_not_given_and_never_0(cast, autumn, skills):
    give_scores(autumn.id, cast.okafor.id, {(cast.amina.id, skills()): 5}, on=TODAY, now=NOW)
    give_scores(autumn.id, cast.okafor.id, {(cast.amina.id, skills()): None}, on=TODAY, now=NOW)
    assert own(cast, autumn).scores == {}
    assert opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id) is None


def test_words_without_a_score_are_not_lost_when_the_score_is_taken_back(cast, autumn, skills):
    scores = [opinions.Score(skills(), 4, "they try")]
    okafor = giving.Giver("professional", "Ms Okafor", "", cast.okafor.id)
    giving.give_opinion(cast.amina.id, autumn.id, okafor, scores, on=TODAY, now=NOW)
    give_scores(autumn.id, cast.okafor.id, {(cast.amina.id, skills()): None}, on=TODAY, now=NOW)
    saved = opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id).scores[skills()]
    assert (saved.score, saved.why) == (None, "they try")


def test_taking_back_what_was_never_given_does_nothing(cast, autumn, skills):
    give_scores(autumn.id, cast.okafor.id, {(cast.amina.id, skills()): None}, on=TODAY, now=NOW)
    assert opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id) is None


def test_agreed_scores_stay_and_nothing_else_is_saved_either(cast, autumn, skills):
    give_scores(autumn.id, cast.okafor.id, {(cast.amina.id, skills()): 5}, on=TODAY, now=NOW)
    agree(cast, autumn, 5)
    with pytest.raises(AgreedMeanwhile, match="Amina"):
        give_scores(
            autumn.id, cast.okafor.id, {(cast.amina.id, skills()): 1, (cast.ben.id, skills()): 1}, on=TODAY, now=NOW
        )
    assert own(cast, autumn).scores == {skills(): 5}
    assert own(cast, autumn, cast.ben).scores == {}
    assert own(cast, autumn).is_agreed


def test_another_cohorts_pupil_is_refused(cast, autumn, skills):
    with pytest.raises(PupilNotInRound):
        give_scores(autumn.id, cast.okafor.id, {(cast.callum.id, skills()): 1}, on=TODAY, now=NOW)


def test_a_closed_round_takes_no_scores(cast, autumn, skills):
    rounds.close_round(autumn.id, TODAY)
    with pytest.raises(rounds.RoundClosed):
        give_scores(autumn.id, cast.okafor.id, {(cast.amina.id, skills()): 1}, on=TODAY, now=NOW)


def test_only_the_pupils_that_the_round_asks_have_a_row(cast, autumn):
    planning.ask_views(autumn.id, ("professional",), TODAY + timedelta(days=3), [cast.ben.id])
    assert [row.pupil for row in own_scores.own_scores(autumn.id, cast.okafor.id).rows] == [cast.ben]


def test_a_score_changed_on_the_grid_shows_the_earlier_one(cast, autumn, skills):
    for number in (5, 7):
        give_scores(autumn.id, cast.okafor.id, {(cast.amina.id, skills()): number}, on=TODAY, now=NOW)
    saved = opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id)
    assert saved.scores[skills()].before == "5"
