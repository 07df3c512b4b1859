"""The school's staff: who can sign in, and with which duty."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from learning.people import members as members_of_school, passwords
from learning.people.members import add_member, EmailTaken, member, NotAnEmail, set_password
from staff.access import needs
from staff.forms import Form
from staff.people import pages

DUTIES = [
    SelectChoice("tutor", _("Tutor: the pupils of their own cohorts")),
    SelectChoice("lead", _("Lead: every pupil, and the school's settings")),
    SelectChoice("professional", _("Professional: the pupils of teams they join")),
    SelectChoice(
        "administrator", _("Administrator: roll, staff, tablets and QR cards, but not pupils' words or teams")
    ),
]


class MemberForm(Form):
    """A new member of staff, with a first password."""

    name = StringField(_("Name"), [DataRequired(_("Enter the name.")), Length(max=120)])
    email = StringField(_("Email"), [DataRequired(_("Enter the email address they sign in with.")), Length(max=200)])
    job = StringField(_("Job title"), [Length(max=80)])
    duty = SelectField(_("Duty"), choices=DUTIES)
    password = PasswordField(_("First password"), [DataRequired(_("Enter a first password."))])


@pages.route("/school/staff", methods=["GET", "POST"])
@needs("lead", "administrator")
def members() -> ResponseReturnValue:
    """Show the list. An administrator can add a colleague."""
    if g.member.duty != "administrator":
        return members_page(None)
    form = MemberForm()
    if not form.validate_on_submit():
        return members_page(form), 422 if form.is_submitted() else 200
    try:
        add_member(
            form.name.data,
            form.email.data,
            job=form.job.data,
            duty=form.duty.data,
            password=form.password.data,
            now=g.now,
        )
    except (passwords.PasswordTooShort, EmailTaken, NotAnEmail) as refusal:
        field = form.password if isinstance(refusal, passwords.PasswordTooShort) else form.email
        field.errors = [gettext(refusal.msgid, **refusal.values)]
        return members_page(form), 422
    flash(gettext("Added. They can sign in now."))
    return redirect(url_for("staff.people.members"), 303)


def members_page(form: MemberForm | None) -> str:
    """Return the page, with the form for an administrator."""
    return render_template("staff/people/members.html", form=form, members=members_of_school.members())


class PasswordForm(Form):
    """A new password for a member who forgot theirs."""

    password = PasswordField(_("New password"), [DataRequired(_("Enter a new password."))])


@pages.route("/school/staff/<int:member_id>/password", methods=["GET", "POST"])
@needs("administrator")
def new_password(member_id: int) -> ResponseReturnValue:
    """Give a colleague a new password and end their sign-ins. The administrator tells them the password in person."""
    colleague, form = member(member_id), PasswordForm()
    if form.validate_on_submit():
        try:
            set_password(colleague.email, form.password.data)
            flash(gettext("%(name)s can sign in with the new password.", name=colleague.name))
            return redirect(url_for("staff.people.members"), 303)
        except passwords.PasswordTooShort as refusal:
            form.password.errors = [gettext(refusal.msgid)]
    page = render_template("staff/people/new_password.html", form=form, colleague=colleague)
    return page, 422 if form.is_submitted() else 200


@pages.post("/school/staff/<int:member_id>/retire")
@needs("administrator")
def retire_member(member_id: int) -> ResponseReturnValue:
    """Retire a member and end their sign-ins at once. Nobody can retire themselves: an administrator must stay."""
    if member_id == g.member.id:
        abort(403)
    members_of_school.retire_member(member_id, g.now)
    flash(gettext("They can no longer sign in."))
    return redirect(url_for("staff.people.members"), 303)
