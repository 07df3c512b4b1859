"""Recordings: a member of staff reads a question aloud, for pupils who cannot read it.

A recording belongs to a wording, not to a place: it is heard wherever exactly these words are asked, also in an older
version of a set. A changed wording has no recording until somebody reads it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from learning.core import files
from learning.core.errors import LearningError, N_
from learning.core.sounds import type_of_sound
from learning.core.store import as_tuples, writing

from .tables import RecordingRow

MOST_BYTES = 3 * 1024 * 1024  # a minute and a half as the page records it
ENDINGS = {"audio/mp4": "m4a", "audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/wav": "wav", "audio/webm": "webm"}


class NotASound(LearningError):
    """A file that is none of the kinds of sound that browsers play."""

    msgid = N_("This is not a sound file. Use WAV, MP3, M4A, OGG or WEBM.")


@dataclass(frozen=True)
class Recording:
    """A wording that somebody read aloud: the name of its file, when it was recorded, and who recorded it."""

    wording: str
    file: str
    media_type: str
    recorded_at: datetime
    member_id: int | None


def recording_of(wording: str) -> Recording | None:
    """Return the recording of a wording, or None."""
    return recordings_of([wording]).get(wording)


def recordings_of(wordings: Iterable[str]) -> dict[str, Recording]:
    """Return the recordings of these wordings, by wording."""
    rows = RecordingRow.select().where(RecordingRow.wording << sorted(set(wordings)))
    return {row.wording: _from_row(row) for row in rows}


def recording_in(file: str) -> Recording:
    """Return the recording in a file. Raises NoSuchFile."""
    row = RecordingRow.get_or_none(RecordingRow.file == file)
    if row is None:
        raise files.NoSuchFile()
    return _from_row(row)


def _from_row(row: RecordingRow) -> Recording:
    return Recording(
        wording=row.wording,
        file=row.file,
        media_type=row.media_type,
        recorded_at=row.recorded_at,
        member_id=row.member_id,
    )


def save_recording(wording: str, content: bytes, member_id: int, now: datetime) -> None:
    """Save the recording of a wording in place of the one before, whose file is deleted.

    Raises NotASound, FileTooLarge, NotSaved."""
    media_type = type_of_sound(content)
    if media_type is None:
        raise NotASound()
    file = files.save_file(content, ENDINGS[media_type], most_bytes=MOST_BYTES)
    columns = {"file": file, "media_type": media_type, "recorded_at": now, "member": member_id}
    try:
        before = _replace(wording, columns)
    except Exception:
        files.delete_file(file)
        raise
    _delete_files(before)


@writing
def _replace(wording: str, columns: dict[str, object]) -> list[str]:
    row = RecordingRow
    before = _files_of(wording)
    row.insert(wording=wording, **columns).on_conflict(conflict_target=[row.wording], update=columns).execute()
    return before


def remove_recording(wording: str) -> None:
    """Remove the recording of a wording, and its file."""
    _delete_files(_remove(wording))


@writing
def _remove(wording: str) -> list[str]:
    before = _files_of(wording)
    RecordingRow.delete().where(RecordingRow.wording == wording).execute()
    return before


def _files_of(wording: str) -> list[str]:
    row = RecordingRow
    return [file for (file,) in as_tuples(row.select(row.file).where(row.wording == wording))]


def _delete_files(names: Iterable[str]) -> None:
    for name in names:
        files.delete_file(name)
