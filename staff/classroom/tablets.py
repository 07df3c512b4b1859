"""Tablets: which browsers may show questions, and how a new one is set up."""

from flask import current_app, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext, lazy_gettext as _, ngettext
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from learning.classroom import tablets as enrolled
from staff.access import forget_sign_in, needs, set_tablet_cookie, tablet_token
from staff.classroom import pages
from staff.forms import Form
from staff.qr_codes import draw

HOME_OF_THE_KIOSK = "/k/"  # the kiosk's side is never imported from here
SETS_UP = ("lead", "tutor", "administrator")
AT_MOST = Length(max=enrolled.LONGEST_NAME)


class SetUpForm(Form):
    """What the next tablet is called; it may be left to the program."""

    name = StringField(_("Name of the tablet"), [AT_MOST])


class NameForm(Form):
    """What a tablet is called from now on."""

    name = StringField(_("Name"), [DataRequired(_("Give the tablet a name.")), AT_MOST])


@pages.get("/tablets")
@needs(*SETS_UP)
def tablets():
    """The enrolled tablets and when each was last seen."""
    return tablets_page(SetUpForm())


@pages.post("/tablets/set-up-code")
@needs(*SETS_UP)
def set_up_code():
    """Show a fresh set-up code, once: it is on no other page, so this answer is no redirect."""
    form = SetUpForm()
    if not form.validate():
        return tablets_page(form), 422
    return tablets_page(form, enrolled.new_set_up_code(g.member.id, g.now, form.name.data))


def tablets_page(form: SetUpForm, code: str = "") -> str:
    """The page, with a code to scan or to type where there is one to show."""
    address = (current_app.config["ADDRESS"] or request.host_url).rstrip("/")
    drawing = draw(f"{address}/K/T/{code.replace(' ', '')}") if code else ""
    words = {"code": code, "drawing": drawing, "address": address}
    return render_template("staff/classroom/tablets.html", tablets=enrolled.tablets(), form=form, **words)


@pages.post("/tablets/this-browser")
@needs(*SETS_UP)
def make_tablet():
    """Make this browser a tablet; its member is signed out, for pupils will hold it next."""
    token = enrolled.enrol("", g.member.id, g.now, tablet_token())
    session.clear()
    return set_tablet_cookie(forget_sign_in(redirect(HOME_OF_THE_KIOSK, 303)), token)


@pages.route("/tablets/<int:tablet_id>/name", methods=["GET", "POST"])
@needs(*SETS_UP)
def name_tablet(tablet_id):
    """Give a tablet a name that a class knows it by."""
    tablet = enrolled.tablet(tablet_id)
    form = NameForm(name=tablet.name)
    if form.validate_on_submit():
        enrolled.rename_tablet(tablet_id, form.name.data)
        return redirect(url_for("staff.classroom.tablets"), 303)
    page = render_template("staff/classroom/name_tablet.html", form=form, tablet=tablet)
    return page, 422 if form.is_submitted() else 200


@pages.post("/tablets/<int:tablet_id>/sign-out")
@needs(*SETS_UP)
def sign_out_tablet(tablet_id):
    """A tablet is lost or goes: it shows no more questions."""
    enrolled.sign_out_tablet(tablet_id, g.now)
    flash(gettext("Tablet signed out."))
    return redirect(url_for("staff.classroom.tablets"), 303)


@pages.post("/tablets/sign-out")
@needs("lead", "administrator")
def sign_out_all_tablets():
    """All tablets at once, at the end of a year or after a theft."""
    number = enrolled.sign_out_all(g.now)
    flash(ngettext("%(num)d tablet signed out.", "%(num)d tablets signed out.", number))
    return redirect(url_for("staff.classroom.tablets"), 303)
