"""Tablets: the browsers that may show questions, and how to set up a new one."""

from flask import flash, g, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _, ngettext
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from learning.classroom import tablets as enrolled
from learning.core import speech
from staff.access import forget_sign_in, needs, set_tablet_cookie, tablet_token
from staff.addresses import school_address
from staff.classroom import pages
from staff.forms import Form
from staff.qr_codes import draw

KIOSK_HOME = "/k/"  # written out, because staff never imports kiosk
SET_UP_DUTIES = ("lead", "tutor", "administrator")
SHORT_ENOUGH = Length(max=enrolled.LONGEST_NAME)


class SetUpForm(Form):
    """The name of the next tablet, which may be empty."""

    name = StringField(_("Name of the tablet"), [SHORT_ENOUGH])


class NameForm(Form):
    """A tablet's new name."""

    name = StringField(_("Name"), [DataRequired(_("Enter a name for the tablet.")), SHORT_ENOUGH])


@pages.get("/tablets")
@needs(*SET_UP_DUTIES)
def tablets() -> ResponseReturnValue:
    """Show the tablets and when each was last seen."""
    return tablets_page(SetUpForm())


@pages.post("/tablets/set-up-code")
@needs(*SET_UP_DUTIES)
def set_up_code() -> ResponseReturnValue:
    """Show a new set-up code. Only this answer shows it, so it is not a redirect."""
    form = SetUpForm()
    if not form.validate():
        return tablets_page(form), 422
    return tablets_page(form, enrolled.new_set_up_code(g.member.id, g.now, form.name.data))


def tablets_page(form: SetUpForm, code: str = "") -> str:
    """Return the page, with a code to scan or to type if there is one."""
    address = school_address()
    return render_template(
        "staff/classroom/tablets.html",
        tablets=enrolled.tablets(),
        form=form,
        code=code,
        drawing=draw(f"{address}/K/T/{code.replace(' ', '')}") if code else "",
        address=address,
        machine_speaks=speech.synthesiser() is not None,
    )


@pages.post("/tablets/this-browser")
@needs(*SET_UP_DUTIES)
def make_tablet() -> ResponseReturnValue:
    """Make this browser a tablet, and sign its member out, because pupils will use it next."""
    token = enrolled.enrol("", g.member.id, g.now, tablet_token())
    session.clear()
    return set_tablet_cookie(forget_sign_in(redirect(KIOSK_HOME, 303)), token)


@pages.route("/tablets/<int:tablet_id>/name", methods=["GET", "POST"])
@needs(*SET_UP_DUTIES)
def name_tablet(tablet_id: int) -> ResponseReturnValue:
    """Rename a tablet."""
    tablet = enrolled.tablet(tablet_id)
    form = NameForm(name=tablet.name)
    if form.validate_on_submit():
        enrolled.rename_tablet(tablet_id, form.name.data)
        return redirect(url_for("staff.classroom.tablets"), 303)
    page = render_template("staff/classroom/name_tablet.html", form=form, tablet=tablet)
    return page, 422 if form.is_submitted() else 200


@pages.post("/tablets/<int:tablet_id>/sign-out")
@needs(*SET_UP_DUTIES)
def sign_out_tablet(tablet_id: int) -> ResponseReturnValue:
    """Sign out a tablet that is lost or leaves, so that it shows no more questions."""
    enrolled.sign_out_tablet(tablet_id, g.now)
    flash(gettext("Tablet signed out."))
    return redirect(url_for("staff.classroom.tablets"), 303)


@pages.post("/tablets/sign-out")
@needs("lead", "administrator")
def sign_out_all_tablets() -> ResponseReturnValue:
    """Sign out all tablets, for example at the end of a year or after a theft."""
    number = enrolled.sign_out_all(g.now)
    flash(ngettext("%(num)d tablet signed out.", "%(num)d tablets signed out.", number))
    return redirect(url_for("staff.classroom.tablets"), 303)
