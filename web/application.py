"""Flask with our own log: what failed and where in the program, never a value of the request."""

import logging
import traceback
from collections.abc import Iterable
from typing import Any, TYPE_CHECKING

from flask import Flask, has_request_context, request

from web.headers import ALWAYS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

log = logging.getLogger("personalise")
PLAIN = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store"), *ALWAYS.items()]


class Application(Flask):
    """Flask that logs by endpoint: an address may hold a QR code, and an error's message what a child wrote."""

    def log_exception(self, exc_info: Any) -> None:
        """Log a failure that is our mistake. Flask calls this."""
        where = f"{request.endpoint or 'no endpoint'} [{request.method}]" if has_request_context() else "the shell"
        log.error("%s failed: %s", where, without_values(exc_info[1]))

    def wsgi_app(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Log what fails outside Flask's error handling here, so that the server does not log it with its address."""
        try:
            return super().wsgi_app(environ, start_response)
        except Exception as error:
            if self.testing or self.debug:
                raise
            self.log_exception((type(error), error, error.__traceback__))
            start_response("500 Internal Server Error", PLAIN)
            return [b"Something went wrong. It is our mistake, not yours. Please try again."]


def without_values(error: BaseException | None) -> str:
    """Return the types of an error and its causes, with their places in the program, without their messages."""
    lines: list[str] = []
    while error is not None and len(lines) < 5:
        places = traceback.extract_tb(error.__traceback__)
        lines.append(" < ".join([type(error).__name__, *(f"{at.filename}:{at.lineno}" for at in reversed(places))]))
        error = error.__cause__ or error.__context__
    return ", after ".join(lines)
