"""What somebody sent while the database took nothing: it is still on the page, and one press sends it again."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from learning.core.errors import NotSaved
from staff import staff
from staff.access import path_inside

NEVER_SHOWN = ("csrf_token", "password")


@staff.errorhandler(NotSaved)
def offer_again(error: NotSaved) -> ResponseReturnValue:
    """The form as it was typed, with a button that sends it once more; files and passwords must be given again."""
    g.school = None  # the database is what failed: the page must not ask it
    typed = [(name, text) for name, text in request.form.items(multi=True) if name not in NEVER_SHOWN]
    address = path_inside(request.full_path.rstrip("?")) if request.method == "POST" else ""
    page = render_template("staff/not_saved.html", message=gettext(error.msgid), address=address, typed=typed)
    return page, error.status
