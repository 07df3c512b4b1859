"""A guest: the code, who they are, their answers, and what becomes of these."""

from datetime import timedelta

import pytest

from learning.invitations import guests
from learning.invitations.codes import TooManyCodes
from learning.invitations.invitations import NoSuchInvitation
from learning.invitations.progress import round_progress
from learning.invitations.statuses import AlreadyDeclined, AlreadySent, InvitationOver
from learning.rounds import characteristics, rounds
from learning.score_cards import giving, opinions, score_card
from learning.score_cards.grid import cohort_grid
from learning.visits.answers import NothingGiven, WordsTooLong
from tests.cast import NOW, TODAY
from tests.chain import agree, answer_as_guest, ask_the_seed, begin_as_guest, give, invite, NO_REASONS, open_round

LATER = TODAY + timedelta(days=14)
NOTHING = {"score": "", **NO_REASONS}


@pytest.fixture
def autumn(cast):
    """A round of Kestrels on the seed's four characteristics."""
    ask_the_seed()
    return open_round(cast)


@pytest.fixture
def begun(cast, autumn):
    """An invitation to Amina's mother, who has given her name."""
    return begin_as_guest(invite(cast, autumn, until=LATER), "Fatima Yusuf", "mother")


def save(invitation, characteristic_id, press="next", **fields):
    typed = {**NOTHING, **fields}
    guests.save_guest_answer(invitation.id, characteristic_id, press, typed, now=NOW, today=TODAY)


def first_id():
    return characteristics.characteristics()[0].id


def lines(cast, autumn):
    return score_card.score_card(cast.amina.id, autumn.id).rows


# --- the code ---------------------------------------------------------------------------------------------------


def test_the_link_and_the_short_code_in_any_case_lead_to_the_invitation(cast, autumn):
    invitation = invite(cast, autumn, until=LATER)
    assert guests.find_by_link(invitation.code, TODAY) == invitation
    assert guests.find_by_short_code(invitation.short_code.lower(), "1.2.3.4", NOW, TODAY) == invitation


def test_an_unknown_code_leads_nowhere(cast, autumn):
    invite(cast, autumn)
    with pytest.raises(NoSuchInvitation):
        guests.find_by_link("A" * 26, TODAY)


def test_wrong_codes_are_slowed_down_for_each_address(cast, autumn):
    invitation = invite(cast, autumn)
    for _ in range(5):
        with pytest.raises(NoSuchInvitation):
            guests.find_by_short_code("ABCDE FGHJK", "1.2.3.4", NOW, TODAY)
    with pytest.raises(TooManyCodes):
        guests.find_by_short_code(invitation.short_code, "1.2.3.4", NOW, TODAY)
    assert guests.find_by_short_code(invitation.short_code, "5.6.7.8", NOW, TODAY) == invitation
    later = NOW + timedelta(minutes=2)
    assert guests.find_by_short_code(invitation.short_code, "1.2.3.4", later, TODAY) == invitation


def test_a_right_code_is_not_counted_as_wrong_even_if_its_invitation_has_ended(begun):
    answer_as_guest(begun)
    guests.send(begun.id, NOW, TODAY)
    for _ in range(7):
        with pytest.raises(AlreadySent):
            guests.find_by_short_code(begun.short_code, "1.2.3.4", NOW, TODAY)


@pytest.mark.parametrize("day", [LATER + timedelta(days=1), LATER + timedelta(days=400)])
def test_after_its_last_day_it_has_ended(cast, autumn, day):
    invitation = invite(cast, autumn, until=LATER)
    assert guests.find_by_link(invitation.code, LATER) == invitation
    with pytest.raises(InvitationOver):
        guests.find_by_link(invitation.code, day)


def test_it_ends_when_its_round_is_closed(cast, autumn):
    invitation = invite(cast, autumn)
    rounds.close_round(autumn.id, TODAY)
    with pytest.raises(InvitationOver):
        guests.find_by_link(invitation.code, TODAY)


# --- answering --------------------------------------------------------------------------------------------------


def test_sent_answers_are_on_the_score_card_under_the_guests_name(cast, autumn, begun):
    answer_as_guest(begun, "0", why="It is loud at home")
    guests.send(begun.id, NOW, TODAY)
    line = lines(cast, autumn)[0]
    ((opinion, score),) = line.opinions
    assert (opinion.by, opinion.role, opinion.source) == ("Fatima Yusuf", "mother", "invitation")
    assert (score.score, score.why, line.view_scores) == (0, "It is loud at home", {"parent": 0})


def test_after_sending_nothing_can_be_changed(begun):
    answer_as_guest(begun)
    guests.send(begun.id, NOW, TODAY)
    for attempt in (
        lambda: guests.find_by_link(begun.code, TODAY),
        lambda: answer_as_guest(begun, "1"),
        lambda: guests.send(begun.id, NOW, TODAY),
        lambda: guests.begin(begun.id, "Somebody", "", NOW, TODAY),
    ):
        with pytest.raises(AlreadySent):
            attempt()


