"""The commands of `personalise`: what an administrator does at the machine itself."""

import secrets
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

import click

from learning import example as example_school
from learning.classroom import qr_cards, secret_pictures
from learning.classroom.tablets import forget_set_up_codes
from learning.core import keys, store
from learning.people import members, roll, schools
from learning.people.cohorts import cohorts_of, join_team
from learning.rounds import question_library, ready_lists
from web.app import create_app
from web.certificate import days_left, issue_certificate, WARN_WITHIN
from web.clock import local_day, utc_now
from web.command_group import Commands
from web.config import read_settings
from web.secret import DatabaseLost, holds_rows, NoSchoolYet, present_secret, replace_secret, SecretFaulty, SecretFits
from web.serve import check_answers, check_founded, check_schema, network_address, serve
from web.serve_https import serve_https

PORT = click.IntRange(0, 65535)
HOW_TO_TRUST = """
Each tablet and computer must trust the school's authority once. Start the server, open its page /trust
on the tablet, fetch authority.crt, then:

  iPad        fetch it in Safari. Settings > Profile Downloaded > Install. Then Settings > General > About >
              Certificate Trust Settings: switch full trust on
  Android     Settings > Security > More security settings > Install a certificate > CA certificate
  Chromebook  managed: Admin console > Devices > Networks > Certificates.
              else chrome://settings/certificates > Authorities > Import
  Windows     as administrator: certutil -addstore -f Root authority.crt
              or double-click it and choose "Trusted Root Certification Authorities"
  Firefox     Settings > Privacy & Security > View Certificates > Authorities > Import

The file is {file}. Never copy authority.key.
"""
REPLACED = "The school's authority of before could not sign this, so there is a new one: tablets must trust it anew."


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="personalise", message="Personalise %(version)s")
def main():
    """Learning journals and score cards for a school, on a machine of its own.

    Everything of the school lies in one data folder. PERSONALISE_DATA_DIR says where.
    """


@contextmanager
def opened(settings=None, founding=False):
    """The settings, with the store open while the command works; for `founding`, also where there is nothing yet."""
    settings = settings or read_settings(founding=founding)
    store.open_store(settings["DATABASE_URL"], settings["SECRET_KEY"])
    try:
        check_answers()
        yield settings
    finally:
        store.close_store()


@contextmanager
def ready():
    """As opened(), for commands that need a school."""
    with opened() as settings:
        check_schema()
        yield settings


@main.command("serve")
@click.option("--host", default="127.0.0.1", envvar="HOST", show_default=True, help="0.0.0.0 opens it to the network.")
@click.option("--port", envvar="PORT", type=PORT, show_default="8000, with --https 8443")
@click.option("--https", is_flag=True, help="Serve https, with the certificate that `certificate` made.")
@click.option("--http-port", default=8000, show_default=True, type=PORT, help="With --https: leads there. 0 is none.")
def serve_command(host, port, https, http_port):
    """Serve the school until Ctrl-C."""
    app = create_app()
    try:
        check_schema()
        if https:
            warn_of_end(days_left(app.config["DATA_DIR"], utc_now()))
            port = 8443 if port is None else port
            serve_https(app, host, port, http_port, lambda bound: welcome(app.config, host, bound, "https"))
        else:
            port = 8000 if port is None else port
            serve(app, host, port, lambda bound: welcome(app.config, host, bound), app.config["PROXY"])
    finally:
        store.close_store()
    click.echo("Stopped. Everything that was confirmed is kept.")


def warn_of_end(days):
    """In good time, so that no lesson begins with tablets that refuse the school."""
    if days < WARN_WITHIN:
        click.echo(f"The certificate ends in {days} days. Make a new one: personalise certificate", err=True)


