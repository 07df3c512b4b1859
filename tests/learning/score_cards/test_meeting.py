"""The meeting: what it sets and notes until the scores are agreed."""

import pytest

from learning.core.scale import ScoreOutsideScale
from learning.rounds import characteristics, planning, rounds
from learning.score_cards import agreeing, meeting, summaries
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, give, open_round


@pytest.fixture
def autumn(cast):
    """A round of Kestrels in which a professional and a parent have scored Amina."""
    ask_the_seed()
    a_round = open_round(cast)
    give(cast, a_round, "professional", 3)
    give(cast, a_round, "parent", 6)
    return a_round


def first():
    return characteristics.characteristics()[0].id


def draft(cast, autumn):
    return meeting.draft_of(cast.amina.id, autumn.id)


def save(cast, autumn, pupil=None, **typed):
    meeting.save((pupil or cast.amina).id, autumn.id, first(), NOW, **typed)


def test_before_the_meeting_there_is_nothing(cast, autumn):
    assert not draft(cast, autumn).is_begun


def test_a_score_is_saved_with_its_reason_and_0_is_a_score(cast, autumn):
    save(cast, autumn, score="0", reason=" she said so ")
    assert draft(cast, autumn).scores == {first(): (0, "she said so")}


def test_a_later_score_replaces_it_and_leaves_the_reason(cast, autumn):
    save(cast, autumn, score="0", reason="she said so")
    save(cast, autumn, score="10")
    assert draft(cast, autumn).scores == {first(): (10, "she said so")}


def test_a_reason_is_saved_before_its_score_and_leaves_the_score_that_a_colleague_set(cast, autumn):
    save(cast, autumn, reason="she tries")
    assert draft(cast, autumn).scores == {first(): (None, "she tries")}
    save(cast, autumn, score="8")
    save(cast, autumn, reason="she tries hard")
    assert draft(cast, autumn).scores == {first(): (8, "she tries hard")}


def test_a_score_can_be_taken_back(cast, autumn):
    save(cast, autumn, score="5")
    save(cast, autumn, score="")
    assert draft(cast, autumn).scores == {first(): (None, "")}


def test_in_a_correction_only_a_reason_leaves_the_agreed_score(cast, autumn):
    agree(cast, autumn, 4)
    save(cast, autumn, reason="we looked again")
    assert draft(cast, autumn).scores == {first(): (4, "we looked again")}


def test_a_score_off_the_scale_is_refused_and_the_old_one_stays(cast, autumn):
    save(cast, autumn, score="5")
    with pytest.raises(ScoreOutsideScale):
        save(cast, autumn, score="11", notes="lost with it")
    assert draft(cast, autumn).scores == {first(): (5, "")} and draft(cast, autumn).notes == ""


def test_notes_and_who_takes_part_are_saved_separately(cast, autumn):
    save(cast, autumn, notes="Loud at home")
    save(cast, autumn, taking_part="Ms Okafor, Mrs Yusuf")
    saved = draft(cast, autumn)
    assert (saved.notes, saved.taking_part) == ("Loud at home", "Ms Okafor, Mrs Yusuf")


def test_notes_do_not_replace_a_colleagues(cast, autumn):
    save(cast, autumn, notes="Loud at home", notes_before="")
    with pytest.raises(meeting.SetMeanwhile):
        save(cast, autumn, notes="Quiet at school", notes_before="")
    save(cast, autumn, notes="Loud at home. Quiet at school", notes_before="Loud at home")
    assert draft(cast, autumn).notes == "Loud at home. Quiet at school"


@pytest.mark.parametrize("name", ["score", "reason", "taking_part"])
def test_no_field_replaces_what_a_colleague_changed(cast, autumn, name):
    save(cast, autumn, **{name: "2", f"{name}_before": ""})
    with pytest.raises(meeting.SetMeanwhile):
        save(cast, autumn, **{name: "9", f"{name}_before": ""})
    save(cast, autumn, **{name: "9", f"{name}_before": "2"})


def test_what_was_sent_without_an_answer_is_not_a_colleagues(cast, autumn):
    save(cast, autumn, notes="Loud", notes_before="")
    save(cast, autumn, notes="Loud at home", notes_before="", notes_sent="Loud")
    assert draft(cast, autumn).notes == "Loud at home"


