"""The file `secret` of a data folder: made once, never half written, and asked for when it or its database is gone."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from learning.core.errors import LearningError, N_
from learning.people import schools

SHORTEST = 32


class NoSchoolYet(LearningError):
    """There is nothing to serve."""

    msgid = N_(
        "There is no school here yet. Set up a real one with: personalise init. Or load the example "
        "with: personalise example"
    )


class SecretMissing(LearningError):
    """The database is here without the secret that makes its codes."""

    msgid = N_(
        "The file “secret” is missing from the data folder. Put it back from your backup. "
        "If you have no backup: personalise new-secret, then print all QR cards again."
    )


class NoSecretYet(LearningError):
    """A server's database, which may or may not hold a school already."""

    msgid = N_(
        "There is no file secret in the data folder. For a new school: personalise init. If there is a school "
        "already, put it back from your backup. If you have no backup: personalise new-secret, then print all QR "
        "cards again."
    )


class SecretFaulty(LearningError):
    """The file is empty, cut short, not text, or cannot be opened."""

    msgid = N_(
        "The file secret cannot be used: %(reason)s. Put it back from your backup. "
        "If you have no backup: personalise new-secret, then print all QR cards again."
    )


class SecretForeign(LearningError):
    """The secret of another school."""

    msgid = N_(
        "The file secret does not belong to this database. Put the right one back from your backup. "
        "If you have no backup: personalise new-secret, then print all QR cards again."
    )


class SecretFits(LearningError):
    """The secret is the right one."""

    msgid = N_("The file secret belongs to this database, so you do not need a new one. Nothing was changed.")


class DatabaseLost(LearningError):
    """The secret is here without its database. Never start again silently."""

    msgid = N_(
        "The secret of a school is here, but its database is missing or empty. Put the database back from your "
        "backup. If you want to start again with nothing, delete the file secret."
    )


def secret_of(folder: Path, database: Path | None, founding: bool) -> str:
    """Return the school's secret. Make it if there is neither secret nor database, but only when `founding`.

    `database` is the SQLite file, or None if the rows are in another kind of database."""
    secret = present_secret(folder)
    lost = database is not None and not holds_rows(database)
    if secret is not None:
        if lost:
            raise DatabaseLost()
        return secret
    if database and not lost:
        raise SecretMissing()
    if not founding:
        raise NoSchoolYet() if lost else NoSecretYet()
    return make_secret(folder)


def holds_rows(database: Path) -> bool:
    """Return whether the file is there and not empty."""
    return database.exists() and database.stat().st_size > 0


def present_secret(folder: Path) -> str | None:
    """Return what the file holds, or None if there is no file. Raises SecretFaulty."""
    try:
        secret = (folder / "secret").read_bytes().decode("ascii").strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SecretFaulty(reason=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise SecretFaulty(reason=N_("it is not text")) from error
    if len(secret) < SHORTEST or not secret.isprintable():
        raise SecretFaulty(reason=N_("it is empty or damaged"))
    return secret


def make_secret(folder: Path) -> str:
    """Make a secret for a new school. If two processes start at once, one makes it and the other reads it."""
    part = write_aside(folder, secrets.token_hex(32))
    path = folder / "secret"
    try:
        os.link(part, path)  # unlike a rename, it never replaces another
    except FileExistsError:
        pass
    except OSError:  # a disk without links
        os.rename(part, path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(folder)
    made = present_secret(folder)
    if made is None:
        raise SecretFaulty(reason=N_("it has disappeared"))
    return made


def replace_secret(folder: Path, secret: str) -> None:
    """Replace a secret that is lost or faulty."""
    part = write_aside(folder, secret)
    try:
        os.replace(part, folder / "secret")
    finally:
        part.unlink(missing_ok=True)
    sync_folder(folder)


def write_aside(folder: Path, secret: str) -> Path:
    """Write the secret into a temporary file, complete and on the disk. Only its owner can read it."""
    handle, name = tempfile.mkstemp(prefix=".secret-", dir=folder)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        os.unlink(name)
        raise
    return Path(name)


def sync_folder(folder: Path) -> None:
    """Write the folder's list of files to the disk, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def check_secret() -> None:
    """Refuse a secret that is not the one this school was set up with."""
    if not schools.secret_fits():
        raise SecretForeign()
