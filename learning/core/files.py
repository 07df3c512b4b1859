"""Files in the data folder, for what is too large for the database: sounds and drawings.

Each has a random name that nobody can guess, lies there whole or not at all, and is never changed. A row of the package
that owns it holds its name. Save the file first and then its row. Delete the row first and then the file. So a row
never names a file that was not there, and a backup that copies the database first finds every file that it names."""

import os
import re
import secrets
import shutil
from contextlib import suppress
from datetime import datetime, UTC
from pathlib import Path

from .codes import LETTERS
from .errors import LearningError, N_, NotSaved

NAME_LENGTH = 26
NAME = re.compile(r"[a-z]{26}\.[a-z0-9]{1,8}")
PART = ".part"  # the ending of a file that is still being written
_folder = Path()


class FileTooLarge(LearningError):
    """More bytes than this kind of file may have."""

    msgid = N_("This file is too large. It can have %(megabytes)s MB at most.")
    status = 413


class NoSuchFile(LearningError):
    """A name under which no file lies here."""

    msgid = N_("There is no such file.")
    status = 404


def hold(folder: Path) -> None:
    """Keep the school's files in this folder. It is made when the first file is saved."""
    global _folder
    _folder = folder


def save_file(content: bytes, ending: str, *, most_bytes: int) -> str:
    """Write a new file durably and return its name, 26 letters and its ending.

    Raises FileTooLarge, or NotSaved where the disk is full or cannot be written: then nothing of it is left."""
    if len(content) > most_bytes:
        raise FileTooLarge(megabytes=most_bytes // (1024 * 1024) or 1)
    name = "".join(secrets.choice(LETTERS) for _ in range(NAME_LENGTH)).lower() + f".{ending}"
    part = _folder / (name + PART)
    try:
        _folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            _write(part, content)
            os.replace(part, _folder / name)
        finally:
            part.unlink(missing_ok=True)
        _flush_folder()
    except OSError as error:
        raise NotSaved() from error
    return name


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder() -> None:
    """Make the new name durable as well. Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(_folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def path_of(name: str) -> Path:
    """Return where a file lies. Raises NoSuchFile."""
    path = _folder / name
    if not NAME.fullmatch(name) or not path.is_file():
        raise NoSuchFile()
    return path


def saved_at(name: str) -> datetime:
    """Return when a file was saved, in UTC. Raises NoSuchFile."""
    return datetime.fromtimestamp(path_of(name).stat().st_mtime, UTC).replace(tzinfo=None)


def delete_file(name: str) -> None:
    """Delete a file; twice is harmless."""
    if NAME.fullmatch(name):
        with suppress(FileNotFoundError):
            (_folder / name).unlink()


def file_names() -> set[str]:
    """Return the names of all files."""
    return {path.name for path in _folder.glob("*.*") if NAME.fullmatch(path.name)}


def copy_files(target: Path) -> int:
    """Copy every file into a new folder, and return how many there were. Without files no folder is made.

    What is deleted meanwhile is left out: whoever deleted it meant to. Raises OSError."""
    names = sorted(file_names())
    if names:
        target.mkdir(mode=0o700)
    for name in names:
        with suppress(FileNotFoundError):
            shutil.copyfile(_folder / name, target / name)
            os.chmod(target / name, 0o600)
    return len(names)
