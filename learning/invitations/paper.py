"""From paper: a pupil's score card and journal entry, typed in by staff and marked with the paper's date."""

from datetime import date, datetime

from learning.core.errors import LearningError, N_
from learning.core.store import writing
from learning.journals.answers import begin_entry, is_from_tablet, replace_answers
from learning.people.pupils import pupil
from learning.people.tables import CohortPupilRow, CohortRow
from learning.rounds.asking import version_for
from learning.rounds.question_sets import questions_of
from learning.rounds.questions import Question
from learning.rounds.rounds import check_open, round_for
from learning.score_cards.score_card import checked, Opinion, save_opinion, Score
from learning.score_cards.tables import OpinionRow, ScoreRow
from learning.visits.answers import NothingGiven, read
from learning.visits.steps import Step

EMPTY = {"choice": "", "other": "", "words": "", "degree": "", "score": ""}


class GivenOnTablet(LearningError):
    """The pupil has answered by themselves: a paper takes nothing of it away."""

    msgid = N_("%(name)s has answered on a tablet. What was given there stays as it is.")
    status = 409


class EntryOfThatDay(LearningError):
    """A journal was written on a tablet on the paper's day."""

    msgid = N_("%(name)s wrote in the journal on a tablet on that day. What was written there stays as it is.")
    status = 409


class TypedInAlready(LearningError):
    """A journal of that day was typed in before; `entry_id` tells which."""

    msgid = N_("A journal for that day has been typed in already. Check it first. If you save, yours replaces it.")
    status = 409

    def __init__(self, entry_id: int):
        super().__init__()
        self.entry_id = entry_id


class NothingOnPaper(LearningError):
    """A paper without a single answer."""

    msgid = N_("Type in at least one answer.")


class AnswerNotRead(LearningError):
    """One of the answers cannot be kept as it was typed; `question_id` tells which."""

    msgid = N_("%(why)s")

    def __init__(self, question_id: int, wrong: LearningError):
        super().__init__(**wrong.values)
        self.question_id, self.msgid = question_id, wrong.msgid


@writing
def type_in_scores(
    pupil_id: int,
    round_id: int,
    scores: list[Score],
    on: date,
    member_id: int,
    now: datetime,
    seen: str | None = None,
) -> Opinion:
    """Keep a pupil's own score card from paper; typing it in again replaces the paper's.

    `seen` is the version_token of what the form was filled from. Raises GivenOnTablet, RoundClosed, OpinionClosed,
    OpinionChanged, NoScoreGiven, CharacteristicNotInRound, NoSuchCharacteristic, ScoreOutsideScale, NoSuchRound."""
    whose, given = pupil(pupil_id), checked(scores)
    check_open(round_for(pupil_id, round_id))
    key = {"round": round_id, "pupil": pupil_id, "view": "pupil", "giver": ""}
    opinion = OpinionRow
    there = opinion.get_or_none(*(getattr(opinion, name) == value for name, value in key.items()))
    if there and _is_from_tablet(there):
        raise GivenOnTablet(name=whose.called)
    said = {"by": whose.name, "member": member_id, "on": on, "source": "paper"}
    return save_opinion(key, said, given, now, seen)


def _is_from_tablet(opinion: OpinionRow) -> bool:
    """Return whether the pupil gave any score on a tablet, even after a paper was typed in."""
    scores = ScoreRow.select().where(ScoreRow.opinion == opinion.id)
    return bool((scores if opinion.source != "paper" else scores.where(ScoreRow.visit.is_null(False))).exists())


def journals_asked(round_id: int, pupil_ids: list[int]) -> dict[int, tuple[Question, ...]]:
    """The questions of many pupils' journals in a round, in order, by pupil id: a few queries for each year group."""
    mine, group, asked, alike = CohortPupilRow, CohortRow, {}, {}
    years = mine.select(mine.pupil, mine.cohort).join(group).where(group.kind == "year", mine.pupil << pupil_ids)
    of_year = {one: [] for one in pupil_ids}
    for pupil_id, cohort_id in years.order_by(mine.cohort).tuples():
        of_year[pupil_id].append(cohort_id)
    for pupil_id, cohort_ids in of_year.items():
        year = tuple(cohort_ids)
        if year not in alike:
            alike[year] = journal_asked(pupil_id, round_id)
        asked[pupil_id] = alike[year]
    return asked


def journal_asked(pupil_id: int, round_id: int) -> tuple[Question, ...]:
    """The questions of a pupil's journal in a round, in order."""
    version = version_for(round_id, pupil_id)
    return questions_of(version) if version else ()


@writing
def type_in_journal(
    pupil_id: int,
    round_id: int,
    on: date,
    typed: dict[int, dict[str, str]],
    now: datetime,
    seen: int | None | bool = True,
) -> int:
    """Keep a journal entry from paper and return its id; typing in the same day again replaces the paper's.

    `typed` maps a question's id to choice (lines), other, words, degree and score as typed; a question without any is
    kept as skipped. `seen` is the id of the entry that it may replace, None for none, True for any. Raises
    NothingOnPaper, AnswerNotRead, EntryOfThatDay, TypedInAlready, RoundClosed, NoSuchRound."""
    whose = pupil(pupil_id)
    check_open(round_for(pupil_id, round_id))
    rows = [_answer(one, {**EMPTY, **typed.get(one.id, {})}, now) for one in journal_asked(pupil_id, round_id)]
    if all(row["state"] == "skipped" for row in rows):
        raise NothingOnPaper()
    columns = {"version": version_for(round_id, pupil_id), "finished_at": now, "source": "paper"}
    entry, is_new = begin_entry(pupil_id, round_id, on, **columns)
    if not is_new:
        if is_from_tablet(entry):
            raise EntryOfThatDay(name=whose.called)
        if seen is not True and seen != entry.id:
            raise TypedInAlready(entry.id)
    replace_answers(entry.id, rows, **columns)
    return entry.id


def _answer(question: Question, typed: dict[str, str], now: datetime) -> dict:
    step = Step("journal", question.id, question.kind, follow_up=question.follow_up, options=tuple(question.buttons))
    try:
        state, said = read(step, "next" if any(words.strip() for words in typed.values()) else "skip", typed)
    except NothingGiven:
        state, said = "unknown", read(step, "draft", typed)[1]  # words beside a number that was left out
    except LearningError as wrong:
        raise AnswerNotRead(question.id, wrong) from wrong
    return {"question": question.id, "state": state, "saved_at": now, **said}
