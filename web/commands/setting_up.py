"""Commands that set up a school: a real one, or the example."""

from dataclasses import asdict

import click

from learning import example as example_school
from learning.core import store
from learning.people import members, schools
from learning.rounds import question_library, ready_lists
from web.clock import local_day, utc_now
from web.commands.group import main
from web.commands.opening import opened


@main.command()
@click.option("--school", prompt="Name of the school")
@click.option("--name", prompt="Your name", help="The first administrator's name.")
@click.option("--email", prompt="Your email address", help="The address that the administrator signs in with.")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="12 characters or more.")
def init(school: str, name: str, email: str, password: str) -> None:
    """Set up a real school.

    Makes the data folder, its secret, the tables and the first administrator. Asks for anything you leave out.
    """
    with opened(founding=True) as settings:
        store.upgrade()
        refuse_second_school()
        found(school, name, email, password)
        click.echo(f"{school} is set up in {settings['DATA_DIR']} with 1 administrator, {name}.")
        click.echo("Next: personalise import-roll FILE.csv, then personalise serve")
        click.echo('Then, on the page "Safeguarding", name the adults whom pupils reach when they want to talk.')


@store.writing
def found(school: str, name: str, email: str, password: str) -> None:
    """Add the school, its first administrator, and the first questions and characteristics: all or nothing."""
    now = utc_now()
    schools.found_school(school, now)
    members.add_member(name, email, job="Administrator", duty="administrator", password=password, now=now)
    question_library.ask_seed_questions(now.date())
    ready_lists.add_seed_characteristics()


def refuse_second_school() -> None:
    """Refuse a data folder that holds a school already."""
    if school := schools.school_or_none():
        kind = "the example school" if school.is_example else school.name
        raise click.ClickException(
            f"This data folder already holds {kind}. Each school needs its own folder: "
            "set PERSONALISE_DATA_DIR to another one. Nothing was changed."
        )


@main.command()
@click.option("--if-empty", is_flag=True, help="Do nothing if there is a school already.")
def example(if_empty: bool) -> None:
    """Load the example school into an empty data folder."""
    with opened(founding=True) as settings:
        store.upgrade()
        if if_empty and schools.school_or_none():
            return
        refuse_second_school()
        now = utc_now()
        counts = example_school.load(now, local_day(now, settings["TIMEZONE"]))
        click.echo(f"Loaded the example school: {in_words(counts)}.")


def in_words(counts: example_school.Counts) -> str:
    """Return counts as a sentence: Counts(pupils=1200, aims=3) is "1,200 pupils, 3 aims"."""
    return ", ".join(f"{number:,} {noun.replace('_', ' ')}" for noun, number in asdict(counts).items())
