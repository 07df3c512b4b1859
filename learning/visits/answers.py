"""What a pupil gives to a question: read by its kind, kept at once, in whatever order and however often it arrives."""

from datetime import datetime

from learning.core import store
from learning.core.errors import LearningError, N_
from learning.core.scale import read_score
from learning.core.store import writing

from .news import HOWS, save_news
from .visits import asked, cards, most_cards, SIDES, stay, Step, Visit

CHOICES = ("yes", "not_sure", "no")
DEGREES = {str(degree): degree for degree in range(1, 6)}
PRESSES = {"next": "given", "unknown": "unknown", "skip": "skipped", "draft": "draft"}
LONGEST_WORDS = 5000
TYPED = ("words", "other", "why", "improve", "evidence")
NO_REASONS = {"why": "", "improve": "", "evidence": ""}
NO_ANSWER = {"choice": "", "other": "", "words": "", "degree": None, "score": None}


class NothingGiven(LearningError):
    """Next was pressed without an answer."""

    msgid = N_("Choose or write something, or press “I don't know”.")


class WordsTooLong(LearningError):
    """More words than an answer holds."""

    msgid = N_("That is a lot! Please make it a little shorter.")


class TooManyCards(LearningError):
    """More cards than a side of the card sort takes."""

    msgid = N_("Choose at most %(most)s cards.")


# --- reading: one rule a kind -----------------------------------------------------------------------------------


def _words(step: Step, typed: dict) -> dict:
    return {"words": typed["words"]}


def _track(step: Step, typed: dict) -> dict:
    return {"score": read_score(typed["score"]), "words": typed["words"] if step.follow_up else ""}


def _faces(step: Step, typed: dict) -> dict:
    return {"degree": DEGREES.get(typed["degree"]), "words": typed["words"] if step.follow_up else ""}


def _yes_no(step: Step, typed: dict) -> dict:
    return {"choice": _one_of(CHOICES, typed["choice"]), "words": typed["words"]}


def _choice(step: Step, typed: dict) -> dict:
    options = [option.words for option in step.options]
    return {"choice": _one_of(options, typed["choice"]), "words": typed["words"]}


def _several(step: Step, typed: dict) -> dict:
    pressed = typed["choice"].splitlines()
    chosen = [option.words for option in step.options if option.words in pressed]
    return {"choice": "\n".join(chosen), "other": " ".join(typed["other"].split()), "words": typed["words"]}


def _score(step: Step, typed: dict) -> dict:
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
# What makes an answer: words beside a number that was not chosen do not.
NEEDED = {"track": ("score",), "faces": ("degree",), "score": ("score",)}


def _one_of(options, pressed: str) -> str:
    if pressed and pressed not in options:
        raise NothingGiven()
    return pressed


def read(step: Step, press: str, fields: dict) -> tuple[str, dict]:
    """The state and the columns that a press gives to a question of the journal or of the score card."""
    state = PRESSES.get(press)
    if state is None:
        raise NothingGiven()
    names = (*TYPED, "choice", "score", "degree")
    typed = {name: (fields.get(name) or "").replace("\r\n", "\n").strip() for name in names}
    if any(len(words) > LONGEST_WORDS for words in typed.values()):
        raise WordsTooLong()
    empty = {"score": None, **NO_REASONS} if step.kind == "score" else NO_ANSWER
    if state == "draft":
        return state, {**empty, **{name: typed[name] for name in TYPED if name in empty}}
    if state != "given":
        return state, {**empty, **({name: typed[name] for name in NO_REASONS} if step.kind == "score" else {})}
    given = {**empty, **READERS[step.kind](step, typed)}
    if all(given[name] in (None, "") for name in NEEDED.get(step.kind, given)):
        raise NothingGiven()
    return state, given


