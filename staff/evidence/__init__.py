"""Pages about change: a pupil's and a cohort's, against the baseline."""

from flask import Blueprint

pages = Blueprint(
    "evidence", __name__, template_folder="templates", static_folder="static", static_url_path="/static/evidence"
)

# The page modules hang their routes on the blueprint, so they come after it.
from staff.evidence import change  # noqa: E402, F401
