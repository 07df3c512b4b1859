"""How far a round has come: who was asked, who has answered and when, and what is missing."""

from datetime import timedelta

import pytest

from learning.invitations import declines, paper
from learning.invitations.progress import round_progress
from learning.people import cohorts
from learning.rounds import characteristics, planning, rounds
from learning.score_cards import giving, opinions
from learning.visits import answers, visits
from tests.cast import NOW, TODAY
from tests.chain import (
    agree,
    answer_as_guest,
    ask_the_seed,
    begin_as_guest,
    begin_visit,
    give,
    invite,
    open_room,
    open_round,
    visit_and_finish,
)


@pytest.fixture
def autumn(cast):
    """A round of Kestrels."""
    ask_the_seed()
    return open_round(cast)


def progress_of(pupil, a_round, today=TODAY):
    return next(each for each in round_progress(a_round.id, today).pupils if each.pupil == pupil)


def test_before_anybody_answers_all_is_missing(cast, autumn):
    progress = round_progress(autumn.id, TODAY)
    assert [each.pupil for each in progress.pupils] == [cast.ben, cast.amina]
    assert progress.views == ("professional", "pupil", "parent")
    assert set(progress.counts.values()) == {0}


def test_each_opinion_is_shown_with_its_giver_and_day(cast, autumn):
    give(cast, autumn, "professional", 3)
    give(cast, autumn, "professional", 5, member=cast.lead)
    give(cast, autumn, "parent", 4)
    views = progress_of(cast.amina, autumn).views
    assert [(each.by, each.on) for each in views["professional"]] == [("Ms Okafor", TODAY), ("Mrs Lead", TODAY)]
    assert [each.by for each in views["parent"]] == ["Mrs Yusuf"]
    assert round_progress(autumn.id, TODAY).counts == {
        "professional": 1,
        "pupil": 0,
        "parent": 1,
        "journal": 0,
        "agreed": 0,
    }


def test_a_view_that_the_round_does_not_ask_is_shown_once_somebody_gave_it(cast, autumn):
    give(cast, autumn, "community", 4, by="The coach")
    assert round_progress(autumn.id, TODAY).views == ("professional", "pupil", "parent", "community")


def test_a_finished_visit_counts_for_the_journal_and_the_pupils_view(cast, autumn):
    open_room(cast, autumn)
    visit_and_finish(cast)
    counts = round_progress(autumn.id, TODAY).counts
    assert (counts["journal"], counts["pupil"]) == (1, 1)


def test_a_journal_is_shown_as_begun_with_its_first_answer_and_does_not_count(cast, autumn):
    open_room(cast, autumn)
    visit = visits.visit_of(begin_visit(cast), NOW)
    assert progress_of(cast.amina, autumn).journal == ()
    answers.save_answer(visit, "journal", visit.steps[0].id, press="skip", fields={}, now=NOW)
    assert [each.is_finished for each in progress_of(cast.amina, autumn).journal] == [False]
    assert round_progress(autumn.id, TODAY).counts["journal"] == 0


def test_when_the_team_agreed_is_shown(cast, autumn):
    agree(cast, autumn, 4)
    agree(cast, autumn, 5)
    assert progress_of(cast.amina, autumn).agreed_on == TODAY
    assert round_progress(autumn.id, TODAY).counts["agreed"] == 1


def test_another_round_counts_only_its_own(cast, autumn):
    give(cast, open_round(cast, "Spring"), "parent", 4)
    assert round_progress(autumn.id, TODAY).counts["parent"] == 0


def test_somebody_who_declined_is_shown_and_not_missing(cast, autumn):
    declines.decline(autumn.id, cast.amina.id, "parent", by=" Mrs  Yusuf", on=TODAY, member_id=cast.okafor.id)
    amina = progress_of(cast.amina, autumn)
    recorded = [(each.by, each.on, each.recorded_by) for each in amina.declined["parent"]]
    assert recorded == [("Mrs Yusuf", TODAY, "Ms Okafor")]
    assert not amina.lacks("parent") and amina.lacks("pupil")
    assert round_progress(autumn.id, TODAY).counts["parent"] == 0


def test_a_decline_can_be_taken_back_once(cast, autumn):
    declines.decline(autumn.id, cast.amina.id, "parent", by="", on=TODAY, member_id=None)
    (decline,) = progress_of(cast.amina, autumn).declined["parent"]
    declines.take_back_decline(autumn.id, decline.id)
    assert progress_of(cast.amina, autumn).lacks("parent")
    with pytest.raises(declines.NoSuchDecline):
        declines.take_back_decline(autumn.id, decline.id)


def test_a_decline_recorded_twice_is_one(cast, autumn):
    for by in ("Mrs Yusuf", " Mrs Yusuf "):
        declines.decline(autumn.id, cast.amina.id, "parent", by=by, on=TODAY, member_id=None)
    assert len(progress_of(cast.amina, autumn).declined["parent"]) == 1


def test_an_unknown_view_and_another_cohorts_pupil_cannot_be_declined(cast, autumn):
    with pytest.raises(giving.NoSuchView):
        declines.decline(autumn.id, cast.amina.id, "friend", by="", on=TODAY, member_id=None)
    with pytest.raises(rounds.NoSuchRound):
        declines.decline(autumn.id, cast.callum.id, "parent", by="", on=TODAY, member_id=None)


def test_an_invited_guest_is_shown_until_they_answer_or_the_last_day_is_past(cast, autumn):
    invitation = invite(cast, autumn, until=TODAY)
    (invited,) = progress_of(cast.amina, autumn).invited["parent"]
    assert (invited.to, invited.on, invited.until) == ("Mrs Yusuf", TODAY, TODAY)
    assert progress_of(cast.amina, autumn).lacks("parent")
    tomorrow = round_progress(autumn.id, TODAY + timedelta(days=1)).pupils
    assert all(each.invited["parent"] == () for each in tomorrow)
    begin_as_guest(invitation, "Mrs Yusuf")
    assert progress_of(cast.amina, autumn).invited["parent"] == (invited,)
    answer_as_guest(invitation, only=1)
    begun = progress_of(cast.amina, autumn)
    assert (begun.invited["parent"], [each.is_finished for each in begun.views["parent"]]) == ((), [False])


def test_members_of_the_team_who_have_not_scored_are_named(cast, autumn):
    cohorts.join_team(cast.kestrels.id, cast.lead.id)
    assert progress_of(cast.amina, autumn).yet_to_score == ("Mrs Lead", "Ms Okafor")
    give(cast, autumn, "professional", 3)
    assert progress_of(cast.amina, autumn).yet_to_score == ("Mrs Lead",)


def test_nobody_of_the_team_is_named_if_the_round_asks_no_professionals(cast, autumn):
    planning.ask_views(autumn.id, ["pupil"], None)
    assert progress_of(cast.amina, autumn).yet_to_score == ()


def test_an_answer_from_paper_is_marked(cast, autumn):
    scores = [opinions.Score(characteristic.id, 4) for characteristic in characteristics.characteristics()]
    paper.type_in_scores(cast.amina.id, autumn.id, scores, on=TODAY, member_id=cast.okafor.id, now=NOW)
    assert [each.source for each in progress_of(cast.amina, autumn).views["pupil"]] == ["paper"]
