"""One page for everything that goes wrong, in the words of the side it happened on."""

import logging

from flask import Flask, g, render_template, request
from flask_babel import gettext, lazy_gettext as _, LazyString
from flask_wtf.csrf import CSRFError
from peewee import DataError, PeeweeException
from werkzeug.exceptions import HTTPException

from learning.core.errors import LearningError, NotSaved

HEADINGS = {
    400: _("That did not work"),
    401: _("Please sign in"),
    403: _("That is not open to you"),
    404: _("Nothing here"),
    405: _("That did not work"),
    409: _("That is over"),
    410: _("That is over"),
    413: _("Too large"),
    422: _("Something is missing"),
    429: _("Please wait a little"),
    500: _("Something went wrong"),
    503: _("Not just now"),
}
MESSAGES = {
    403: _("You may not open this page."),
    404: _("There is no page at this address."),
    405: _("This address cannot be used in that way."),
    413: _("That is too large. The most is 8 MB."),
    500: _("It is our mistake, not yours. Please try again."),
    503: _("The school's database does not answer just now. Please try again in a moment."),
}
ALREADY_TOLD = _("Please go back and try again.")


def explain_errors(app: Flask) -> None:
    """Every refusal and every failure becomes a page with its own status."""
    app.register_error_handler(LearningError, refused)
    app.register_error_handler(NotSaved, not_saved)
    app.register_error_handler(CSRFError, stale)
    app.register_error_handler(HTTPException, not_found)
    app.register_error_handler(OverflowError, too_large)
    app.register_error_handler(DataError, too_large)
    app.register_error_handler(PeeweeException, unread)
    app.register_error_handler(500, failed)


def refused(error: LearningError):
    """A rule of the house said no: its own sentence, translated."""
    return problem(error.status, gettext(error.msgid, **error.values))


def not_saved(error: NotSaved):
    """The database took nothing."""
    return problem(error.status, gettext(error.msgid))


def stale(error: CSRFError):
    """The form's token is missing, foreign or older than the browser's cookie."""
    return problem(400, gettext("This page was open too long. Please press again."))


def not_found(error: HTTPException):
    """What Flask refuses by itself; redirects and finished answers pass as they are."""
    if error.code is None or error.code < 400 or error.response is not None:
        return error
    message = MESSAGES.get(error.code, ALREADY_TOLD)
    if isinstance(error.description, LazyString):
        message = error.description  # a sentence of ours, fit to show
    return problem(error.code, message, error.get_headers())


def too_large(error: Exception):
    """A number that no column can hold (SQLite: OverflowError, PostgreSQL: DataError): there is no such thing."""
    return problem(404, MESSAGES[404])


def failed(error: Exception):
    """A mistake of ours. The page must not need the database, which may be the very thing that failed."""
    g.school = None
    return problem(500, MESSAGES[500])


def unread(error: PeeweeException):
    """The database cannot be read: its disk is full or gone. Writing fails as NotSaved."""
    logging.getLogger("personalise").error("the database could not be read: %s", type(error).__name__)
    return problem(503, MESSAGES[503])


def problem(status: int, message: str, headers=()):
    """The problem page of the side whose address was asked for; the kiosk's where it was neither."""
    if status == 503:
        g.school = None
    side = "staff" if request.path.startswith("/staff") else "kiosk"
    heading = HEADINGS.get(status, HEADINGS[400])
    onward = not request.path.startswith("/i/")  # a guest is at no tablet, to whose welcome page one could go back
    page = render_template(f"{side}/problem.html", heading=heading, message=message, status=status, onward=onward)
    kept = [(name, words) for name, words in headers if name.lower() in ("allow", "retry-after")]
    return page, status, kept
