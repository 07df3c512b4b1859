"""Tablets: which browsers may show questions, and how a new one is set up."""

from flask import current_app, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from learning import tablets as enrolled
from staff import staff
from staff.access import forget_sign_in, keep_tablet, needs

HOME_OF_THE_KIOSK = "/k/"  # the kiosk's side is never imported from here


@staff.get("/tablets")
@needs("lead", "tutor", "administrator")
def tablets():
    """The enrolled tablets and when each was last seen."""
    return tablets_page()


@staff.post("/tablets/set-up-code")
@needs("lead", "tutor", "administrator")
def set_up_code():
    """Show a fresh set-up code, once: it is on no other page, so this answer is no redirect."""
    code = enrolled.new_set_up_code(g.member.id, g.now)
    return tablets_page(code)


def tablets_page(code: str = "") -> str:
    """The page, with a code where there is one to show."""
    address = (current_app.config["ADDRESS"] or request.host_url).rstrip("/")
    return render_template("staff/tablets.html", tablets=enrolled.tablets(), code=code, address=address)


@staff.post("/tablets/this-browser")
@needs("lead", "tutor", "administrator")
def make_tablet():
    """Make this browser a tablet; its member is signed out, for pupils will hold it next."""
    token = enrolled.enrol("", g.member.id, g.now)
    session.clear()
    return keep_tablet(forget_sign_in(redirect(HOME_OF_THE_KIOSK, 303)), token)


@staff.post("/tablets/<int:tablet_id>/sign-out")
@needs("lead", "tutor", "administrator")
def sign_out_tablet(tablet_id):
    """A tablet is lost or goes: it shows no more questions."""
    enrolled.sign_out_tablet(tablet_id, g.now)
    flash(_("The tablet is signed out."))
    return redirect(url_for("staff.tablets"), 303)
