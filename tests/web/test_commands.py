"""The commands, each for real, in a data folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from learning.core import files, store as the_store
from learning.core.errors import NotSaved
from learning.people import cohorts, members, pupils, schools
from tests.cast import PASSWORD
from tests.waiting import NEVER
from web.commands import main
from web.commands.group import NOT_TEXT
from web.commands.opening import opened

FOUND = ["init", "--school", "Hillside School", "--name", "Mr Tech", "--email", "tech@hillside.example"]
FOUND += ["--password", PASSWORD]
GREY = ["staff", "add", "--name", "Ms Grey", "--email", "grey@hillside.example", "--job", "Class teacher"]
GREY += ["--duty", "tutor", "--password", PASSWORD]
ROLL = "UPN,Forename,Surname,Year,Class\nZ999000000001,Amina,Yusuf,5,Kestrels\nZ999000000002,Ben,Adeyemi,5,Kestrels\n"


@pytest.fixture
def run(data_dir, monkeypatch):
    """Runs one command; the exit code must be the expected one. Returns what it printed, both ways."""
    monkeypatch.setenv("PERSONALISE_DATA_DIR", str(data_dir))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def run(*words, exits=0, **options):
        result = CliRunner().invoke(main, [str(word) for word in words], **options)
        assert result.exit_code == exits, result.output
        return result.output

    return run


@pytest.fixture
def school(run):
    """A real school with its first administrator."""
    return run(*FOUND)


@pytest.fixture
def roll_file(tmp_path):
    """A roll of two pupils."""
    file = tmp_path / "roll.csv"
    file.write_text(ROLL)
    return file


def asked(question):
    """What the store answers, opened as the commands open it."""
    with opened():
        return question()


def test_help_lists_every_command(run):
    words = run("--help")
    for command in ("serve", "init", "example", "import-roll", "staff", "upgrade", "backup", "check", "new-secret"):
        assert f"\n  {command} " in words


def test_init_founds_the_school_with_one_administrator(school):
    assert "1 administrator" in school
    assert [member.duty for member in asked(members.members)] == ["administrator"]


def test_init_asks_for_what_is_not_given(run):
    run("init", input=f"Hillside School\nMr Tech\ntech@hillside.example\n{PASSWORD}\n{PASSWORD}\n")
    assert asked(schools.school).name == "Hillside School"


def test_init_refuses_a_second_school(run, school):
    assert "already holds Hillside School" in run(*FOUND, exits=1)


def test_init_with_a_short_password_founds_nothing(run):
    assert "12 characters" in run(*FOUND[:-1], "short", exits=1)
    assert asked(schools.school_or_none) is None


def test_example_says_what_it_loaded_in_numbers(run):
    assert "pupils" in run("example")
    assert asked(schools.school).is_example


def test_example_refuses_a_real_school(run, school):
    assert "already holds Hillside School" in run("example", exits=1)


def test_example_if_empty_leaves_a_real_school_alone(run, school):
    assert run("example", "--if-empty") == ""
    assert not asked(schools.school).is_example


def test_import_roll_tells_what_it_did(run, school, roll_file):
    assert "Pupils on the roll: 2. 2 added, 0 changed" in run("import-roll", roll_file)
    assert "0 added, 0 changed, 0 returned, 2 unchanged" in run("import-roll", roll_file)


def test_import_roll_names_who_is_not_on_it(run, school, roll_file):
    run("import-roll", roll_file)
    roll_file.write_text(ROLL.replace("Z999000000002,Ben,Adeyemi,5,Kestrels\n", ""))
    assert "Not on this roll, left as they are: 1 (Ben Adeyemi)" in run("import-roll", roll_file)


def test_a_wrong_roll_gets_its_place_and_changes_nothing(run, school, roll_file):
    roll_file.write_text(ROLL + "nonsense,Callum,Reid,6,Ospreys\n")
    assert "Line 4, column “UPN”: “nonsense” is not a UPN" in run("import-roll", roll_file, exits=1)
    assert asked(pupils.everyone) == []


def test_staff_add_puts_the_member_into_teams(run, school, roll_file):
    run("import-roll", roll_file)
    assert "Teams joined: 1" in run(*GREY, "--cohort", "Kestrels")
    grey = next(member for member in asked(members.members) if member.name == "Ms Grey")
    assert [cohort.name for cohort in asked(lambda: cohorts.cohorts_of(grey))] == ["Kestrels"]


def test_staff_add_with_an_unknown_cohort_adds_nobody(run, school):
    assert "no cohort called Herons" in run(*GREY, "--cohort", "Herons", exits=1)
    assert len(asked(members.members)) == 1


def test_upgrade_names_what_it_applied(run):
    assert "0001_first_school" in run("upgrade")
    assert "up to date" in run("upgrade")


def test_backup_is_a_whole_school(run, school, tmp_path, monkeypatch):
    copy = tmp_path / "copy.db"
    assert f"bytes to {copy}" in run("backup", copy)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{copy}")
    assert asked(schools.school).name == "Hillside School"


def save_sound():
    """Save a file as the program does."""
    return files.save_file(b"a sound", "wav", most_bytes=100)


def test_a_backup_holds_the_sounds_and_drawings_beside_the_database(run, school, tmp_path):
    name = asked(save_sound)
    assert f"{tmp_path / 'copy.files'}" in run("backup", tmp_path / "copy.db")
    assert (tmp_path / "copy.files" / name).read_bytes() == b"a sound"


def test_a_backup_whose_files_cannot_be_copied_is_no_backup(run, school, tmp_path, monkeypatch):
    asked(save_sound)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.shutil, "copyfile", full)
    (tmp_path / "usb").mkdir()
    assert "No space left on device" in run("backup", tmp_path / "usb" / "copy.db", exits=1)
    assert list((tmp_path / "usb").iterdir()) == []


def test_backup_never_writes_over_a_file(run, school, tmp_path):
    (tmp_path / "copy.db").write_text("precious")
    run("backup", tmp_path / "copy.db", exits=1)
    assert (tmp_path / "copy.db").read_text() == "precious"


@pytest.mark.parametrize("command", [GREY, ["backup", "copy.db"], ["serve"]])
def test_without_a_school_the_way_on_is_named(run, command):
    assert "personalise init" in run(*command, exits=1)


def test_serve_refuses_a_database_without_a_school(run):
    run("upgrade")
    assert "personalise init" in run("serve", exits=1)


@pytest.mark.parametrize("command", [["upgrade"], ["serve"], ["example", "--if-empty"], FOUND])
def test_a_damaged_database_is_told_and_left_alone(run, data_dir, command):
    (data_dir / "personalise.db").write_bytes(b"not a database " * 400)
    (data_dir / "secret").write_text("s" * 64)
    assert "The database cannot be read" in run(*command, exits=1)
    assert (data_dir / "personalise.db").read_bytes() == b"not a database " * 400


def test_serve_refuses_a_newer_database(run, school):
    with opened():
        the_store.writing(
            lambda: the_store.run("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')")
        )()
    assert "newer version" in run("serve", exits=1)


def refused(words, **settings):
    """A command in a process of its own that must end with one sentence; returns it."""
    environment = {**os.environ, **settings}
    run = [sys.executable, "-c", "from web.commands import main; main()", *words]
    ended = subprocess.run(run, env=environment, capture_output=True, timeout=NEVER)
    told = ended.stderr.decode(errors="replace")
    assert (ended.returncode, told.count("\n"), told[:7]) == (1, 1, "Error: "), told
    return told


@pytest.mark.parametrize(
    "address", ["mysql://u:hidden@h/db", "foo", "postgresql://u:hidden@h:port/db", "sqlite://", "postgresql://"]
)
def test_a_database_address_that_cannot_be_used_is_told_without_its_password(run, monkeypatch, address):
    monkeypatch.setenv("DATABASE_URL", address)
    told = run("serve", exits=1)
    assert "DATABASE_URL cannot be used" in told and "hidden" not in told


def test_a_host_that_is_no_address_is_told(run, school, monkeypatch):
    monkeypatch.setenv("HOST", "999.1.1.1")
    assert "Cannot listen on 999.1.1.1" in run("serve", exits=1)


@pytest.mark.parametrize("folder", ["/dev/null", "/proc/nothing/here", "~nobody-of-this-name/school"])
def test_a_data_folder_that_cannot_be_used_is_told(run, monkeypatch, folder):
    monkeypatch.setenv("PERSONALISE_DATA_DIR", folder)
    assert f"The data folder {folder} cannot be used" in run("upgrade", exits=1)


def test_a_data_folder_that_takes_no_file_is_told(run, monkeypatch):
    monkeypatch.setenv("PERSONALISE_DATA_DIR", "/proc")  # refuses new files to root too
    run("upgrade", exits=1)


def test_a_file_that_cannot_be_read_is_told(run, school, monkeypatch):
    def broken(self):
        raise OSError(5, "Input/output error", str(self))

    monkeypatch.setattr(Path, "read_bytes", broken)
    assert "Input/output error" in run("import-roll", __file__, exits=1)


@pytest.mark.server
def test_letters_that_are_no_text_are_told(data_dir):
    words = [*FOUND[:4], b"\xff", *FOUND[5:]]
    assert NOT_TEXT in refused(words, PERSONALISE_DATA_DIR=str(data_dir))
    assert list(data_dir.iterdir()) == []


@pytest.mark.server
def test_a_setting_that_is_no_text_is_told(data_dir):
    refused(["upgrade"], PERSONALISE_DATA_DIR=os.fsdecode(os.fsencode(data_dir) + b"/\xff"))


def test_a_backup_onto_a_full_disk_is_told_and_leaves_nothing(run, school, tmp_path, monkeypatch):
    def full(part):
        Path(part).write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(the_store, "_copy_into", full)
    (tmp_path / "usb").mkdir()
    assert "No space left on device" in run("backup", tmp_path / "usb" / "copy.db", exits=1)
    assert list((tmp_path / "usb").iterdir()) == []


def test_a_failed_write_is_reported(run, school, monkeypatch):
    def full(*args, **kwargs):
        raise NotSaved()

    monkeypatch.setattr(members, "add_member", full)
    assert "Is the disk full" in run(*GREY, exits=1)


def test_a_data_folder_that_is_a_file_is_told(run, roll_file, monkeypatch):
    monkeypatch.setenv("PERSONALISE_DATA_DIR", str(roll_file))
    assert "it is a file" in run("upgrade", exits=1)


def test_a_backup_can_be_made_before_the_upgrade_that_asks_for_it(run, school, tmp_path, monkeypatch):
    monkeypatch.setattr(the_store, "needs_upgrade", lambda: ["0099_newer_tables"])
    assert "personalise upgrade" in run("serve", exits=1)
    copy = tmp_path / "copy.db"
    assert f"bytes to {copy}" in run("backup", copy)