def test_a_space_at_the_end_is_not_a_colleagues_change(cast, autumn):
    save(cast, autumn, reason="she tries ", reason_before="")
    save(cast, autumn, reason="she tries hard", reason_before="she tries ")
    assert draft(cast, autumn).scores == {first(): (None, "she tries hard")}


def test_a_correction_starts_with_the_notes_and_people_of_what_was_agreed(cast, autumn):
    agree(cast, autumn, 4)
    assert (draft(cast, autumn).taking_part, draft(cast, autumn).is_begun) == ("the team", False)
    save(cast, autumn, notes="and once more")
    saved = draft(cast, autumn)
    assert (saved.notes, saved.taking_part, saved.is_begun) == ("and once more", "the team", True)


def test_a_screen_older_than_the_summary_saves_nothing(cast, autumn):
    saved = agree(cast, autumn, 4)
    with pytest.raises(meeting.SummaryChanged):
        save(cast, autumn, score="0", summary_id="")
    save(cast, autumn, score="5", summary_id=str(saved.id))
    assert draft(cast, autumn).scores == {first(): (5, "we talked about it")}


def test_another_pupil_and_another_round_have_drafts_of_their_own(cast, autumn):
    save(cast, autumn, score="5")
    assert not meeting.draft_of(cast.ben.id, autumn.id).is_begun
    assert not meeting.draft_of(cast.amina.id, open_round(cast, "Spring").id).is_begun


def test_the_agreed_summary_replaces_the_draft(cast, autumn):
    save(cast, autumn, score="5", notes="Loud at home")
    save(cast, autumn, pupil=cast.ben, score="2")
    agree(cast, autumn, 4)
    assert not draft(cast, autumn).is_begun
    assert meeting.draft_of(cast.ben.id, autumn.id).scores == {first(): (2, "")}
    assert summaries.current_summary(cast.amina.id, autumn.id).scores[0].score == 4


def test_what_the_meeting_has_for_a_characteristic_that_was_removed_from_the_round_stays_in_the_notes(cast, autumn):
    last = characteristics.characteristics()[-1]
    words = {"score": "8", "reason": "He asks every day"}
    meeting.save(cast.ben.id, autumn.id, last.id, NOW, notes="Loud at home", **words)
    kept = [each.id for each in characteristics.characteristics()[:-1]]
    planning.ask_in_round(autumn.id, None, "", False, characteristic_ids=kept)
    assert meeting.left_over(cast.ben.id, autumn.id) == {last.name: (8, "He asks every day")}
    agreement = agreeing.Agreement({kept[0]: (4, "talked")}, TODAY, "Ms Okafor", "discussed", "Loud at home")
    agreeing.agree(cast.ben.id, autumn.id, agreement, member_id=cast.okafor.id, now=NOW)
    notes = summaries.current_summary(cast.ben.id, autumn.id).notes
    assert notes == f"Loud at home\n{last.name}: 8 He asks every day"


def test_nothing_is_agreed_that_was_changed_unseen(cast, autumn):
    seen = meeting.version_of(cast.amina.id, autumn.id)
    save(cast, autumn, notes="Loud at home")
    with pytest.raises(agreeing.ChangedMeanwhile):
        agree(cast, autumn, 4, seen=seen)
    assert draft(cast, autumn).notes == "Loud at home"
    agree(cast, autumn, 4, seen=meeting.version_of(cast.amina.id, autumn.id))


def test_a_pupil_that_the_round_does_not_ask_about_is_not_in_the_meeting(cast, autumn):
    with pytest.raises(rounds.NoSuchRound):
        meeting.place(autumn.id, cast.callum.id)
    with pytest.raises(rounds.NoSuchRound):
        save(cast, autumn, pupil=cast.callum, notes="Hello")


def test_the_place_says_who_comes_before_and_after(cast, autumn):
    place = meeting.place(autumn.id, cast.amina.id)
    assert (place.pupils, place.index, place.pupil) == ((cast.ben, cast.amina), 1, cast.amina)
    assert place.rows[0].view_scores == {"professional": 3, "parent": 6}
