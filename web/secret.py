"""The file `secret` of a data folder: made once, never half written, and missed when it or its database is gone."""

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
        "There is no school here yet. Begin a real one with: personalise init, or look at the example "
        "with: personalise example"
    )


class SecretMissing(LearningError):
    """The database is here without the secret that its codes follow from."""

    msgid = N_(
        "The file secret is missing beside the database. Put it back from your backup. "
        "If it is lost for good: personalise new-secret, then print all QR cards again."
    )


class NoSecretYet(LearningError):
    """A server's database, which may or may not hold a school already."""

    msgid = N_(
        "There is no file secret in the data folder. For a new school: personalise init. For a school that is there "
        "already, put it back from your backup. If it is lost for good: personalise new-secret, then print all QR "
        "cards again."
    )


class SecretFaulty(LearningError):
    """The file is empty, cut short, not text, or cannot be opened."""

    msgid = N_(
        "The file secret cannot be used: %(reason)s. Put it back from your backup. "
        "If it is lost for good: personalise new-secret, then print all QR cards again."
    )


class SecretForeign(LearningError):
    """The secret of another school."""

    msgid = N_(
        "The file secret does not belong to this database. Put the right one back from your backup. "
        "If it is lost for good: personalise new-secret, then print all QR cards again."
    )


class SecretFits(LearningError):
    """Nothing to mend."""

    msgid = N_("The file secret belongs to this database: a new one is not needed. Nothing was changed.")


class DatabaseLost(LearningError):
    """The secret is here without the database that it belongs to: never begin afresh in silence."""

    msgid = N_(
        "The secret of a school is here, but its database is missing or empty. Put the database back from your "
        "backup. If there is nothing to keep, delete the file secret."
    )


def secret_of(folder: Path, database: Path | None, founding: bool) -> str:
    """The school's secret; made where there is neither secret nor database, but only for who is `founding`.

    `database` is the SQLite file; None where another kind of database keeps the rows."""
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
    """Is there more than the name of a file?"""
    return database.exists() and database.stat().st_size > 0


def present_secret(folder: Path) -> str | None:
    """What the file holds, or None where there is no file; raises SecretFaulty."""
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
    """A secret for a new school. Of two processes that start at once, one makes it and the other reads it."""
    part = write_aside(folder, secrets.token_hex(32))
    path = folder / "secret"
    try:
        os.link(part, path)  # unlike a rename, it never takes the place of another
    except FileExistsError:
        pass
    except OSError:  # a disk without links
        os.rename(part, path)
    finally:
        part.unlink(missing_ok=True)
    keep_names(folder)
    return present_secret(folder)


def replace_secret(folder: Path, secret: str) -> None:
    """Put a secret in the place of one that is lost or faulty."""
    part = write_aside(folder, secret)
    try:
        os.replace(part, folder / "secret")
    finally:
        part.unlink(missing_ok=True)
    keep_names(folder)


def write_aside(folder: Path, secret: str) -> Path:
    """The secret in a temporary file, whole and on the disk; readable by its owner alone."""
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


def keep_names(folder: Path) -> None:
    """Have the folder's own list of names on the disk, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def check_secret() -> None:
    """Refuses a secret that is not the one with which this school was founded."""
    if not schools.secret_fits():
        raise SecretForeign()
