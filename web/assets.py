"""Addresses of static files that change when the file does, so that browsers may keep them for a year."""

from functools import lru_cache
from pathlib import Path

from flask import abort, current_app, Flask, make_response, Response, url_for

# What a page needs together travels together: on a slow network each request costs more than its bytes.
JOINED = {
    "kiosk.css": (("static", "tokens.css"), ("kiosk.static", "kiosk.css")),
    "welcome.js": (("kiosk.static", "scan.js"), ("kiosk.static", "called.js")),
    "turn.js": tuple(("kiosk.static", f"{name}.js") for name in ("guard", "visit", "track", "sort", "read")),
}
TYPES = {".css": "text/css", ".js": "text/javascript"}


def name_assets(app: Flask) -> None:
    """Gives templates static_url(endpoint, filename) and joined_url(name)."""
    app.add_template_global(static_url)
    app.add_template_global(joined_url)
    app.add_url_rule("/static/joined/<name>", "joined.static", joined)


def static_url(endpoint: str, filename: str) -> str:
    """The file's address with its modification time, as in /staff/static/staff.css?v=1764000000."""
    return url_for(endpoint, filename=filename, v=modified(folder_of(endpoint), filename))


def joined_url(name: str) -> str:
    """The address of several files as one, with the time at which the newest of them was changed."""
    changed = (modified(folder_of(endpoint), filename) for endpoint, filename in JOINED[name])
    return url_for("joined.static", name=name, v=max(changed))


def joined(name: str) -> Response:
    """Several files as one. Each script keeps its names to itself, as it would in a file of its own."""
    if name not in JOINED:
        abort(404)
    parts = [(Path(folder_of(endpoint)) / filename).read_text("utf-8") for endpoint, filename in JOINED[name]]
    if name.endswith(".js"):
        parts = [f"{{\n{part}}}\n" for part in parts]
    response = make_response("".join(parts))
    response.mimetype = TYPES[Path(name).suffix]
    response.add_etag()
    return response


def folder_of(endpoint: str) -> str:
    """The folder on disk behind 'static', 'kiosk.static' or 'staff.static'."""
    blueprint, _, _ = endpoint.rpartition(".")
    owner = current_app.blueprints[blueprint] if blueprint else current_app
    return owner.static_folder


def modified(folder: str, filename: str) -> int:
    """When the file was last changed; asked anew each time while somebody works on the program (debug)."""
    return (_modified if current_app.debug else _remembered)(folder, filename)


def _modified(folder: str, filename: str) -> int:
    return int((Path(folder) / filename).stat().st_mtime)


_remembered = lru_cache(maxsize=None)(_modified)
