"""The status of an invitation: everything that asks for it gets the same answer."""

from datetime import timedelta

import pytest

from learning.invitations import declines, guests, invitations
from learning.invitations.progress import round_progress
from learning.invitations.statuses import AlreadyDeclined, AlreadySent, InvitationOver
from learning.people import pupils
from learning.rounds import rounds
from tests.cast import NOW, TODAY
from tests.chain import answer_as_guest, ask_the_seed, begin_as_guest, invite, open_round

LATER = TODAY + timedelta(days=14)


def waits(cast, invitation):
    """Nothing happens."""


def begins(cast, invitation):
    """The guest gives their name and answers nothing."""
    begin_as_guest(invitation)


def types(cast, invitation):
    """The guest answers, and sends nothing yet."""
    answer_as_guest(begin_as_guest(invitation))


def sends(cast, invitation):
    """The guest answers and sends it."""
    types(cast, invitation)
    guests.send(invitation.id, NOW, TODAY)


def declines_(cast, invitation):
    """The guest would rather not answer."""
    guests.decline_invitation(invitation.id, NOW, TODAY)


def is_revoked(cast, invitation):
    """Staff cancel it."""
    invitations.revoke(invitation.round.id, invitation.id, NOW)


def closes(cast, invitation):
    """Its round is closed."""
    rounds.close_round(invitation.round.id, TODAY)


def leaves(cast, invitation):
    """Its pupil leaves the school."""
    pupils.mark_left(invitation.pupil.id, TODAY)


def is_opened_again(cast, invitation):
    """It is opened again after it was sent."""
    sends(cast, invitation)
    invitations.open_again(invitation.round.id, invitation.id, LATER, TODAY)


# What has happened, on which day, and what follows: the status, and why the guest cannot answer (None: they can).
SITUATIONS = [
    (waits, TODAY, "waiting", None),
    (waits, LATER, "waiting", None),
    (waits, LATER + timedelta(days=1), "over", InvitationOver),
    (begins, TODAY, "begun", None),
    (begins, LATER + timedelta(days=1), "over", InvitationOver),
    (types, TODAY, "begun", None),
    (types, LATER + timedelta(days=1), "over", InvitationOver),
    (sends, TODAY, "answered", AlreadySent),
    (sends, LATER + timedelta(days=1), "answered", AlreadySent),
    (declines_, TODAY, "declined", AlreadyDeclined),
    (is_revoked, TODAY, "revoked", InvitationOver),
    (closes, TODAY, "over", InvitationOver),
    (leaves, TODAY, "over", InvitationOver),
    (is_opened_again, TODAY, "begun", None),
]


@pytest.fixture
def autumn(cast):
    """A round of Kestrels on the seed's four characteristics."""
    ask_the_seed()
    return open_round(cast)


@pytest.fixture(params=SITUATIONS, ids=lambda situation: f"{situation[0].__name__}, {situation[1]}")
def situation(request, cast, autumn):
    """An invitation to Amina's mother to which something has happened; the day, the status and the refusal."""
    happens, day, status, refusal = request.param
    invitation = invite(cast, autumn, until=LATER)
    happens(cast, invitation)
    return invitation, day, status, refusal


def listed(invitation, day):
    return next(each for each in invitations.invitations_of(invitation.round.id, day) if each.id == invitation.id)


def test_the_list_shows_the_status_and_whether_it_is_open(situation):
    invitation, day, status, refusal = situation
    found = listed(invitation, day)
    assert (found.status, found.is_open) == (status, refusal is None)


def test_the_guest_can_answer_exactly_while_it_is_open(situation):
    invitation, day, _status, refusal = situation
    for find in (
        lambda: guests.find_by_link(invitation.code, day),
        lambda: guests.find_by_short_code(invitation.short_code, "1.2.3.4", NOW, day),
        lambda: guests.find_by_id(invitation.id, day),
    ):
        if refusal:
            with pytest.raises(refusal):
                find()
        else:
            assert find() == listed(invitation, day)


def test_the_round_waits_for_the_guest_exactly_while_it_is_open_and_nothing_is_answered(situation):
    invitation, day, _status, refusal = situation
    for progress in round_progress(invitation.round.id, day).pupils:
        if progress.pupil.id == invitation.pupil.id:
            is_waited_for = bool(progress.invited["parent"])
            assert is_waited_for == (refusal is None and not progress.views["parent"])


def test_a_second_invitation_is_made_exactly_when_the_first_is_not_open(cast, situation):
    invitation, day, _status, refusal = situation
    if rounds.round_(invitation.round.id).closed_on or pupils.pupil(invitation.pupil.id).left_on:
        return  # then nobody can be invited
    now = listed(invitation, day)  # the name is the one that the guest gave
    by_whom = {"member_id": cast.okafor.id, "now": NOW, "today": day}
    again = invitations.invite(now.round.id, now.pupil.id, "parent", to=now.to, until=day, **by_whom)
    assert (again.id == invitation.id) == (refusal is None)


def test_all_parents_leaves_out_those_who_can_answer_have_answered_or_have_declined(cast, situation):
    invitation, day, status, refusal = situation
    if rounds.round_(invitation.round.id).closed_on:
        return  # then nobody can be invited
    before = {each.id for each in invitations.invitations_of(invitation.round.id, day)}
    invitations.invite_parents(invitation.round.id, day, cast.okafor.id, NOW, day)
    added = [each for each in invitations.invitations_of(invitation.round.id, day) if each.id not in before]
    needs_another = status in ("revoked", "over") and not pupils.pupil(invitation.pupil.id).left_on
    assert (cast.amina in [each.pupil for each in added]) == needs_another


def test_a_parent_recorded_as_declined_is_not_invited_with_all(cast, autumn):
    declines.decline(autumn.id, cast.amina.id, "parent", by="", on=TODAY, member_id=cast.okafor.id)
    invitations.invite_parents(autumn.id, LATER, cast.okafor.id, NOW, TODAY)
    assert [each.pupil for each in invitations.invitations_of(autumn.id, TODAY)] == [cast.ben]
