"""Pages about people: cohorts, groups, pupils, staff, the roll, the school, and signing in."""

from flask import Blueprint

pages = Blueprint(
    "people", __name__, template_folder="templates", static_folder="static", static_url_path="/static/people"
)

# The page modules add their routes to the blueprint, so they are imported after it.
from staff.people import age_bands, cohorts, groups, members, pupil_help, pupils, roll, school, sign_in  # noqa: E402, F401
