"""Commands that look after a school: upgrade, check, and a new secret."""

import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from learning.classroom import qr_cards, secret_pictures
from learning.classroom.tablets import forget_set_up_codes
from learning.core import keys, store
from learning.people import schools
from learning.visits import file_check
from web.clock import utc_now
from web.commands.group import main
from web.commands.opening import opened
from web.config import read_settings
from web.secret import DatabaseLost, holds_rows, NoSchoolYet, present_secret, replace_secret, SecretFaulty, SecretFits
from web.serve import check_founded


@main.command()
def upgrade() -> None:
    """Bring the database's tables up to date."""
    with opened(founding=True):
        applied = store.upgrade()
    names = f" ({', '.join(applied)})" if applied else ", the tables are up to date"
    click.echo(f"Migrations applied: {len(applied)}{names}.")


@main.command()
def check() -> None:
    """Check that every recording and drawing of a pupil has its file, and delete files that belong to nobody."""
    with opened():
        check_founded()
        checked = tidy_files()
    tell_files(checked)
    if checked.missing:
        raise click.exceptions.Exit(1)


def tidy_files() -> file_check.FileCheck:
    """Delete the files of erased pupils, and compare those that are left with their rows."""
    file_check.delete_leftovers(utc_now())
    return file_check.check_files()


def tell_files(checked: file_check.FileCheck) -> None:
    """Say how many recordings and drawings there are, and how many of them are lost."""
    click.echo(f"Recordings and drawings of pupils: {checked.files:,}. Missing: {checked.missing:,}.")
    if checked.missing:
        click.echo("Restore the missing files from a backup: copy its folder of files over this one.", err=True)


@main.command("new-secret")
def new_secret() -> None:
    """Make a new secret when the old one and all its backups are lost.

    All QR cards, open invitations and secret pictures stop working. Stop the server before you run this command,
    and start it again afterwards.
    """
    settings = read_settings({"SECRET_KEY": ""})
    refuse_lost_database(settings)
    with opened(settings):
        check_founded()
        refuse_fitting_secret(settings["DATA_DIR"])
        secret = secrets.token_hex(32)
        replace_secret(settings["DATA_DIR"], secret)  # first: if the rest fails, this command can be run again
        keys.hold(secret)
        withdrawn = renew_codes()
    click.echo(f"Made a new secret. QR cards withdrawn: {withdrawn:,}. Back up the new file secret.")
    click.echo("Next: start the server again. Make and print QR cards for each cohort, and new invitations.")


def refuse_lost_database(settings: dict[str, Any]) -> None:
    """Refuse to make a new secret where the database is missing."""
    if (file := store.file_of(settings["DATABASE_URL"])) and not holds_rows(file):
        raise DatabaseLost() if (settings["DATA_DIR"] / "secret").exists() else NoSchoolYet()


def refuse_fitting_secret(folder: Path) -> None:
    """Refuse to throw away a secret that still works."""
    with suppress(SecretFaulty):
        keys.hold(present_secret(folder) or "")
        if schools.secret_fits():
            raise SecretFits()


@store.writing
def renew_codes() -> int:
    """Take the new secret as the school's own, and withdraw all codes that the old one made. Return how many QR cards
    were withdrawn."""
    schools.renew_seal()
    forget_set_up_codes()
    secret_pictures.reset_all_pictures()
    return qr_cards.withdraw_all(utc_now())
