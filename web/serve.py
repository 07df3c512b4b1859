"""The http server: waitress with settings that hold 300 slow tablets, and an orderly end."""

import logging
import signal
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from flask import Flask
from waitress import create_server

from learning.core import store
from learning.core.errors import LearningError, N_
from learning.people import schools
from web.config import MEGABYTE
from web.secret import check_secret, NoSchoolYet

SETTINGS: dict[str, Any] = {
    "threads": 8,
    "connection_limit": 1000,  # with waitress' default of 100, 150 idle connections stop a lesson
    "channel_timeout": 20,
    "asyncore_use_poll": True,
    "asyncore_loop_timeout": 1,  # whole seconds: waitress would read 0.5 as 0 and never sleep
    # Up to this size, the application itself answers with a page that says how large a file can be.
    "max_request_body_size": 64 * MEGABYTE,
    "clear_untrusted_proxy_headers": True,
    "ident": None,
}
# What a proxy says about the browser behind it. Port and Forwarded are never read.
FROM_PROXY = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}
Connections = dict[int, Any]  # of waitress, by file number
LAST_REQUESTS = 15  # seconds for accepted requests to finish after SIGTERM


class DatabaseSilent(LearningError):
    """The database is damaged, is not a database, or its server cannot be reached."""

    msgid = N_(
        "The database cannot be read. Is it damaged, its disk full, its folder read-only, or its server not running? "
        "Nothing was changed."
    )


class UpgradeNeeded(LearningError):
    """The database is older than the program."""

    msgid = N_("The database is older than this program (%(steps)s). Make a backup, then run: personalise upgrade")


class PortTaken(LearningError):
    """Another program uses this port."""

    msgid = N_("Cannot listen on %(host)s port %(port)s: %(reason)s. Choose another with --port or --host.")


def check_answers() -> None:
    """Refuse a database that cannot be read."""
    if not store.answers():
        raise DatabaseSilent()


def check_schema() -> None:
    """Refuse a database that this program cannot serve, or that the secret does not belong to."""
    check_founded()
    check_secret()


def check_owner() -> None:
    """Refuse a database without a school, in tables of any version, and one that the secret does not belong to."""
    find_lacking_tables()
    if not schools.is_founded():
        raise NoSchoolYet()
    check_secret()


def find_lacking_tables() -> list[str]:
    """Return the migrations that the database lacks. Refuse one that cannot be read, or without the first tables."""
    check_answers()
    lacking = store.needs_upgrade()
    if len(lacking) == len(list(store.MIGRATIONS.glob("[0-9]*.py"))):
        raise NoSchoolYet()
    return lacking


def check_founded() -> None:
    """Refuse a database that cannot be read, is older or newer, or has no school."""
    if lacking := find_lacking_tables():
        raise UpgradeNeeded(steps=", ".join(lacking))
    if schools.school_or_none() is None:
        raise NoSchoolYet()


def serve(app: Flask, host: str, port: int, tell: Callable[[int], None], proxy: str = "") -> None:
    """Serve until SIGTERM or Ctrl-C. Calls `tell` with the port once connections are accepted.

    `proxy` is the address of a trusted proxy in front, or ""."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    connections: Connections = {}
    try:
        server = create_server(app, connections, host=host, port=port, **settings_for(proxy))
    except (OSError, ValueError) as error:  # ValueError: the host is not an address
        reason = str(getattr(error, "strerror", None) or error).rstrip(".")
        raise PortTaken(host=host, port=port, reason=reason) from error
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    tell(port or server.effective_port)
    while not stop.is_set():
        serve_once(server, connections)
    finish(server, connections)


def settings_for(proxy: str) -> dict[str, Any]:
    """Return waitress' settings. A proxy in front is trusted only if the school named it."""
    trusted = {"trusted_proxy": proxy, "trusted_proxy_count": 1, "trusted_proxy_headers": FROM_PROXY} if proxy else {}
    return {**SETTINGS, **trusted}


def serve_once(server: Any, connections: Connections) -> None:
    """Run waitress' loop once: wait for the network, at most for the loop's timeout."""
    adjusted = server.adj
    server.asyncore.loop(adjusted.asyncore_loop_timeout, adjusted.asyncore_use_poll, connections, count=1)


def finish(server: Any, connections: Connections) -> None:
    """Accept no new connections, let every accepted request finish and its response leave, then close."""
    for listener in [each for each in connections.values() if each.accepting]:
        listener.del_channel(connections)
        listener.socket.close()
    deadline = time.monotonic() + LAST_REQUESTS
    while time.monotonic() < deadline and any(is_busy(each) for each in connections.values()):
        serve_once(server, connections)
    server.task_dispatcher.shutdown(timeout=1)
    server.asyncore.close_all(connections, ignore_all=True)


def is_busy(connection: Any) -> bool:
    """Return whether a request of this connection is being answered, or its response is still leaving."""
    return bool(getattr(connection, "requests", None) or getattr(connection, "total_outbufs_len", 0))


def network_address() -> str:
    """Return this machine's address on the school's network. No packet is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
