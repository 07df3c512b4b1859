"""Flask with the house's own log: what failed and where in the program, never a value of the request."""

import logging
import traceback

from flask import Flask, has_request_context, request

from web.headers import ALWAYS

log = logging.getLogger("personalise")
PLAIN = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store"), *ALWAYS.items()]


class Application(Flask):
    """Logs by endpoint: an address may hold a QR code, and an error's own words what a child wrote."""

    def log_exception(self, exc_info) -> None:
        """Called by Flask for every failure that is a mistake of ours."""
        where = f"{request.endpoint or 'no endpoint'} [{request.method}]" if has_request_context() else "the shell"
        log.error("%s failed: %s", where, without_values(exc_info[1]))

    def wsgi_app(self, environ, start_response):
        """What fails outside of Flask's own care is told here, lest the server log it with its address."""
        try:
            return super().wsgi_app(environ, start_response)
        except Exception as error:
            if self.testing or self.debug:
                raise
            self.log_exception((type(error), error, error.__traceback__))
            start_response("500 Internal Server Error", PLAIN)
            return [b"Something went wrong. It is our mistake, not yours. Please try again."]


def without_values(error: BaseException | None) -> str:
    """The kinds of an error and of what caused it, with the places in the program; none of their words."""
    lines = []
    while error is not None and len(lines) < 5:
        places = traceback.extract_tb(error.__traceback__)
        lines.append(" < ".join([type(error).__name__, *(f"{at.filename}:{at.lineno}" for at in reversed(places))]))
        error = error.__cause__ or error.__context__
    return ", after ".join(lines)
