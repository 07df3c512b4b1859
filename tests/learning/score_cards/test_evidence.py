"""A pupil's own words, linked to the characteristic they tell of."""

import pytest

from learning.journals import journal
from learning.rounds import characteristics
from learning.score_cards import journal_evidence
from learning.score_cards.journal_evidence import NoSuchEvidence, NotTheirWords
from tests.cast import TODAY
from tests.chain import ask_the_seed, open_room, open_round, visit_and_finish


@pytest.fixture
def entry(cast):
    """Amina's journal of the autumn round."""
    ask_the_seed()
    open_room(cast, open_round(cast))
    visit_and_finish(cast, words="I like maths. It is loud in class.")
    return journal.entries_of(cast.amina.id)[0]


def question(entry, kind="words"):
    return next(one.question.id for one in entry.answers if one.question.kind == kind)


def resilience():
    return next(one.id for one in characteristics.characteristics() if one.name == "Resilience")


def link(cast, entry, words="It is loud in class.", kind="words"):
    return journal_evidence.link(entry.id, question(entry, kind), resilience(), words, cast.okafor.id, TODAY)


def test_words_stand_beside_a_characteristic_with_their_day_and_question(cast, entry):
    one = link(cast, entry)
    assert (one.characteristic_id, one.words, one.on, one.by) == (
        resilience(),
        "It is loud in class.",
        TODAY,
        "Ms Okafor",
    )
    assert one.wording == "Is anything stopping me from learning?"
    assert journal_evidence.evidence_of(cast.amina.id) == [one]


def test_without_words_the_whole_answer_is_meant(cast, entry):
    assert link(cast, entry, " ").words == "I like maths. It is loud in class."


def test_spaces_and_capitals_do_not_matter_but_other_words_are_not_theirs(cast, entry):
    assert link(cast, entry, "it is  LOUD in class")
    with pytest.raises(NotTheirWords):
        link(cast, entry, "It is quiet in class")


def test_a_number_alone_holds_no_words(cast, entry):
    with pytest.raises(NotTheirWords):
        link(cast, entry, "7", kind="track")


def test_the_same_twice_is_one(cast, entry):
    assert link(cast, entry) == link(cast, entry)


def test_it_is_found_by_its_round(cast, entry):
    one = link(cast, entry)
    assert journal_evidence.evidence_of(cast.amina.id, entry.round.id) == [one]
    assert journal_evidence.evidence_of(cast.amina.id, entry.round.id + 1) == []
    assert journal_evidence.evidence_of(cast.ben.id) == []


def test_it_is_taken_away_and_the_journal_keeps_its_words(cast, entry):
    one = link(cast, entry)
    with pytest.raises(NoSuchEvidence):
        journal_evidence.unlink(cast.ben.id, one.id)
    journal_evidence.unlink(cast.amina.id, one.id)
    assert journal_evidence.evidence_of(cast.amina.id) == []
    assert "loud" in str(journal.entry(entry.id).answers)


def test_what_is_not_there_cannot_be_linked(cast, entry):
    with pytest.raises(journal.NoSuchEntry):
        journal_evidence.link(999, question(entry), resilience(), "", cast.okafor.id, TODAY)
    with pytest.raises(characteristics.NoSuchCharacteristic):
        journal_evidence.link(entry.id, question(entry), 999, "", cast.okafor.id, TODAY)
    with pytest.raises(NotTheirWords):
        journal_evidence.link(entry.id, 999, resilience(), "loud", cast.okafor.id, TODAY)
