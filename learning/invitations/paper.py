"""From paper: a pupil's score card and journal entry, typed in by staff and marked with the paper's date."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from learning.core.errors import LearningError, N_
from learning.core.store import as_tuples, writing
from learning.journals.answers import begin_entry, is_from_tablet, replace_answers
from learning.people.pupils import pupil
from learning.people.tables import CohortPupilRow, CohortRow
from learning.rounds.asking import version_for
from learning.rounds.questions import Question
from learning.rounds.rounds import check_open, round_for
from learning.rounds.set_versions import questions_of
from learning.score_cards.giving import read_scores, save_opinion
from learning.score_cards.opinions import Opinion, Score
from learning.score_cards.tables import OpinionRow, ScoreRow
from learning.visits.answers import NothingGiven, read
from learning.visits.steps import Step

from .heeding import heed_answers, heed_scores

Typed = Mapping[str, str]  # what was typed for one question: choice (a line each), other, words, degree and score
NOTHING_TYPED = {"choice": "", "other": "", "words": "", "degree": "", "score": ""}


class GivenOnTablet(LearningError):
    """The pupil has scored themselves on a tablet, and paper never replaces that."""

    msgid = N_("%(name)s has answered on a tablet. Those answers stay as they are.")
    status = 409


class EntryOfThatDay(LearningError):
    """The pupil wrote in the journal on a tablet on the paper's day, and paper never replaces that."""

    msgid = N_("%(name)s wrote in the journal on a tablet on that day. Those answers stay as they are.")
    status = 409


class TypedInAlready(LearningError):
    """A journal of that day, the entry `entry_id`, has been typed in before."""

    msgid = N_("A journal for that day has been typed in already. Check it first. If you save, yours replaces it.")
    status = 409

    def __init__(self, entry_id: int) -> None:
        super().__init__()
        self.entry_id = entry_id


class NothingOnPaper(LearningError):
    """No answer was typed in."""

    msgid = N_("Type in at least one answer.")


class AnswerNotRead(LearningError):
    """The answer to the question `question_id` cannot be saved as it was typed; the message says why."""

    msgid = N_("%(why)s")

    def __init__(self, question_id: int, refusal: LearningError) -> None:
        super().__init__(**refusal.values)
        self.question_id, self.msgid = question_id, refusal.msgid


# --- score cards ------------------------------------------------------------------------------------------------


@writing
def type_in_scores(
    pupil_id: int,
    round_id: int,
    scores: list[Score],
    *,
    on: date,
    member_id: int,
    now: datetime,
    seen: str | None = None,
) -> Opinion:
    """Save a pupil's own score card from paper, in place of an earlier one from paper.

    `on` is the paper's date; `seen` the version_token of what the form was filled from. Raises GivenOnTablet,
    RoundClosed, OpinionClosed, OpinionChanged, NoScoreGiven, CharacteristicNotInRound, NoSuchCharacteristic,
    ScoreOutsideScale, NoSuchRound."""
    scored, checked_scores = pupil(pupil_id), read_scores(scores)
    check_open(round_for(pupil_id, round_id))
    row = OpinionRow
    opinion = row.get_or_none(row.round == round_id, row.pupil == pupil_id, row.view == "pupil", row.giver == "")
    if opinion and _is_from_tablet(opinion):
        raise GivenOnTablet(name=scored.called)
    key = {"round": round_id, "pupil": pupil_id, "view": "pupil", "giver": ""}
    columns = {"by": scored.name, "member": member_id, "on": on, "source": "paper"}
    saved = save_opinion(key, columns, checked_scores, now, seen)
    heed_scores(pupil_id, saved.id, now)
    return saved


def _is_from_tablet(opinion: OpinionRow) -> bool:
    """Return whether the pupil gave any score on a tablet, even after a paper was typed in."""
    scores = ScoreRow.select().where(ScoreRow.opinion == opinion.id)
    return bool((scores if opinion.source != "paper" else scores.where(ScoreRow.visit.is_null(False))).exists())


# --- journals ---------------------------------------------------------------------------------------------------


def journals_asked(round_id: int, pupil_ids: Sequence[int]) -> dict[int, tuple[Question, ...]]:
    """Return the questions of many pupils' journals in a round, in order, by pupil id: a few queries for each year
    group."""
    of_year_groups: dict[tuple[int, ...], tuple[Question, ...]] = {}
    questions = {}
    for pupil_id, cohort_ids in _year_groups(pupil_ids).items():
        if cohort_ids not in of_year_groups:
            of_year_groups[cohort_ids] = journal_asked(pupil_id, round_id)
        questions[pupil_id] = of_year_groups[cohort_ids]
    return questions


def _year_groups(pupil_ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Return the ids of each pupil's year groups, by pupil id: they decide which question set a journal asks."""
    place, group = CohortPupilRow, CohortRow
    query = place.select(place.pupil, place.cohort).join(group)
    year_groups: dict[int, tuple[int, ...]] = dict.fromkeys(pupil_ids, ())
    for pupil_id, cohort_id in as_tuples(
        query.where(group.kind == "year", place.pupil << list(pupil_ids)).order_by(place.cohort)
    ):
        year_groups[pupil_id] += (cohort_id,)
    return year_groups


def journal_asked(pupil_id: int, round_id: int) -> tuple[Question, ...]:
    """Return the questions of a pupil's journal in a round, in order."""
    version = version_for(round_id, pupil_id)
    return questions_of(version) if version else ()


@writing
def type_in_journal(
    pupil_id: int,
    round_id: int,
    typed: Mapping[int, Typed],
    *,
    on: date,
    now: datetime,
    replaces: int | None = None,
) -> int:
    """Save a journal entry from paper and return its id.

    `typed` is by question id; a question without any words is saved as skipped. `on` is the paper's date. `replaces` is
    the id of that day's earlier entry from paper, if there is one that this may replace. Raises NothingOnPaper,
    AnswerNotRead, EntryOfThatDay, TypedInAlready, RoundClosed, NoSuchRound."""
    writer = pupil(pupil_id)
    check_open(round_for(pupil_id, round_id))
    questions = journal_asked(pupil_id, round_id)
    answers = [_answer(question, typed.get(question.id, {}), now) for question in questions]
    if all(answer["state"] == "skipped" for answer in answers):
        raise NothingOnPaper()
    columns: dict[str, Any] = {"version": version_for(round_id, pupil_id), "finished_at": now, "source": "paper"}
    entry, is_new = begin_entry(pupil_id, round_id, on, **columns)
    if not is_new:
        if is_from_tablet(entry):
            raise EntryOfThatDay(name=writer.called)
        if replaces != entry.id:
            raise TypedInAlready(entry.id)
    replace_answers(entry.id, answers, **columns)
    heed_answers(pupil_id, entry.id, questions, answers, now)
    return entry.id


def _answer(question: Question, typed: Typed, now: datetime) -> dict[str, Any]:
    """Return the columns of the answer to one question. Raises AnswerNotRead."""
    step = Step("journal", question.id, question.kind, follow_up=question.follow_up, options=tuple(question.buttons))
    fields = {**NOTHING_TYPED, **typed}
    press = "next" if any(text.strip() for text in fields.values()) else "skip"
    try:
        state, columns = read(step, press, fields)
    except NothingGiven:
        state, columns = "unknown", read(step, "draft", fields)[1]  # words beside a number that was left out
    except LearningError as refusal:
        raise AnswerNotRead(question.id, refusal) from refusal
    return {"question": question.id, "state": state, "saved_at": now, **columns}
