"""Pages about invitations, letters and paper."""

from flask import Blueprint

pages = Blueprint(
    "invitations", __name__, template_folder="templates", static_folder="static", static_url_path="/static/invitations"
)

# The page modules hang their routes on the blueprint, so they come after it.
from staff.invitations import invitations, letters, paper  # noqa: E402, F401
