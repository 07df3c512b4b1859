"""One page for everything that goes wrong, in the words of the side where it happened."""

import logging
from collections.abc import Iterable

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _, LazyString
from flask_wtf.csrf import CSRFError
from peewee import DataError, PeeweeException
from werkzeug.exceptions import HTTPException

from learning.core.errors import LearningError, N_, NotSaved

HEADINGS = {
    400: _("That did not work"),
    401: _("Please sign in"),
    403: _("You cannot open this page"),
    404: _("Page not found"),
    405: _("That did not work"),
    409: _("That has ended"),
    410: _("That has ended"),
    413: _("Too large"),
    422: _("Something is missing"),
    429: _("Please wait a little"),
    500: _("Something went wrong"),
    503: _("Please try again soon"),
}
MESSAGES = {
    403: _("You cannot open this page."),
    404: _("There is no page at this address."),
    405: _("This address cannot be used in that way."),
    413: _("That is too large. The limit is 8 MB."),
    500: _("It is our mistake, not yours. Please try again."),
    503: _("The school's database is not answering at the moment. Please try again soon."),
}
OPEN_TOO_LONG = N_("This page was open for too long. Please press the button again.")
GO_BACK = _("Please go back and try again.")


def explain_errors(app: Flask) -> None:
    """Make every refusal and every failure a page with its own status."""
    app.register_error_handler(LearningError, refused)
    app.register_error_handler(NotSaved, not_saved)
    app.register_error_handler(CSRFError, stale)
    app.register_error_handler(HTTPException, not_found)
    app.register_error_handler(OverflowError, too_large)
    app.register_error_handler(DataError, too_large)
    app.register_error_handler(PeeweeException, unread)
    app.register_error_handler(500, failed)


def refused(error: LearningError) -> ResponseReturnValue:
    """Show the message of a rule that refused."""
    return problem(error.status, gettext(error.msgid, **error.values))


def not_saved(error: NotSaved) -> ResponseReturnValue:
    """Say that the database saved nothing."""
    return problem(error.status, gettext(error.msgid))


def stale(error: CSRFError) -> ResponseReturnValue:
    """Refuse a form whose token is missing, foreign or older than the browser's cookie."""
    return problem(400, gettext(OPEN_TOO_LONG))


def not_found(error: HTTPException) -> ResponseReturnValue | HTTPException:
    """Show what Flask itself refuses; redirects and finished responses pass unchanged."""
    if error.code is None or error.code < 400 or error.response is not None:
        return error
    message = MESSAGES.get(error.code, GO_BACK)
    if isinstance(error.description, LazyString):
        message = error.description  # a sentence of ours
    return problem(error.code, message, error.get_headers())


def too_large(error: Exception) -> ResponseReturnValue:
    """Answer 404 to a number that no column can hold (SQLite: OverflowError, PostgreSQL: DataError)."""
    return problem(404, MESSAGES[404])


def failed(error: Exception) -> ResponseReturnValue:
    """Show our own mistake. The page must not need the database, which may be what failed."""
    g.school = None
    return problem(500, MESSAGES[500])


def unread(error: PeeweeException) -> ResponseReturnValue:
    """Say that the database cannot be read: its disk is full or gone. Writing fails as NotSaved."""
    logging.getLogger("personalise").error("the database could not be read: %s", type(error).__name__)
    return problem(503, MESSAGES[503])


def problem(status: int, message: str, headers: Iterable[tuple[str, str]] = ()) -> ResponseReturnValue:
    """Return the problem page of the side whose address was opened, or the kiosk's if it was neither."""
    if status == 503:
        g.school = None
    side = "staff" if request.path.startswith("/staff") else "kiosk"
    heading = HEADINGS.get(status, HEADINGS[400])
    onward = not request.path.startswith("/i/")  # a guest has no welcome page to go back to
    page = render_template(f"{side}/problem.html", heading=heading, message=message, status=status, onward=onward)
    passed_on = [(name, value) for name, value in headers if name.lower() in ("allow", "retry-after")]
    return page, status, passed_on
