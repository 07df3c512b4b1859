"""The server: waitress with the figures that held 300 slow tablets, and an orderly end."""

import logging
import signal
import socket
import threading
import time

from flask import Flask
from waitress import create_server

from learning.core import store
from learning.core.errors import LearningError, N_
from learning.people import schools
from web.config import MEGABYTE
from web.secret import check_secret, NoSchoolYet

FIGURES = {
    "threads": 8,
    "connection_limit": 1000,  # waitress' own 100 let 150 idle connections stop a lesson
    "channel_timeout": 20,
    "asyncore_use_poll": True,
    "asyncore_loop_timeout": 1,  # whole seconds: waitress would read 0.5 as 0 and never sleep
    # Up to here the application itself answers with a page that says how large a file may be.
    "max_request_body_size": 64 * MEGABYTE,
    "clear_untrusted_proxy_headers": True,
    "ident": None,
}
# What a proxy tells of the browser behind it. Port and Forwarded are never read.
FROM_PROXY = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}
LAST_REQUESTS = 15  # seconds that accepted requests may take to finish after SIGTERM


class DatabaseSilent(LearningError):
    """Damaged, not a database at all, or a server that cannot be reached."""

    msgid = N_(
        "The database cannot be read. Is it damaged, its disk full, its folder read-only, or its server not running? "
        "Nothing was changed."
    )


class UpgradeNeeded(LearningError):
    """The database is older than the program."""

    msgid = N_("The database is older than this program (%(steps)s). Make a backup, then run: personalise upgrade")


class PortTaken(LearningError):
    """Another program listens there."""

    msgid = N_("Cannot listen on %(host)s port %(port)s: %(reason)s. Choose another with --port or --host.")


def check_answers() -> None:
    """Refuses to go on over a database that cannot be read."""
    if not store.answers():
        raise DatabaseSilent()


def check_schema() -> None:
    """Refuses a database that this program must not serve, also one that the secret does not belong to."""
    check_founded()
    check_secret()


def check_founded() -> None:
    """Refuses a database that is silent, older, newer or without a school."""
    check_answers()
    lacking = store.needs_upgrade()
    if len(lacking) == len(list(store.MIGRATIONS.glob("[0-9]*.py"))):
        raise NoSchoolYet()  # not even the first tables
    if lacking:
        raise UpgradeNeeded(steps=", ".join(lacking))
    if schools.school() is None:
        raise NoSchoolYet()


def serve(app: Flask, host: str, port: int, tell, proxy: str = "") -> None:
    """Serves until SIGTERM or Ctrl-C; `tell` is called with the port once connections are taken.

    `proxy` is the address of whoever stands in front and is believed, or nothing."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    connections: dict = {}
    try:
        server = create_server(app, connections, host=host, port=port, **figures(proxy))
    except (OSError, ValueError) as error:  # ValueError: waitress' word for a host that is no address
        reason = str(getattr(error, "strerror", None) or error).rstrip(".")
        raise PortTaken(host=host, port=port, reason=reason) from error
    stop = threading.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: stop.set())
    tell(port or server.effective_port)
    while not stop.is_set():
        turn(server, connections)
    finish(server, connections)


def figures(proxy: str) -> dict:
    """Waitress' figures; who stands in front is believed only where the school named it."""
    trusted = {"trusted_proxy": proxy, "trusted_proxy_count": 1, "trusted_proxy_headers": FROM_PROXY} if proxy else {}
    return {**FIGURES, **trusted}


def turn(server, connections: dict) -> None:
    """One turn of waitress' loop: wait for the network, at most for the loop's timeout."""
    adjusted = server.adj
    server.asyncore.loop(adjusted.asyncore_loop_timeout, adjusted.asyncore_use_poll, connections, count=1)


def finish(server, connections: dict) -> None:
    """Takes no new connections, lets every accepted request end and its answer leave, then closes."""
    for listener in [each for each in connections.values() if each.accepting]:
        listener.del_channel(connections)
        listener.socket.close()
    deadline = time.monotonic() + LAST_REQUESTS
    while time.monotonic() < deadline and any(is_busy(each) for each in connections.values()):
        turn(server, connections)
    server.task_dispatcher.shutdown(timeout=1)
    server.asyncore.close_all(connections, ignore_all=True)


def is_busy(connection) -> bool:
    """Is a request of this connection being answered, or its answer still leaving?"""
    return bool(getattr(connection, "requests", None) or getattr(connection, "total_outbufs_len", 0))


def network_address() -> str:
    """This machine's address on the school's network (no packet is sent to find it)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 9))
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.1"
