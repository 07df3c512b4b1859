"""`personalise certificate`: make what https needs, and say how tablets come to trust it."""

import click

from web.certificate import issue_certificate
from web.clock import utc_now
from web.commands.group import main
from web.config import read_settings

HOW_TO_TRUST = """
Each tablet and computer must trust the school's authority once. Start the server, open its page /trust
on the tablet, download authority.crt, then:

  iPad        download it in Safari. Settings > Profile Downloaded > Install. Then Settings > General > About >
              Certificate Trust Settings: turn on full trust
  Android     Settings > Security > More security settings > Install a certificate > CA certificate
  Chromebook  managed: Admin console > Devices > Networks > Certificates.
              otherwise chrome://settings/certificates > Authorities > Import
  Windows     as administrator: certutil -addstore -f Root authority.crt
              or double-click it and choose "Trusted Root Certification Authorities"
  Firefox     Settings > Privacy & Security > View Certificates > Authorities > Import

The file is {file}. Never copy authority.key.
"""
REPLACED = (
    "The school's previous authority could not sign this, so there is a new one. Every tablet must trust it again."
)


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME_OR_ADDRESS]...")
def certificate(names: tuple[str, ...]) -> None:
    """Make the certificate for https.

    It is made for the names and addresses you give, as tablets will open them. If you give none, it is made for those
    of this machine. Run the command again before the certificate ends: tablets that trust the school's authority need
    nothing new.
    """
    settings = read_settings({"SECRET_KEY": ""})
    issued = issue_certificate(settings["DATA_DIR"], list(names), settings["ADDRESS"], utc_now())
    click.echo(f"Made a certificate for {', '.join(issued.names)}.")
    click.echo(f"It is valid until {issued.until:%d %B %Y}. Its files are in {issued.folder}.")
    if issued.authority == "kept":
        click.echo("Tablets that trust this school's authority need nothing new.")
    else:
        if issued.authority == "replaced":
            click.echo(REPLACED)
        click.echo(HOW_TO_TRUST.format(file=issued.folder / "authority.crt"))
    click.echo("Next: start the server, or restart it, with: personalise serve --https")
