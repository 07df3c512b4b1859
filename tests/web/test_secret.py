"""The secret and its database belong together: where one is lost, nothing begins afresh in silence."""

import os
import shutil

import pytest
from click.testing import CliRunner

from learning.classroom import qr_cards, tablets
from learning.classroom.tables import SetUpCodeRow
from learning.core import store as the_store
from learning.people import members, schools
from learning.people.tables import CohortRow
from tests.cast import NOW, PASSWORD
from web import secret as the_secret
from web.commands import main
from web.commands.opening import opened
from web.secret import make_secret, present_secret, SecretFaulty, SecretFits, SecretForeign, SecretMissing

FOUND = ["init", "--school", "Hillside School", "--name", "Mr Tech", "--email", "tech@hillside.example"]
FOUND += ["--password", PASSWORD]
GREY = ["staff", "add", "--name", "Ms Grey", "--email", "grey@hillside.example", "--job", "Class teacher"]
GREY += ["--duty", "tutor", "--password", PASSWORD]
ROLL = "UPN,Forename,Surname,Year,Class\nZ999000000001,Amina,Yusuf,5,Kestrels\nZ999000000002,Ben,Adeyemi,5,Kestrels\n"
NEED_A_SCHOOL = [["serve"], GREY, ["import-roll", "roll.csv"], ["backup", "copy.db"]]
EVERY_COMMAND = [*NEED_A_SCHOOL, FOUND, ["upgrade"], ["example"], ["example", "--if-empty"]]


@pytest.fixture
def run(data_dir, tmp_path, monkeypatch):
    """Runs one command; the exit code must be the expected one. Returns what it printed, both ways."""
    monkeypatch.setenv("PERSONALISE_DATA_DIR", str(data_dir))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "roll.csv").write_text(ROLL)

    def run(*words, exits=0):
        result = CliRunner().invoke(main, list(words))
        assert result.exit_code == exits, result.output
        return result.output

    return run


@pytest.fixture
def school(run, data_dir):
    """A school of two pupils with QR cards; its data folder."""
    run(*FOUND)
    run("import-roll", "roll.csv")
    with opened():
        qr_cards.make_qr_cards(kestrels(), NOW)
        tablets.new_set_up_code(members.members()[0].id, NOW)
    return data_dir


def kestrels() -> int:
    """The class of the roll."""
    return CohortRow.get(name="Kestrels").id


def contents(folder) -> dict:
    """Every file of a folder."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=" ".join)
def test_a_missing_secret_beside_a_database_is_refused(run, school, command):
    (school / "secret").unlink()
    before = contents(school)
    assert SecretMissing.msgid in run(*command, exits=1)
    assert contents(school) == before


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=" ".join)
@pytest.mark.parametrize("left", [None, b""], ids=["missing", "empty"])
def test_a_lost_database_is_refused(run, school, command, left):
    for file in school.glob("personalise.db*"):
        file.unlink()
    if left is not None:
        (school / "personalise.db").write_bytes(left)
    before = contents(school)
    assert "its database is missing or empty" in run(*command, exits=1)
    assert contents(school) == before


@pytest.mark.parametrize("faulty", [b"", b"   \n", b"a" * 31, b"\xff" * 64, bytes(64)])
def test_a_faulty_secret_is_refused(run, school, faulty):
    (school / "secret").write_bytes(faulty)
    assert "The file secret cannot be used" in run("serve", exits=1)
    assert (school / "secret").read_bytes() == faulty


def test_a_folder_called_secret_is_refused(run, school):
    (school / "secret").unlink()
    (school / "secret").mkdir()
    assert "The file secret cannot be used: Is a directory" in run("serve", exits=1)


@pytest.mark.parametrize("command", NEED_A_SCHOOL, ids=" ".join)
def test_the_secret_of_another_school_is_refused(run, school, command):
    (school / "secret").write_text("s" * 64)
    assert SecretForeign.msgid in run(*command, exits=1)


def test_looking_into_an_empty_folder_leaves_it_empty(run, data_dir):
    run("serve", exits=1)
    assert contents(data_dir) == {}
    run(*FOUND)


def test_a_secret_that_cannot_be_written_whole_leaves_nothing(data_dir, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(the_secret.os, "fsync", full)
    with pytest.raises(OSError):
        make_secret(data_dir)
    assert contents(data_dir) == {}


def test_of_two_that_begin_at_once_both_have_the_same_secret(data_dir):
    first = make_secret(data_dir)
    assert make_secret(data_dir) == first
    assert list(contents(data_dir)) == ["secret"]


def test_a_disk_without_links_keeps_a_secret_too(data_dir, monkeypatch):
    def no_links(part, path):
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    make_secret(data_dir)
    assert list(contents(data_dir)) == ["secret"]
    assert (data_dir / "secret").stat().st_mode & 0o777 == 0o600


def test_a_missing_file_is_no_secret_and_an_empty_one_a_faulty_one(data_dir):
    assert present_secret(data_dir) is None
    (data_dir / "secret").touch()
    with pytest.raises(SecretFaulty):
        present_secret(data_dir)


@pytest.mark.parametrize("left", [None, b"", b"\xff" * 64, b"s" * 64])
def test_a_new_secret_withdraws_the_qr_cards_so_that_new_ones_can_be_made(run, school, left):
    (school / "secret").unlink()
    if left is not None:
        (school / "secret").write_bytes(left)
    assert "QR cards withdrawn: 2." in run("new-secret")
    with opened():
        assert schools.secret_fits()
        assert SetUpCodeRow.select().count() == 0
        assert qr_cards.make_qr_cards(kestrels(), NOW) == 2


def test_a_new_secret_is_refused_where_the_old_one_fits(run, school):
    before = (school / "secret").read_bytes()
    assert SecretFits.msgid in run("new-secret", exits=1)
    assert (school / "secret").read_bytes() == before
    with opened():
        assert len(qr_cards.qr_cards_of(kestrels())) == 2


def test_a_new_secret_needs_a_school(run, data_dir):
    assert "There is no school here yet" in run("new-secret", exits=1)
    assert contents(data_dir) == {}


def test_a_new_secret_does_not_replace_a_lost_database(run, school):
    shutil.copy(school / "secret", school / "kept")
    (school / "personalise.db").unlink()
    assert "its database is missing" in run("new-secret", exits=1)
    assert (school / "secret").read_bytes() == (school / "kept").read_bytes()


def test_withdrawing_all_ends_every_visit_and_tells_how_many(store, cast):
    qr_cards.make_qr_cards(cast.kestrels.id, NOW)
    before = len(qr_cards.qr_cards_of(cast.kestrels.id))
    assert qr_cards.withdraw_all(NOW) == before > 0
    assert qr_cards.qr_cards_of(cast.kestrels.id) == []
    assert the_store.answers()
