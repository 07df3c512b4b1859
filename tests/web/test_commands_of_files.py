"""The commands that look after what pupils say and draw: check, and backup."""

import os

import pytest

from learning.core import files
from learning.core.store import writing
from learning.journals.answers import begin_entry
from learning.people import pupils
from learning.people.tables import PupilRow
from learning.rounds import planning
from learning.visits.given_files import add_given_file, content_of
from learning.visits.tables import GivenFileRow
from tests.cast import bring_pupils, cohort_called, NOW, pupil_row, TODAY
from tests.chain import DRAWING
from tests.web.test_commands import asked, run, school  # noqa: F401  (fixtures)


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
    assert "pupils: 1. Missing: 0." in run("backup", tmp_path / "copy.db")
    monkeypatch.setenv("PERSONALISE_DATA_DIR", str(tmp_path / "restored"))
    (tmp_path / "restored").mkdir()
    (tmp_path / "copy.db").rename(tmp_path / "restored" / "personalise.db")
    (tmp_path / "copy.files").rename(tmp_path / "restored" / "files")
    (tmp_path / "restored" / "secret").write_text((tmp_path / "data" / "secret").read_text())
    assert asked(lambda: content_of(GivenFileRow.get().id)) == DRAWING
