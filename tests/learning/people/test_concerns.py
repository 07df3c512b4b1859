"""Concerns: how they are raised and taken back, who can read them, and what is done about them."""

from datetime import timedelta

import pytest

from learning.people import cohorts, concerns, handling, members, named_adults, raising, word_list
from learning.people.concerns import NoSuchConcern
from learning.people.raising import Press, Writing
from learning.people.tables import ConcernCauseRow
from tests.cast import add_member, NOW, TODAY

SOON = NOW + timedelta(seconds=30)
LATE = NOW + timedelta(minutes=3)


def ask(pupil, key="1", chosen=None, taken_back_at=None, at=NOW):
    """A press of "I want to talk to someone", outside a visit."""
    press = Press(key, "a question", at, chosen and chosen.id, taken_back_at)
    return raising.ask_to_talk(pupil.id, None, press)


def write(pupil, text, key="answer", at=NOW):
    """An answer of a pupil."""
    raising.look_for_words(pupil.id, None, [Writing(key, "Why?", text, at)])


def names(heard) -> list[str]:
    """The names of those who were told."""
    return [adult.name for adult in heard.adults]


def only(found):
    """The one concern that was found."""
    (concern,) = found
    return concern


# --- asking, and taking it back ---------------------------------------------------------------------------------


def test_the_leads_and_the_chosen_person_are_told(cast):
    assert names(ask(cast.amina, chosen=cast.okafor)) == ["Ms Okafor", "Mrs Lead"]
    concern = only(concerns.open_concerns(cast.okafor))
    assert (concern.pupil, concern.chosen, concern.causes[0].place) == (cast.amina, ["Ms Okafor"], "a question")
    assert concerns.open_concerns(cast.lead) == [concern]


def test_a_press_that_is_sent_again_adds_nothing_not_even_after_it_was_dealt_with(cast):
    ask(cast.amina)
    ask(cast.amina)
    concern = only(concerns.open_concerns(cast.lead))
    handling.see(concern.id, cast.lead, NOW)
    handling.save_action(concern.id, cast.lead, "spoken", on=TODAY, now=NOW)
    ask(cast.amina)
    assert concerns.open_concerns(cast.lead) == []
    assert ConcernCauseRow.select().count() == 1


def test_two_pupils_without_a_visit_have_a_concern_each(cast):
    ask(cast.amina, "1")
    ask(cast.ben, "2")
    assert [concern.pupil for concern in concerns.open_concerns(cast.lead)] == [cast.amina, cast.ben]


def test_somebody_whom_the_school_does_not_offer_is_not_told(cast):
    assert names(ask(cast.amina, chosen=cast.price)) == ["Mrs Lead"]
    assert concerns.open_concerns(cast.price) == []
    assert only(concerns.open_concerns(cast.lead)).chosen == ["Mr Price"]  # the wish itself is not lost


def test_what_is_taken_back_within_a_minute_stays_as_taken_back(cast):
    ask(cast.amina)
    assert ask(cast.amina, taken_back_at=SOON).is_taken_back
    assert concerns.open_concerns(cast.lead) == []
    concern = only(concerns.recent_concerns(cast.lead, NOW))
    assert (concern.is_taken_back, concern.causes[0].taken_back_at) == (True, SOON)


def test_after_a_minute_nothing_is_taken_back(cast):
    ask(cast.amina)
    assert not ask(cast.amina, taken_back_at=LATE).is_taken_back
    assert len(concerns.open_concerns(cast.lead)) == 1


@pytest.mark.parametrize(("taken_back_at", "is_open"), [(SOON, False), (LATE, True)])
def test_a_press_whose_taking_back_arrives_first_is_not_lost(cast, taken_back_at, is_open):
    ask(cast.amina, taken_back_at=taken_back_at)
    ask(cast.amina)
    assert len(concerns.concerns_for(cast.lead)) == 1
    assert bool(concerns.open_concerns(cast.lead)) == is_open


# --- words from the list ----------------------------------------------------------------------------------------


def test_a_word_from_the_list_raises_a_concern_with_the_whole_answer(cast):
    word_list.save_word_list("hit me")
    write(cast.amina, "Dad hits me. I like maths.")
    concern = only(concerns.open_concerns(cast.lead))
    assert (concern.source, concern.causes[0].text) == ("words", "Dad hits me. I like maths.")
    assert concerns.open_concerns(cast.okafor) == []


def test_an_empty_list_finds_nothing(cast):
    write(cast.amina, "Dad hits me")
    assert concerns.concerns_for(cast.lead) == []


def test_a_longer_wording_of_the_same_answer_is_the_same_concern(cast):
    word_list.save_word_list("hit me")
    for text in ("he hit me", "he hit me on Monday", "he hit me", "I said he hit me"):
        write(cast.amina, text)
    (cause,) = only(concerns.open_concerns(cast.lead)).causes
    assert "he hit me on Monday" in cause.text and "I said he hit me" in cause.text


def test_what_is_written_after_it_was_dealt_with_is_a_new_concern(cast):
    word_list.save_word_list("hit me")
    write(cast.amina, "he hit me")
    concern = only(concerns.open_concerns(cast.lead))
    handling.save_action(concern.id, cast.lead, "spoken", on=TODAY, now=NOW)
    write(cast.amina, "he hit me")
    assert concerns.open_concerns(cast.lead) == []
    for _ in range(2):
        write(cast.amina, "he hit me again")
    assert only(concerns.open_concerns(cast.lead)).id != concern.id


# --- who can read it --------------------------------------------------------------------------------------------


