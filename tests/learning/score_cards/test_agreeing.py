"""Agreeing: what a summary needs, and when it needs a reason."""

import pytest

from learning.rounds import characteristics
from learning.score_cards import agreeing, summaries
from learning.score_cards.agreeing import NothingAgreed, ReasonNeeded
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, give, open_room, open_round, visit_and_finish


@pytest.fixture
def autumn(cast):
    """A round of Kestrels on the seed's characteristics."""
    ask_the_seed()
    return open_round(cast)


def test_a_reason_is_needed_where_the_team_differs_from_the_average(cast, autumn):
    give(cast, autumn, "professional", 4)
    with pytest.raises(ReasonNeeded, match="Learning skills"):
        agree(cast, autumn, 6, reason="")
    assert summaries.summaries_of(cast.amina.id) == []


def test_no_reason_is_needed_at_the_rounded_average(cast, autumn):
    give(cast, autumn, "professional", 4)
    give(cast, autumn, "parent", 5)
    assert agree(cast, autumn, 5, reason="").scores[0].average == 4.5


def test_a_score_can_be_agreed_only_from_the_journal(cast, autumn):
    with pytest.raises(agreeing.NoJournal):
        agree(cast, autumn, 7, how="journal", reason="")
    open_room(cast, autumn, score_card=False)
    visit_and_finish(cast)
    assert agree(cast, autumn, 7, how="journal", reason="").scores[0].average is None


def test_a_blank_is_not_agreed(cast, autumn):
    saved = agree(cast, autumn, None, Resilience=0)
    assert [(agreed.name, agreed.score) for agreed in saved.scores] == [("Resilience", 0)]


def test_nothing_agreed_is_no_summary(cast, autumn):
    with pytest.raises(NothingAgreed):
        agree(cast, autumn, None)


@pytest.mark.parametrize(
    ("how", "who", "error"), [("guessed", "all", agreeing.NoSuchMethod), ("discussed", " ", agreeing.TakingPartMissing)]
)
def test_a_summary_needs_to_say_how_and_by_which_people_it_was_agreed(cast, autumn, how, who, error):
    scores = {each.id: (4, "") for each in characteristics.characteristics()}
    agreement = agreeing.Agreement(scores=scores, agreed_on=TODAY, taking_part=who, how=how)
    with pytest.raises(error):
        agreeing.agree(cast.amina.id, autumn.id, agreement, member_id=cast.okafor.id, now=NOW)


def test_taken_from_the_averages_means_every_one_of_them(cast, autumn):
    give(cast, autumn, "professional", 4)
    with pytest.raises(agreeing.NotTheAverages, match="Resilience"):
        agree(cast, autumn, 4, how="average", Resilience=6)
    assert agree(cast, autumn, 4, how="average").how == "average"


def test_where_nobody_scored_there_is_no_average_to_take(cast, autumn):
    with pytest.raises(agreeing.NotTheAverages):
        agree(cast, autumn, 4, how="average")
