"""Settings: read once from the environment, with the data folder and the secret in it."""

import os
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import platformdirs

from learning.core import store
from learning.core.errors import LearningError, N_
from web.clock import utc_now
from web.secret import secret_of

MEGABYTE = 1024 * 1024
FILES = "files"  # the folder for sounds and drawings, inside the data folder

# Every setting of the environment: its name there -> (its name in app.config, its default).
FROM_ENVIRONMENT = {
    "PERSONALISE_DATA_DIR": ("DATA_DIR", ""),
    "DATABASE_URL": ("DATABASE_URL", ""),
    "PERSONALISE_ADDRESS": ("ADDRESS", ""),
    "PERSONALISE_TIMEZONE": ("TIMEZONE", "Europe/London"),
    "PERSONALISE_PROXY": ("PROXY", ""),
    "PERSONALISE_STAFF_HTTPS": ("STAFF_HTTPS", ""),
}

ON_OR_OFF = {"": False, "0": False, "no": False, "false": False, "1": True, "yes": True, "true": True}

FIXED = {
    "CLOCK": utc_now,
    "SESSION_COOKIE_NAME": "personalise",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "MAX_CONTENT_LENGTH": 8 * MEGABYTE,
    "MAX_FORM_MEMORY_SIZE": MEGABYTE,
    "MAX_FORM_PARTS": 2000,  # a page of a long cohort has a few fields for each pupil
    "WTF_CSRF_TIME_LIMIT": None,  # a tablet shows its welcome page all day: the token lives as long as the session
    "BABEL_DEFAULT_LOCALE": "en_GB",
    "BABEL_TRANSLATION_DIRECTORIES": "translations",
}


class NoSuchTimezone(LearningError):
    """PERSONALISE_TIMEZONE is mistyped."""

    msgid = N_("There is no time zone called “%(name)s”. Use a name such as Europe/London.")


class NoSuchProxy(LearningError):
    """PERSONALISE_PROXY is not an address."""

    msgid = N_(
        "PERSONALISE_PROXY must be the address that a proxy's requests come from, such as 127.0.0.1, not “%(words)s”."
    )


class NeitherYesNorNo(LearningError):
    """A setting that must be on or off is something else."""

    msgid = N_("PERSONALISE_STAFF_HTTPS must be 1 or 0, not “%(words)s”.")


class NoDataFolder(LearningError):
    """The data folder cannot be made or read."""

    msgid = N_("The data folder %(folder)s cannot be used: %(reason)s. Set PERSONALISE_DATA_DIR to choose another.")


def read_settings(
    overrides: Mapping[str, Any] | None = None, environ: Mapping[str, str] = os.environ, founding: bool = True
) -> dict[str, Any]:
    """Return all settings of one application: fixed ones, then the environment's, then `overrides`.

    Makes the data folder. Makes its secret too if `founding`, that is, if a school may be set up in it."""
    settings: dict[str, Any] = dict(FIXED)
    for variable, (name, otherwise) in FROM_ENVIRONMENT.items():
        settings[name] = environ.get(variable) or otherwise
    settings.update(overrides or {})
    folder = make_data_folder(settings["DATA_DIR"] or platformdirs.user_data_dir("personalise", appauthor=False))
    settings["DATA_DIR"] = folder
    settings["DATABASE_URL"] = store.checked_address(settings["DATABASE_URL"] or sqlite_address(folder))
    settings["ADDRESS"] = settings["ADDRESS"].rstrip("/")
    settings["PROXY"] = checked_proxy(settings["PROXY"])
    settings["STAFF_HTTPS"] = is_on(settings["STAFF_HTTPS"])
    settings["BABEL_DEFAULT_TIMEZONE"] = known_timezone(settings["TIMEZONE"])
    if "SECRET_KEY" not in settings:
        settings["SECRET_KEY"] = secret_of(folder, store.file_of(settings["DATABASE_URL"]), founding)
    return settings


def known_timezone(name: str) -> str:
    """Return the name if there is such a time zone. It is checked at the start, not on the first page."""
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError) as error:  # not found, not a name, or a folder
        raise NoSuchTimezone(name=name) from error


def checked_proxy(words: str) -> str:
    """Return the proxy's address as the server will see it, or "". A name would never be trusted."""
    try:
        return str(ip_address(words.strip())) if words.strip() else ""
    except ValueError as error:
        raise NoSuchProxy(words=words) from error


def is_on(words: str | bool) -> bool:
    """Return whether a setting is on. A mistyped protection must not go unnoticed."""
    if str(words).strip().lower() not in ON_OR_OFF:
        raise NeitherYesNorNo(words=words)
    return ON_OR_OFF[str(words).strip().lower()]


def make_data_folder(folder: str | Path) -> Path:
    """Return the folder that holds all of a school's data; make it where it is missing. Only its owner can read it."""
    try:
        path = Path(folder).expanduser().resolve()
        str(path).encode()
        if path.is_file():
            raise NoDataFolder(folder=folder, reason=N_("it is a file"))
        if not path.is_dir():
            path.mkdir(parents=True, mode=0o700)
            path.chmod(0o700)  # mkdir's mode is limited by the umask
    except UnicodeError as error:
        raise NoDataFolder(folder=ascii(str(folder)), reason=N_("its name is not UTF-8")) from error
    except (OSError, RuntimeError) as error:  # RuntimeError: ~nobody, or a link to itself
        raise NoDataFolder(folder=folder, reason=getattr(error, "strerror", None) or error) from error
    return path


def sqlite_address(folder: Path) -> str:
    """Return the address of the school's own database file."""
    return f"sqlite:///{(folder / 'personalise.db').as_posix()}"
