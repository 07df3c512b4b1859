"""Pages about journals: entries and one-to-ones."""

from flask import Blueprint

pages = Blueprint(
    "journals", __name__, template_folder="templates", static_folder="static", static_url_path="/static/journals"
)

# The page modules hang their routes on the blueprint, so they come after it.
from staff.journals import check_ins, given_files, journal  # noqa: E402, F401
