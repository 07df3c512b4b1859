"""GET /trust and /authority.crt: how a tablet comes to trust the school's https. Open to everybody, without sign-in."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, render_template, request, Response

from staff.qr_codes import draw
from web.certificate import authority_file, fingerprint

trust = Blueprint("trust", __name__)

# Part of a browser's name -> its system; the first match counts. An iPad calls itself a Macintosh.
SYSTEMS = (
    ("CrOS", "chromebook"),
    ("Android", "android"),
    ("iPad", "ipad"),
    ("iPhone", "ipad"),
    ("Firefox", "firefox"),
    ("Macintosh", "ipad"),
    ("Windows", "windows"),
)


@trust.get("/authority.crt")
def authority() -> Response:
    """Send the authority's certificate in the form that tablets offer to install."""
    return Response(authority_file(current_app.config["DATA_DIR"]), mimetype="application/x-x509-ca-cert")


@trust.get("/trust")
def page() -> str:
    """Say what to download, how to check it, and where to install it on each system."""
    file = authority_file(current_app.config["DATA_DIR"])
    address = f"{plain_address()}/authority.crt"
    found = {"address": address, "drawing": draw(address, capitals=False), "fingerprint": fingerprint(file)}
    return render_template("trust.html", system=system_of(request.user_agent.string), **found)


def plain_address() -> str:
    """Return the school's http address, which a tablet can open before it trusts; behind a proxy, the one it opened."""
    opened = request.host_url.rstrip("/")
    port = current_app.config.get("HTTP_PORT")
    if not (request.is_secure and port):
        return opened
    host = urlsplit(opened).hostname or ""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def system_of(browser: str) -> str:
    """Return the system that a browser says it runs on, or ""."""
    return next((system for part, system in SYSTEMS if part in browser), "")
