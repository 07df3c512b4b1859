"""Pages about score cards: opinions, own scores, the meeting, summaries and the grid."""

from flask import Blueprint

pages = Blueprint(
    "score_cards", __name__, template_folder="templates", static_folder="static", static_url_path="/static/score_cards"
)

# The page modules add their routes to the blueprint, so they are imported after it.
from staff.score_cards import (  # noqa: E402
    agreeing,  # noqa: F401
    cohort_grid,  # noqa: F401
    evidence,  # noqa: F401
    meeting,  # noqa: F401
    opinion,  # noqa: F401
    own_scores,  # noqa: F401
    score_card,  # noqa: F401
    summaries,  # noqa: F401
    take_home,  # noqa: F401
)
