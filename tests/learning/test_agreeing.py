"""What a meeting sets and notes, until it is dated."""

import pytest

from learning import agreeing, characteristics, rounds, summary
from learning.scale import ScoreOutsideScale
from tests.cast import NOW
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
    return agreeing.draft_of(cast.amina.id, autumn.id)


def set_score(cast, autumn, score, reason=None):
    agreeing.set_score(cast.amina.id, autumn.id, first(), score, reason, NOW)


def test_before_the_meeting_there_is_nothing(cast, autumn):
    assert not draft(cast, autumn).is_begun


def test_a_number_is_kept_with_its_reason_and_nought_is_a_number(cast, autumn):
    set_score(cast, autumn, "0", " she said so ")
    assert draft(cast, autumn).scores == {first(): (0, "she said so")}


def test_a_later_number_takes_its_place_and_leaves_the_reason(cast, autumn):
    set_score(cast, autumn, "0", "she said so")
    set_score(cast, autumn, "10")
    assert draft(cast, autumn).scores == {first(): (10, "she said so")}


def test_a_number_can_be_taken_back(cast, autumn):
    set_score(cast, autumn, "5", "")
    set_score(cast, autumn, "", "")
    assert draft(cast, autumn).scores == {}


def test_what_is_no_score_is_refused_and_the_old_one_stays(cast, autumn):
    set_score(cast, autumn, "5")
    with pytest.raises(ScoreOutsideScale):
        set_score(cast, autumn, "11")
    assert draft(cast, autumn).scores == {first(): (5, "")}


def test_notes_and_who_takes_part_are_kept_each_by_itself(cast, autumn):
    agreeing.keep_notes(cast.amina.id, autumn.id, NOW, notes="Loud at home")
    agreeing.keep_notes(cast.amina.id, autumn.id, NOW, taking_part="Ms Okafor, Mrs Yusuf")
    kept = draft(cast, autumn)
    assert (kept.notes, kept.taking_part) == ("Loud at home", "Ms Okafor, Mrs Yusuf")


def test_another_pupil_and_another_round_have_their_own(cast, autumn):
    set_score(cast, autumn, "5")
    assert not agreeing.draft_of(cast.ben.id, autumn.id).is_begun
    assert not agreeing.draft_of(cast.amina.id, open_round(cast, "Spring").id).is_begun


def test_the_agreed_summary_takes_the_drafts_place(cast, autumn):
    set_score(cast, autumn, "5")
    agreeing.keep_notes(cast.amina.id, autumn.id, NOW, notes="Loud at home")
    agreeing.set_score(cast.ben.id, autumn.id, first(), "2", "", NOW)
    agree(cast, autumn, 4)
    assert not draft(cast, autumn).is_begun
    assert agreeing.draft_of(cast.ben.id, autumn.id).scores == {first(): (2, "")}
    assert summary.current_summary(cast.amina.id, autumn.id).scores[0].score == 4


def test_what_the_round_does_not_ask_about_has_no_place(cast, autumn):
    with pytest.raises(rounds.NoSuchRound):
        agreeing.place(autumn.id, cast.callum.id)
    with pytest.raises(rounds.NoSuchRound):
        agreeing.keep_notes(cast.callum.id, autumn.id, NOW, notes="Hello")
    with pytest.raises(characteristics.NoSuchCharacteristic):
        agreeing.set_score(cast.amina.id, autumn.id, 999, "1", "", NOW)


def test_the_place_tells_who_comes_before_and_after(cast, autumn):
    place = agreeing.place(autumn.id, cast.amina.id)
    assert (place.pupils, place.at, place.pupil) == ((cast.ben, cast.amina), 1, cast.amina)
    assert place.lines[0].marks == {"professional": 3, "parent": 6}
