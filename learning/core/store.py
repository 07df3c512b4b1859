"""The store: the one place that knows which database it is, one way to read, and one way to write."""

import logging
import os
import queue
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import peewee
from peewee import (
    DatabaseProxy,
    ImproperlyConfigured,
    IntegrityError,
    OperationalError,
    PeeweeException,
    SqliteDatabase,
)
from playhouse.db_url import connect, parse
from playhouse.migrations import Runner
from playhouse.pool import PooledPostgresqlDatabase

from . import keys
from .errors import LearningError, N_, NotSaved

MIGRATIONS = Path(__file__).parent / "migrations"
LONGEST_QUEUE = 1000
WRITES_PER_COMMIT = 256
SYNCHRONOUS = "FULL"  # what was confirmed survives a power cut
LOCK = 2611  # the number of our advisory lock on PostgreSQL
WRITE_TIMEOUT = 30  # seconds that a write may wait for its commit
LIMITS = {  # for a PostgreSQL server that does not answer: seconds to connect, milliseconds for one statement
    "connect_timeout": 5,
    "options": "-c statement_timeout=10000",
    "tcp_user_timeout": 10000,
}

database = DatabaseProxy()
sqlite3 = peewee.sqlite3  # type: ignore[attr-defined]  # the library that peewee chose; its stubs do not name it
log = logging.getLogger("personalise.store")
P = ParamSpec("P")
R = TypeVar("R")


class BackupNotPossible(LearningError):
    """There is no file to copy, or no place to copy it to."""

    msgid = N_("No backup was made: %(reason)s")


class NoSuchDatabase(LearningError):
    """DATABASE_URL is mistyped, or of a kind that is not kept here. It is not repeated: it may hold a password."""

    msgid = N_("DATABASE_URL cannot be used: %(reason)s.")


class SchemaTooNew(LearningError):
    """The database was written by a newer Personalise."""

    msgid = N_("This database belongs to a newer version of Personalise (%(names)s). Install that version again.")
    status = 503


def journal_mode(version: tuple[int, ...]) -> str:
    """WAL where this SQLite is free of the WAL-reset race (fixed in 3.51.3, 3.50.7 and 3.44.6), else TRUNCATE."""
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return "wal" if mended else "truncate"


class SchoolFile(SqliteDatabase):
    """SQLite with one writing connection; every other thread keeps a connection that can only read."""

    def __init__(self, path: str) -> None:
        with suppress(OSError):  # told when it is opened
            Path(path).touch(mode=0o600)  # SQLite gives its journal the same mode
        super().__init__(path, lock_type="IMMEDIATE", timeout=5, check_same_thread=False)
        self.writing_thread: threading.Thread | None = None
        self._opened: list[Any] = []

    def _add_conn_hooks(self, conn: Any) -> None:
        super()._add_conn_hooks(conn)  # type: ignore[misc]  # not in peewee's stubs
        self._opened.append(conn)
        reads_only = int(self.writing_thread is not None and threading.current_thread() is not self.writing_thread)
        # secure_delete: erased words leave no remnants.
        for pragma in (
            f"journal_mode={journal_mode(self.server_version)}",
            f"synchronous={SYNCHRONOUS}",
            "foreign_keys=1",
            "secure_delete=1",
            "cache_size=-8000",
            f"query_only={reads_only}",
        ):
            conn.execute(f"PRAGMA {pragma}").close()

    def close_all(self) -> None:
        """Close the connections of every thread."""
        self.close()
        for conn in self._opened:
            conn.close()
        self._opened.clear()
        self._state.reset()  # type: ignore[attr-defined]  # not in peewee's stubs


