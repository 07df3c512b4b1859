"""Addresses of static files that change when the file does, so that browsers may keep them for a year."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import abort, current_app, Flask, make_response, request, Response, url_for

from web.joined import join
from web.older import in_older_words

OLDER = "older.css"  # the pupils' sheets, for browsers that do not know what is in the others
# What a page loads joined, with all that it imports: on a slow network each request costs more than its bytes.
JOINED = {
    "kiosk.css": (("static", "tokens.css"), ("kiosk.static", "kiosk.css")),
    "welcome.css": (("static", "tokens.css"), ("kiosk.static", "welcome.css")),
    OLDER: (("static", "tokens.css"), *(("kiosk.static", f"{name}.css") for name in ("kiosk", "welcome", "guest"))),
    "guard.js": (("kiosk.static", "guard.js"),),
    "visit.js": (("kiosk.static", "visit.js"),),
    "track.js": (("kiosk.static", "track.js"),),
    "welcome.js": (("kiosk.static", "welcome.js"),),
    "before.js": (("kiosk.static", "before.js"),),
    "read.js": (("kiosk.static", "read.js"),),
    "camera.js": (("kiosk.static", "camera.js"),),
    "own_ways.js": (("kiosk.static", "own_ways.js"),),
    "own_ways.css": (("kiosk.static", "own_ways.css"),),
    "staff.css": (("static", "tokens.css"), ("staff.static", "staff.css")),
    "process.css": (("staff.static", "process.css"),),
}
TYPES = {".css": "text/css", ".js": "text/javascript"}


def name_assets(app: Flask) -> None:
    """Gives templates static_url(endpoint, filename) and joined_url(name)."""
    app.add_template_global(static_url)
    app.add_template_global(joined_url)
    app.add_url_rule("/static/joined/<name>", "joined.static", joined)


def static_url(endpoint: str, filename: str) -> str:
    """The file's address with its modification time, as in /staff/static/icon.svg?v=1764000000."""
    return url_for(endpoint, filename=filename, v=modified(folder_of(endpoint), filename))


def joined_url(name: str) -> str:
    """The address of joined files with a hash of their text, as in /static/joined/kiosk.css?v=0f343b0931126a20."""
    _, version = joined_text(name)
    return url_for("joined.static", name=name, v=version)


def joined(name: str) -> Response:
    """Serve joined files as one."""
    if name not in JOINED:
        abort(404)
    text, version = joined_text(name)
    response = make_response(text)
    response.mimetype = TYPES[Path(name).suffix]
    response.set_etag(version)
    response.make_conditional(request)
    return response


def joined_text(name: str) -> tuple[str, str]:
    """The text of joined files and its hash; read again each time while somebody works on the program (debug)."""
    paths = (Path(folder_of(endpoint), filename).resolve() for endpoint, filename in JOINED[name])
    return (_join if current_app.debug else _join_once)(*paths, is_older=name == OLDER)


def folder_of(endpoint: str) -> str:
    """The folder on disk behind 'static', 'kiosk.static' or 'staff.static'."""
    blueprint, _, _ = endpoint.rpartition(".")
    owner = current_app.blueprints[blueprint] if blueprint else current_app
    assert owner.static_folder, f"{endpoint} has no folder"
    return owner.static_folder


def modified(folder: str, filename: str) -> int:
    """When the file was last changed; asked again each time while somebody works on the program (debug)."""
    return (_modified if current_app.debug else _modified_once)(folder, filename)


def _modified(folder: str, filename: str) -> int:
    return int((Path(folder) / filename).stat().st_mtime)


def _join(*paths: Path, is_older: bool = False) -> tuple[str, str]:
    text = in_older_words(join(*paths)) if is_older else join(*paths)
    return text, hashlib.sha256(text.encode()).hexdigest()[:16]


_modified_once = lru_cache(maxsize=None)(_modified)
_join_once = lru_cache(maxsize=None)(_join)
