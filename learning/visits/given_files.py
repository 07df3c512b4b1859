"""Recordings and drawings that pupils give: saved as files, one row for each, beside the answers that they belong to.

A file arrives sealed from a tablet, early or late, once or twice. It is saved before anybody decides whether it is an
answer: what cannot be one is set aside, with everything else that the pupil gave."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from learning.core import store
from learning.core.answer_states import DRAFT
from learning.core.errors import LearningError, N_
from learning.core.files import NoSuchFile
from learning.core.sounds import type_of_sound
from learning.core.store import writing
from learning.journals import answers as journal_answers
from learning.journals.answers import NO_ANSWER

from .drawings import is_drawing
from .sealed_files import open_sealed, save_sealed
from .steps import find_step, NotOfThisVisit, Visit
from .tables import GivenFileRow

RECORDING, DRAWING, OTHER = "recording", "drawing", "other"
KINDS = (RECORDING, DRAWING)  # the kinds that can be an answer
MOST_SECONDS = 120
MOST_OF_VISIT = 100  # files; only somebody who means harm gives more
DRAWN = "text/plain"
RECORDED = ("audio/webm", "audio/mp4", "audio/ogg")  # what tablets record


class TooManyFiles(LearningError):
    """A visit gave more than MOST_OF_VISIT files."""

    msgid = N_("There are too many recordings and drawings in this visit.")
    status = 413


class NothingInFile(LearningError):
    """An empty file, or one of a visit without a pupil."""

    msgid = N_("There is nothing in this file.")


class NoSuchGivenFile(LearningError):
    """There is no such recording or drawing, or its file is missing."""

    msgid = N_("This recording or drawing does not exist.")
    status = 404


@dataclass(frozen=True)
class GivenFile:
    """A recording, a drawing, or something else that a tablet sent ("other").

    `type` is its content type. `sequence` names it within its visit. `seconds` is the length of a recording, or None.
    `is_set_aside`: it could not be an answer to the question."""

    id: int
    pupil_id: int
    entry_id: int | None
    visit_id: int | None
    step: int
    sequence: int
    kind: str
    type: str
    is_set_aside: bool
    seconds: int | None
    size: int
    saved_at: datetime


# --- saving ----------------------------------------------------------------------------------------------------


def type_of(content: bytes) -> tuple[str, str]:
    """Return the kind and the content type of a file, as its bytes say."""
    sound = type_of_sound(content)
    if sound in RECORDED:
        return RECORDING, sound
    return (DRAWING, DRAWN) if is_drawing(content) else (OTHER, "application/octet-stream")


def save_given_file(
    visit: Visit, task: str, step_id: int, content: bytes, *, sequence: int, seconds: int | None = None, now: datetime
) -> None:
    """Save a recording or a drawing that belongs to a question of a visit, running or over.

    The same file twice is saved once, and a longer one replaces the beginning of it that was saved before. Every other
    one is added. It answers the question once the answer names its sequence. Raises NothingInFile, TooManyFiles,
    FileTooLarge, NotSaved."""
    if not content or visit.pupil is None:
        raise NothingInFile()
    if _is_known(visit, step_id, sequence, content):
        return
    ways = _own_ways(visit, step_id) if task == "journal" else None
    columns = _saved_file(content, seconds) | {"saved_at": visit.time_of(sequence, now)}
    columns["is_set_aside"] = columns["kind"] not in (ways or ())
    _save_row(visit, step_id, content, sequence=sequence, columns=columns, is_asked=ways is not None, now=now)


def _saved_file(content: bytes, seconds: int | None) -> dict[str, Any]:
    """Save a file, and return what its row says of it."""
    kind, content_type = type_of(content)
    name, key = save_sealed(content)
    return {
        "kind": kind,
        "type": content_type,
        "seconds": min(seconds, MOST_SECONDS) if seconds is not None and kind == RECORDING else None,
        "name": name,
        "key": key,
        "size": len(content),
        "digest": _digest(content),
    }


def _own_ways(visit: Visit, step_id: int) -> tuple[str, ...] | None:
    """Return the own ways of a question of the journal, or None if the visit does not ask it."""
    try:
        return find_step(visit, "journal", step_id).own_ways
    except NotOfThisVisit:
        return None


@writing
def _save_row(
    visit: Visit,
    step_id: int,
    content: bytes,
    *,
    sequence: int,
    columns: dict[str, Any],
    is_asked: bool,
    now: datetime,
) -> None:
    """Add the row, or replace the one of its beginning. A question without an answer has a draft from now on, so that
    its entry is listed."""
    assert visit.pupil
    store.lock()
    row = GivenFileRow
    for earlier in _rows(visit, step_id, sequence):
        if _digest(content[: earlier.size]) == earlier.digest:
            row.update(columns).where(row.id == earlier.id).execute()
            return
    if row.select().where(row.visit == visit.id).count() >= MOST_OF_VISIT:
        raise TooManyFiles()
    place = {"pupil": visit.pupil.id, "entry": visit.entry_id, "visit": visit.id, "step": step_id}
    row.create(**place, sequence=sequence, **columns)
    if is_asked and journal_answers.saved_answer_to(visit.entry_id, step_id) is None:
        journal_answers.save_answer(
            visit.entry_id, step_id, DRAFT, NO_ANSWER, visit_id=visit.id, sequence=sequence, now=now
        )


def _rows(visit: Visit, step_id: int, sequence: int) -> list[GivenFileRow]:
    row = GivenFileRow
    return list(row.select().where(row.visit == visit.id, row.step == step_id, row.sequence == sequence))


def _is_known(visit: Visit, step_id: int, sequence: int, content: bytes) -> bool:
    """Return whether this file, or a longer one that begins with it, is saved already."""
    return any(row.size >= len(content) and _begins_with(row, content) for row in _rows(visit, step_id, sequence))


def _begins_with(row: GivenFileRow, content: bytes) -> bool:
    if row.size == len(content):
        return bool(row.digest == _digest(content))
    try:
        return open_sealed(row.name, row.key).startswith(content)
    except NoSuchFile:
        return False


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@writing
def add_given_file(
    entry_id: int, pupil_id: int, step_id: int, content: bytes, *, sequence: int, seconds: int | None, at: datetime
) -> None:
    """Add a recording or a drawing to an answer that has no visit, for the example school."""
    place = {"pupil": pupil_id, "entry": entry_id, "visit": None, "step": step_id}
    columns = _saved_file(content, seconds) | {"saved_at": at, "is_set_aside": False}
    GivenFileRow.create(**place, sequence=sequence, **columns)


# --- reading ---------------------------------------------------------------------------------------------------


def given_file(file_id: int) -> GivenFile:
    """Return one recording or drawing. Raises NoSuchGivenFile."""
    return from_row(_row(file_id))


def content_of(file_id: int) -> bytes:
    """Return what was recorded or drawn. Raises NoSuchGivenFile, also where the file is missing or damaged."""
    row = _row(file_id)
    try:
        return open_sealed(row.name, row.key)
    except NoSuchFile as error:
        raise NoSuchGivenFile() from error


def _row(file_id: int) -> GivenFileRow:
    row: GivenFileRow | None = GivenFileRow.get_or_none(GivenFileRow.id == file_id)
    if row is None:
        raise NoSuchGivenFile()
    return row


def from_row(row: GivenFileRow) -> GivenFile:
    """Return the recording or drawing in a row."""
    return GivenFile(
        id=row.id,
        pupil_id=row.pupil_id,
        entry_id=row.entry_id,
        visit_id=row.visit_id,
        step=row.step,
        sequence=row.sequence,
        kind=row.kind,
        type=row.type,
        is_set_aside=row.is_set_aside,
        seconds=row.seconds,
        size=row.size,
        saved_at=row.saved_at,
    )
