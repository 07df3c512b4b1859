"""The commands that look after what pupils say and draw: check, and backup."""

import os

import pytest

from learning.core import files
from learning.core.store import BackupNotPossible, writing
from learning.journals.answers import begin_entry
from learning.people import pupils
from learning.people.tables import PupilRow
from learning.rounds import planning
from learning.visits.given_files import add_given_file, content_of
from learning.visits.tables import GivenFileRow
from tests.cast import bring_pupils, cohort_called, NOW, pupil_row, TODAY
from tests.chain import DRAWING
from tests.databases import new_postgres, POSTGRES
from tests.web.test_commands import asked, FOUND, run, school  # noqa: F401  (fixtures)
from web.commands import backing_up, postgres
from web.commands.postgres import has_pg_dump


@writing
def draw_something() -> str:
    """Let a pupil draw something, and return the name of its file."""
    bring_pupils(pupil_row(forename="Amina", class_name="Kestrels"))
    (pupil,) = pupils.everyone()
    entry, _ = begin_entry(pupil.id, planning.open_round(cohort_called("Kestrels").id, "Autumn", "", TODAY).id, TODAY)
    add_given_file(entry.id, pupil.id, 1, DRAWING, sequence=1, seconds=None, at=NOW)
    return GivenFileRow.get().name


@writing
def erase_everybody() -> None:
    """Erase all pupils."""
    PupilRow.delete().execute()


def age_files(hours=2) -> None:
    """Let all files be so many hours old."""
    for name in files.file_names():
        path = files.path_of(name)
        saved_at = path.stat().st_mtime - hours * 3600
        os.utime(path, (saved_at, saved_at))


@pytest.fixture
def drawn(run, school):  # noqa: F811
    """The name of a file that belongs to a pupil's drawing."""
    return asked(draw_something)


def test_check_counts_what_pupils_gave(run, drawn):  # noqa: F811
    assert "pupils: 1. Missing: 0." in run("check")


def test_check_says_what_is_missing(run, drawn):  # noqa: F811
    asked(lambda: files.delete_file(drawn))
    assert "Missing: 1." in run("check", exits=1)


def test_check_deletes_what_an_erased_pupil_left(run, drawn):  # noqa: F811
    asked(age_files)
    asked(erase_everybody)
    run("check")
    assert asked(files.file_names) == set()


def test_a_backup_made_during_a_lesson_can_be_heard_and_seen(run, drawn, tmp_path, monkeypatch):  # noqa: F811
    assert "in the copy: 1. Missing: 0." in run("backup", tmp_path / "copy.db")
    monkeypatch.setenv("PERSONALISE_DATA_DIR", str(tmp_path / "restored"))
    (tmp_path / "restored").mkdir()
    (tmp_path / "copy.db").rename(tmp_path / "restored" / "personalise.db")
    (tmp_path / "copy.files").rename(tmp_path / "restored" / "files")
    (tmp_path / "restored" / "secret").write_text((tmp_path / "data" / "secret").read_text())
    assert asked(lambda: content_of(GivenFileRow.get().id)) == DRAWING


def test_a_backup_checks_the_copied_database_against_the_copied_files(run, drawn, tmp_path, monkeypatch):  # noqa: F811
    copy_files = files.copy_files

    def lose_one(target):
        number = copy_files(target)
        (target / drawn).unlink()
        return number

    monkeypatch.setattr(files, "copy_files", lose_one)
    assert "in the copy: 1. Missing: 1." in run("backup", tmp_path / "copy.db")


def test_a_file_that_was_copied_in_part_is_missing(run, drawn, tmp_path, monkeypatch):  # noqa: F811
    def copy_half(source, target):
        target.write_bytes(source.read_bytes()[:9])

    monkeypatch.setattr(files.shutil, "copyfile", copy_half)
    assert "in the copy: 1. Missing: 1." in run("backup", tmp_path / "copy.db")


@pytest.fixture
def on_postgres(run, monkeypatch):  # noqa: F811
    """The name of the file of a drawing in a school on PostgreSQL."""
    if not POSTGRES:
        pytest.skip("needs TEST_POSTGRES_URL")
    with new_postgres() as address:
        monkeypatch.setenv("DATABASE_URL", address)
        run(*FOUND)
        yield asked(draw_something)


def test_on_postgres_a_backup_dumps_the_database_and_copies_the_files(run, on_postgres, tmp_path):  # noqa: F811
    if not has_pg_dump():
        pytest.skip("needs pg_dump")
    file = tmp_path / "copy.dump"
    assert "in the copy: 1. Missing: 0." in run("backup", file)
    assert file.read_bytes().startswith(b"PGDMP") and file.stat().st_mode & 0o077 == 0
    assert (tmp_path / "copy.files" / on_postgres).is_file()


def test_without_pg_dump_the_files_are_copied_and_the_backup_is_not_called_whole(
    run,  # noqa: F811
    on_postgres,
    tmp_path,
    monkeypatch,
):
    monkeypatch.setattr(backing_up, "has_pg_dump", lambda: False)
    told = run("backup", tmp_path / "copy.dump", exits=1)
    assert "pg_dump --format=custom" in told
    assert (tmp_path / "copy.files" / on_postgres).is_file() and not (tmp_path / "copy.dump").exists()


def test_a_dump_that_fails_leaves_nothing(run, on_postgres, tmp_path, monkeypatch):  # noqa: F811
    def fail(command, password=""):
        raise BackupNotPossible(reason="pg_dump failed")

    monkeypatch.setattr(postgres, "_run", fail)
    run("backup", tmp_path / "copy.dump", exits=1)
    assert not list(tmp_path.glob("copy.*"))


def test_a_password_stands_in_no_command():
    command = postgres.dump_command("postgresql://ann:s%20cret@db.example:5432/school", "copy.dump")
    assert "cret" not in command and "ann@db.example:5432/school" in command
