"""Signing in and out. A form that was sent after the sign-in ran out is not lost."""

from urllib.parse import parse_qsl, urlencode

from flask import flash, g, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired

from learning import example
from learning.core.errors import LearningError
from learning.people import schools, sign_ins
from learning.people.sign_ins import SignInOver
from staff import staff
from staff.access import end_tablet, forget_sign_in, path_inside, set_sign_in_cookie, was_signed_in
from staff.forms import Form
from staff.people import pages


class SignInForm(Form):
    """Email address and password, and a form that was sent too late."""

    email = StringField(_("Email"), [DataRequired(_("Enter your email address."))])
    password = PasswordField(_("Password"), [DataRequired(_("Enter your password."))])
    next = HiddenField()
    again = HiddenField()  # the address of a form that was sent too late
    typed = HiddenField()  # what was typed into that form


@pages.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Ask for email and password, then go to the page that the member wanted."""
    form = SignInForm(next=path_inside(request.args.get("next")))
    if not form.is_submitted():
        return sign_in_page(form)
    if not form.validate():
        return sign_in_page(form), 422
    try:
        token = sign_ins.sign_in(form.email.data, form.password.data, g.now)
    except LearningError as refusal:
        return sign_in_page(form, gettext(refusal.msgid, **refusal.values)), refusal.status
    forget_earlier_person()
    if name := end_tablet():
        flash(
            gettext("This browser was %(name)s. It is not a tablet while you are signed in here.", name=name), "warning"
        )
    if form.typed.data and was_signed_in(sign_ins.member_id_behind(token)):
        return set_sign_in_cookie(make_response(send_again_page(form)), token)
    return set_sign_in_cookie(redirect(path_inside(form.next.data) or url_for("staff.home"), 303), token)


def forget_earlier_person() -> None:
    """Clear what an earlier person left in this browser, with the token of their forms."""
    session.clear()
    g.pop("csrf_token", None)


@staff.errorhandler(SignInOver)
def ask_to_sign_in(error: SignInOver) -> ResponseReturnValue:
    """Show the sign-in page, which leads back here. It also holds a form that was sent too late."""
    typed = [(name, text) for name, text in request.form.items(multi=True) if name != "csrf_token"]
    if typed:
        form = SignInForm(None, again=path_inside(request.full_path.rstrip("?")), typed=urlencode(typed))
        return sign_in_page(form, gettext("You were signed out. Sign in again. What you typed is still here.")), 401
    wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    return redirect(url_for("staff.people.sign_in", next=path_inside(wanted) or None), 303)


def send_again_page(form: SignInForm) -> str:
    """Return a page where the same person can send their late form with one press."""
    typed = parse_qsl(form.typed.data, keep_blank_values=True)
    return render_template("staff/send_again.html", address=path_inside(form.again.data), typed=typed)


def sign_in_page(form: SignInForm, refusal: str = "") -> str:
    """Return the sign-in page. In an example school it also offers the staff, so that newcomers do not have to type."""
    school = schools.school_or_none()
    offered = example.SIGN_INS if school and school.is_example else ()
    return render_template("staff/people/sign_in.html", form=form, refusal=refusal, offered=offered)


@pages.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End this sign-in here and on the server."""
    session.clear()
    return forget_sign_in(redirect(url_for("staff.people.sign_in"), 303))
