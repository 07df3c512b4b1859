"""`personalise serve`: serve the school, and print where to find it."""

from typing import Any

import click

from learning import example
from learning.core import store
from learning.people import schools
from learning.visits import file_check
from web.app import create_app
from web.certificate import days_left, WARN_WITHIN
from web.clock import utc_now
from web.commands.group import main
from web.serve import check_schema, network_address, serve
from web.serve_https import serve_https

PORT = click.IntRange(0, 65535)
HTTP_PORT_HELP = "With --https: the plain-http port that redirects to https; 0 turns it off."
STOPPED = "Stopped. Everything that was confirmed is saved."


@main.command("serve")
@click.option("--host", default="127.0.0.1", envvar="HOST", show_default=True, help="0.0.0.0 opens it to the network.")
@click.option("--port", envvar="PORT", type=PORT, show_default="8000, with --https 8443")
@click.option("--https", is_flag=True, help="Serve https, with the certificate that `certificate` made.")
@click.option("--http-port", default=8000, show_default=True, type=PORT, help=HTTP_PORT_HELP)
def serve_command(host: str, port: int | None, https: bool, http_port: int) -> None:
    """Serve the school until Ctrl-C."""
    app = create_app()
    try:
        check_schema()
        file_check.delete_leftovers(utc_now())
        if https:
            warn_of_end(days_left(app.config["DATA_DIR"], utc_now()))
            port = 8443 if port is None else port
            serve_https(app, host, port, http_port, lambda bound: welcome(app.config, host, bound, "https"))
        else:
            port = 8000 if port is None else port
            serve(app, host, port, lambda bound: welcome(app.config, host, bound), app.config["PROXY"])
    finally:
        store.close_store()
    click.echo(STOPPED)


def warn_of_end(days: int) -> None:
    """Warn early that the certificate ends, so that no lesson begins with tablets that refuse the school."""
    if days < WARN_WITHIN:
        click.echo(f"The certificate expires in {days} days. Make a new one: personalise certificate", err=True)


def welcome(settings: dict[str, Any], host: str, port: int, scheme: str = "http") -> None:
    """Print which addresses to open, and where the data folder is."""
    school = schools.school()
    addresses = [f"{scheme}://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"]
    if host == "0.0.0.0":
        addresses.append(f"{scheme}://{network_address()}:{port}")
    click.echo(f"\nPersonalise is running for {school.name}. Press Ctrl-C to stop it.\n")
    tablets = "/k/try" if school.is_example else "/k/"  # the example shows QR cards to press
    for address in addresses:
        click.echo(f"  Pupils' tablets  {address}{tablets}")
        click.echo(f"  Staff            {address}/staff/")
    if settings.get("HTTP_PORT"):
        plain = address.rpartition(":")[0].replace("https:", "http:", 1)
        click.echo(f"  Trust it first   {plain}:{settings['HTTP_PORT']}/trust")
    click.echo(f"  Data folder      {settings['DATA_DIR']}")
    if school.is_example:
        welcome_to_example()
    click.echo("", nl=True)


def welcome_to_example() -> None:
    """Print the quickest ways into the example school."""
    click.echo("\n  To be a pupil, open the tablets' address and press a QR card.")
    click.echo("  To be a member of staff, use another browser or a private window:")
    for name, duty, email, password in example.SIGN_INS:
        click.echo(f"    {name:<18} {duty:<14} {email:<24} {password}")
