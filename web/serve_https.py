"""The server for https: hypercorn with the school's certificate, and plain http that leads there."""

import asyncio
import logging
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, TYPE_CHECKING

from flask import Flask
from werkzeug.wsgi import ClosingIterator

from learning.core.errors import LearningError, N_
from web.application import without_values
from web.certificate import CertificateFaulty, https_folder
from web.headers import ALWAYS
from web.only_https import lead_to_https
from web.serve import LAST_REQUESTS, PortTaken, SETTINGS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from hypercorn.config import Config, Sockets

log = logging.getLogger("personalise")
Receive = Callable[[], Awaitable[Any]]
SILENT = 20  # seconds that a sender or an unused connection can stay silent, as with waitress
GOODBYE = 4  # seconds
LARGEST: int = SETTINGS["max_request_body_size"]
LOGGED = ("critical", "error", "exception", "warning")
PLAIN = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", "Connection": "close", **ALWAYS}


class HypercornMissing(LearningError):
    """The https extra is not installed."""

    msgid = N_("serve --https needs one more package. Install it with: pip install '.[https]'")


class GoneAway(Exception):
    """The sender went away before the end, or stopped sending."""


def serve_https(app: Flask, host: str, port: int, http_port: int, tell: Callable[[int], None]) -> None:
    """Serve until SIGTERM or Ctrl-C. Calls `tell` with the https port once connections are accepted.

    On `http_port` (0: none) plain http redirects to https. Raises CertificateFaulty, HypercornMissing, PortTaken."""
    config = configure(app, host, port, http_port)
    sockets = listen(config, host, port)
    bound = sockets.secure_sockets[0].getsockname()[1]
    app.config["HTTP_PORT"] = http_port
    lead_to_https(app, bound)
    asyncio.run(run(app, config, sockets, lambda: tell(bound)))


def configure(app: Flask, host: str, port: int, http_port: int) -> "Config":
    """Return hypercorn's settings. It logs nothing about a request."""
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
    config.logger_class = WithoutValues  # type: ignore[assignment]  # hypercorn only calls its methods
    check_pair(config)
    return config


def check_pair(config: "Config") -> None:
    """Refuse files that https cannot be served with."""
    try:
        config.create_ssl_context()
    except OSError as error:  # ssl.SSLError is one too: a key that is damaged or belongs to another certificate
        reason = error.strerror if error.filename or error.errno == 13 else None
        raise CertificateFaulty(reason=reason or N_("its two files are damaged or do not fit")) from error


def listen(config: "Config", host: str, port: int) -> "Sockets":
    """Open the sockets and accept connections."""
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


async def run(app: Flask, config: "Config", sockets: "Sockets", tell: Callable[[], None]) -> None:
    """Serve until asked to stop, then let every accepted request finish."""
    from hypercorn.asyncio.run import worker_serve

    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(SETTINGS["threads"]))
    loop.set_exception_handler(tell_of_connection)
    loop.create_server = partial(create_server, loop.create_server)  # type: ignore[method-assign]  # hypercorn gives no way
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    careful: Any = Careful(app, app.config["MAX_CONTENT_LENGTH"])
    serving = loop.create_task(worker_serve(careful, config, sockets=sockets, shutdown_trigger=stop.wait))
    stopping = loop.create_task(stop.wait())
    tell()
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    await finish(serving, careful)


async def create_server(create: Callable[..., Awaitable[Any]], *arguments: Any, **options: Any) -> Any:
    """Create a server as asyncio does, without its 30 seconds for a goodbye that a sleeping tablet never says."""
    if options.get("ssl"):
        options["ssl_shutdown_timeout"] = GOODBYE
    return await create(*arguments, **options)


async def finish(serving: "asyncio.Task[None]", careful: "Careful") -> None:
    """Wait for accepted requests, then a moment for their last bytes. Do not wait for tablets that only stay
    connected: a sleeping one never says goodbye."""
    deadline = time.monotonic() + LAST_REQUESTS
    while careful.busy and not serving.done() and time.monotonic() < deadline:
        await asyncio.wait({serving}, timeout=0.1)
    await asyncio.wait({serving}, timeout=1)
    if serving.done():
        serving.result()
    serving.cancel()


