"""Invitations: somebody outside is asked for one view of one pupil in one round, until a day."""

from datetime import timedelta

import pytest

from learning.invitations import asked, invitations
from learning.invitations.invitations import (
    AlreadyDeclined,
    AlreadySent,
    InvitationOver,
    LastDayPast,
    NoSuchInvitation,
    TooManyCodes,
)
from learning.rounds import characteristics, rounds
from learning.score_cards import score_card, summary
from learning.visits.answers import NothingGiven, WordsTooLong
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, give, open_round

LATER = TODAY + timedelta(days=14)
NOTHING = {"score": "", "why": "", "improve": "", "evidence": ""}


@pytest.fixture
def autumn(cast):
    """A round of Kestrels on the seed's four characteristics."""
    ask_the_seed()
    return open_round(cast)


def invite(cast, a_round, view="parent", to="Mrs Yusuf", until=LATER, pupil=None):
    pupil = pupil or cast.amina
    return invitations.invite(a_round.id, pupil.id, view, to, "mother", until, cast.okafor.id, NOW, TODAY)


def begun(cast, a_round, **named):
    one = invite(cast, a_round, **named)
    invitations.begin(one.id, "Fatima Yusuf", "mother", NOW, TODAY)
    return invitations.invitation(one.id, TODAY)


def score_all(one, score="6", **words):
    for each in characteristics.characteristics():
        invitations.save_guest_answer(one.id, each.id, "next", {**NOTHING, "score": score, **words}, NOW, TODAY)


def state_of(one, today=TODAY):
    return next(each for each in invitations.invitations_of(one.round.id, today) if each.id == one.id).state


def test_its_link_and_its_code_lead_to_it(cast, autumn):
    one = invite(cast, autumn)
    assert (one.pupil, one.view, one.to, one.until, one.state) == (cast.amina, "parent", "Mrs Yusuf", LATER, "waiting")
    assert invitations.find_invitation(one.code, TODAY) == one
    assert invitations.find_by_code(one.short_code.lower(), "1.2.3.4", NOW, TODAY) == one


def test_codes_are_not_kept_as_they_are(cast, autumn, store):
    one = invite(cast, autumn)
    (row,) = store.run("SELECT * FROM invitation").fetchall()
    assert one.code not in str(row) and one.short_code.replace(" ", "") not in str(row)


def test_nobody_finds_what_is_not_there(cast, autumn):
    with pytest.raises(NoSuchInvitation):
        invitations.find_invitation("A" * 26, TODAY)


def test_wrong_codes_are_slowed_down_for_each_address(cast, autumn):
    one = invite(cast, autumn)
    for _ in range(5):
        with pytest.raises(NoSuchInvitation):
            invitations.find_by_code("ABCDE FGHJK", "1.2.3.4", NOW, TODAY)
    with pytest.raises(TooManyCodes):
        invitations.find_by_code(one.short_code, "1.2.3.4", NOW, TODAY)
    assert invitations.find_by_code(one.short_code, "5.6.7.8", NOW, TODAY) == one
    assert invitations.find_by_code(one.short_code, "1.2.3.4", NOW + timedelta(minutes=2), TODAY) == one


@pytest.mark.parametrize("day", [LATER + timedelta(days=1), LATER + timedelta(days=400)])
def test_after_its_last_day_it_is_over(cast, autumn, day):
    one = invite(cast, autumn)
    assert invitations.find_invitation(one.code, LATER) == one
    with pytest.raises(InvitationOver):
        invitations.find_invitation(one.code, day)
    assert state_of(one, day) == "over"


def test_a_revoked_one_opens_nothing(cast, autumn):
    one = begun(cast, autumn)
    score_all(one)
    invitations.revoke(autumn.id, one.id, NOW)
    with pytest.raises(InvitationOver):
        invitations.find_invitation(one.code, TODAY)
    with pytest.raises(InvitationOver):
        score_all(one, "1")


def test_another_rounds_invitation_is_not_revoked(cast, autumn):
    one = invite(cast, autumn)
    with pytest.raises(NoSuchInvitation):
        invitations.revoke(autumn.id + 1, one.id, NOW)


def test_with_its_round_it_closes_too(cast, autumn):
    one = invite(cast, autumn)
    rounds.close_round(autumn.id, TODAY)
    with pytest.raises(InvitationOver):
        invitations.find_invitation(one.code, TODAY)


def test_a_closed_round_a_past_day_a_pupils_own_view_and_another_cohorts_pupil_are_refused(cast, autumn):
    with pytest.raises(LastDayPast):
        invite(cast, autumn, until=TODAY - timedelta(days=1))
    with pytest.raises(score_card.NoSuchView):
        invite(cast, autumn, view="pupil")
    with pytest.raises(rounds.NoSuchRound):
        invite(cast, autumn, pupil=cast.callum)
    rounds.close_round(autumn.id, TODAY)
    with pytest.raises(rounds.RoundClosed):
        invite(cast, autumn)