def welcome(settings, host, port, scheme="http"):
    """What to open, and where everything lies."""
    school = schools.school()
    addresses = [f"{scheme}://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"]
    if host == "0.0.0.0":
        addresses.append(f"{scheme}://{network_address()}:{port}")
    click.echo(f"\nPersonalise serves {school.name}. Ctrl-C ends it.\n")
    tablets = "/k/try" if school.is_example else "/k/"  # the example has its QR cards to press at hand
    for address in addresses:
        click.echo(f"  Pupils' tablets  {address}{tablets}")
        click.echo(f"  Staff            {address}/staff/")
    if settings.get("HTTP_PORT"):
        trusting = address.rpartition(":")[0].replace("https:", "http:", 1)
        click.echo(f"  Trust it first   {trusting}:{settings['HTTP_PORT']}/trust")
    click.echo(f"  Data folder      {settings['DATA_DIR']}")
    if school.is_example:
        welcome_to_example()
    click.echo("", nl=True)


def welcome_to_example():
    """The shortest ways in for a newcomer; an example school alone has them."""
    click.echo("\n  Be a pupil: open the tablets' address and press a QR card.")
    click.echo("  Be one of the staff, in another browser or a private window:")
    for name, duty, email, password in example_school.SIGN_INS:
        click.echo(f"    {name:<18} {duty:<14} {email:<24} {password}")


@main.command()
@click.option("--school", prompt="Name of the school")
@click.option("--name", prompt="Your name", help="The first administrator's name.")
@click.option("--email", prompt="Your email address", help="What the administrator signs in with.")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="12 characters or more.")
def init(school, name, email, password):
    """Set up a real school.

    Makes the data folder, its secret, the tables and the first administrator. Asks for what is not given.
    """
    with opened(founding=True) as settings:
        store.upgrade()
        refuse_second_school()
        found(school, name, email, password)
        click.echo(f"{school} is set up in {settings['DATA_DIR']} with 1 administrator, {name}.")
        click.echo("Next: personalise import-roll FILE.csv, then personalise serve")


@store.writing
def found(school, name, email, password):
    """The school, its first administrator, the questions and characteristics to begin with: all or nothing."""
    now = utc_now()
    schools.found_school(school, now)
    members.add_member(name, email, "Administrator", "administrator", password, now)
    question_library.ask_seed_questions(now.date())
    ready_lists.add_seed_characteristics()


def refuse_second_school():
    """One data folder is one school."""
    if there := schools.school():
        kind = "the example school" if there.is_example else there.name
        raise click.ClickException(
            f"This data folder already holds {kind}. A school needs a folder of its own: "
            "set PERSONALISE_DATA_DIR to another one. Nothing was changed."
        )


@main.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when there is a school already.")
def example(if_empty):
    """Load the example school into an empty data folder."""
    with opened(founding=True) as settings:
        store.upgrade()
        if if_empty and schools.school():
            return
        refuse_second_school()
        now = utc_now()
        counts = example_school.load(now, local_day(now, settings["TIMEZONE"]))
        click.echo(f"Loaded the example school: {in_words(counts)}.")


def in_words(counts) -> str:
    """Counts(pupils=1200, aims=3) as "1,200 pupils, 3 aims"."""
    return ", ".join(f"{number:,} {what.replace('_', ' ')}" for what, number in asdict(counts).items())


@main.command("import-roll")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_roll(file):
    """Bring the pupils up to date from a CSV file.

    The file comes from the school's own system. Nobody is ever deleted: who is not on the roll is named.
    """
    rows = roll.read_roll(file.read_bytes())
    with ready():
        report = roll.import_roll(rows, utc_now())
    click.echo(
        f"Pupils on the roll: {len(rows):,}. {report.added:,} added, {report.changed:,} changed, "
        f"{report.returned:,} returned, {report.unchanged:,} unchanged. New cohorts: {report.cohorts:,}."
    )
    if report.leavers:
        click.echo(f"Not on this roll, left as they are: {len(report.leavers):,} ({', '.join(report.leavers)})")


@main.group()
def staff():
    """Members of staff."""


@staff.command("add")
@click.option("--name", prompt=True)
@click.option("--email", prompt=True)
@click.option("--job", prompt=True, help="As in: Class teacher, Speech therapist.")
@click.option("--duty", prompt=True, type=click.Choice(members.DUTIES))
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="12 characters or more.")
@click.option("--cohort", "cohorts", multiple=True, metavar="NAME", help="Joins the team of this cohort; repeatable.")
def add(name, email, job, duty, password, cohorts):
    """Add a member of staff."""
    with ready():
        enlist(name, email, job, duty, password, cohort_ids(cohorts))
    click.echo(f"Added {name}, {duty}. Teams joined: {len(cohorts)}.")


