"""The command that backs a school up: its database, and its sounds and drawings, checked against each other."""

import shutil
from pathlib import Path

import click

from learning.core import files, store
from learning.visits import file_check
from learning.visits.file_check import FileCheck, NAMES_AND_SIZES
from web.clock import utc_now
from web.commands.group import main
from web.commands.opening import opened
from web.commands.postgres import dump, dump_command, has_pg_dump, names_and_sizes
from web.config import FILES
from web.serve import check_owner

NOT_THE_DATABASE = """The database is NOT in this backup: pg_dump is not installed on this machine. Copy it with
    {command}
while nobody is using the tablets. Then run this command again, so that the files fit the database."""


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the database to FILE, even while it is in use, and sounds and drawings into a folder beside it.

    A PostgreSQL database is copied by pg_dump, if it is installed here. Then pg_restore reads FILE.
    """
    beside = file.with_suffix(f".{FILES}")
    with opened() as settings:
        check_owner()  # but not the version of the tables: a backup comes before the upgrade
        address = settings["DATABASE_URL"]
        is_copied = store.file_of(address) is not None or has_pg_dump()
        size = copy_database(address, file) if is_copied else 0
        number = copy_files(file, beside, is_copied)  # after the database: every file that it names is there by now
        is_current = not store.needs_upgrade()
        if is_current:
            file_check.delete_leftovers(utc_now())
        checked = check_copy(address, file, beside) if is_copied and is_current else None
    if is_copied:
        click.echo(f"Backed up {size:,} bytes to {file}.")
    if number:
        click.echo(f"Backed up {number:,} sounds and drawings to the folder {beside}.")
    if checked:
        tell_checked(checked)
    if not is_copied:
        click.echo(NOT_THE_DATABASE.format(command=dump_command(address, file)), err=True)
        raise click.exceptions.Exit(1)


def copy_database(address: str, file: Path) -> int:
    """Copy the database to a new file, and return its size in bytes. Raises BackupNotPossible."""
    return store.back_up(str(file)) if store.file_of(address) else dump(address, file)


def copy_files(file: Path, beside: Path, is_copied: bool) -> int:
    """Copy sounds and drawings into a folder beside the copied database. If that fails, leave nothing of the backup."""
    try:
        return files.copy_files(beside)
    except OSError as error:
        if not isinstance(error, FileExistsError):
            shutil.rmtree(beside, ignore_errors=True)
        if is_copied:
            file.unlink(missing_ok=True)
        raise store.BackupNotPossible(reason=f"{beside}: {error.strerror or error}.") from error


def check_copy(address: str, file: Path, beside: Path) -> FileCheck:
    """Compare the copied database with the copied files."""
    rows = store.rows_in_copy(str(file), NAMES_AND_SIZES) if store.file_of(address) else names_and_sizes(file)
    return file_check.check_copied([(str(name), int(size)) for name, size in rows], beside)


def tell_checked(checked: FileCheck) -> None:
    """Say how many recordings and drawings the copy has, and how many of them are not in it."""
    click.echo(f"Recordings and drawings of pupils in the copy: {checked.files:,}. Missing: {checked.missing:,}.")
    if checked.missing:
        click.echo("Restore the missing files from an older backup: copy its folder of files over this one.", err=True)
