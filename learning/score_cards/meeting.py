"""The meeting: scores and notes are saved as people talk, until the team agrees and dates them (R55, R70)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from learning.core.errors import LearningError, N_
from learning.core.scale import read_score
from learning.core.store import as_tuples, writing
from learning.core.versions import lock_for_writing, version_token
from learning.people.pupils import Pupil
from learning.rounds.asking import check_in_round, pupils_asked
from learning.rounds.characteristics import characteristic
from learning.rounds.rounds import NoSuchRound, Round, round_

from .agreed import current_summary_id
from .score_card import CardRow, score_card
from .tables import AgreedScoreRow, AgreeingRow, AgreeingScoreRow, SummaryRow


class SetMeanwhile(LearningError):
    """Somebody else has set or noted something else since the screen was opened."""

    msgid = N_("A colleague changed this while you were editing. Note down your words, then open the page again.")
    status = 409


class SummaryChanged(LearningError):
    """The team has agreed a summary since the screen was opened."""

    msgid = N_("The scores were agreed while you were editing. Open the page again to correct them.")
    status = 409


@dataclass(frozen=True)
class Draft:
    """What a meeting has so far about one pupil.

    `scores` maps a characteristic's id to (0..10, reason), or to (None, reason) if it has no score. A correction starts
    with the notes and people of the agreed summary; `is_begun` says whether anything was typed or set since."""

    notes: str
    taking_part: str
    scores: dict[int, tuple[int | None, str]]
    is_begun: bool


@dataclass(frozen=True)
class Place:
    """Where a meeting is: the round's pupils by surname, which of them is talked about, and their score card's rows."""

    round: Round
    pupils: tuple[Pupil, ...]
    index: int
    rows: tuple[CardRow, ...]

    @property
    def pupil(self) -> Pupil:
        """The pupil who is talked about."""
        return self.pupils[self.index]


def place(round_id: int, pupil_id: int, also_ids: Collection[int] = ()) -> Place:
    """Return one pupil of a round, among the others; `also_ids` as for `score_card`.

    Raises NoSuchRound for a pupil that the round does not ask about."""
    asked_round = round_(round_id)
    pupils = tuple(pupils_asked(asked_round))
    index = next((index for index, pupil in enumerate(pupils) if pupil.id == pupil_id), None)
    if index is None:
        raise NoSuchRound()
    return Place(asked_round, pupils, index, score_card(pupil_id, round_id, also_ids=also_ids).rows)


def draft_of(pupil_id: int, round_id: int) -> Draft:
    """Return what the meeting has so far about a pupil in a round."""
    row = AgreeingRow.get_or_none(AgreeingRow.pupil == pupil_id, AgreeingRow.round == round_id)
    scores = _draft_scores(pupil_id, round_id)
    talk = row or SummaryRow.get_or_none(SummaryRow.id == current_summary_id(pupil_id, round_id))
    return Draft(
        notes=talk.notes if talk else "",
        taking_part=talk.taking_part if talk else "",
        scores=scores,
        is_begun=bool(row or scores),
    )


def _draft_scores(pupil_id: int, round_id: int) -> dict[int, tuple[int | None, str]]:
    table = AgreeingScoreRow
    columns = table.select(table.characteristic, table.score, table.reason)
    query = columns.where(table.pupil == pupil_id, table.round == round_id).order_by(table.characteristic)
    return {characteristic_id: (score, reason) for characteristic_id, score, reason in as_tuples(query)}


def left_over(pupil_id: int, round_id: int) -> dict[str, tuple[int | None, str]]:
    """Return what the meeting has for characteristics that the round no longer asks about: (score, reason) by name."""
    drafted = {number: values for number, values in _draft_scores(pupil_id, round_id).items() if values != (None, "")}
    shown_ids = {row.characteristic.id for row in score_card(pupil_id, round_id).rows} if drafted else set()
    return {characteristic(number).name: values for number, values in drafted.items() if number not in shown_ids}


def version_of(pupil_id: int, round_id: int) -> str:
    """Return a token that changes with everything that the team agrees, sets or notes about a pupil."""
    return version_token(current_summary_id(pupil_id, round_id), draft_of(pupil_id, round_id))


@writing
def save(pupil_id: int, round_id: int, characteristic_id: int, now: datetime, **typed: str) -> None:
    """Save only what the meeting changed, so that two people who type do not undo each other.

    `typed` holds the `score` of one characteristic ("" for none) and its `reason`, the `notes` of the talk, and who is
    `taking_part`. For each of these, `<name>_before` is what the screen showed before, and `<name>_sent` what it sent
    without an answer. `summary_id` is the summary that the screen shows, "" for none.
    Raises SummaryChanged, SetMeanwhile, NoSuchCharacteristic, ScoreOutsideScale, NoSuchRound, and
    CharacteristicNotInRound for a score or a reason; notes can be saved all the same."""
    meeting, chosen = place(round_id, pupil_id), characteristic(characteristic_id)
    if any(typed.get(name, "").strip() for name in ("score", "reason")):
        check_in_round(meeting.round, [chosen.id], {row.characteristic.id for row in meeting.rows})
    lock_for_writing()
    if "summary_id" in typed and typed["summary_id"] != str(current_summary_id(pupil_id, round_id) or ""):
        raise SummaryChanged()
    typed = {name: text.replace("\r\n", "\n") for name, text in typed.items()}
    _save_talk(pupil_id, round_id, typed, now)
    _save_score(pupil_id, round_id, characteristic_id, typed, now)


def _save_talk(pupil_id: int, round_id: int, typed: dict[str, str], now: datetime) -> None:
    draft = draft_of(pupil_id, round_id)
    saved = {"notes": draft.notes, "taking_part": draft.taking_part}
    _check_seen(typed, saved)
    changed = {name: typed[name] for name in saved if name in typed}
    if changed:
        _update_or_create(AgreeingRow, {"round": round_id, "pupil": pupil_id}, {**saved, **changed}, now)


def _save_score(pupil_id: int, round_id: int, characteristic_id: int, typed: dict[str, str], now: datetime) -> None:
    saved = _saved_score(pupil_id, round_id, characteristic_id)
    _check_seen(typed, saved)
    changed: dict[str, int | str | None] = {}
    if "score" in typed:
        changed["score"] = read_score(typed["score"])
    if "reason" in typed:
        changed["reason"] = typed["reason"].strip()
    if changed:
        key = {"round": round_id, "pupil": pupil_id, "characteristic": characteristic_id}
        _update_or_create(AgreeingScoreRow, key, {**saved, **changed}, now)


def _saved_score(pupil_id: int, round_id: int, characteristic_id: int) -> dict[str, int | str | None]:
    """The score and the reason of one characteristic: as the meeting has them, else as they were agreed."""
    drafted = _draft_scores(pupil_id, round_id).get(characteristic_id)
    score, reason = drafted or _agreed_before(pupil_id, round_id, characteristic_id)
    return {"score": score, "reason": reason}


def _agreed_before(pupil_id: int, round_id: int, characteristic_id: int) -> tuple[int | None, str]:
    """The score and the reason that a correction starts with."""
    table = AgreedScoreRow
    same = table.summary == current_summary_id(pupil_id, round_id), table.characteristic == characteristic_id
    for score, reason in as_tuples(table.select(table.score, table.reason).where(*same)):
        return score, reason
    return None, ""


def _check_seen(typed: dict[str, str], saved: dict[str, Any]) -> None:
    """Refuse to replace what the screen does not know of."""
    for name, value in saved.items():
        text = "" if value is None else str(value).strip()
        known = [typed[key].strip() for key in (name, f"{name}_before", f"{name}_sent") if key in typed]
        if f"{name}_before" in typed and name in typed and text not in known:
            raise SetMeanwhile()


def _update_or_create(table: Any, key: dict[str, Any], columns: dict[str, Any], now: datetime) -> None:
    same = [getattr(table, name) == value for name, value in key.items()]
    if not table.update(**columns, saved_at=now).where(*same).execute():
        table.create(**key, **columns, saved_at=now)


def remove_draft(pupil_id: int, round_id: int) -> None:
    """Remove what the meeting has about a pupil: a summary has taken its place. Part of a transaction."""
    for table in (AgreeingRow, AgreeingScoreRow):
        table.delete().where(table.pupil == pupil_id, table.round == round_id).execute()
