"""Pages about blockers, enablers and aims."""

from flask import Blueprint

pages = Blueprint("aims", __name__, template_folder="templates", static_folder="static", static_url_path="/static/aims")

# The page modules hang their routes on the blueprint, so they come after it.
from staff.aims import aims, wall_sheet, wider_aims  # noqa: E402, F401
