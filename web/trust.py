"""GET /trust and /authority.crt: how a tablet comes to trust the school's https. Open to all, before any sign-in."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, render_template, request, Response

from staff.qr_codes import draw
from web.certificate import authority_file, fingerprint

trust = Blueprint("trust", __name__)

# Words of a browser's own name -> its system; the first that fits. An iPad calls itself a Macintosh.
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
def authority():
    """The authority's certificate, of the kind that tablets offer to install."""
    return Response(authority_file(current_app.config["DATA_DIR"]), mimetype="application/x-x509-ca-cert")


@trust.get("/trust")
def page():
    """What to fetch, how to know that it is the right one, and where each system wants it."""
    file = authority_file(current_app.config["DATA_DIR"])
    address = f"{plain_address()}/authority.crt"
    words = {"address": address, "drawing": draw(address, capitals=False), "fingerprint": fingerprint(file)}
    return render_template("trust.html", system=system_of(request.user_agent.string), **words)


def plain_address() -> str:
    """This school's address over http, which a tablet can open before it trusts; behind a proxy, the one asked for."""
    here = request.host_url.rstrip("/")
    port = current_app.config.get("HTTP_PORT")
    if not (request.is_secure and port):
        return here
    host = urlsplit(here).hostname or ""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def system_of(browser: str) -> str:
    """The system that a browser says it runs on, or ""."""
    return next((system for words, system in SYSTEMS if words in browser), "")
