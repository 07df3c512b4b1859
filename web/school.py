"""The school on every page: read once a request, and only by pages that name it."""

from flask import Flask, g
from werkzeug.local import LocalProxy

from learning.people import schools


def name_the_school(app: Flask) -> None:
    """Gives templates `school`; it is falsy while there is none."""
    app.context_processor(lambda: {"school": LocalProxy(the_school)})


def the_school() -> schools.School | None:
    """The school of this installation, or None before the set-up."""
    if "school" not in g:
        g.school = schools.school()
    return g.school
