"""The example school's page where a newcomer can be a pupil in three presses. A real school does not have it (404)."""

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from learning import example

from .. import kiosk
from ..visit import become_tablet, remember_scan, tablet_token, the_tablet

LARGEST_ID = 2**31 - 1  # the largest id in PostgreSQL, to which a larger number is an error


@kiosk.get("/try")
def try_it() -> ResponseReturnValue:
    """Show a few QR cards to press."""
    return render_template("kiosk/try.html", cards=example.cards_to_try(g.now))


@kiosk.post("/try")
def try_card() -> ResponseReturnValue:
    """Make this browser a tablet, open a room, and go on as if it had read the card."""
    card_id = request.form.get("card", 0, type=int)
    if not 0 < card_id <= LARGEST_ID:
        abort(404)
    token, pupil_id = example.try_card(card_id, tablet_token() or None, g.now, g.today)
    response = become_tablet(redirect(url_for("kiosk.is_this_you"), 303), token)
    return remember_scan(response, pupil_id, the_tablet(token).id)