def cohort_ids(names) -> list[int]:
    """The cohorts of these names; a class and a year of one name are both meant."""
    everything = next(member for member in members.members() if member.duty in ("administrator", "lead"))
    cohorts = cohorts_of(everything)
    if unknown := set(names) - {cohort.name for cohort in cohorts}:
        raise click.ClickException(f"There is no cohort called {', '.join(sorted(unknown))}. Nobody was added.")
    return [cohort.id for cohort in cohorts if cohort.name in names]


@store.writing
def enlist(name, email, job, duty, password, cohort_ids):
    """The member and the teams, all or nothing."""
    member = members.add_member(name, email, job, duty, password, utc_now())
    for cohort_id in cohort_ids:
        join_team(cohort_id, member.id)


@main.command()
def upgrade():
    """Bring the database's tables up to date."""
    with opened(founding=True):
        applied = store.upgrade()
    names = f" ({', '.join(applied)})" if applied else ": the tables are up to date"
    click.echo(f"Migrations applied: {len(applied)}{names}.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file):
    """Copy the database to FILE, also while it is in use."""
    with ready():
        size = store.back_up(str(file))
    click.echo(f"Backed up {size:,} bytes to {file}.")


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME_OR_ADDRESS]...")
def certificate(names):
    """Make the certificate for https.

    For the names and addresses given, as tablets will open them; for those of this machine where none are given.
    Give it again before the certificate ends: tablets that trust the school's authority need nothing new.
    """
    settings = read_settings({"SECRET_KEY": ""})
    issued = issue_certificate(settings["DATA_DIR"], names, settings["ADDRESS"], utc_now())
    click.echo(f"Made a certificate for {', '.join(issued.names)}.")
    click.echo(f"It is good until {issued.until:%d %B %Y}. Its files lie in {issued.folder}.")
    if issued.authority == "kept":
        click.echo("Tablets that trust this school's authority need nothing new.")
    else:
        if issued.authority == "replaced":
            click.echo(REPLACED)
        click.echo(HOW_TO_TRUST.format(file=issued.folder / "authority.crt"))
    click.echo("Next: start the server, or start it again, with: personalise serve --https")


@main.command("new-secret")
def new_secret():
    """Make a new secret when the old one is lost for good.

    Every QR card stops working: they are made and printed again. End the server before, start it after.
    """
    settings = read_settings({"SECRET_KEY": ""})
    refuse_lost_database(settings)
    with opened(settings):
        check_founded()
        refuse_fitting_secret(settings["DATA_DIR"])
        fresh = secrets.token_hex(32)
        replace_secret(settings["DATA_DIR"], fresh)  # first: if the rest fails, this command can be given again
        keys.hold(fresh)
        withdrawn = begin_anew()
    click.echo(f"Made a new secret. QR cards withdrawn: {withdrawn:,}. Back up the new file secret.")
    click.echo("Next: start the server again, make the missing QR cards of each cohort, and print them.")


def refuse_lost_database(settings):
    """A new secret is for a school that is there."""
    if (file := store.file_of(settings["DATABASE_URL"])) and not holds_rows(file):
        raise DatabaseLost() if (settings["DATA_DIR"] / "secret").exists() else NoSchoolYet()


def refuse_fitting_secret(folder):
    """Nothing is thrown away that still works."""
    with suppress(SecretFaulty):
        keys.hold(present_secret(folder) or "")
        if schools.secret_fits():
            raise SecretFits()


@store.writing
def begin_anew() -> int:
    """The seal of the new secret, and no QR card or set-up code of the old one; returns how many cards there were."""
    schools.renew_seal()
    forget_set_up_codes()
    secret_pictures.reset_all_pictures()
    return qr_cards.withdraw_all(utc_now())