def read_sequence(visit: Visit, fields: dict) -> int:
    """Where this press stands in the order of the visit: as the tablet says, else by the clock."""
    sent = str(fields.get("sequence") or "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 16 else visit.sequence


# --- keeping ----------------------------------------------------------------------------------------------------


def save_answer(visit: Visit, task: str, step_id: int, press: str, fields: dict, now: datetime) -> None:
    """Keep what was given to one question.

    `press` is "next", "unknown" (I don't know), "skip", or "draft" (words while they are typed); `fields` hold score,
    degree, choice (lines), other, words, why, improve, evidence, chosen (lines) and sequence as typed. Sending the same
    twice is harmless; an older page, or a letter of an older visit, never overwrites what a newer one kept.
    Raises NotOfThisVisit, NothingGiven, WordsTooLong, TooManyCards, ScoreOutsideScale, VisitOver."""
    _keep(visit, task, step_id, press, fields, now, late=False)


def save_late_answer(visit: Visit, task: str, step_id: int, press: str, fields: dict, now: datetime) -> None:
    """The same for what arrives after the visit is over; raises as `save_answer`, but never VisitOver."""
    _keep(visit, task, step_id, press, fields, now, late=True)


def _keep(visit, task, step_id, press, fields, now, late) -> None:
    step, sequence = asked(visit, task, step_id), read_sequence(visit, fields)
    keep = {"news": _read_news, "card_sort": _read_cards}.get(task, _read_question)(visit, step, press, fields)
    _write(visit, keep, sequence, now, late)


@writing
def _write(visit: Visit, keep, sequence: int, now: datetime, late: bool) -> None:
    if not late:
        stay(visit, now)
    keep(sequence, now)


def _read_question(visit: Visit, step: Step, press: str, fields: dict):
    state, columns = read(step, press, fields)
    of = visit.entry_id if step.task == "journal" else visit.opinion_id
    sql = _DRAFTS[step.task] if state == "draft" else _ANSWERS[step.task]

    def keep(sequence, now):
        store.run(sql, of, step.id, state, *columns.values(), visit.id, sequence, now)

    return keep


def _read_cards(visit: Visit, step: Step, press: str, fields: dict):
    state = PRESSES.get(press)
    listed = [str(card.id) for card in cards(visit)]
    pressed = (fields.get("chosen") or "").split()
    chosen = [card for card in listed if card in pressed] if state == "given" else []
    if state in (None, "draft") or (state == "given" and not chosen):
        raise NothingGiven()
    if len(chosen) > most_cards(len(listed)):
        raise TooManyCards(most=most_cards(len(listed)))

    def keep(sequence, now):
        store.run(_CARDS, visit.opinion_id, SIDES[step.id], state, "\n".join(chosen), visit.id, sequence, now)

    return keep


def _read_news(visit: Visit, step: Step, press: str, fields: dict):
    if press not in PRESSES:
        raise NothingGiven()
    hows = {name: how for name, how in fields.items() if how in HOWS} if press == "next" else {}

    def keep(sequence, now):
        save_news(visit.id, visit.news, visit.on, hows, sequence, now)

    return keep


def _upsert(table: str, of: str, question: str, columns: tuple[str, ...], draft: bool) -> str:
    """SQL that keeps one answer, unless a newer one is there. What another visit typed and left is set aside as
    `earlier`; a draft never makes less of what was given."""
    every = (of, question, "state", *columns, "visit_id", "sequence", "saved_at")
    typed = [name for name in columns if name in TYPED]
    left = " || '\n' || ".join(f"{table}.{name}" for name in ("earlier", *typed))
    setting = {name: f"excluded.{name}" for name in every[2:]}
    setting["earlier"] = f"""CASE WHEN {table}.state = 'draft' AND COALESCE({table}.visit_id, 0) <> excluded.visit_id
        THEN TRIM({left}, '\n') ELSE {table}.earlier END"""
    where = f"(COALESCE({table}.visit_id, 0), {table}.sequence) <= (excluded.visit_id, excluded.sequence)"
    if draft:
        setting["state"] = f"CASE {table}.state WHEN 'given' THEN 'given' ELSE 'draft' END"
        for name in set(columns) - set(typed):
            setting[name] = f"{table}.{name}"
        where += f" AND ({table}.state = 'draft' OR {' || '.join(f'excluded.{name}' for name in typed)} <> '')"
    return f"""
INSERT INTO {table} ({", ".join(every)}, earlier) VALUES ({", ".join("?" * len(every))}, '')
ON CONFLICT ({of}, {question}) DO UPDATE SET {", ".join(f"{name} = {value}" for name, value in setting.items())}
WHERE {where}"""


def _both(draft: bool) -> dict[str, str]:
    reasons = ("score", *NO_REASONS)
    return {
        "journal": _upsert("answer", "entry_id", "question_id", tuple(NO_ANSWER), draft),
        "score_card": _upsert("score", "opinion_id", "characteristic_id", reasons, draft),
    }


_ANSWERS, _DRAFTS = _both(draft=False), _both(draft=True)
_CARDS = """
INSERT INTO card_sort (opinion_id, side, state, chosen, visit_id, sequence, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (opinion_id, side) DO UPDATE SET state = excluded.state, chosen = excluded.chosen,
visit_id = excluded.visit_id, sequence = excluded.sequence, saved_at = excluded.saved_at
WHERE (COALESCE(card_sort.visit_id, 0), card_sort.sequence) <= (excluded.visit_id, excluded.sequence)"""