class Careful:
    """The application as hypercorn calls it, without three faults of hypercorn's own bridge to WSGI.

    It does not run the application on half a form whose sender is gone, does not hold a giant upload in memory, and no
    thread waits for a slow tablet to receive its page."""

    def __init__(self, app: "WSGIApplication", most_held: int) -> None:
        from hypercorn.app_wrappers import WSGIWrapper

        self.bridge: Any = WSGIWrapper(never_empty(app), LARGEST)
        self.most_held = most_held
        self.busy = 0  # how many requests are being read or answered

    async def __call__(
        self, scope: Any, receive: Receive, send: Callable[[Any], Awaitable[None]], spawn: Any, call_soon: Any
    ) -> None:
        if scope["type"] != "http":
            await self.bridge(scope, receive, send, spawn, call_soon)
            return
        self.busy += 1
        try:
            body = await read_body(receive, self.most_held)
            is_giant = body.length > LARGEST
            for message in TOO_LARGE if is_giant else await self.answer(scope, body, spawn):
                await send(message)
        except GoneAway:
            pass
        finally:
            self.busy -= 1

    async def answer(self, scope: Any, body: "Body", spawn: Any) -> list[Any]:
        """Return the application's whole response."""
        messages: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": body.content, "more_body": False}

        async def collect(message: Any) -> None:
            messages.append(message)

        measured = with_length(scope, body.length)
        await self.bridge(measured, receive, collect, spawn, lambda _, message: messages.append(message))
        return messages


@dataclass(frozen=True)
class Body:
    """What was sent: its bytes, or none if there are more than the application accepts, and how many there were."""

    content: bytes
    length: int


async def read_body(receive: Receive, most_held: int) -> Body:
    """Read to the end, so that the sender listens to the response, but not without limit. Raises GoneAway."""
    content, length, more = bytearray(), 0, True
    while more and length <= LARGEST:
        try:
            message = await asyncio.wait_for(receive(), SILENT)
        except TimeoutError as error:
            raise GoneAway from error
        if message["type"] != "http.request":
            raise GoneAway
        length += len(message.get("body", b""))
        content += message.get("body", b"")
        if length > most_held:
            content.clear()
        more = message.get("more_body", False)
    return Body(bytes(content), length)


def with_length(scope: dict[str, Any], length: int) -> dict[str, Any]:
    """Return the request with its length, which the application needs and a request in chunks does not send."""
    others = [header for header in scope["headers"] if header[0] not in (b"content-length", b"transfer-encoding")]
    return {**scope, "headers": [*others, (b"content-length", b"%d" % length)] if length else others}


def never_empty(app: "WSGIApplication") -> "WSGIApplication":
    """Give every response a body, if only an empty one: hypercorn's bridge sends no headers without one (HEAD, 304)."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        body = app(environ, start_response)
        return ClosingIterator(chain(body, [b""]), getattr(body, "close", None))

    return answer


TOO_LARGE = [
    {
        "type": "http.response.start",
        "status": 413,
        "headers": [(name.lower().encode(), words.encode()) for name, words in PLAIN.items()],
    },
    {"type": "http.response.body", "body": b"That is too large. The limit is 8 MB.", "more_body": False},
]


class WithoutValues:
    """Hypercorn's log: what failed and where in the program, never an address or the content of a request."""

    def __init__(self, config: "Config") -> None:
        pass

    def __getattr__(self, name: str) -> Callable[..., Awaitable[None]]:
        async def tell(*arguments: Any, **options: Any) -> None:
            if name in LOGGED:
                log.error("https failed: %s", without_values(sys.exc_info()[1]) or "a connection")

        return tell


def tell_of_connection(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what fails outside a request. Tablets that do not trust the certificate, or go away, are not failures."""
    error = context.get("exception")
    if not isinstance(error, OSError | None):
        log.error("https failed: %s", without_values(error))
