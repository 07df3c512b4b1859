"""Agreeing in the meeting: numbers and notes as people talk, kept at once, until the summary is dated (R55, R70)."""

from dataclasses import dataclass
from datetime import datetime

from . import tables
from .characteristics import NoSuchCharacteristic
from .people import Pupil
from .rounds import NoSuchRound, pupils_asked, Round, round_
from .scale import read_score
from .score_card import Line, score_card
from .store import writing


@dataclass(frozen=True)
class Draft:
    """What a meeting has so far about one pupil: `scores` maps a characteristic's id to (0..10, reason)."""

    notes: str
    taking_part: str
    scores: dict[int, tuple[int, str]]

    @property
    def is_begun(self) -> bool:
        """Has anything been typed or set?"""
        return bool(self.notes or self.taking_part or self.scores)


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


def place(round_id: int, pupil_id: int) -> Place:
    """One pupil of a round, among the others. Raises NoSuchRound for a pupil whom the round does not ask about."""
    when = round_(round_id)
    pupils = tuple(pupils_asked(when))
    at = next((at for at, one in enumerate(pupils) if one.id == pupil_id), None)
    if at is None:
        raise NoSuchRound()
    return Place(when, pupils, at, score_card(pupil_id, round_id).lines)


def draft_of(pupil_id: int, round_id: int) -> Draft:
    """What the meeting has so far about a pupil in a round; an empty draft before it began."""
    one, score = tables.Agreeing, tables.AgreeingScore
    row = one.get_or_none(one.pupil == pupil_id, one.round == round_id)
    mine = score.pupil == pupil_id, score.round == round_id
    rows = score.select(score.characteristic, score.score, score.reason).where(*mine).tuples()
    scores = {characteristic_id: (number, reason) for characteristic_id, number, reason in rows}
    return Draft(row.notes if row else "", row.taking_part if row else "", scores)


@writing
def set_score(pupil_id: int, round_id: int, characteristic_id: int, score, reason: str | None, now: datetime) -> None:
    """Set the number that the team is agreeing on, as typed, or take it back with ""; `reason` None leaves it.

    Raises NoSuchCharacteristic, ScoreOutsideScale, NoSuchRound."""
    if characteristic_id not in {line.characteristic.id for line in place(round_id, pupil_id).lines}:
        raise NoSuchCharacteristic()
    number, one = read_score(score), tables.AgreeingScore
    key = {"round": round_id, "pupil": pupil_id, "characteristic": characteristic_id}
    same = [getattr(one, name) == value for name, value in key.items()]
    if number is None:
        one.delete().where(*same).execute()
        return
    said = {"score": number, "kept_at": now} | ({} if reason is None else {"reason": reason.strip()})
    if not one.update(**said).where(*same).execute():
        one.create(**key, **said)


@writing
def keep_notes(pupil_id: int, round_id: int, now: datetime, **said: str) -> None:
    """Keep `notes` or `taking_part`, or both, as they are typed. Raises NoSuchRound."""
    place(round_id, pupil_id)
    one = tables.Agreeing
    words = {name: said[name].replace("\r\n", "\n") for name in ("notes", "taking_part") if name in said}
    if not one.update(**words, kept_at=now).where(one.pupil == pupil_id, one.round == round_id).execute():
        one.create(pupil=pupil_id, round=round_id, kept_at=now, **words)
