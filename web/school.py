"""The school on every page: read once a request, and only by pages that show it."""

from flask import Flask, g
from werkzeug.local import LocalProxy

from learning.people import schools


def name_the_school(app: Flask) -> None:
    """Give templates `school`, which is falsy until a school is set up."""
    app.context_processor(lambda: {"school": LocalProxy(the_school)})


def the_school() -> schools.School | None:
    """Return the school of this installation, or None before it is set up."""
    if "school" not in g:
        g.school = schools.school_or_none()
    school: schools.School | None = g.school
    return school