def test_what_a_guest_gives_stands_on_the_score_card_under_their_name(cast, autumn):
    one = begun(cast, autumn)
    score_all(one, "0", why="It is loud at home")
    invitations.send(one.id, NOW, TODAY)
    line = score_card.score_card(cast.amina.id, autumn.id).lines[0]
    ((opinion, score),) = line.opinions
    assert (opinion.by, opinion.role, opinion.source) == ("Fatima Yusuf", "mother", "invitation")
    assert (score.score, score.why, line.marks) == (0, "It is loud at home", {"parent": 0})
    assert state_of(one) == "answered"


def test_once_sent_it_opens_no_more(cast, autumn):
    one = begun(cast, autumn)
    score_all(one)
    invitations.send(one.id, NOW, TODAY)
    for again in (
        lambda: invitations.find_invitation(one.code, TODAY),
        lambda: score_all(one, "1"),
        lambda: invitations.send(one.id, NOW, TODAY),
        lambda: invitations.begin(one.id, "Somebody", "", NOW, TODAY),
    ):
        with pytest.raises(AlreadySent):
            again()


def test_it_goes_on_where_it_stopped(cast, autumn):
    one = begun(cast, autumn)
    first = characteristics.characteristics()[0]
    invitations.save_guest_answer(one.id, first.id, "next", {**NOTHING, "score": "3"}, NOW, TODAY)
    again = invitations.find_invitation(one.code, TODAY)
    assert [step.given.score for step in invitations.steps_of(again)] == [3, None, None, None]
    assert [step.state for step in invitations.steps_of(again)] == ["given", "", "", ""]


def test_a_second_look_changes_the_score(cast, autumn):
    one = begun(cast, autumn)
    score_all(one, "3")
    score_all(one, "8")
    assert {step.given.score for step in invitations.steps_of(one)} == {8}


def test_words_typed_before_stopping_are_kept_without_a_score(cast, autumn):
    one = begun(cast, autumn)
    first = characteristics.characteristics()[0]
    invitations.save_guest_answer(one.id, first.id, "draft", {**NOTHING, "why": "She reads"}, NOW, TODAY)
    (step, *_) = invitations.steps_of(one)
    assert (step.given.score, step.given.why, step.state) == (None, "She reads", "draft")


def test_nothing_is_kept_of_what_is_not_asked_or_makes_no_sense(cast, autumn):
    one, first = begun(cast, autumn), characteristics.characteristics()[0]
    with pytest.raises(invitations.NotAskedAnyMore):
        invitations.save_guest_answer(one.id, 999, "next", {**NOTHING, "score": "3"}, NOW, TODAY)
    with pytest.raises(NothingGiven):
        invitations.save_guest_answer(one.id, first.id, "next", NOTHING, NOW, TODAY)
    with pytest.raises(WordsTooLong):
        invitations.save_guest_answer(
            one.id, first.id, "next", {**NOTHING, "score": "3", "why": "a" * 5001}, NOW, TODAY
        )


def test_nothing_can_be_given_before_it_is_known_who_answers(cast, autumn):
    one = invite(cast, autumn)
    with pytest.raises(score_card.GiverMissing):
        invitations.begin(one.id, "  ", "", NOW, TODAY)
    with pytest.raises(NoSuchInvitation):
        invitations.save_guest_answer(
            one.id, characteristics.characteristics()[0].id, "next", {"score": "1"}, NOW, TODAY
        )


def test_nothing_at_all_cannot_be_sent(cast, autumn):
    one = begun(cast, autumn)
    with pytest.raises(score_card.NoScoreGiven):
        invitations.send(one.id, NOW, TODAY)


def test_two_invitations_about_one_pupil_are_two_opinions(cast, autumn):
    mother, father = begun(cast, autumn), begun(cast, autumn)
    for one, score in ((mother, "2"), (father, "6")):
        score_all(one, score)
        invitations.send(one.id, NOW, TODAY)
    assert score_card.score_card(cast.amina.id, autumn.id).lines[0].marks == {"parent": 4}
    assert score_card.score_card(cast.amina.id, autumn.id).counts["parent"] == 2


def test_a_guest_of_the_same_name_overwrites_nothing_that_was_typed_in(cast, autumn):
    give(cast, autumn, "parent", 1, by="Fatima Yusuf")
    one = begun(cast, autumn)
    score_all(one, "5")
    invitations.send(one.id, NOW, TODAY)
    assert score_card.score_card(cast.amina.id, autumn.id).counts["parent"] == 2


def test_whoever_would_rather_not_is_told_to_the_round_and_leaves_nothing_else(cast, autumn):
    one = begun(cast, autumn)
    score_all(one, why="private")
    invitations.decline_invitation(one.id, NOW, TODAY)
    amina = next(each for each in asked.asked_in(autumn.id, TODAY).pupils if each.pupil == cast.amina)
    assert [each.by for each in amina.declined["parent"]] == ["Fatima Yusuf"]
    assert amina.views["parent"] == ()
    assert state_of(one) == "declined"
    with pytest.raises(AlreadyDeclined):
        invitations.find_invitation(one.code, TODAY)


