"""Agreeing in the meeting: numbers and notes as people talk, kept at once, until the summary is dated (R55, R70)."""

from dataclasses import dataclass
from datetime import datetime

from . import tables
from .characteristics import NoSuchCharacteristic
from .errors import LearningError, N_
from .people import Pupil
from .rounds import NoSuchRound, pupils_asked, Round, round_
from .scale import read_score
from .score_card import Line, score_card
from .stamps import stamp
from .store import writing


class NotesChanged(LearningError):
    """Somebody else has written into the notes since they were read."""

    msgid = N_("Meanwhile a colleague has written notes here. Note yours down, open the page again, and add them.")
    status = 409


class SummaryChanged(LearningError):
    """The screen is older than what the team has agreed."""

    msgid = N_("Meanwhile the scores were agreed. Open the page again to correct them.")
    status = 409


@dataclass(frozen=True)
class Draft:
    """What a meeting has so far about one pupil: `scores` maps a characteristic's id to (0..10, reason), or to
    (None, reason) where it has no number any more, or none yet."""

    notes: str
    taking_part: str
    scores: dict[int, tuple[int | None, str]]

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
    rows = score.select(score.characteristic, score.score, score.reason).where(*mine).order_by(score.characteristic)
    scores = {characteristic_id: (number, reason) for characteristic_id, number, reason in rows.tuples()}
    return Draft(row.notes if row else "", row.taking_part if row else "", scores)


def stamp_of(pupil_id: int, round_id: int) -> str:
    """A word that changes with all that the team agrees, sets or notes: who looks at an older one knows less."""
    return stamp(_current(pupil_id, round_id), draft_of(pupil_id, round_id))


def _current(pupil_id, round_id) -> int | None:
    one = tables.Summary
    return one.select(one.id).where(one.pupil == pupil_id, one.round == round_id, one.is_current).scalar()


@writing
def keep(pupil_id: int, round_id: int, characteristic_id: int, now: datetime, **said: str) -> None:
    """Keep what the meeting changed, and that alone, so that two who type do not undo each other: the `score` of one
    characteristic as typed ("" is no number) and its `reason`; the `notes` of the talk, with `notes_before` as they
    stood before they were typed; and who is `taking_part`. `over` names the summary that the screen shows, "" for none.

    Raises SummaryChanged, NotesChanged, NoSuchCharacteristic, ScoreOutsideScale, NoSuchRound."""
    if characteristic_id not in {line.characteristic.id for line in place(round_id, pupil_id).lines}:
        raise NoSuchCharacteristic()
    if "over" in said and said["over"] != str(_current(pupil_id, round_id) or ""):
        raise SummaryChanged()
    here = {"round": round_id, "pupil": pupil_id}
    words = {name: said[name].replace("\r\n", "\n") for name in ("notes", "taking_part") if name in said}
    number = {"score": read_score(said["score"])} if "score" in said else {}
    number |= {"reason": said["reason"].strip()} if "reason" in said else {}
    if words:
        there = draft_of(pupil_id, round_id).notes
        if words.get("notes", there) != there != said.get("notes_before", there).replace("\r\n", "\n"):
            raise NotesChanged()
        _keep(tables.Agreeing, here, words, now)
    if number:
        before = _agreed_before(pupil_id, round_id, characteristic_id)
        _keep(tables.AgreeingScore, {**here, "characteristic": characteristic_id}, number, now, before)


def _keep(table, key: dict, said: dict, now: datetime, before: dict | None = None) -> None:
    same = [getattr(table, name) == value for name, value in key.items()]
    if not table.update(**said, kept_at=now).where(*same).execute():
        table.create(**key, **{**(before or {}), **said}, kept_at=now)


def _agreed_before(pupil_id, round_id, characteristic_id) -> dict:
    """The number and the reason that a correction begins with."""
    one = tables.AgreedScore
    same = one.summary == _current(pupil_id, round_id), one.characteristic == characteristic_id
    return one.select(one.score, one.reason).where(*same).dicts().first() or {}
