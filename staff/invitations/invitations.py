"""Invitations of a round: who is asked, letters to print, a file for the school's own mailing, and an end to one."""

import csv
from datetime import timedelta
from io import StringIO
from urllib.parse import urlsplit

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import format_date, gettext, lazy_gettext as _, ngettext
from wtforms import DateField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, Length

from learning.core.errors import LearningError, N_
from learning.invitations import invitations
from learning.rounds import asking, rounds
from learning.score_cards.filtered_grid import harmless
from staff.access import round_or_404
from staff.addresses import ONLY_HERE, school_address
from staff.downloads import as_file
from staff.forms import Form, within_a_year
from staff.invitations import pages
from staff.labels import VIEWS
from staff.qr_codes import draw

TWO_WEEKS = timedelta(days=14)
STATES = {
    "waiting": _("not opened yet"),
    "begun": _("begun"),
    "answered": _("answered"),
    "declined": _("declined"),
    "over": _("over"),
    "revoked": _("revoked"),
}
COLUMNS = (
    *(N_("Pupil"), N_("Called"), N_("Year"), N_("Class"), N_("Invited"), N_("Relation"), N_("View")),
    *(N_("Round"), N_("About"), N_("Link"), N_("Address"), N_("Code"), N_("Open until")),
)


class InvitationForm(Form):
    """Whom to invite, about which pupil, until when."""

    pupil = SelectField(_("About which pupil"), coerce=int)
    view = SelectField(_("As whom"))
    to = StringField(_("Whom you invite"), [Length(max=100)])
    role = StringField(_("Who they are to the pupil"), [Length(max=100)])
    until = DateField(_("Open until"), [DataRequired(_("Give the last day.")), within_a_year])

    def offer(self, one: rounds.Round):
        """The pupils whom the round asks, and the views that can be invited."""
        self.pupil.choices = [SelectChoice(each.id, each.name) for each in asking.pupils_asked(one)]
        self.view.choices = [SelectChoice(view, VIEWS[view]) for view in invitations.INVITED_VIEWS]
        return self


class ParentsForm(Form):
    """Until when the parents of the whole cohort are invited."""

    parents_until = DateField(_("Open until"), [DataRequired(_("Give the last day.")), within_a_year])


HERE = "/cohorts/<int:cohort_id>/rounds/<int:round_id>/invitations"


@pages.get(HERE, endpoint="invitations")
def invitations_page(cohort_id: int, round_id: int):
    """Everybody who was invited in a round, and what became of it."""
    cohort, one = round_or_404(cohort_id, round_id)
    return draw_page(cohort, one)


def draw_page(cohort, one, form=None, parents=None, status=200):
    """The page with its two forms, as they were sent or ready to be filled."""
    until = max(one.due_on, g.today) if one.due_on else g.today + TWO_WEEKS
    found = invitations.invitations_of(one.id, g.today)
    address = school_address()
    page = render_template(
        "staff/invitations/invitations.html",
        cohort=cohort,
        round=one,
        invitations=found,
        open_ones=[each for each in found if each.state in invitations.OPEN],
        states=STATES,
        views=VIEWS,
        form=form or InvitationForm(None, view="parent", until=until).offer(one),
        parents=parents or ParentsForm(None, parents_until=until),
        address=address,
        links={each.id: link_of(each) for each in found},
        only_here=urlsplit(address).hostname in ONLY_HERE,
    )
    return page, status


@pages.post(HERE)
def invite(cohort_id: int, round_id: int):
    """Invite one person."""
    cohort, one = round_or_404(cohort_id, round_id)
    form = InvitationForm().offer(one)
    if not form.validate():
        return draw_page(cohort, one, form=form, status=422)
    words = (form.pupil.data, form.view.data, form.to.data, form.role.data, form.until.data)
    try:
        made = invitations.invite(one.id, *words, g.member.id, g.now, g.today)
    except LearningError as refusal:
        form.until.errors = [gettext(refusal.msgid, **refusal.values)]
        return draw_page(cohort, one, form=form, status=422)
    flash(gettext("The invitation is ready. Print its letter, or send its link."))
    return redirect(url_for("staff.invitations.letters", cohort_id=cohort.id, round_id=one.id, one=made.id), 303)


