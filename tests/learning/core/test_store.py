"""The store: what is confirmed is kept, and nothing is kept by halves."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from peewee import IntegrityError, OperationalError, sqlite3, SqliteDatabase

from learning.aims.tables import ThemeRow
from learning.core import keys, store as the_store
from learning.core.store import BackupNotPossible, journal_mode, NotSaved, writing, writing_at_length
from learning.people import schools
from tests.waiting import until


@writing
def keep_theme(name):
    """One write."""
    ThemeRow.create(name=name)


@writing
def keep_two_themes(name):
    """A write that fails after its first row."""
    keep_theme(name)
    keep_theme(name)


def names():
    """The themes kept."""
    return {row.name for row in ThemeRow.select()}


def test_a_write_is_there_when_it_returns(store):
    keep_theme("Home")
    assert names() == {"Home"}


def test_a_write_that_fails_keeps_nothing_of_itself(store):
    with pytest.raises(IntegrityError):
        keep_two_themes("Home")
    assert names() == set()


def test_a_write_that_fails_leaves_its_neighbours_alone(store):
    def keep(name):
        with suppress(IntegrityError):
            (keep_two_themes if name.endswith("0") else keep_theme)(name)

    threads = [threading.Thread(target=keep, args=(f"theme {n}",)) for n in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names() == {f"theme {n}" for n in range(60) if n % 10}


@pytest.mark.sqlite
def test_writes_that_wait_together_share_commits(store):
    begun, gate = threading.Event(), threading.Event()
    holder = threading.Thread(target=writing(lambda: begun.set() or gate.wait()))
    holder.start()
    begun.wait()
    threads = [threading.Thread(target=keep_theme, args=(f"theme {n}",)) for n in range(40)]
    for thread in threads:
        thread.start()
    before = store.commits()
    until(lambda: the_store._writer.jobs.qsize() == len(threads))
    gate.set()
    for thread in [holder, *threads]:
        thread.join()
    assert len(names()) == 40
    assert store.commits() - before < 20


@pytest.mark.sqlite
def test_a_long_write_takes_as_long_as_it_needs_and_others_are_told_in_time(store, monkeypatch):
    monkeypatch.setattr(the_store, "WRITE_TIMEOUT", 0.05)
    begun, gate = threading.Event(), threading.Event()
    with ThreadPoolExecutor() as threads:
        long_write = threads.submit(writing_at_length(lambda: begun.set() or gate.wait()))
        begun.wait()
        with pytest.raises(NotSaved):
            keep_theme("Home")
        gate.set()
        assert long_write.result() is True


@pytest.mark.sqlite
def test_a_reader_cannot_write(store):
    with pytest.raises(OperationalError, match="readonly"):
        ThemeRow.create(name="Home")


@pytest.mark.sqlite
def test_what_cannot_be_made_durable_is_not_confirmed(store):
    @writing
    def fail():
        keep_theme("Home")
        raise OperationalError("database or disk is full")

    with pytest.raises(NotSaved):
        fail()
    assert names() == set()


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "truncate"),
        ((3, 44, 6), "wal"),
        ((3, 46, 0), "truncate"),
        ((3, 50, 7), "wal"),
        ((3, 51, 2), "truncate"),
        ((3, 51, 3), "wal"),
        ((3, 53, 0), "wal"),
    ],
)
def test_wal_is_used_only_where_its_race_is_mended(version, mode):
    assert journal_mode(version) == mode


@pytest.mark.sqlite
def test_sqlite_keeps_what_it_confirms_through_a_power_cut(in_earnest, store):
    database = store.database
    assert database.pragma("synchronous") == 2  # FULL
    assert database.pragma("foreign_keys") == 1
    assert database.pragma("secure_delete") == 1
    assert database.pragma("journal_mode") == journal_mode(database.server_version)


@pytest.mark.sqlite
def test_a_backup_holds_what_was_kept(store, tmp_path):
    keep_theme("Home")
    assert store.back_up(tmp_path / "copy.db") > 0
    copy = SqliteDatabase(str(tmp_path / "copy.db"))
    assert copy.execute_sql("SELECT name FROM theme").fetchall() == [("Home",)]
    copy.close()


@pytest.mark.sqlite
def test_a_backup_overwrites_nothing(store, tmp_path):
    (tmp_path / "copy.db").write_text("precious")
    with pytest.raises(BackupNotPossible):
        store.back_up(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "precious"


def test_a_database_of_a_newer_version_is_refused(store):
    @writing
    def arrive_from_the_future():
        the_store.run("INSERT INTO schema_migration (name, applied) VALUES (?, ?)", "9999_later", "2030-01-01")

    arrive_from_the_future()
    with pytest.raises(the_store.SchemaTooNew, match="9999_later"):
        store.needs_upgrade()


def test_upgrading_twice_does_nothing_the_second_time(store):
    assert store.upgrade() == []


@pytest.mark.sqlite
def test_nobody_else_on_the_machine_can_read_the_database(tmp_path):
    the_store.open_store(f"sqlite:///{tmp_path / 'new.db'}", "secret")
    the_store.upgrade()
    modes = {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    the_store.close_store()
    assert modes == {0o600}


@pytest.mark.sqlite
def test_a_backup_that_fails_leaves_nothing_behind(store, tmp_path, monkeypatch):
    folder = tmp_path / "usb"
    folder.mkdir()
    (folder / "copy.db.part").write_text("of another")

    def full(copy, *words):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(SqliteDatabase, "pragma", full)
    with pytest.raises(BackupNotPossible, match="full"):
        store.back_up(folder / "copy.db")
    assert [file.name for file in folder.iterdir()] == ["copy.db.part"]


@pytest.mark.sqlite
@pytest.mark.parametrize("address", ["postgres://u@h/db", "postgresql://u@h/db"])
def test_both_names_of_postgresql_are_the_same(address):
    assert the_store.checked_address(address) == "postgresql://u@h/db"


@pytest.mark.parametrize(
    "address", ["", "foo", "mysql://u@h/db", "sqlite:///", "sqlite:///:memory:", "postgresql://h:x/"]
)
def test_an_address_of_no_database_is_refused(address):
    with pytest.raises(the_store.NoSuchDatabase):
        the_store.checked_address(address)


@pytest.fixture
def mute():
    """The address of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"postgresql://u@127.0.0.1:{listener.getsockname()[1]}/school"


def test_a_mute_server_does_not_answer_and_holds_nobody_up(mute, monkeypatch):
    pytest.importorskip("psycopg")
    monkeypatch.setitem(the_store.LIMITS, "connect_timeout", 2)  # the least that its client takes
    the_store.open_store(mute, "secret")
    try:
        assert not the_store.answers()  # without a limit it would wait for ever
    finally:
        the_store.close_store()


def test_the_limits_of_the_address_go_before_ours():
    pytest.importorskip("psycopg")
    server = the_store._server("postgresql://u@h/db?connect_timeout=2&options=-c%20statement_timeout%3D5")
    assert server.connect_params["connect_timeout"] == 2
    assert server.connect_params["options"].endswith("-c statement_timeout=5")


def test_the_seal_tells_the_schools_own_secret_from_another(store, cast):
    assert schools.secret_fits()
    keys.hold("another secret")
    assert not schools.secret_fits()
    schools.renew_seal()
    assert schools.secret_fits()