def test_a_guest_continues_with_the_first_question_that_is_not_answered(begun):
    save(begun, first_id(), score="3")
    steps = guests.steps_of(guests.find_by_link(begun.code, TODAY))
    assert [step.answer.score for step in steps] == [3, None, None, None]
    assert [step.state for step in steps] == ["given", "", "", ""]
    assert [step.is_answered for step in steps] == [True, False, False, False]
    assert [(step.number, step.count) for step in steps] == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_i_do_not_know_is_an_answer_without_a_score(begun):
    save(begun, first_id(), "unknown", why="I never see her read")
    (step, *_) = guests.steps_of(begun)
    assert (step.answer.score, step.answer.why, step.is_answered) == (None, "I never see her read", True)


def test_a_second_answer_replaces_the_first(begun):
    answer_as_guest(begun, "3")
    answer_as_guest(begun, "8")
    assert {step.answer.score for step in guests.steps_of(begun)} == {8}


def test_words_typed_before_stopping_are_saved_without_a_score(begun):
    save(begun, first_id(), "draft", why="She reads")
    (step, *_) = guests.steps_of(begun)
    assert (step.answer.score, step.answer.why, step.state, step.is_answered) == (None, "She reads", "draft", False)


def test_an_answer_that_was_not_asked_for_or_makes_no_sense_is_refused(begun):
    with pytest.raises(guests.NotAskedAnyMore):
        save(begun, 999, score="3")
    with pytest.raises(NothingGiven):
        save(begun, first_id())
    with pytest.raises(WordsTooLong):
        save(begun, first_id(), score="3", why="a" * 5001)
    assert {step.state for step in guests.steps_of(begun)} == {""}


def test_nothing_can_be_answered_before_the_guest_gives_a_name(cast, autumn):
    invitation = invite(cast, autumn)
    with pytest.raises(giving.GiverMissing):
        guests.begin(invitation.id, "  ", "", NOW, TODAY)
    with pytest.raises(NoSuchInvitation):
        save(invitation, first_id(), score="1")


def test_answers_without_a_score_cannot_be_sent(begun):
    with pytest.raises(giving.NoScoreGiven):
        guests.send(begun.id, NOW, TODAY)


# --- what becomes of the answers --------------------------------------------------------------------------------


def test_answers_that_are_not_sent_count_nowhere(cast, autumn, begun):
    give(cast, autumn, "professional", 8)
    answer_as_guest(begun, "2")
    line = lines(cast, autumn)[0]
    cell = next(row for row in cohort_grid(autumn.id).rows if row.pupil == cast.amina).cells[0]
    assert (line.view_scores, line.average, cell.average) == ({"professional": 8}, 8, 8)


def test_two_guests_with_the_same_name_give_two_opinions(cast, autumn):
    for score in ("2", "6"):
        invitation = begin_as_guest(invite(cast, autumn, to=""), "M. Yusuf")
        answer_as_guest(invitation, score)
        guests.send(invitation.id, NOW, TODAY)
    assert lines(cast, autumn)[0].view_scores == {"parent": 4}
    assert score_card.score_card(cast.amina.id, autumn.id).counts["parent"] == 2


def test_a_guest_of_the_same_name_overwrites_nothing_that_was_typed_in(cast, autumn, begun):
    give(cast, autumn, "parent", 1, by="Fatima Yusuf")
    answer_as_guest(begun, "5")
    guests.send(begun.id, NOW, TODAY)
    assert score_card.score_card(cast.amina.id, autumn.id).counts["parent"] == 2


def test_nobody_can_type_in_under_the_key_of_an_invitation(cast, autumn, begun):
    answer_as_guest(begun, "2")
    for name in (f"invitation {begun.id}", f"invitation\t{begun.id}"):
        assert opinions.own_opinion(cast.amina.id, autumn.id, "parent", None, name) is None


def test_declining_deletes_the_answers_and_is_recorded(cast, autumn, begun):
    answer_as_guest(begun, why="private")
    guests.decline_invitation(begun.id, NOW, TODAY)
    amina = next(each for each in round_progress(autumn.id, TODAY).pupils if each.pupil == cast.amina)
    assert [decline.by for decline in amina.declined["parent"]] == ["Fatima Yusuf"]
    assert amina.views["parent"] == ()
    with pytest.raises(AlreadyDeclined):
        guests.find_by_link(begun.code, TODAY)


def test_a_guest_can_still_send_after_the_team_agreed(cast, autumn, begun):
    give(cast, autumn, "professional", 5)
    agree(cast, autumn, 5)
    answer_as_guest(begun, "2")
    guests.send(begun.id, NOW, TODAY)
    assert lines(cast, autumn)[0].view_scores["parent"] == 2
