"""The invitations of a round: who is invited, and what has become of each."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _, ngettext
from wtforms import DateField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, Length

from learning.core.errors import LearningError
from learning.invitations import invitations
from learning.people.cohorts import Cohort
from learning.rounds import asking
from learning.rounds.rounds import Round
from staff.access import round_or_404
from staff.addresses import guest_address, ONLY_HERE, school_address
from staff.forms import Form, within_a_year
from staff.invitations import pages
from staff.labels import VIEWS

TWO_WEEKS = timedelta(days=14)
PAGE = "/cohorts/<int:cohort_id>/rounds/<int:round_id>/invitations"
STATUSES = {
    "waiting": _("not opened yet"),
    "begun": _("started"),
    "answered": _("answered"),
    "declined": _("declined"),
    "over": _("ended"),
    "revoked": _("cancelled"),
}


class InvitationForm(Form):
    """Whom to invite, about which pupil, until when."""

    pupil = SelectField(_("Pupil"), coerce=int)
    view = SelectField(_("View"))
    to = StringField(_("Name of the person"), [Length(max=100)])
    role = StringField(_("Relationship to the pupil"), [Length(max=100)])
    until = DateField(_("Last day"), [DataRequired(_("Enter the last day.")), within_a_year])

    def offer(self, round_: Round) -> "InvitationForm":
        """Fill in the choices: the pupils that the round asks, and the views that can be invited."""
        self.pupil.choices = [SelectChoice(pupil.id, pupil.name) for pupil in asking.pupils_asked(round_)]
        self.view.choices = [SelectChoice(view, VIEWS[view]) for view in invitations.INVITED_VIEWS]
        return self


class ParentsForm(Form):
    """Until when the parents and carers of the whole cohort are invited."""

    parents_until = DateField(_("Last day"), [DataRequired(_("Enter the last day.")), within_a_year])


@pages.get(PAGE, endpoint="invitations")
def invitations_page(cohort_id: int, round_id: int) -> ResponseReturnValue:
    """Show everybody who is invited in a round, and what has become of it."""
    return page_of(*round_or_404(cohort_id, round_id))


def page_of(
    cohort: Cohort, round_: Round, form: InvitationForm | None = None, parents_form: ParentsForm | None = None
) -> ResponseReturnValue:
    """Return the page; a refused form shows what was typed."""
    until = max(round_.due_on, g.today) if round_.due_on else g.today + TWO_WEEKS
    listed = invitations.invitations_of(round_.id, g.today)
    address = school_address()
    page = render_template(
        "staff/invitations/invitations.html",
        cohort=cohort,
        round=round_,
        invitations=listed,
        open_count=sum(invitation.is_open for invitation in listed),
        statuses=STATUSES,
        views=VIEWS,
        form=form or InvitationForm(None, view="parent", until=until).offer(round_),
        parents_form=parents_form or ParentsForm(None, parents_until=until),
        address=address,
        link_to=guest_address,
        only_here=urlsplit(address).hostname in ONLY_HERE,
    )
    return page, 422 if form or parents_form else 200


@pages.post(PAGE)
def invite(cohort_id: int, round_id: int) -> ResponseReturnValue:
    """Invite one person."""
    cohort, round_ = round_or_404(cohort_id, round_id)
    form = InvitationForm().offer(round_)
    if not form.validate():
        return page_of(cohort, round_, form)
    try:
        invitation = invitations.invite(
            round_.id,
            form.pupil.data,
            form.view.data,
            to=form.to.data,
            role=form.role.data,
            until=form.until.data,
            member_id=g.member.id,
            now=g.now,
            today=g.today,
        )
    except LearningError as refusal:
        form.until.errors = [gettext(refusal.msgid, **refusal.values)]
        return page_of(cohort, round_, form)
    flash(gettext("The invitation is ready. Print its letter, or send its link."))
    letter = url_for("staff.invitations.letters", cohort_id=cohort.id, round_id=round_.id, invitation=invitation.id)
    return redirect(letter, 303)


@pages.post(f"{PAGE}/parents")
def invite_parents(cohort_id: int, round_id: int) -> ResponseReturnValue:
    """Invite a parent or carer of every pupil who has none invited, in one step."""
    cohort, round_ = round_or_404(cohort_id, round_id)
    form = ParentsForm()
    if not form.validate():
        return page_of(cohort, round_, parents_form=form)
    try:
        count = invitations.invite_parents(round_.id, form.parents_until.data, g.member.id, g.now, g.today)
    except LearningError as refusal:
        form.parents_until.errors = [gettext(refusal.msgid, **refusal.values)]
        return page_of(cohort, round_, parents_form=form)
    return to_page(cohort, round_, ngettext("%(num)d invitation is ready.", "%(num)d invitations are ready.", count))


@pages.post(f"{PAGE}/<int:invitation_id>/revoke")
def revoke(cohort_id: int, round_id: int, invitation_id: int) -> ResponseReturnValue:
    """Cancel an invitation: its link and its code stop working."""
    cohort, round_ = round_or_404(cohort_id, round_id)
    invitations.revoke(round_.id, invitation_id, g.now)
    return to_page(cohort, round_, gettext("The invitation is cancelled. Answers already sent are not deleted."))


@pages.post(f"{PAGE}/<int:invitation_id>/open-again")
def open_invitation_again(cohort_id: int, round_id: int, invitation_id: int) -> ResponseReturnValue:
    """Let an invitation be used again."""
    cohort, round_ = round_or_404(cohort_id, round_id)
    invitations.open_again(round_.id, invitation_id, g.today + TWO_WEEKS, g.today)
    reopened = gettext("The same link and code work again. Answers do not count until they are sent again.")
    return to_page(cohort, round_, reopened)


def to_page(cohort: Cohort, round_: Round, message: str) -> ResponseReturnValue:
    """Return to the page of the round's invitations."""
    flash(message)
    return redirect(url_for("staff.invitations.invitations", cohort_id=cohort.id, round_id=round_.id), 303)
