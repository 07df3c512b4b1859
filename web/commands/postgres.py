"""PostgreSQL's own programs, which copy its database: pg_dump, and pg_restore to read the copy."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from learning.core.store import BackupNotPossible

OWNER_ONLY = 0o600
NEVER = 3600  # seconds: a dump that takes longer hangs


def has_pg_dump() -> bool:
    """Return whether pg_dump and pg_restore are installed on this machine."""
    return all(shutil.which(program) for program in ("pg_dump", "pg_restore"))


def dump_command(address: str, file: Path) -> str:
    """Return the command that copies a database, without its password."""
    return shlex.join(["pg_dump", "--format=custom", f"--file={file}", _without_password(address)[0]])


def dump(address: str, file: Path) -> int:
    """Copy a PostgreSQL database to a new file while it is in use; return its size in bytes.

    Raises BackupNotPossible."""
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY))
    except OSError as error:
        raise BackupNotPossible(reason=f"{file}: {error.strerror or error}.") from error
    try:
        shown, password = _without_password(address)
        _run(["pg_dump", "--format=custom", f"--file={file}", shown], password)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    return file.stat().st_size


def names_and_sizes(file: Path) -> list[tuple[str, str]]:
    """Return the name and size of each recording and drawing in a copy, as file_check.NAMES_AND_SIZES reads them."""
    lines = _run(["pg_restore", "--data-only", "--table=given_file", "--file=-", str(file)]).splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith("COPY ")), len(lines))
    rows = lines[start + 1 : lines.index("\\.", start)] if start < len(lines) else []
    columns = lines[start].partition("(")[2].partition(")")[0].split(", ") if rows else []
    found = [dict(zip(columns, row.split("\t"), strict=True)) for row in rows]
    return [(row["name"], row["size"]) for row in found]


def _without_password(address: str) -> tuple[str, str]:
    """Return an address as everybody on the machine may see it, and its password."""
    parts = urlsplit(address)
    user, at, host = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    return urlunsplit(parts._replace(netloc=f"{name}{at}{host}")), unquote(password)


def _run(command: list[str], password: str = "") -> str:
    known = {"PGPASSWORD": password} if password else {}
    try:
        done = subprocess.run(
            command, env={**os.environ, **known}, capture_output=True, text=True, timeout=NEVER, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BackupNotPossible(reason=f"{command[0]} did not finish: {error}.") from error
    if done.returncode:
        raise BackupNotPossible(reason=f"{command[0]} failed: {done.stderr.strip()}")
    return done.stdout