def test_the_team_only_knows_that_a_concern_is_looked_after(cast):
    ask(cast.amina)
    concern = only(concerns.open_concerns(cast.lead))
    assert concerns.concerns_for(cast.okafor) == []
    with pytest.raises(NoSuchConcern):
        concerns.concern(concern.id, cast.okafor)
    assert concerns.looked_after(cast.okafor, []) == [(cast.amina, concerns.PASSED_ON)]
    assert concerns.state_about(cast.amina.id, []) == concerns.PASSED_ON
    handling.see(concern.id, cast.lead, NOW)
    assert concerns.looked_after(cast.okafor, []) == [(cast.amina, concerns.LOOKED_AFTER)]
    assert concerns.looked_after(cast.price, []) == []


def test_the_chosen_person_keeps_the_concern_after_leaving_the_team(cast):
    ask(cast.amina, chosen=cast.okafor)
    cohorts.leave_team(cast.kestrels.id, cast.okafor.id)
    assert len(concerns.open_concerns(cast.okafor)) == 1


def test_whoever_becomes_safeguarding_lead_reads_what_is_open_and_who_was_it_before_does_too(cast):
    named_adults.name_adults(cast.price.id, None)
    ask(cast.amina)
    named_adults.name_adults(cast.okafor.id, None)
    assert concerns.open_concerns(cast.okafor) == concerns.open_concerns(cast.price)
    assert only(concerns.open_concerns(cast.okafor)).recipients == ("Mr Price",)
    assert concerns.open_concerns(cast.lead) == []


def test_a_concern_falls_back_to_the_leads_when_everyone_who_was_told_has_left(cast):
    named_adults.name_adults(cast.price.id, None)
    ask(cast.amina, chosen=cast.okafor)
    for member in (cast.price, cast.okafor):
        members.retire_member(member.id, NOW)
    assert only(concerns.open_concerns(cast.lead)).recipients == ()
    for member in (cast.price, cast.okafor):
        assert concerns.open_concerns(members.member(member.id)) == []


def test_in_a_school_without_leads_the_pupils_team_reads_it(cast):
    ask(cast.amina)
    members.retire_member(cast.lead.id, NOW)
    assert len(concerns.open_concerns(cast.okafor)) == 1
    assert concerns.open_concerns(cast.price) == []


def test_an_administrator_reads_no_concern(cast):
    ask(cast.amina)
    assert concerns.concerns_for(cast.tech) == concerns.looked_after(cast.tech, []) == []


# --- what is done -----------------------------------------------------------------------------------------------


def test_each_member_who_has_seen_it_is_kept_with_the_first_time(cast):
    ask(cast.amina, chosen=cast.okafor)
    concern = only(concerns.open_concerns(cast.lead))
    for member, at in ((cast.okafor, NOW), (cast.lead, SOON), (cast.okafor, LATE)):
        handling.see(concern.id, member, at)
    seen = only(concerns.open_concerns(cast.lead)).seen
    assert [(each.by, each.at) for each in seen] == [("Ms Okafor", NOW), ("Mrs Lead", SOON)]


def test_what_was_done_is_there_for_everyone_who_was_told(cast):
    ask(cast.amina, chosen=cast.okafor)
    concern = only(concerns.open_concerns(cast.okafor))
    handling.save_action(
        concern.id, cast.okafor, "handed_over", handed_to=" Mrs  Lead ", on=TODAY, note="Today at break", now=NOW
    )
    assert concerns.open_concerns(cast.lead) == []
    (action,) = only(concerns.recent_concerns(cast.lead, NOW)).actions
    assert (action.by, action.handed_to, action.on, action.note) == ("Ms Okafor", "Mrs Lead", TODAY, "Today at break")


@pytest.mark.parametrize(
    ("kind", "refusal"),
    [
        ("", handling.NoSuchAction),
        ("forgotten", handling.NoSuchAction),
        ("handed_over", handling.HandedToMissing),
        ("spoken_and_handed_over", handling.HandedToMissing),
        ("no_help_needed", handling.NoteMissing),
    ],
)
def test_half_of_what_was_done_is_refused_and_the_concern_stays(cast, kind, refusal):
    ask(cast.amina)
    concern = only(concerns.open_concerns(cast.lead))
    with pytest.raises(refusal):
        handling.save_action(concern.id, cast.lead, kind, on=TODAY, now=NOW)
    assert len(concerns.open_concerns(cast.lead)) == 1


def test_nobody_but_a_named_adult_sees_it_or_says_what_was_done(cast):
    ask(cast.amina)
    concern = only(concerns.open_concerns(cast.lead))
    nowhere = add_member(name="Dr Ode", duty="professional", cohorts=("Kestrels",))
    for member in (cast.okafor, cast.price, cast.tech, nowhere):
        with pytest.raises(NoSuchConcern):
            handling.see(concern.id, member, NOW)
        with pytest.raises(NoSuchConcern):
            handling.save_action(concern.id, member, "spoken", on=TODAY, now=NOW)
    assert only(concerns.open_concerns(cast.lead)).seen == ()


def test_a_concern_that_was_dealt_with_goes_from_the_start_page_after_two_weeks_and_stays_in_the_list(cast):
    ask(cast.amina)
    concern = only(concerns.open_concerns(cast.lead))
    handling.save_action(concern.id, cast.lead, "spoken", on=TODAY, now=NOW)
    later = NOW + timedelta(days=15)
    assert concerns.recent_concerns(cast.lead, later) == []
    assert only(concerns.concerns_for(cast.lead)).id == concern.id
