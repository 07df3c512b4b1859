"""The staff's side: one blueprint, one file a page area, and one guard (access) in front of them all."""

from flask import Blueprint

staff = Blueprint("staff", __name__, url_prefix="/staff", template_folder="templates", static_folder="static")

# The page modules hang their routes on the blueprint, so they come after it.
from staff import (  # noqa: E402, F401
    access,
    aims,
    characteristics,
    cohort_grid,
    cohorts,
    groups,
    home,
    invitations,
    journal,
    meeting,
    members,
    own_scores,
    paper,
    pupil_help,
    pupils,
    qr_cards,
    question_sets,
    review,
    roll,
    rooms,
    rounds,
    school,
    score_card,
    sign_in,
    summary,
    tablets,
    wider_aims,
)
