"""Pages about rounds: what is asked of whom, question sets and success characteristics."""

from flask import Blueprint

pages = Blueprint(
    "rounds", __name__, template_folder="templates", static_folder="static", static_url_path="/static/rounds"
)

# The page modules hang their routes on the blueprint, so they come after it.
from staff.rounds import answers, characteristics, question_sets, recordings, rounds, set_help  # noqa: E402, F401