def test_whoever_declined_can_be_let_in_again_and_is_waited_for_again(cast, autumn):
    one = begun(cast, autumn)
    invitations.decline_invitation(one.id, NOW, TODAY)
    invitations.open_again(autumn.id, one.id, LATER, TODAY)
    amina = next(each for each in asked.asked_in(autumn.id, TODAY).pupils if each.pupil == cast.amina)
    assert (state_of(one), amina.declined["parent"]) == ("waiting", ())


def test_what_is_not_sent_yet_counts_nowhere(cast, autumn):
    give(cast, autumn, "professional", 8)
    score_all(begun(cast, autumn), "2")
    line = score_card.score_card(cast.amina.id, autumn.id).lines[0]
    cell = next(row for row in summary.grid(autumn.id).rows if row.pupil == cast.amina).cells[0]
    assert (line.marks, line.average, cell.average) == ({"professional": 8}, 8, 8)


def test_what_was_opened_again_counts_again_once_it_is_sent_anew(cast, autumn):
    one = begun(cast, autumn)
    score_all(one, "2")
    invitations.send(one.id, NOW, TODAY)
    invitations.open_again(autumn.id, one.id, LATER, TODAY)
    score_all(one, "9")
    assert score_card.score_card(cast.amina.id, autumn.id).lines[0].marks == {}
    invitations.send(one.id, NOW, TODAY)
    assert score_card.score_card(cast.amina.id, autumn.id).lines[0].marks == {"parent": 9}


def test_what_the_team_has_agreed_on_is_not_opened_again(cast, autumn):
    one = begun(cast, autumn)
    score_all(one, "2")
    invitations.send(one.id, NOW, TODAY)
    agree(cast, autumn, 2)
    with pytest.raises(score_card.OpinionClosed):
        invitations.open_again(autumn.id, one.id, LATER, TODAY)
    assert state_of(one) == "answered"


def test_nobody_types_in_under_the_name_of_an_invitation(cast, autumn):
    one = begun(cast, autumn)
    score_all(one, "2")
    for name in (f"invitation {one.id}", f"invitation\t{one.id}"):
        assert score_card.own_opinion(cast.amina.id, autumn.id, "parent", None, name) is None


def test_past_its_last_day_it_is_opened_again_until_the_new_one(cast, autumn):
    one, late = begun(cast, autumn), LATER + timedelta(days=30)
    score_all(one)
    invitations.send(one.id, NOW, TODAY)
    invitations.open_again(autumn.id, one.id, late + timedelta(days=14), late)
    assert state_of(one, late) == "begun"


def test_a_right_code_is_no_guess_whatever_became_of_it(cast, autumn):
    one = begun(cast, autumn)
    score_all(one)
    invitations.send(one.id, NOW, TODAY)
    for _ in range(7):
        with pytest.raises(AlreadySent):
            invitations.find_by_code(one.short_code, "1.2.3.4", NOW, TODAY)


def test_somebody_named_who_is_invited_twice_keeps_the_one_invitation(cast, autumn):
    first, second = invite(cast, autumn), invite(cast, autumn, until=LATER + timedelta(days=1))
    assert (first.id, first.code) == (second.id, second.code)
    assert second.until == LATER + timedelta(days=1)


def test_all_parents_without_an_invitation_are_invited_in_one_step(cast, autumn):
    invite(cast, autumn)
    assert invitations.invite_parents(autumn.id, LATER, cast.okafor.id, NOW, TODAY) == 1
    assert [one.pupil for one in invitations.invitations_of(autumn.id, TODAY)] == [cast.ben, cast.amina]
    assert invitations.invite_parents(autumn.id, LATER, cast.okafor.id, NOW, TODAY) == 0


def test_parents_who_answered_or_declined_are_not_invited_again(cast, autumn):
    give(cast, autumn, "parent", 4)
    asked.decline(autumn.id, cast.ben.id, "parent", "", TODAY, None)
    assert invitations.invite_parents(autumn.id, LATER, cast.okafor.id, NOW, TODAY) == 0


def test_a_revoked_or_past_invitation_makes_room_for_a_new_one(cast, autumn):
    invitations.revoke(autumn.id, invite(cast, autumn).id, NOW)
    invite(cast, autumn, pupil=cast.ben, until=TODAY)
    tomorrow = TODAY + timedelta(days=1)
    assert invitations.invite_parents(autumn.id, LATER, cast.okafor.id, NOW, tomorrow) == 2


def test_a_guest_may_still_be_heard_after_the_team_agreed(cast, autumn):
    one = begun(cast, autumn)
    give(cast, autumn, "professional", 5)
    agree(cast, autumn, 5)
    score_all(one, "2")
    invitations.send(one.id, NOW, TODAY)
    assert score_card.score_card(cast.amina.id, autumn.id).lines[0].marks["parent"] == 2
