"""What no page of the house can mean: ids beyond any table, hosts that are no address, characters nobody types."""

import re

from flask import abort, Flask, g, request
from flask_babel import lazy_gettext as _
from werkzeug.routing import IntegerConverter

from web.clock import is_static

NAME = r"(?P<name>[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*)\.?"
HOST = re.compile(rf"({NAME}|\[[0-9a-f:.]{{2,45}}\])(:\d{{0,5}})?", re.IGNORECASE)
LONGEST_HOST = 253
NO_ADDRESS = _("The address of this request cannot be read. Please open the page again from its own address.")
NUL = _("Your words hold a character that cannot be kept. Please type them again.")


class Id(IntegerConverter):
    """<int:...> in an address: what is larger than any id a table can hold (2**31 - 1) is no address at all.

    Nine digits are told by their form: a `max` would make 405 of 404 where one address has two routes."""

    regex = r"\d{1,9}"


def refuse_nonsense(app: Flask) -> None:
    """Such requests get a page that says so; call it before any route is added."""
    app.url_map.converters["int"] = Id
    app.wsgi_app = without_false_host(app.wsgi_app)
    app.before_request_funcs.setdefault(None, []).insert(0, refuse_false_host)
    app.before_request(refuse_nul)


def without_false_host(answer):
    """Flask cannot even begin with a host that is no address: give it another, and remember."""

    def take(environ, start_response):
        host = environ.get("HTTP_HOST", "")
        if host and not can_be_host(host):
            environ["HTTP_HOST"] = "localhost"
            environ["personalise.false_host"] = True
        return answer(environ, start_response)

    return take


def can_be_host(host: str) -> bool:
    """Can this stand in an address, as browsers send it?"""
    found = HOST.fullmatch(host)
    return bool(found) and len(found["name"] or "") <= LONGEST_HOST


def refuse_false_host() -> None:
    """400 for a Host header that is no address."""
    if request.environ.get("personalise.false_host"):
        g.school = None
        abort(400, NO_ADDRESS)


def refuse_nul() -> None:
    """400 for a NUL character in a form or a query: PostgreSQL cannot keep it, and nobody types it."""
    if is_static(request.endpoint):
        return
    for given in (request.args, request.form):
        if any("\0" in words for pair in given.items(multi=True) for words in pair):
            abort(400, NUL)
