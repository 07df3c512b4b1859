"""Pages about score cards: opinions, own scores, the meeting, summaries and the grid."""

from flask import Blueprint

pages = Blueprint(
    "score_cards", __name__, template_folder="templates", static_folder="static", static_url_path="/static/score_cards"
)

# The page modules hang their routes on the blueprint, so they come after it.
from staff.score_cards import cohort_grid, meeting, own_scores, score_card, summary  # noqa: E402, F401
