"""Agreeing in the meeting: numbers and notes as people talk, kept at once, until the summary is dated (R55, R70)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from learning.core.errors import LearningError, N_
from learning.core.scale import read_score
from learning.core.store import writing
from learning.core.versions import lock_for_writing, version_token
from learning.people.pupils import Pupil
from learning.rounds.asking import check_in_round, pupils_asked
from learning.rounds.characteristics import characteristic
from learning.rounds.rounds import NoSuchRound, Round, round_

from .score_card import agreed_summary, Line, score_card
from .tables import AgreedScoreRow, AgreeingRow, AgreeingScoreRow, SummaryRow


class SetMeanwhile(LearningError):
    """Somebody else has set or noted something else since the screen was drawn."""

    msgid = N_("A colleague changed this while you were editing. Note down your words, then open the page again.")
    status = 409


class SummaryChanged(LearningError):
    """The screen is older than what the team has agreed."""

    msgid = N_("The scores were agreed while you were editing. Open the page again to correct them.")
    status = 409


@dataclass(frozen=True)
class Draft:
    """What a meeting has so far about one pupil: `scores` maps a characteristic's id to (0..10, reason), or to
    (None, reason) where it has no number any more, or none yet. A correction begins with the notes and people of what
    was agreed; `is_begun` tells whether anything was typed or set since."""

    notes: str
    taking_part: str
    scores: dict[int, tuple[int | None, str]]
    is_begun: bool


@dataclass(frozen=True)
class Place:
    """Where a meeting stands: the round's pupils by surname, the one who is talked about, and their lines."""

    round: Round
    pupils: tuple[Pupil, ...]
    at: int
    lines: tuple[Line, ...]

    @property
    def pupil(self) -> Pupil:
        """Who is talked about."""
        return self.pupils[self.at]


def place(round_id: int, pupil_id: int, also_ids: Collection[int] = ()) -> Place:
    """One pupil of a round, among the others; `also_ids` as for `score_card`.

    Raises NoSuchRound for a pupil whom the round does not ask about."""
    when = round_(round_id)
    pupils = tuple(pupils_asked(when))
    at = next((at for at, one in enumerate(pupils) if one.id == pupil_id), None)
    if at is None:
        raise NoSuchRound()
    return Place(when, pupils, at, score_card(pupil_id, round_id, also_ids=also_ids).lines)


def draft_of(pupil_id: int, round_id: int) -> Draft:
    """What the meeting has so far about a pupil in a round."""
    one, score = AgreeingRow, AgreeingScoreRow
    row = one.get_or_none(one.pupil == pupil_id, one.round == round_id)
    mine = score.pupil == pupil_id, score.round == round_id
    rows = score.select(score.characteristic, score.score, score.reason).where(*mine).order_by(score.characteristic)
    scores = {characteristic_id: (number, reason) for characteristic_id, number, reason in rows.tuples()}
    talk = row or SummaryRow.get_or_none(SummaryRow.id == agreed_summary(pupil_id, round_id))
    words = (talk.notes, talk.taking_part) if talk else ("", "")
    return Draft(*words, scores, bool(row or scores))


def version_of(pupil_id: int, round_id: int) -> str:
    """A word that changes with all that the team agrees, sets or notes: who looks at an older one knows less."""
    return version_token(agreed_summary(pupil_id, round_id), draft_of(pupil_id, round_id))


@writing
def keep(pupil_id: int, round_id: int, characteristic_id: int, now: datetime, **said: str) -> None:
    """Keep what the meeting changed, and that alone, so that two who type do not undo each other: the `score` of one
    characteristic as typed ("" is no number) and its `reason`; the `notes` of the talk and who is `taking_part`.

    Of each of these, `<name>_before` is what the screen showed before, and `<name>_sent` what it sent unanswered;
    `over` names the summary that the screen shows, "" for none.
    Raises SummaryChanged, SetMeanwhile, NoSuchCharacteristic, ScoreOutsideScale, NoSuchRound, and
    CharacteristicNotInRound for a score or a reason; notes can be saved all the same."""
    now_at, chosen = place(round_id, pupil_id), characteristic(characteristic_id)
    if any(said.get(name, "").strip() for name in ("score", "reason")):
        check_in_round(now_at.round, [chosen.id], {line.characteristic.id for line in now_at.lines})
    lock_for_writing()
    if "over" in said and said["over"] != str(agreed_summary(pupil_id, round_id) or ""):
        raise SummaryChanged()
    said = {name: words.replace("\r\n", "\n") for name, words in said.items()}
    talk, number = _stands(pupil_id, round_id, characteristic_id)
    _check_known(said, {**talk, **number})
    here = {"round": round_id, "pupil": pupil_id}
    new = {name: said[name] for name in talk if name in said}
    if new:
        _keep(AgreeingRow, here, {**talk, **new}, now)
    new = {name: read_score(said[name]) if name == "score" else said[name].strip() for name in number if name in said}
    if new:
        _keep(AgreeingScoreRow, {**here, "characteristic": characteristic_id}, {**number, **new}, now)


def _stands(pupil_id, round_id, characteristic_id) -> tuple[dict, dict]:
    """What the talk has, and what the one line has: as drafted, else as it was agreed."""
    draft = draft_of(pupil_id, round_id)
    if characteristic_id in draft.scores:
        number = dict(zip(("score", "reason"), draft.scores[characteristic_id], strict=True))
    else:
        number = {"score": None, "reason": ""} | _agreed_before(pupil_id, round_id, characteristic_id)
    return {"notes": draft.notes, "taking_part": draft.taking_part}, number


def _check_known(said: dict[str, str], stands: dict) -> None:
    """Is what stands there what the screen knows of?"""
    for name, there in stands.items():
        known = [said[one].strip() for one in (name, f"{name}_before", f"{name}_sent") if one in said]
        if f"{name}_before" in said and name in said and ("" if there is None else str(there).strip()) not in known:
            raise SetMeanwhile()


def _keep(table, key: dict, said: dict, now: datetime) -> None:
    same = [getattr(table, name) == value for name, value in key.items()]
    if not table.update(**said, saved_at=now).where(*same).execute():
        table.create(**key, **said, saved_at=now)


def _agreed_before(pupil_id, round_id, characteristic_id) -> dict:
    """The number and the reason that a correction begins with."""
    one = AgreedScoreRow
    same = one.summary == agreed_summary(pupil_id, round_id), one.characteristic == characteristic_id
    return one.select(one.score, one.reason).where(*same).dicts().first() or {}
