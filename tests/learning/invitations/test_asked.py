"""Who was asked in a round, who has answered and when, and what is missing."""

from datetime import timedelta

import pytest

from learning.invitations import asked, invitations, paper
from learning.people import cohorts
from learning.rounds import characteristics, rounds
from learning.score_cards import score_card
from learning.visits import answers, visits
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, begin_visit, give, open_room, open_round, visit_and_finish


@pytest.fixture
def autumn(cast):
    """A round of Kestrels."""
    ask_the_seed()
    return open_round(cast)


def of(pupil, a_round):
    return next(one for one in asked.asked_in(a_round.id, TODAY).pupils if one.pupil == pupil)


def test_before_anybody_answers_all_is_missing(cast, autumn):
    where = asked.asked_in(autumn.id, TODAY)
    assert [one.pupil for one in where.pupils] == [cast.ben, cast.amina]
    assert where.views == ("professional", "pupil", "parent")
    assert set(where.counts.values()) == {0}


def test_each_view_is_told_with_its_giver_and_day(cast, autumn):
    give(cast, autumn, "professional", 3)
    give(cast, autumn, "professional", 5, member=cast.lead)
    give(cast, autumn, "parent", 4)
    amina = of(cast.amina, autumn)
    assert [(one.by, one.on) for one in amina.views["professional"]] == [("Ms Okafor", TODAY), ("Mrs Lead", TODAY)]
    assert [one.by for one in amina.views["parent"]] == ["Mrs Yusuf"]
    assert asked.asked_in(autumn.id, TODAY).counts == {
        "professional": 1,
        "pupil": 0,
        "parent": 1,
        "journal": 0,
        "agreed": 0,
    }


def test_the_community_is_shown_where_it_was_heard(cast, autumn):
    give(cast, autumn, "community", 4, by="The coach")
    assert asked.asked_in(autumn.id, TODAY).views == ("professional", "pupil", "parent", "community")


def test_a_finished_turn_counts_for_the_journal_and_the_pupils_view(cast, autumn):
    open_room(cast, autumn)
    visit_and_finish(cast)
    counts = asked.asked_in(autumn.id, TODAY).counts
    assert (counts["journal"], counts["pupil"]) == (1, 1)


def test_a_turn_that_was_begun_is_told_and_not_counted(cast, autumn):
    open_room(cast, autumn)
    visit = visits.visit_of(begin_visit(cast), NOW)
    assert of(cast.amina, autumn).journal == ()
    answers.save_answer(visit, "journal", visit.steps[0].id, press="skip", fields={}, now=NOW)
    assert [one.is_finished for one in of(cast.amina, autumn).journal] == [False]
    assert asked.asked_in(autumn.id, TODAY).counts["journal"] == 0


def test_what_the_team_agreed_is_told(cast, autumn):
    agree(cast, autumn, 4)
    agree(cast, autumn, 5)
    assert of(cast.amina, autumn).agreed_on == TODAY
    assert asked.asked_in(autumn.id, TODAY).counts["agreed"] == 1


def test_another_round_counts_for_itself(cast, autumn):
    give(cast, open_round(cast, "Spring"), "parent", 4)
    assert asked.asked_in(autumn.id, TODAY).counts["parent"] == 0


def test_whoever_declines_is_told_and_not_waited_for(cast, autumn):
    asked.decline(autumn.id, cast.amina.id, "parent", " Mrs  Yusuf", TODAY, cast.okafor.id)
    amina = of(cast.amina, autumn)
    assert [(one.by, one.on, one.noted_by) for one in amina.declined["parent"]] == [("Mrs Yusuf", TODAY, "Ms Okafor")]
    assert not amina.lacks("parent") and amina.lacks("pupil")
    assert asked.asked_in(autumn.id, TODAY).counts["parent"] == 0


def test_whoever_declined_may_be_asked_again(cast, autumn):
    asked.decline(autumn.id, cast.amina.id, "parent", "", TODAY, None)
    (one,) = of(cast.amina, autumn).declined["parent"]
    asked.take_back_decline(autumn.id, one.id)
    assert of(cast.amina, autumn).lacks("parent")
    with pytest.raises(asked.NoSuchDecline):
        asked.take_back_decline(autumn.id, one.id)


def test_nobody_declines_a_view_that_there_is_not_or_another_cohorts_round(cast, autumn):
    with pytest.raises(score_card.NoSuchView):
        asked.decline(autumn.id, cast.amina.id, "friend", "", TODAY, None)
    with pytest.raises(rounds.NoSuchRound):
        asked.decline(autumn.id, cast.callum.id, "parent", "", TODAY, None)


def test_who_is_invited_and_silent_is_told_until_they_send_or_the_day_is_past(cast, autumn):
    words = ("parent", "Mrs Yusuf", "", TODAY, cast.okafor.id, NOW, TODAY)
    invitation = invitations.invite(autumn.id, cast.amina.id, *words)
    (waiting,) = of(cast.amina, autumn).invited["parent"]
    assert (waiting.to, waiting.on, waiting.until) == ("Mrs Yusuf", TODAY, TODAY)
    assert of(cast.amina, autumn).lacks("parent")
    later = asked.asked_in(autumn.id, TODAY + timedelta(days=1)).pupils
    assert all(one.invited["parent"] == () for one in later)
    invitations.begin(invitation.id, "Mrs Yusuf", "", NOW, TODAY)
    assert of(cast.amina, autumn).invited["parent"] == (waiting,)
    typed, first = {"score": "3", "why": "", "improve": "", "evidence": ""}, characteristics.characteristics()[0]
    invitations.save_guest_answer(invitation.id, first.id, "next", typed, NOW, TODAY)
    begun = of(cast.amina, autumn)
    assert (begun.invited["parent"], [one.is_finished for one in begun.views["parent"]]) == ((), [False])


def test_who_of_the_team_has_not_scored_is_named(cast, autumn):
    cohorts.join_team(cast.kestrels.id, cast.lead.id)
    assert of(cast.amina, autumn).silent == ("Mrs Lead", "Ms Okafor")
    give(cast, autumn, "professional", 3)
    assert of(cast.amina, autumn).silent == ("Mrs Lead",)


def test_nobody_of_the_team_is_named_where_the_round_asks_no_professionals(cast, autumn):
    rounds.ask_views(autumn.id, ["pupil"], None)
    assert of(cast.amina, autumn).silent == ()


def test_what_came_from_paper_is_told(cast, autumn):
    listed = characteristics.characteristics()
    typed = [score_card.Score(one.id, 4) for one in listed]
    paper.type_in_scores(cast.amina.id, autumn.id, typed, TODAY, cast.okafor.id, NOW)
    assert [one.source for one in of(cast.amina, autumn).views["pupil"]] == ["paper"]
