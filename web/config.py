"""Settings: read once from the environment, with the data folder and the secret that lies in it."""

import os
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from zoneinfo import ZoneInfo

import platformdirs

from learning.core import store
from learning.core.errors import LearningError, N_
from web.clock import utc_now
from web.secret import secret_of

MEGABYTE = 1024 * 1024

# Every setting that may be given from outside: name in the environment -> (name in app.config, what it is at first).
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

    msgid = N_("There is no time zone called “%(name)s”. One is Europe/London.")


class NoSuchProxy(LearningError):
    """PERSONALISE_PROXY is no address."""

    msgid = N_("PERSONALISE_PROXY is the address that a proxy's requests come from, as in 127.0.0.1, not “%(words)s”.")


class NeitherYesNorNo(LearningError):
    """A setting that is on or off is something else."""

    msgid = N_("PERSONALISE_STAFF_HTTPS is 1 or 0, not “%(words)s”.")


class NoDataFolder(LearningError):
    """The data folder cannot be made or looked into."""

    msgid = N_("The data folder %(folder)s cannot be used: %(reason)s. PERSONALISE_DATA_DIR chooses another.")


def read_settings(given: Mapping | None = None, environ: Mapping[str, str] = os.environ, founding: bool = True) -> dict:
    """All settings of one application: fixed ones, then the environment's, then those given. Makes the data folder,
    and its secret for who is `founding` a school in it."""
    settings = dict(FIXED)
    for variable, (name, otherwise) in FROM_ENVIRONMENT.items():
        settings[name] = environ.get(variable) or otherwise
    settings.update(given or {})
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
    """The name, if there is such a time zone; found out at the start and not on the first page."""
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError) as error:  # not found; not a name; a folder of names
        raise NoSuchTimezone(name=name) from error


def checked_proxy(words: str) -> str:
    """The proxy's address as the server will see it, or "": a name or a mistyped one would never be trusted."""
    try:
        return str(ip_address(words.strip())) if words.strip() else ""
    except ValueError as error:
        raise NoSuchProxy(words=words) from error


def is_on(words: str | bool) -> bool:
    """1 or 0. What is neither is told: who mistypes a protection must not believe to have it."""
    if str(words).strip().lower() not in ON_OR_OFF:
        raise NeitherYesNorNo(words=words)
    return ON_OR_OFF[str(words).strip().lower()]


def make_data_folder(folder: str | Path) -> Path:
    """The folder that holds everything of one school; only its owner may look in."""
    try:
        path = Path(folder).expanduser().resolve()
        str(path).encode()
        if path.is_file():
            raise NoDataFolder(folder=folder, reason=N_("it is a file"))
        if not path.is_dir():
            path.mkdir(parents=True, mode=0o700)
            path.chmod(0o700)  # mkdir's mode is cut by the umask of the moment
    except UnicodeError as error:
        raise NoDataFolder(folder=ascii(str(folder)), reason=N_("its name is not UTF-8")) from error
    except (OSError, RuntimeError) as error:  # RuntimeError: ~nobody, a link that leads to itself
        raise NoDataFolder(folder=folder, reason=getattr(error, "strerror", None) or error) from error
    return path


def sqlite_address(folder: Path) -> str:
    """The address of the school's own database file."""
    return f"sqlite:///{(folder / 'personalise.db').as_posix()}"
