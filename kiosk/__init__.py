"""The pupil's side: a shared tablet, one pupil after another, one question at a time."""

from flask import Blueprint

kiosk = Blueprint("kiosk", __name__, url_prefix="/k", template_folder="templates", static_folder="static")
# A QR card's address is written in capitals, which makes its code smaller: HTTPS://HOST/K/CODE.
upper = Blueprint("kiosk_upper", __name__, url_prefix="/K")
# Guests with an invitation come from any browser; their cookie is not a tablet's.
invited = Blueprint("invited", __name__, url_prefix="/i", template_folder="templates")

from . import problems, routes  # noqa: E402, F401  (they add their routes to the blueprints)
