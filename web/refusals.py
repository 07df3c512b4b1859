"""Requests that make no sense: ids beyond any table, hosts that are not an address, characters nobody types."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import abort, Flask, g, request
from flask_babel import lazy_gettext as _
from werkzeug.routing import IntegerConverter

from web.clock import is_static

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NAME = r"(?P<name>[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*)\.?"
HOST = re.compile(rf"({NAME}|\[[0-9a-f:.]{{2,45}}\])(:\d{{0,5}})?", re.IGNORECASE)
LONGEST_HOST = 253
NO_ADDRESS = _("The address of this request cannot be read. Please open the page again from its own address.")
NUL = _("What you typed contains a character that cannot be saved. Please type it again.")


class Id(IntegerConverter):
    """<int:...> in an address. A number larger than any id a table can hold (2**31 - 1) does not match.

    The pattern limits it to nine digits: with `max`, Flask would answer 405 instead of 404 where one address has two
    routes."""

    regex = r"\d{1,9}"


def refuse_nonsense(app: Flask) -> None:
    """Answer such requests with a page that says so. Call this before any route is added."""
    app.url_map.converters["int"] = Id
    app.wsgi_app = without_false_host(app.wsgi_app)  # type: ignore[method-assign, assignment]  # Flask documents it
    app.before_request_funcs.setdefault(None, []).insert(0, refuse_false_host)
    app.before_request(refuse_nul)


def without_false_host(application: "WSGIApplication") -> "WSGIApplication":
    """Give Flask another host where it cannot even begin with the one that was sent, and remember that."""

    def take(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        host = environ.get("HTTP_HOST", "")
        if host and not can_be_host(host):
            environ["HTTP_HOST"] = "localhost"
            environ["personalise.false_host"] = True
        return application(environ, start_response)

    return take


def can_be_host(host: str) -> bool:
    """Return whether this can be a host in an address, as browsers send it."""
    found = HOST.fullmatch(host)
    return found is not None and len(found["name"] or "") <= LONGEST_HOST


def refuse_false_host() -> None:
    """Answer 400 to a Host header that is not an address."""
    if request.environ.get("personalise.false_host"):
        g.school = None
        abort(400, NO_ADDRESS)


def refuse_nul() -> None:
    """Answer 400 to a NUL character in a form or a query: PostgreSQL cannot store it, and nobody types it."""
    if is_static(request.endpoint):
        return
    for fields in (request.args, request.form):
        if any("\0" in text for field in fields.items(multi=True) for text in field):
            abort(400, NUL)
