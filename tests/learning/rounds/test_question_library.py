"""The library of ready question sets."""

import pytest

from learning.rounds import question_library, question_sets, set_versions
from tests.cast import TODAY

# R42 of the source document, word for word.
EIGHT = [
    "Am I doing well in school?",
    "How do I know?",
    "How do I feel about my attitude to learning?",
    "Is anything stopping me from learning?",
    "How can I stop this from happening?",
    "Is anything helping me to learn?",
    "What can I do to help me learn?",
    "What else can help me learn?",
]


@pytest.mark.parametrize("ready", question_library.LIBRARY, ids=lambda ready: ready.key)
def test_every_ready_set_can_be_asked(store, ready):
    added = question_library.add_from_library(ready.key, TODAY)
    assert [question.wording for question in added.questions] == [draft.wording for draft in ready.drafts]


def test_the_seeds_eight_questions_are_there_word_for_word(store):
    added = question_library.add_from_library("eight", TODAY)
    assert [question.wording for question in added.questions] == EIGHT


def test_the_set_for_young_children_asks_with_faces(store):
    added = question_library.add_from_library("faces", TODAY)
    assert "faces" in {question.kind for question in added.questions}


def test_a_ready_set_is_added_once_under_one_name(store):
    question_library.add_from_library("eight", TODAY)
    with pytest.raises(question_sets.SetNameTaken):
        question_library.add_from_library("eight", TODAY)


def test_an_unknown_ready_set_is_refused(store):
    with pytest.raises(set_versions.NoSuchSet):
        question_library.add_from_library("everything", TODAY)
