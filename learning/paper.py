"""From paper: a pupil's score card and journal entry, typed in by staff and marked with the paper's date."""

from datetime import date, datetime

from . import tables
from .answers import read
from .errors import LearningError, N_
from .people import pupil
from .questions import Question, questions_of, version_for
from .rounds import check_open, round_for
from .score_card import checked, keep_opinion, Opinion, Score
from .store import writing
from .visits import Step

EMPTY = {"choice": "", "other": "", "words": "", "degree": "", "score": ""}


class GivenOnTablet(LearningError):
    """The pupil has answered by themselves: a paper takes nothing of it away."""

    msgid = N_("%(name)s has answered on a tablet. What was given there stays as it is.")
    status = 409


class EntryOfThatDay(LearningError):
    """A journal was written on a tablet on the paper's day."""

    msgid = N_("%(name)s has written in the journal on a tablet on that day. What was written there stays as it is.")
    status = 409


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
    pupil_id: int, round_id: int, scores: list[Score], on: date, member_id: int, now: datetime
) -> Opinion:
    """Keep a pupil's own score card from paper; typing it in again replaces the paper's.

    Raises GivenOnTablet, RoundClosed, OpinionClosed, NoScoreGiven, NoSuchCharacteristic, ScoreOutsideScale,
    NoSuchRound."""
    whose, given = pupil(pupil_id), checked(scores)
    check_open(round_for(pupil_id, round_id))
    key = {"round": round_id, "pupil": pupil_id, "view": "pupil", "giver": ""}
    opinion, score = tables.Opinion, tables.Score
    there = opinion.get_or_none(*(getattr(opinion, name) == value for name, value in key.items()))
    if there and there.source != "paper" and score.select().where(score.opinion == there.id).exists():
        raise GivenOnTablet(name=whose.called)
    return keep_opinion(key, {"by": whose.name, "member": member_id, "on": on, "source": "paper"}, given, now)


def journal_asked(pupil_id: int, round_id: int) -> tuple[Question, ...]:
    """The questions of a pupil's journal in a round, in order."""
    version = version_for(round_id, pupil_id)
    return questions_of(version) if version else ()


@writing
def type_in_journal(pupil_id: int, round_id: int, on: date, typed: dict[int, dict[str, str]], now: datetime) -> int:
    """Keep a journal entry from paper and return its id; typing in the same day again replaces the paper's.

    `typed` maps a question's id to choice (lines), other, words, degree and score as typed; a question without any is
    kept as skipped. Raises NothingOnPaper, AnswerNotRead, EntryOfThatDay, RoundClosed, NoSuchRound."""
    whose = pupil(pupil_id)
    check_open(round_for(pupil_id, round_id))
    rows = [_answer(one, {**EMPTY, **typed.get(one.id, {})}, now) for one in journal_asked(pupil_id, round_id)]
    if all(row["state"] == "skipped" for row in rows):
        raise NothingOnPaper()
    entry, answer = tables.Entry, tables.Answer
    said = {"version": version_for(round_id, pupil_id), "finished_at": now, "source": "paper"}
    row, is_new = entry.get_or_create(pupil=pupil_id, round=round_id, on=on, defaults=said)
    if not is_new:
        if row.source != "paper" and answer.select().where(answer.entry == row.id).exists():
            raise EntryOfThatDay(name=whose.called)
        answer.delete().where(answer.entry == row.id).execute()
        entry.update(**said).where(entry.id == row.id).execute()
    answer.insert_many([{"entry": row.id, **one} for one in rows]).execute()
    return row.id


def _answer(question: Question, typed: dict[str, str], now: datetime) -> dict:
    step = Step("journal", question.id, question.kind, follow_up=question.follow_up, options=tuple(question.buttons))
    try:
        state, said = read(step, "next" if any(words.strip() for words in typed.values()) else "skip", typed)
    except LearningError as wrong:
        raise AnswerNotRead(question.id, wrong) from wrong
    return {"question": question.id, "state": state, "kept_at": now, **said}
