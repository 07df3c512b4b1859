"""Pages about the classroom: rooms with their board, tablets, QR cards."""

from flask import Blueprint

pages = Blueprint(
    "classroom", __name__, template_folder="templates", static_folder="static", static_url_path="/static/classroom"
)

# The page modules hang their routes on the blueprint, so they come after it.
from staff.classroom import check_ins, qr_cards, rooms, tablets  # noqa: E402, F401
