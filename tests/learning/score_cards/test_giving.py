"""Giving an opinion: whose it is, what it needs, and what it replaces."""

import pytest

from learning.core.scale import ScoreOutsideScale
from learning.rounds import characteristics
from learning.rounds.rounds import NoSuchRound
from learning.score_cards import giving, opinions, score_card
from learning.score_cards.giving import GiverMissing, NoScoreGiven, NoSuchView, OpinionClosed
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, give, open_round


@pytest.fixture
def autumn(cast):
    """A round of Kestrels on the seed's characteristics."""
    ask_the_seed()
    return open_round(cast)


def rows(cast, autumn, order="school"):
    """The rows of Amina's score card by characteristic."""
    return {row.characteristic.name: row for row in score_card.score_card(cast.amina.id, autumn.id, order).rows}


def test_giving_an_opinion_again_replaces_it(cast, autumn):
    give(cast, autumn, "professional", 3)
    give(cast, autumn, "professional", 6)
    card = score_card.score_card(cast.amina.id, autumn.id)
    assert card.counts["professional"] == 1
    assert card.rows[0].average == 6


def test_two_parents_have_two_opinions(cast, autumn):
    give(cast, autumn, "parent", 3, by="Mrs Yusuf")
    give(cast, autumn, "parent", 6, by="Mr  Yusuf ")
    give(cast, autumn, "parent", 7, by="mr yusuf")
    card = score_card.score_card(cast.amina.id, autumn.id)
    assert (card.counts["parent"], card.rows[0].average) == (2, 5)


def test_only_a_persons_own_opinion_is_found(cast, autumn):
    give(cast, autumn, "professional", 3)
    own = opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id)
    assert own.scores[characteristics.characteristics()[0].id].score == 3
    assert opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.lead.id) is None


def test_the_reasons_stay_with_the_score(cast, autumn):
    first = characteristics.characteristics()[0]
    score = opinions.Score(first.id, 0, " because ", "time", "book")
    okafor = giving.Giver("professional", "Ms Okafor", "", cast.okafor.id)
    giving.give_opinion(cast.amina.id, autumn.id, okafor, [score], on=TODAY, now=NOW)
    ((opinion, saved),) = rows(cast, autumn)["Learning skills"].opinions
    assert (opinion.by, saved.score, saved.why, saved.improve, saved.evidence) == (
        "Ms Okafor",
        0,
        "because",
        "time",
        "book",
    )


def test_an_opinion_without_a_score_is_refused(cast, autumn):
    with pytest.raises(NoScoreGiven):
        give(cast, autumn, "parent", None)


def test_an_opinion_needs_its_giver(cast, autumn):
    with pytest.raises(GiverMissing):
        give(cast, autumn, "parent", 4, by=" ")


@pytest.mark.parametrize("view", ["pupil", "governor"])
def test_staff_give_no_opinion_as_the_pupil(cast, autumn, view):
    with pytest.raises(NoSuchView):
        give(cast, autumn, view, 4)


@pytest.mark.parametrize("score", ["11", "-1", "ten"])
def test_a_score_outside_the_scale_saves_nothing(cast, autumn, score):
    with pytest.raises(ScoreOutsideScale):
        give(cast, autumn, "parent", 4, Resilience=score)
    assert score_card.score_card(cast.amina.id, autumn.id).counts["parent"] == 0


def test_a_round_of_another_cohort_is_not_this_pupils(cast, autumn):
    with pytest.raises(NoSuchRound):
        give(cast, open_round(cast, cohort=cast.ospreys), "parent", 4)


def test_what_was_said_before_the_team_agreed_stays(cast, autumn):
    give(cast, autumn, "parent", 4)
    agree(cast, autumn, 4)
    with pytest.raises(OpinionClosed, match="Mrs Yusuf"):
        give(cast, autumn, "parent", 9)
    assert rows(cast, autumn)["Resilience"].view_scores == {"parent": 4}


def test_somebody_who_was_late_is_still_heard_after_the_team_agreed(cast, autumn):
    agree(cast, autumn, 4)
    give(cast, autumn, "parent", 9)
    assert rows(cast, autumn)["Resilience"].view_scores == {"parent": 9}


def test_scores_of_a_removed_characteristic_stay_when_the_others_are_changed(cast, autumn):
    give(cast, autumn, "professional", 6)
    saved, *_ = characteristics.characteristics()
    changed = [opinions.Score(saved.id, 2)]
    okafor = giving.Giver("professional", cast.okafor.name, "", cast.okafor.id)
    opinion = giving.give_opinion(cast.amina.id, autumn.id, okafor, changed, on=TODAY, now=NOW)
    assert sorted(score.score for score in opinion.scores.values()) == [2, 6, 6, 6]


def test_an_opinion_is_replaced_only_by_somebody_who_has_seen_it(cast, autumn):
    def score(number, seen):
        scores = [opinions.Score(characteristics.characteristics()[0].id, number)]
        parent = giving.Giver("parent", "Mrs Yusuf", "", cast.okafor.id)
        return giving.give_opinion(cast.amina.id, autumn.id, parent, scores, on=TODAY, now=NOW, seen=seen)

    first = score(1, "")
    with pytest.raises(giving.OpinionChanged):
        score(5, "")
    assert score(5, opinions.version_of(first)).scores.popitem()[1].score == 5


def test_a_changed_score_shows_the_earlier_ones(cast, autumn):
    for number in (5, 5, 7, 9):
        opinion = give(cast, autumn, "professional", number)
    assert {score.before for score in opinion.scores.values()} == {"5, 7"}
