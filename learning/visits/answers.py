"""What a pupil answers: what makes an answer to each kind of question, how it is read, and how it is saved."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from learning.core.errors import LearningError, N_
from learning.core.scale import read_score, ScoreOutsideScale
from learning.core.store import writing
from learning.core.upsert import SavedAnswer
from learning.journals import answers as journal_answers
from learning.journals.answers import NO_ANSWER
from learning.score_cards.pupil_answers import (
    NO_REASONS,
    NO_SCORE,
    save_card_sort,
    save_score,
    saved_cards,
    saved_score,
)

from .history import add_to_history, set_aside, TYPED
from .news import HOWS, save_news
from .steps import find_step, most_cards, NotOfThisVisit, OWN_WAYS, score_card_steps, SIDES, Step, Visit
from .talking import heed_words
from .visits import stay

Fields = Mapping[str, str]
Typed = dict[str, str]
Save = Callable[[int, datetime], None]  # saves one answer, by its sequence and the time


@dataclass(frozen=True)
class Press:
    """One press as it was read: the question, the state it gives, all that it holds (a draft also what was tapped and
    not confirmed), how to read what is saved so far, how to save it."""

    step: Step
    state: str
    content: dict[str, Any]
    read_saved: Callable[[], SavedAnswer | None]
    save: Save


CHOICES = ("yes", "not_sure", "no")
DEGREES = {str(degree): degree for degree in range(1, 6)}
PRESSES = {"next": "given", "unknown": "unknown", "skip": "skipped", "draft": "draft"}
LONGEST_WORDS = 5000
LONGEST_SEQUENCE = 9_999_999_999  # milliseconds: 115 days
# What makes an answer, by the kind of question: one of these fields is filled. Words beside a number do not replace it.
NEEDED = {
    "words": ("words", *OWN_WAYS),
    "track": ("score",),
    "score": ("score",),
    "faces": ("degree",),
    "choice": ("choice", "words", *OWN_WAYS),
    "several": ("choice", "other", "words", *OWN_WAYS),
    "yes_no": ("choice", "words", *OWN_WAYS),
    "sort": ("chosen",),
}


class NothingGiven(LearningError):
    """Next was pressed without an answer."""

    msgid = N_("Choose or write something, or press “I don't know”.")


class WordsTooLong(LearningError):
    """A text is longer than LONGEST_WORDS characters."""

    msgid = N_("That is a lot! Please make it a little shorter.")


class TooManyCards(LearningError):
    """More cards were chosen than one side of the card sort takes."""

    msgid = N_("Choose at most %(most)s cards.")


# --- reading: one rule for each kind -----------------------------------------------------------------------------


def _words(step: Step, typed: Typed) -> dict[str, Any]:
    return {"words": typed["words"]}


def _track(step: Step, typed: Typed) -> dict[str, Any]:
    return {"score": read_score(typed["score"]), "words": typed["words"] if step.follow_up else ""}


def _faces(step: Step, typed: Typed) -> dict[str, Any]:
    return {"degree": DEGREES.get(typed["degree"]), "words": typed["words"] if step.follow_up else ""}


def _yes_no(step: Step, typed: Typed) -> dict[str, Any]:
    return {"choice": _one_of(CHOICES, typed["choice"]), "words": typed["words"]}


def _choice(step: Step, typed: Typed) -> dict[str, Any]:
    options = [option.words for option in step.options]
    return {"choice": _one_of(options, typed["choice"]), "words": typed["words"]}


def _several(step: Step, typed: Typed) -> dict[str, Any]:
    pressed = typed["choice"].splitlines()
    chosen = [option.words for option in step.options if option.words in pressed]
    return {"choice": "\n".join(chosen), "other": " ".join(typed["other"].split()), "words": typed["words"]}


def _score(step: Step, typed: Typed) -> dict[str, Any]:
    return {"score": read_score(typed["score"]), **{name: typed[name] for name in NO_REASONS}}


READERS = {
    "words": _words,
    "track": _track,
    "faces": _faces,
    "yes_no": _yes_no,
    "choice": _choice,
    "several": _several,
    "score": _score,
}


def makes_answer(kind: str, fields: Mapping[str, object]) -> bool:
    """Is enough filled in to be an answer to this kind of question? 0 is an answer. Nothing is needed for the news."""
    needed = NEEDED.get(kind, ())
    filled = (fields.get(name) for name in needed)
    return not needed or any(value is not None and str(value).strip() for value in filled)


def _one_of(options: Iterable[str], pressed: str) -> str:
    if pressed and pressed not in options:
        raise NothingGiven()
    return pressed


def read(step: Step, press: str, fields: Fields) -> tuple[str, dict[str, Any]]:
    """Return the state and the columns that a pressed button gives to a question of the journal or the score card.

    Raises NothingGiven, WordsTooLong, ScoreOutsideScale."""
    state, typed = PRESSES.get(press), _typed(fields)
    if state is None:
        raise NothingGiven()
    empty: dict[str, Any] = NO_SCORE if step.kind == "score" else NO_ANSWER
    if state != "given":
        return state, {**empty, **{name: typed[name] for name in TYPED if name in empty}}
    columns = {**empty, **READERS[step.kind](step, typed), **_own_ways(step, fields)}
    if not makes_answer(step.kind, columns):
        raise NothingGiven()
    return state, columns


def _own_ways(step: Step, fields: Fields) -> dict[str, int]:
    """Return the sequences of the recording and the drawing that belong to an answer."""
    found = {way: read_number(fields.get(way)) for way in step.own_ways}
    return {way: number for way, number in found.items() if number is not None}


def read_number(sent: str | None) -> int | None:
    """Return a sequence as a tablet sent it, or None where it is none."""
    digits = sent or ""
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= len(str(LONGEST_SEQUENCE))
    return int(digits) if is_number else None


def _typed(fields: Fields) -> Typed:
    names = (*TYPED, "choice", "score", "degree")
    typed = {name: (fields.get(name) or "").replace("\r\n", "\n").strip() for name in names}
    if any(len(words) > LONGEST_WORDS for words in typed.values()):
        raise WordsTooLong()
    return typed


def _content(step: Step, state: str, columns: dict[str, Any], fields: Fields) -> dict[str, Any]:
    """Return all that a press holds. A draft's number, face or choice is tapped and not confirmed: no column has it."""
    if state != "draft":
        return columns
    try:
        tapped = READERS[step.kind](step, _typed(fields))
    except (NothingGiven, ScoreOutsideScale):
        return columns
    return {**tapped, **{name: text for name, text in columns.items() if name in TYPED}}


