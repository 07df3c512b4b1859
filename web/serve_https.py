"""The server for https: hypercorn with the school's certificate, and plain http that leads there."""

import asyncio
import logging
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain

from flask import Flask
from werkzeug.wsgi import ClosingIterator

from learning.core.errors import LearningError, N_
from web.application import without_values
from web.certificate import CertificateFaulty, https_folder
from web.headers import ALWAYS
from web.only_https import lead_to_https
from web.serve import FIGURES, LAST_REQUESTS, PortTaken

log = logging.getLogger("personalise")
SILENT = 20  # seconds that a sender, or a connection nobody uses, may stay silent, as with waitress
GOODBYE = 4  # seconds
LARGEST = FIGURES["max_request_body_size"]
TOLD = ("critical", "error", "exception", "warning")
PLAIN = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", "Connection": "close", **ALWAYS}


class HypercornMissing(LearningError):
    """The extra was not installed."""

    msgid = N_("serve --https needs one part more. Install it with: pip install '.[https]'")


class GoneAway(Exception):
    """Whoever was sending went away before the end, or fell silent."""


def serve_https(app: Flask, host: str, port: int, http_port: int, tell) -> None:
    """Serves until SIGTERM or Ctrl-C; `tell` is called with the https port once connections are taken.

    On `http_port` (0: on none) plain http leads to https. Raises CertificateFaulty, HypercornMissing, PortTaken."""
    config = configure(app, host, port, http_port)
    sockets = listen(config, host, port)
    bound = sockets.secure_sockets[0].getsockname()[1]
    app.config["HTTP_PORT"] = http_port
    lead_to_https(app, bound)
    asyncio.run(run(app, config, sockets, lambda: tell(bound)))


def configure(app: Flask, host: str, port: int, http_port: int):
    """Hypercorn's settings; what it would log of a request is left out."""
    try:
        from hypercorn.config import Config
    except ImportError as error:
        raise HypercornMissing() from error
    config = Config()
    shown = f"[{host}]" if ":" in host else host
    config.bind = [f"{shown}:{port}"]
    config.insecure_bind = [f"{shown}:{http_port}"] if http_port else []
    config.certfile = str(https_folder(app.config["DATA_DIR"]) / "server.crt")
    config.keyfile = str(https_folder(app.config["DATA_DIR"]) / "server.key")
    config.backlog = 1000
    config.keep_alive_timeout = config.ssl_handshake_timeout = SILENT
    config.graceful_timeout = LAST_REQUESTS
    config.wsgi_max_body_size = LARGEST
    config.include_server_header = False
    config.accesslog = None
    config.logger_class = WithoutValues
    check_pair(config)
    return config


def check_pair(config) -> None:
    """Refuses files that https cannot be served with."""
    try:
        config.create_ssl_context()
    except OSError as error:  # ssl.SSLError is one too: a key that is damaged or belongs to another certificate
        reason = error.strerror if error.filename or error.errno == 13 else None
        raise CertificateFaulty(reason=reason or N_("its two files are damaged or do not fit")) from error


def listen(config, host: str, port: int):
    """The sockets, taking connections already."""
    try:
        sockets = config.create_sockets()
        for each in [*sockets.secure_sockets, *sockets.insecure_sockets]:
            each.listen(config.backlog)
    except OSError as error:
        taken = config.insecure_bind or [""]
        ports = f"{port}" if not taken[0] else N_("%s or %s") % (port, taken[0].rpartition(":")[2])
        reason = str(error.strerror or error).rstrip(".")
        raise PortTaken(host=host, port=ports, reason=reason) from error
    return sockets


async def run(app: Flask, config, sockets, tell) -> None:
    """Serves until told to stop; then every accepted request may finish."""
    from hypercorn.asyncio.run import worker_serve

    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(FIGURES["threads"]))
    loop.set_exception_handler(tell_of_connection)
    loop.create_server = partial(create_server, loop.create_server)
    stop = asyncio.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: loop.call_soon_threadsafe(stop.set))
    careful = Careful(app, app.config["MAX_CONTENT_LENGTH"])
    serving = loop.create_task(worker_serve(careful, config, sockets=sockets, shutdown_trigger=stop.wait))
    stopping = loop.create_task(stop.wait())
    tell()
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    await finish(serving, careful)


