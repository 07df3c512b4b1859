"""A pupil's own score card as it is filled in at a tablet: begun, scored, its cards sorted, finished, reopened."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from learning.core import store
from learning.core.upsert import moves_on, saved_answer, SavedAnswer, upsert, upsert_with_drafts
from learning.people.pupils import pupil

from .tables import OpinionRow

# The columns of a score, with what they hold while nothing is given.
NO_REASONS = {"why": "", "improve": "", "evidence": ""}
NO_SCORE = {"score": None, **NO_REASONS}

_KEY, _COLUMNS, _TYPED = ("opinion_id", "characteristic_id"), tuple(NO_SCORE), tuple(NO_REASONS)
_SCORE = upsert_with_drafts("score", _KEY, _COLUMNS, _TYPED, is_draft=False, empty="earlier")
_DRAFT = upsert_with_drafts("score", _KEY, _COLUMNS, _TYPED, is_draft=True, empty="earlier")
_CARD_SORT = upsert("card_sort", ("opinion_id", "side"), ("state", "chosen"), unless=moves_on("card_sort"))
_SAVED_SCORE = f"""SELECT state, {", ".join(_COLUMNS)}, visit_id, sequence, saved_at FROM score
WHERE opinion_id = ? AND characteristic_id = ?"""
_SAVED_CARDS = """SELECT state, chosen, visit_id, sequence, saved_at FROM card_sort WHERE opinion_id = ? AND side = ?"""


def begin_pupil_opinion(pupil_id: int, round_id: int, on: date) -> OpinionRow:
    """Return the pupil's own opinion in a round, begun on this day if there is none. Part of a transaction."""
    key: dict[str, object] = {"pupil": pupil_id, "round": round_id, "view": "pupil", "giver": ""}
    key["defaults"] = {"on": on, "by": pupil(pupil_id).name}
    opinion: OpinionRow
    opinion, _ = OpinionRow.get_or_create(**key)  # type: ignore[no-untyped-call]  # peewee has no types for it
    return opinion


def finish_pupil_opinion(opinion_id: int | None, now: datetime) -> None:
    """The pupil has finished this opinion; an earlier finish keeps its time. Part of a transaction."""
    opinion = OpinionRow
    opinion.update(finished_at=now).where(opinion.id == opinion_id, opinion.finished_at.is_null()).execute()


def undo_finish_of_opinion(opinion_id: int | None, finished_at: datetime) -> None:
    """Open a pupil's opinion again that was finished at this time. Part of a transaction."""
    opinion = OpinionRow
    opinion.update(finished_at=None).where(opinion.id == opinion_id, opinion.finished_at == finished_at).execute()


def reopen_pupil_opinion(pupil_id: int, round_id: int) -> None:
    """Open the pupil's own opinion in a round again. Part of a transaction."""
    opinion = OpinionRow
    own = opinion.pupil == pupil_id, opinion.round == round_id, opinion.view == "pupil"
    opinion.update(finished_at=None).where(*own).execute()


def save_score(
    opinion_id: int | None,
    characteristic_id: int,
    state: str,
    columns: Mapping[str, Any],
    *,
    visit_id: int,
    sequence: int,
    now: datetime,
) -> None:
    """Save the pupil's score for one characteristic, with all columns of NO_SCORE in that order. Part of a
    transaction."""
    sql = _DRAFT if state == "draft" else _SCORE
    store.run(sql, opinion_id, characteristic_id, state, *columns.values(), visit_id, sequence, now)


def saved_score(opinion_id: int | None, characteristic_id: int) -> SavedAnswer | None:
    """Return what is saved for one characteristic of the pupil's own opinion, or None."""
    return saved_answer(store.run(_SAVED_SCORE, opinion_id, characteristic_id).fetchone(), _COLUMNS)


def saved_cards(opinion_id: int | None, side: str) -> SavedAnswer | None:
    """Return what is saved for one side of the card sort, or None."""
    return saved_answer(store.run(_SAVED_CARDS, opinion_id, side).fetchone(), ("chosen",))


def save_card_sort(
    opinion_id: int | None, side: str, state: str, chosen: str, *, visit_id: int, sequence: int, now: datetime
) -> None:
    """Save one side of the card sort: "most" or "least" like me, and the chosen characteristics' ids, one on each
    line. Part of a transaction."""
    store.run(_CARD_SORT, opinion_id, side, state, chosen, visit_id, sequence, now)