def read_sequence(visit: Visit, fields: Fields) -> int:
    """Return the place of this press in the order of the visit: as the tablet says, else by the clock."""
    number = read_number(fields.get("sequence"))
    return visit.sequence if number is None else number


# --- saving ----------------------------------------------------------------------------------------------------


def save_answer(visit: Visit, task: str, step_id: int, *, press: str, fields: Fields, now: datetime) -> None:
    """Save the answer to one question.

    `press` is "next", "unknown" (I don't know), "skip", or "draft" (sent while the pupil types). `fields` hold score,
    degree, choice (lines), other, words, why, improve, evidence, chosen (lines) and sequence as typed, and settled for
    a draft at which the pupil has paused. Sending the same twice is harmless: what an older page or an older visit
    sends never replaces what a newer one saved.
    Raises NotOfThisVisit, NothingGiven, WordsTooLong, TooManyCards, ScoreOutsideScale, VisitOver."""
    try:
        read_press = _read(visit, task, step_id, press, fields)
    except NotOfThisVisit:
        _set_aside(visit, task, step_id, fields, now)
        raise
    _save(visit, read_press, fields, now, is_late=False)


def save_late_answer(visit: Visit, task: str, step_id: int, *, press: str, fields: Fields, now: datetime) -> None:
    """Save an answer that arrives after the visit is over. Raises as `save_answer`, but never VisitOver. What was sent
    is in the history even then, because nobody will send it again."""
    try:
        read_press = _read(visit, task, step_id, press, fields)
    except LearningError:
        _set_aside(visit, task, step_id, fields, now)
        raise
    _save(visit, read_press, fields, now, is_late=True)


