"""The staff's side of invitations: who is invited, until when, and opened again."""

from datetime import timedelta

import pytest

from learning.invitations import declines, guests, invitations
from learning.invitations.invitations import LastDayPast, NoSuchInvitation
from learning.invitations.progress import round_progress
from learning.invitations.statuses import InvitationOver
from learning.rounds import rounds
from learning.score_cards import giving, score_card
from tests.cast import NOW, TODAY
from tests.chain import agree, answer_as_guest, ask_the_seed, begin_as_guest, give, invite, open_round

LATER = TODAY + timedelta(days=14)


@pytest.fixture
def autumn(cast):
    """A round of Kestrels on the seed's four characteristics."""
    ask_the_seed()
    return open_round(cast)


@pytest.fixture
def begun(cast, autumn):
    """An invitation to Amina's mother, who has given her name."""
    return begin_as_guest(invite(cast, autumn, until=LATER))


@pytest.fixture
def sent(begun):
    """An invitation whose guest has sent a 2 for every characteristic."""
    answer_as_guest(begun, "2")
    guests.send(begun.id, NOW, TODAY)
    return begun


def status_of(invitation, today=TODAY):
    listed = invitations.invitations_of(invitation.round.id, today)
    return next(each for each in listed if each.id == invitation.id).status


def invite_all_parents(cast, a_round, today=TODAY):
    return invitations.invite_parents(a_round.id, LATER, cast.okafor.id, NOW, today)


def test_an_invitation_holds_who_is_asked_about_whom_until_when(cast, autumn):
    made = invite(cast, autumn, to=" Mrs  Yusuf ", role=" her mother ", until=LATER)
    assert (made.round, made.pupil, made.view) == (autumn, cast.amina, "parent")
    assert (made.to, made.role, made.until, made.status) == ("Mrs Yusuf", "her mother", LATER, "waiting")
    assert made == guests.find_by_link(made.code, TODAY) == guests.find_by_short_code(made.short_code, "", NOW, TODAY)


def test_codes_are_not_saved_as_they_are(cast, autumn, store):
    invitation = invite(cast, autumn)
    (row,) = store.run("SELECT * FROM invitation").fetchall()
    assert invitation.code not in str(row) and invitation.short_code.replace(" ", "") not in str(row)


def test_a_closed_round_a_past_day_a_pupils_own_view_and_another_cohorts_pupil_are_refused(cast, autumn):
    with pytest.raises(LastDayPast):
        invite(cast, autumn, until=TODAY - timedelta(days=1))
    with pytest.raises(giving.NoSuchView):
        invite(cast, autumn, view="pupil")
    with pytest.raises(rounds.NoSuchRound):
        invite(cast, autumn, pupil=cast.callum)
    rounds.close_round(autumn.id, TODAY)
    with pytest.raises(rounds.RoundClosed):
        invite(cast, autumn)


def test_a_named_person_who_is_invited_twice_keeps_the_one_invitation(cast, autumn):
    first, second = invite(cast, autumn, until=LATER), invite(cast, autumn, until=LATER + timedelta(days=1))
    assert (first.id, first.code) == (second.id, second.code)
    assert second.until == LATER + timedelta(days=1)


def test_people_without_a_name_get_an_invitation_each(cast, autumn):
    assert invite(cast, autumn, to="").id != invite(cast, autumn, to="").id


# --- all parents ------------------------------------------------------------------------------------------------


def test_all_parents_without_an_invitation_are_invited_in_one_step(cast, autumn):
    invite(cast, autumn, until=LATER)
    assert invite_all_parents(cast, autumn) == 1
    listed = invitations.invitations_of(autumn.id, TODAY)
    assert [invitation.pupil for invitation in listed] == [cast.ben, cast.amina]
    assert invite_all_parents(cast, autumn) == 0


def test_parents_who_answered_or_declined_are_not_invited_again(cast, autumn):
    give(cast, autumn, "parent", 4)
    declines.decline(autumn.id, cast.ben.id, "parent", by="", on=TODAY, member_id=None)
    assert invite_all_parents(cast, autumn) == 0


def test_an_invitation_for_another_view_does_not_count_as_a_parents(cast, autumn):
    invite(cast, autumn, view="community", until=LATER)
    assert invite_all_parents(cast, autumn) == 2


def test_a_revoked_or_past_invitation_makes_room_for_a_new_one(cast, autumn):
    invitations.revoke(autumn.id, invite(cast, autumn).id, NOW)
    invite(cast, autumn, pupil=cast.ben, until=TODAY)
    assert invite_all_parents(cast, autumn, TODAY + timedelta(days=1)) == 2


# --- revoked, and opened again ----------------------------------------------------------------------------------


def test_a_revoked_invitation_cannot_be_used(begun, autumn):
    answer_as_guest(begun)
    invitations.revoke(autumn.id, begun.id, NOW)
    with pytest.raises(InvitationOver):
        guests.find_by_link(begun.code, TODAY)
    with pytest.raises(InvitationOver):
        answer_as_guest(begun, "1")


def test_another_rounds_invitation_is_neither_revoked_nor_opened_again(cast, autumn):
    invitation = invite(cast, autumn)
    with pytest.raises(NoSuchInvitation):
        invitations.revoke(autumn.id + 1, invitation.id, NOW)
    with pytest.raises(NoSuchInvitation):
        invitations.open_again(autumn.id + 1, invitation.id, LATER, TODAY)


def test_a_guest_who_declined_can_answer_again_and_is_missing_again(cast, begun, autumn):
    guests.decline_invitation(begun.id, NOW, TODAY)
    invitations.open_again(autumn.id, begun.id, LATER, TODAY)
    amina = next(each for each in round_progress(autumn.id, TODAY).pupils if each.pupil == cast.amina)
    assert (status_of(begun), amina.declined["parent"], amina.lacks("parent")) == ("waiting", (), True)


def test_answers_that_were_opened_again_count_once_they_are_sent_again(cast, sent, autumn):
    invitations.open_again(autumn.id, sent.id, LATER, TODAY)
    answer_as_guest(sent, "9")
    assert score_card.score_card(cast.amina.id, autumn.id).rows[0].view_scores == {}
    guests.send(sent.id, NOW, TODAY)
    assert score_card.score_card(cast.amina.id, autumn.id).rows[0].view_scores == {"parent": 9}


def test_answers_that_the_team_has_agreed_on_are_not_opened_again(cast, sent, autumn):
    agree(cast, autumn, 2)
    with pytest.raises(giving.OpinionClosed):
        invitations.open_again(autumn.id, sent.id, LATER, TODAY)
    assert status_of(sent) == "answered"


def test_an_invitation_keeps_its_last_day_when_it_is_opened_again_before_it(sent, autumn):
    invitations.open_again(autumn.id, sent.id, LATER + timedelta(days=30), TODAY)
    assert guests.find_by_id(sent.id, TODAY).until == LATER


def test_past_its_last_day_an_invitation_is_opened_again_until_the_new_one(sent, autumn):
    late = LATER + timedelta(days=30)
    invitations.open_again(autumn.id, sent.id, late + timedelta(days=14), late)
    assert status_of(sent, late) == "begun"


def test_an_invitation_of_a_closed_round_is_not_opened_again(sent, autumn):
    rounds.close_round(autumn.id, TODAY)
    with pytest.raises(rounds.RoundClosed):
        invitations.open_again(autumn.id, sent.id, LATER, TODAY)
