"""The staff's side: a blueprint with one nested blueprint a wing, and one guard (access) in front of them all."""

from flask import Blueprint

staff = Blueprint("staff", __name__, url_prefix="/staff", template_folder="templates", static_folder="static")

# The page modules hang their routes on a blueprint, so they come after it.
from staff import (  # noqa: E402
    access,  # noqa: F401
    aims,
    classroom,
    evidence,
    home,  # noqa: F401
    invitations,
    journals,
    not_saved,  # noqa: F401
    people,
    rounds,
    score_cards,
)

for wing in (people, rounds, classroom, journals, score_cards, invitations, aims, evidence):
    staff.register_blueprint(wing.pages)