@pages.post(f"{HERE}/parents")
def invite_parents(cohort_id: int, round_id: int):
    """Invite the parents and carers of every pupil who have not been, in one step."""
    cohort, one = round_or_404(cohort_id, round_id)
    form = ParentsForm()
    if not form.validate():
        return draw_page(cohort, one, parents=form, status=422)
    try:
        made = invitations.invite_parents(one.id, form.parents_until.data, g.member.id, g.now, g.today)
    except LearningError as refusal:
        form.parents_until.errors = [gettext(refusal.msgid, **refusal.values)]
        return draw_page(cohort, one, parents=form, status=422)
    flash(ngettext("%(num)d invitation is ready.", "%(num)d invitations are ready.", made))
    return redirect(url_for("staff.invitations.invitations", cohort_id=cohort.id, round_id=one.id), 303)


@pages.post(f"{HERE}/<int:invitation_id>/revoke")
def revoke(cohort_id: int, round_id: int, invitation_id: int):
    """Its link and its code open nothing from now on."""
    cohort, one = round_or_404(cohort_id, round_id)
    invitations.revoke(one.id, invitation_id, g.now)
    flash(gettext("The invitation is cancelled. Answers already given stay."))
    return redirect(url_for("staff.invitations.invitations", cohort_id=cohort.id, round_id=one.id), 303)


@pages.post(f"{HERE}/<int:invitation_id>/open-again")
def open_invitation_again(cohort_id: int, round_id: int, invitation_id: int):
    """Its giver may change what was sent."""
    cohort, one = round_or_404(cohort_id, round_id)
    invitations.open_again(one.id, invitation_id, g.today + TWO_WEEKS, g.today)
    flash(gettext("The same link and code work again. The answers count once they are sent again."))
    return redirect(url_for("staff.invitations.invitations", cohort_id=cohort.id, round_id=one.id), 303)


@pages.get(f"{HERE}/letters")
def letters(cohort_id: int, round_id: int):
    """A letter with a QR code, a page for each invitation that is open, or for the one that the address names."""
    cohort, one = round_or_404(cohort_id, round_id)
    named = request.args.get("one", type=int)
    made = invitations.invitations_of(one.id, g.today)
    found = [each for each in made if each.state in invitations.OPEN and named in (None, each.id)]
    return render_template(
        "staff/invitations/letters.html",
        cohort=cohort,
        round=one,
        letters=[(each, draw(link_of(each), capitals=False)) for each in found],
        address=f"{school_address()}/i/",
        many=len(asking.characteristics_in(one.id, one.cohort_id)),
    )


@pages.get(f"{HERE}.csv")
def invitations_csv(cohort_id: int, round_id: int):
    """The open invitations, a line each, for the school's own letters or mails."""
    _, one = round_or_404(cohort_id, round_id)
    head = [gettext(one) for one in COLUMNS]
    rows = [
        (
            *(each.pupil.name, each.pupil.called, each.pupil.year, each.pupil.class_name, each.to, each.role),
            *(str(VIEWS[each.view]), one.name, one.about, link_of(each), f"{school_address()}/i/", each.short_code),
            format_date(each.until, "long"),
        )
        for each in invitations.invitations_of(one.id, g.today)
        if each.state in invitations.OPEN
    ]
    file = StringIO()
    csv.writer(file).writerows([[harmless(words) for words in line] for line in (head, *rows)])
    return as_file(file.getvalue().encode("utf-8-sig"), "text/csv", f"invitations-{one.id}-{g.today}.csv")


def link_of(one: invitations.Invitation) -> str:
    """The address that opens an invitation."""
    return f"{school_address()}/i/{one.code}"
