"""Signing in and out."""

from flask import g, redirect, render_template, request, session, url_for
from flask_babel import gettext, lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired

from learning import example, schools, sign_ins
from learning.errors import LearningError
from staff import staff
from staff.access import forget_sign_in, keep_sign_in, path_inside


class SignInForm(FlaskForm):
    """Who is there."""

    email = StringField(_("Email"), [DataRequired(_("Type your email."))])
    password = PasswordField(_("Password"), [DataRequired(_("Type your password."))])
    next = HiddenField()


@staff.route("/sign-in", methods=["GET", "POST"])
def sign_in():
    """Ask for email and password; afterwards go on to the page that was wanted."""
    form = SignInForm(next=path_inside(request.args.get("next")))
    if not form.is_submitted():
        return sign_in_page(form)
    if not form.validate():
        return sign_in_page(form), 422
    try:
        token = sign_ins.sign_in(form.email.data, form.password.data, g.now)
    except LearningError as refusal:
        return sign_in_page(form, gettext(refusal.msgid, **refusal.values)), refusal.status
    session.clear()  # what an earlier person left in this browser must not follow the next
    return keep_sign_in(redirect(path_inside(form.next.data) or url_for("staff.home"), 303), token)


def sign_in_page(form: SignInForm, refusal: str = "") -> str:
    """The page; an example school also offers its people, so that a newcomer need not type."""
    school = schools.school()
    offered = example.SIGN_INS if school and school.is_example else ()
    return render_template("staff/sign_in.html", form=form, refusal=refusal, offered=offered)


@staff.post("/sign-out")
def sign_out():
    """End this sign-in here and on the server."""
    session.clear()
    return forget_sign_in(redirect(url_for("staff.sign_in"), 303))
