"""Commands about people: the roll, and members of staff."""

from collections.abc import Iterable
from pathlib import Path

import click

from learning.core import store
from learning.people import members, roll
from learning.people.cohorts import cohorts_of, join_team
from web.clock import utc_now
from web.commands.group import main
from web.commands.opening import school_opened


@main.command("import-roll")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_roll(file: Path) -> None:
    """Bring the pupils up to date from a CSV file.

    The file comes from the school's own system. Nobody is deleted: pupils who are not on the roll are named.
    """
    rows = roll.read_roll(file.read_bytes())
    with school_opened():
        report = roll.import_roll(rows, utc_now())
    click.echo(
        f"Pupils on the roll: {len(rows):,}. {report.added:,} added, {report.changed:,} changed, "
        f"{report.returned:,} returned, {report.unchanged:,} unchanged. New cohorts: {report.cohorts:,}."
    )
    if report.leavers:
        click.echo(f"Not on this roll, left as they are: {len(report.leavers):,} ({', '.join(report.leavers)})")


@main.group()
def staff() -> None:
    """Add members of staff."""


@staff.command("add")
@click.option("--name", prompt=True)
@click.option("--email", prompt=True)
@click.option("--job", prompt=True, help="For example: Class teacher, Speech therapist.")
@click.option("--duty", prompt=True, type=click.Choice(members.DUTIES))
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="12 characters or more.")
@click.option("--cohort", "cohorts", multiple=True, metavar="NAME", help="Joins the team of this cohort; repeatable.")
def add(name: str, email: str, *, job: str, duty: str, password: str, cohorts: tuple[str, ...]) -> None:
    """Add a member of staff."""
    with school_opened():
        add_to_teams(name, email, job=job, duty=duty, password=password, cohort_ids=cohort_ids(cohorts))
    click.echo(f"Added {name}, {duty}. Teams joined: {len(cohorts)}.")


def cohort_ids(names: Iterable[str]) -> list[int]:
    """Return the ids of the cohorts with these names. Where a class and a year have the same name, both are meant."""
    all_seeing = next(member for member in members.members() if member.duty in ("administrator", "lead"))
    cohorts = cohorts_of(all_seeing)
    if unknown := set(names) - {cohort.name for cohort in cohorts}:
        raise click.ClickException(f"There is no cohort called {', '.join(sorted(unknown))}. Nobody was added.")
    return [cohort.id for cohort in cohorts if cohort.name in names]


@store.writing
def add_to_teams(name: str, email: str, *, job: str, duty: str, password: str, cohort_ids: list[int]) -> None:
    """Add the member of staff and put them into the teams: all or nothing."""
    member = members.add_member(name, email, job=job, duty=duty, password=password, now=utc_now())
    for cohort_id in cohort_ids:
        join_team(cohort_id, member.id)
