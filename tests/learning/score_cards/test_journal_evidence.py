"""A pupil's own words, linked to the characteristic they are about."""

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
    return next(answer.question.id for answer in entry.answers if answer.question.kind == kind)


def resilience():
    return next(each.id for each in characteristics.characteristics() if each.name == "Resilience")


def link(cast, entry, words="It is loud in class.", kind="words"):
    return journal_evidence.link(
        entry.id, question(entry, kind), resilience(), words=words, member_id=cast.okafor.id, today=TODAY
    )


def test_words_are_linked_to_a_characteristic_with_their_day_and_question(cast, entry):
    evidence = link(cast, entry)
    assert (evidence.characteristic_id, evidence.words, evidence.on, evidence.by) == (
        resilience(),
        "It is loud in class.",
        TODAY,
        "Ms Okafor",
    )
    assert evidence.wording == "Is anything stopping me from learning?"
    assert journal_evidence.evidence_of(cast.amina.id) == [evidence]


def test_without_words_the_whole_answer_is_linked(cast, entry):
    assert link(cast, entry, " ").words == "I like maths. It is loud in class."


def test_spaces_and_capitals_do_not_matter_but_other_words_are_not_theirs(cast, entry):
    assert link(cast, entry, "it is  LOUD in class")
    with pytest.raises(NotTheirWords):
        link(cast, entry, "It is quiet in class")


def test_a_number_has_no_words(cast, entry):
    with pytest.raises(NotTheirWords):
        link(cast, entry, "7", kind="track")


def test_linking_the_same_words_twice_changes_nothing(cast, entry):
    assert link(cast, entry) == link(cast, entry)


def test_evidence_is_found_by_its_round(cast, entry):
    evidence = link(cast, entry)
    assert journal_evidence.evidence_of(cast.amina.id, entry.round.id) == [evidence]
    assert journal_evidence.evidence_of(cast.amina.id, entry.round.id + 1) == []
    assert journal_evidence.evidence_of(cast.ben.id) == []


def test_evidence_is_removed_and_the_journal_still_has_the_words(cast, entry):
    evidence = link(cast, entry)
    with pytest.raises(NoSuchEvidence):
        journal_evidence.unlink(cast.ben.id, evidence.id)
    journal_evidence.unlink(cast.amina.id, evidence.id)
    assert journal_evidence.evidence_of(cast.amina.id) == []
    assert "loud" in str(journal.entry(entry.id).answers)


def test_what_does_not_exist_cannot_be_linked(cast, entry):
    with pytest.raises(journal.NoSuchEntry):
        journal_evidence.link(999, question(entry), resilience(), member_id=cast.okafor.id, today=TODAY)
    with pytest.raises(characteristics.NoSuchCharacteristic):
        journal_evidence.link(entry.id, question(entry), 999, member_id=cast.okafor.id, today=TODAY)
    with pytest.raises(NotTheirWords):
        journal_evidence.link(entry.id, 999, resilience(), words="loud", member_id=cast.okafor.id, today=TODAY)
