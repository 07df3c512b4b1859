"""A draft, which is sent while a pupil types, never removes an earlier answer."""

import pytest

from learning.journals.tables import AnswerRow
from learning.score_cards.tables import ScoreRow
from learning.visits import answers, visits
from tests.cast import NOW, TODAY
from tests.chain import enrol_tablet
from tests.learning.visits.test_answers import opened, step_of, visit  # noqa: F401  (fixtures)

ANSWERS = {
    "words": {"words": "I like maths"},
    "track": {"score": "7", "words": "I can count"},
    "choice": {"choice": "Quiet", "words": "I hear better"},
    "several": {"choice": "Noise\nFriends", "other": "Drums", "words": "All day"},
    "faces": {"degree": "4", "words": "I slept well"},
    "yes_no": {"choice": "yes", "words": "I can tell"},
    "score": {"score": "7", "why": "I try", "improve": "More time", "evidence": "My book"},
}
TYPED = {"words": "typed", "other": "typed", "why": "typed", "improve": "typed", "evidence": "typed"}
TIMES = ("visit", "sequence", "saved_at")


def press(visit, kind, how, fields, sequence):  # noqa: F811
    """Press a button at the question of a kind, with its place in the order of the tablet's messages."""
    step = step_of(visit, kind)
    answers.save_answer(visit, step.task, step.id, press=how, fields={**fields, "sequence": str(sequence)}, now=NOW)


def row_of(visit, kind) -> dict:  # noqa: F811
    """Return what is saved for the question of a kind, without the time."""
    step = step_of(visit, kind)
    if kind == "score":
        row = ScoreRow.get(ScoreRow.characteristic == step.id, ScoreRow.opinion == visit.opinion_id)
    else:
        row = AnswerRow.get(AnswerRow.question == step.id, AnswerRow.entry == visit.entry_id)
    return {name: value for name, value in row.__data__.items() if name not in TIMES}


@pytest.mark.parametrize("how", ["next", "unknown", "skip"])
@pytest.mark.parametrize("kind", ANSWERS)
def test_an_empty_draft_leaves_an_answer_as_it_is(visit, kind, how):  # noqa: F811
    press(visit, kind, how, ANSWERS[kind], 5)
    before = row_of(visit, kind)
    press(visit, kind, "draft", {}, 6)
    assert row_of(visit, kind) == before


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_draft_with_words_leaves_what_was_pressed(visit, kind):  # noqa: F811
    press(visit, kind, "next", ANSWERS[kind], 5)
    before = row_of(visit, kind)
    press(visit, kind, "draft", TYPED, 6)
    after = row_of(visit, kind)
    assert {name for name in before if before[name] != after[name]} <= set(TYPED)
    assert after["state"] == "given"


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_late_draft_replaces_nothing(visit, kind):  # noqa: F811
    press(visit, kind, "next", ANSWERS[kind], 5)
    before = row_of(visit, kind)
    press(visit, kind, "draft", TYPED, 4)
    assert row_of(visit, kind) == before


@pytest.mark.parametrize("how", ["next", "draft"])
@pytest.mark.parametrize("kind", ANSWERS)
def test_an_empty_draft_of_a_later_visit_removes_no_word(visit, cast, kind, how):  # noqa: F811
    press(visit, kind, how, ANSWERS[kind], 5)
    before = row_of(visit, kind)
    later = visits.visit_of(visits.begin(cast.amina.id, enrol_tablet(cast).id, NOW, TODAY), NOW)
    press(later, kind, "draft", {}, 1)
    after = repr(row_of(later, kind))
    assert all(before[name] in after for name in TYPED if before.get(name))