async def create_server(create, *words, **kinds):
    """As asyncio does, but without its half minute for a goodbye that a sleeping tablet never says."""
    if kinds.get("ssl"):
        kinds["ssl_shutdown_timeout"] = GOODBYE
    return await create(*words, **kinds)


async def finish(serving, careful) -> None:
    """Waits for requests that were accepted, then a moment for their last bytes; not for tablets that only stay
    connected: one asleep never says goodbye."""
    deadline = time.monotonic() + LAST_REQUESTS
    while careful.busy and not serving.done() and time.monotonic() < deadline:
        await asyncio.wait({serving}, timeout=0.1)
    await asyncio.wait({serving}, timeout=1)
    if serving.done():
        serving.result()
    serving.cancel()


class Careful:
    """The application as hypercorn calls it. Its own bridge to WSGI is kept from three things: running the application
    on half of a form whose sender is gone, holding a giant upload in memory, and having a thread wait for a slow
    tablet to take its page."""

    def __init__(self, app, most_kept: int):
        from hypercorn.app_wrappers import WSGIWrapper

        self.bridge = WSGIWrapper(never_empty(app), LARGEST)
        self.most_kept = most_kept
        self.busy = 0  # requests that are being read or answered

    async def __call__(self, scope, receive, send, spawn, call_soon) -> None:
        if scope["type"] != "http":
            return await self.bridge(scope, receive, send, spawn, call_soon)
        self.busy += 1
        try:
            body = await read_body(receive, self.most_kept)
            is_giant = body.length > LARGEST
            for message in TOO_LARGE if is_giant else await self.answer(scope, body, spawn):
                await send(message)
        except GoneAway:
            pass
        finally:
            self.busy -= 1

    async def answer(self, scope, body, spawn) -> list[dict]:
        """All of the application's answer."""
        messages: list[dict] = []

        async def receive():
            return {"type": "http.request", "body": body.kept, "more_body": False}

        async def keep(message):
            messages.append(message)

        told = with_length(scope, body.length)
        await self.bridge(told, receive, keep, spawn, lambda _, message: messages.append(message))
        return messages


@dataclass(frozen=True)
class Body:
    """What was sent: its bytes, or none of them where they are more than the application takes, and how many."""

    kept: bytes
    length: int


async def read_body(receive, most_kept: int) -> Body:
    """Reads to the end, so that the sender listens to the answer; but nothing without end. Raises GoneAway."""
    kept, length, more = bytearray(), 0, True
    while more and length <= LARGEST:
        try:
            message = await asyncio.wait_for(receive(), SILENT)
        except TimeoutError as error:
            raise GoneAway from error
        if message["type"] != "http.request":
            raise GoneAway
        length += len(message.get("body", b""))
        kept += message.get("body", b"")
        if length > most_kept:
            kept.clear()
        more = message.get("more_body", False)
    return Body(bytes(kept), length)


def with_length(scope: dict, length: int) -> dict:
    """The request as if it had told its length, which one in chunks does not: the application goes by that."""
    others = [header for header in scope["headers"] if header[0] not in (b"content-length", b"transfer-encoding")]
    return {**scope, "headers": [*others, (b"content-length", b"%d" % length)] if length else others}


def never_empty(app):
    """Hypercorn's bridge sends no headers where there is no body at all, as for HEAD or 304: have one, of nothing."""

    def answer(environ, start_response):
        body = app(environ, start_response)
        return ClosingIterator(chain(body, [b""]), getattr(body, "close", None))

    return answer


TOO_LARGE = [
    {
        "type": "http.response.start",
        "status": 413,
        "headers": [(name.lower().encode(), words.encode()) for name, words in PLAIN.items()],
    },
    {"type": "http.response.body", "body": b"That is too large. The most is 8 MB.", "more_body": False},
]


class WithoutValues:
    """Hypercorn's log: what failed and where in the program, never an address or a word of a request."""

    def __init__(self, config):
        pass

    def __getattr__(self, name: str):
        async def tell(*words, **more):
            if name in TOLD:
                log.error("https failed: %s", without_values(sys.exc_info()[1]) or "a connection")

        return tell


def tell_of_connection(loop, context: dict) -> None:
    """What fails outside of a request; tablets that do not trust the certificate, or go away, are no failure."""
    error = context.get("exception")
    if not isinstance(error, OSError | None):
        log.error("https failed: %s", without_values(error))
