"""Addresses of static files that change when the file does, so that browsers may keep them for a year."""

from functools import lru_cache
from pathlib import Path

from flask import current_app, Flask, url_for


def name_assets(app: Flask) -> None:
    """Gives templates static_url(endpoint, filename)."""
    app.add_template_global(static_url)


def static_url(endpoint: str, filename: str) -> str:
    """The file's address with its modification time, as in /staff/static/staff.css?v=1764000000."""
    return url_for(endpoint, filename=filename, v=modified(folder_of(endpoint), filename))


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
