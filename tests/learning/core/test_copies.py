"""A copy of the database is looked at before it is called a backup."""

import pytest

from learning.core import store as the_store
from learning.core.store import BackupNotPossible, writing
from learning.people import schools
from tests.cast import NOW

pytestmark = pytest.mark.sqlite
PAGE = 4096  # bytes


def damage(file) -> None:
    """Overwrite the page on which the schools lie, as a failing disk does; the file can still be opened and copied."""
    root = the_store.run("SELECT rootpage FROM sqlite_master WHERE name = 'school'").fetchone()[0]
    the_store.close_store()
    with file.open("r+b") as pages:
        pages.seek((root - 1) * PAGE)
        pages.write(b"\xff" * PAGE)


@pytest.fixture
def damaged(database_address, tmp_path, data_dir):
    """The store, open over a file of which one page is damaged, and an empty folder for its copy."""
    the_store.open_store(database_address, "a secret for tests")
    schools.found_school("Hillside School", NOW)
    damage(data_dir / "personalise.db")
    the_store.open_store(database_address, "a secret for tests")
    folder = tmp_path / "usb"
    folder.mkdir()
    yield folder
    the_store.close_store()


def test_a_damaged_copy_is_no_backup(damaged):
    with pytest.raises(BackupNotPossible):
        the_store.back_up(damaged / "copy.db")
    assert list(damaged.iterdir()) == []


def test_the_program_itself_goes_on_over_a_damaged_page(damaged):
    """So nothing but the look at the copy would notice it."""

    @writing
    def write() -> None:
        the_store.run("DELETE FROM theme")

    write()
    assert the_store.answers()