@writing
def _set_aside(visit: Visit, task: str, step_id: int, fields: Fields, now: datetime) -> None:
    sequence = read_sequence(visit, fields)
    set_aside(visit, task, step_id, fields, sequence=sequence, now=now)
    heed_words(visit, f"{task}:{step_id}", "", fields, sequence=sequence, now=now)


def _read(visit: Visit, task: str, step_id: int, press: str, fields: Fields) -> Press:
    step = find_step(visit, task, step_id)
    readers = {"news": _read_news, "card_sort": _read_cards, "score_card": _read_score}
    return readers.get(task, _read_question)(visit, step, press, fields)


@writing
def _save(visit: Visit, press: Press, fields: Fields, now: datetime, *, is_late: bool) -> None:
    sequence = read_sequence(visit, fields)
    if not is_late:
        stay(visit, now)
    saved = press.read_saved() if press.step.has_row else None
    add_to_history(visit, press.step, press.state, press.content, saved=saved, sequence=sequence, now=now)
    press.save(sequence, now)
    is_being_typed = press.state == "draft" and not is_late and not fields.get("settled")
    heed_words(
        visit,
        f"{press.step.task}:{press.step.id}",
        press.step.wording,
        fields if is_being_typed else press.content,  # a space at the end completes the last word
        is_being_typed=is_being_typed,
        sequence=sequence,
        now=now,
    )


def _read_question(visit: Visit, step: Step, press: str, fields: Fields) -> Press:
    state, columns = read(step, press, fields)

    def save(sequence: int, now: datetime) -> None:
        journal_answers.save_answer(
            visit.entry_id, step.id, state, columns, visit_id=visit.id, sequence=sequence, now=now
        )

    content = _content(step, state, columns, fields)
    return Press(step, state, content, lambda: journal_answers.saved_answer_to(visit.entry_id, step.id), save)


def _read_score(visit: Visit, step: Step, press: str, fields: Fields) -> Press:
    state, columns = read(step, press, fields)

    def save(sequence: int, now: datetime) -> None:
        save_score(visit.opinion_id, step.id, state, columns, visit_id=visit.id, sequence=sequence, now=now)

    content = _content(step, state, columns, fields)
    return Press(step, state, content, lambda: saved_score(visit.opinion_id, step.id), save)


def _read_cards(visit: Visit, step: Step, press: str, fields: Fields) -> Press:
    state = PRESSES.get(press)
    listed = [str(card.id) for card in score_card_steps(visit)]
    pressed = (fields.get("chosen") or "").split()
    chosen = "\n".join(card for card in listed if card in pressed) if state in ("given", "draft") else ""
    if state is None or (state == "given" and not makes_answer(step.kind, {"chosen": chosen})):
        raise NothingGiven()
    if len(chosen.split()) > most_cards(len(listed)):
        raise TooManyCards(most=most_cards(len(listed)))
    side = SIDES[step.id]

    def save(sequence: int, now: datetime) -> None:
        if state == "draft":
            return  # cards that were only tapped are in the history
        save_card_sort(visit.opinion_id, side, state, chosen, visit_id=visit.id, sequence=sequence, now=now)

    return Press(step, state, {"chosen": chosen}, lambda: saved_cards(visit.opinion_id, side), save)


def _read_news(visit: Visit, step: Step, press: str, fields: Fields) -> Press:
    news = visit.news
    if press not in PRESSES or news is None:
        raise NothingGiven()
    hows = {name: how for name, how in fields.items() if how in HOWS} if press in ("next", "draft") else {}

    def save(sequence: int, now: datetime) -> None:
        if press == "draft":
            return  # what was only tapped is in the history
        save_news(visit.id, news, on=visit.on, hows=hows, sequence=sequence, now=now)

    return Press(step, PRESSES[press], dict(hows), lambda: None, save)
