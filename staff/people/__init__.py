"""Pages about people: cohorts, groups, pupils, staff, the roll, the school, and signing in."""

from flask import Blueprint

pages = Blueprint(
    "people", __name__, template_folder="templates", static_folder="static", static_url_path="/static/people"
)

# The page modules add their routes to the blueprint, so they are imported after it.
from staff.people import (  # noqa: E402
    age_bands,  # noqa: F401
    cohorts,  # noqa: F401
    concerns,  # noqa: F401
    groups,  # noqa: F401
    members,  # noqa: F401
    pupil_help,  # noqa: F401
    pupils,  # noqa: F401
    roll,  # noqa: F401
    safeguarding,  # noqa: F401
    school,  # noqa: F401
    sign_in,  # noqa: F401
)