class Job:
    """One write that waits for its commit."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work, self.done = work, threading.Event()
        self.result: Any = None
        self.error: Exception | None = None

    def run(self) -> None:
        """Do the work in a savepoint of its own, so that one that fails is undone alone."""
        try:
            with database.atomic():
                self.result = self.work()
        except Exception as error:
            self.error = error
            if not database.connection().in_transaction:
                raise  # SQLite gave up the whole transaction (disk full, input/output error)

    def answer(self, patience: float | None) -> Any:
        """Wait for the commit, for so many seconds or (None) as long as it takes; return what the work returned, or
        raise what went wrong."""
        if not self.done.wait(patience):
            raise NotSaved()
        if self.error is None:
            return self.result
        if isinstance(self.error, PeeweeException) and not isinstance(self.error, IntegrityError):
            raise NotSaved() from self.error
        raise self.error


class Writer(threading.Thread):
    """The one thread that writes to SQLite: it commits together whatever has gathered (group commit)."""

    def __init__(self) -> None:
        super().__init__(name="writer", daemon=True)
        self.jobs: queue.Queue[Job | None] = queue.Queue(LONGEST_QUEUE)
        self.commits = 0

    def write(self, work: Callable[[], R], patience: float | None) -> R:
        """Have `work` done and committed within so many seconds; called from any other thread."""
        job = Job(work)
        try:
            self.jobs.put_nowait(job)
        except queue.Full:
            raise NotSaved() from None
        result: R = job.answer(patience)
        return result

    def run(self) -> None:
        """Gather, commit, confirm; until None is found in the queue."""
        while True:
            batch = self._gather()
            self._commit([job for job in batch if job])
            if None in batch:
                database.close()
                return

    def _gather(self) -> list[Job | None]:
        batch = [self.jobs.get()]
        while batch[-1] and len(batch) < WRITES_PER_COMMIT:
            try:
                batch.append(self.jobs.get_nowait())
            except queue.Empty:
                break
        return batch

    def _commit(self, batch: list[Job]) -> None:
        try:
            if batch:
                with database.atomic():
                    for job in batch:
                        job.run()
                self.commits += 1
        except Exception as error:
            log.error("nothing of %d writes was kept: %s", len(batch), type(error).__name__)
            for job in batch:
                job.error = job.error or OperationalError("not committed")
        finally:
            for job in batch:
                job.done.set()

    def stop(self) -> None:
        """Finish what waits, then end."""
        self.jobs.put(None)
        self.join()


_writer: Writer | None = None


def open_store(address: str, secret: str) -> None:
    """Open the database at `address` (sqlite:////path/file.db or postgresql://...) with the school's secret."""
    global _writer
    address = checked_address(address)
    keys.hold(secret)
    if address.startswith("sqlite:"):
        school_file = SchoolFile(parse(address)["database"])
        database.initialize(school_file)
        _writer = Writer()
        school_file.writing_thread = _writer
        _writer.start()
    else:
        database.initialize(_server(address))
        _writer = None


def checked_address(address: str) -> str:
    """The address of a database in the one form the house uses; raises NoSuchDatabase."""
    kind, mark, rest = address.strip().partition("://")
    if kind not in ("sqlite", "postgres", "postgresql") or not mark:
        raise NoSuchDatabase(reason=N_("it must start with postgresql:// or sqlite:///"))
    plain = f"{'sqlite' if kind == 'sqlite' else 'postgresql'}://{rest}"
    try:
        named = parse(plain)["database"]
    except ValueError as error:  # its port is no number, its brackets do not close
        raise NoSuchDatabase(reason=N_("its host or port cannot be read")) from error
    if not named or named == ":memory:":
        raise NoSuchDatabase(reason=N_("it names no database after the third slash"))
    return plain


def file_of(address: str) -> Path | None:
    """The SQLite file at a checked address; None for PostgreSQL."""
    return Path(parse(address)["database"]) if address.startswith("sqlite:") else None


def _server(address: str) -> PooledPostgresqlDatabase:
    settings = parse(address)
    limits = {name: settings.get(name, limit) for name, limit in LIMITS.items()}
    if "options" in settings:
        limits["options"] = f"{LIMITS['options']} {settings['options']}"  # the later one counts
    pool = {"prefer_psycopg3": True, "max_connections": 32, "timeout": 10, "stale_timeout": 300}
    try:
        return connect(address.replace("postgresql:", "postgresql+pool:", 1), **pool, **limits)
    except ImproperlyConfigured as error:
        raise NoSuchDatabase(reason=N_("PostgreSQL needs psycopg; install Personalise with .[postgres]")) from error


def close_store() -> None:
    """Finish the writes that wait and close every connection."""
    global _writer
    if _writer:
        _writer.stop()
        _writer = None
    if database.obj is not None:
        database.close_all()
    database.initialize(None)


def release() -> None:
    """Give this thread's connection back after a request (PostgreSQL's pool; SQLite's readers are kept)."""
    if isinstance(database.obj, PooledPostgresqlDatabase) and not database.is_closed():
        database.close()


def writing(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function of `learning` that writes: it is one transaction, and it returns only after the commit.

    It raises NotSaved where the commit does not come within WRITE_TIMEOUT."""
    return _writing(function, lambda: WRITE_TIMEOUT)


def writing_at_length(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a write that takes as long as it needs, on a busy machine too: nobody at a tablet waits for it."""
    return _writing(function, lambda: None)


def _writing(function: Callable[P, R], patience: Callable[[], float | None]) -> Callable[P, R]:
    @wraps(function)
    def write(*args: P.args, **kwargs: P.kwargs) -> R:
        if _writer is None:
            return _write_at_once(lambda: function(*args, **kwargs))
        if threading.current_thread() is _writer:
            return function(*args, **kwargs)
        return _writer.write(lambda: function(*args, **kwargs), patience())

    return write


def _write_at_once(work: Callable[[], R]) -> R:
    """PostgreSQL's way: an ordinary transaction on a connection of the pool, given back where none was held before."""
    held = not database.is_closed()
    try:
        with database.atomic():
            return work()
    finally:
        if not held:
            database.close()


def lock() -> None:
    """Hold the one lock of this database until the transaction ends (PostgreSQL; on SQLite one thread writes)."""
    if isinstance(database.obj, PooledPostgresqlDatabase):
        database.execute_sql("SELECT pg_advisory_xact_lock(%s)", (LOCK,))


def commits() -> int:
    """How many durable commits the writer has made since the store was opened (for the benchmark)."""
    return _writer.commits if _writer else 0


def run(sql: str, *values: object) -> Any:
    """Run fixed SQL, written with ? for its values, and return the cursor: for the few statements that must be fast."""
    plain = tuple(str(value) if isinstance(value, date) else value for value in values)
    return database.execute_sql(sql if database.param == "?" else sql.replace("?", database.param), plain)


def as_tuples(query: Any) -> list[tuple[Any, ...]]:
    """The rows of a peewee query as tuples, in the order of its columns."""
    return list(query.tuples())


def moment(value: Any) -> datetime:
    """A time as fixed SQL returns it: text from SQLite, a datetime from PostgreSQL."""
    found: datetime = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found


def day(value: Any) -> date:
    """A day as fixed SQL returns it: text from SQLite, a date from PostgreSQL."""
    found: date = date.fromisoformat(value) if isinstance(value, str) else value
    return found


def answers() -> bool:
    """Can the database be read?"""
    try:
        return bool(run("SELECT 1").fetchone() == (1,))
    except (PeeweeException, AttributeError):
        return False


def needs_upgrade() -> list[str]:
    """The names of the migrations that this database still lacks; raises SchemaTooNew."""
    state = Runner(database.obj, str(MIGRATIONS)).status()
    newer = [migration.name for migration in state if migration.path is None]
    if newer:
        raise SchemaTooNew(names=", ".join(newer))
    return [migration.name for migration in state if migration.applied is None]


@writing_at_length
def upgrade() -> list[str]:
    """Bring the schema up to date, all in one transaction; returns the names of the migrations applied."""
    return Runner(database.obj, str(MIGRATIONS)).up() if needs_upgrade() else []


def back_up(path: str) -> int:
    """Copy the database into a new file while it is in use; returns its size in bytes (SQLite's own online copy)."""
    if not isinstance(database.obj, SqliteDatabase):
        raise BackupNotPossible(reason="PostgreSQL is backed up with pg_dump.")
    target = Path(path)
    try:
        if target.exists():
            raise BackupNotPossible(reason=f"{target} already exists.")
        if not target.parent.is_dir():
            raise BackupNotPossible(reason=f"the folder {target.parent} does not exist.")
        handle, part = tempfile.mkstemp(prefix=".backup-", suffix=".part", dir=target.parent)  # its owner's alone
        os.close(handle)
        try:
            _copy_into(part)
            os.replace(part, target)
        finally:
            for rest in (part, f"{part}-journal"):
                Path(rest).unlink(missing_ok=True)
        return target.stat().st_size
    except OSError as error:
        raise BackupNotPossible(reason=f"{target}: {error.strerror or error}.") from error
    except (PeeweeException, sqlite3.Error) as error:
        raise BackupNotPossible(
            reason=f"{target.parent} is full or cannot be written, or the database cannot be read ({error})."
        ) from error


def rows_in_copy(path: str, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query in a copy that `back_up` made. Raises BackupNotPossible where it cannot be read."""
    copy: Any = SqliteDatabase(path)
    try:
        return [tuple(row) for row in copy.execute_sql(sql).fetchall()]
    except (PeeweeException, sqlite3.Error) as error:
        raise BackupNotPossible(reason=f"the copy {path} cannot be read ({error}).") from error
    finally:
        copy.close()


def _copy_into(part: str) -> None:
    copy: Any = SqliteDatabase(part)
    try:
        database.connection().backup(copy.connection())
        if copy.execute_sql("PRAGMA quick_check").fetchone() != ("ok",):
            raise BackupNotPossible(reason="the copy did not pass SQLite's own check.")
        copy.pragma("journal_mode", "delete")
    finally:
        copy.close()
