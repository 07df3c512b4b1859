"""The letters of a round's invitations to print, and a file for the school's own mailing."""

import csv
from collections.abc import Callable
from io import StringIO

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_date, lazy_gettext as _

from learning.invitations.invitations import Invitation, invitations_of
from learning.rounds.asking import characteristics_in
from learning.rounds.rounds import Round
from learning.score_cards.filtered_grid import harmless
from staff.access import round_or_404
from staff.addresses import guest_address
from staff.downloads import as_file
from staff.invitations import pages
from staff.labels import VIEWS
from staff.qr_codes import draw

LETTERS = "/cohorts/<int:cohort_id>/rounds/<int:round_id>/invitations"
COLUMNS: tuple[tuple[str, Callable[[Invitation], object]], ...] = (
    (_("Pupil"), lambda invitation: invitation.pupil.name),
    (_("Called"), lambda invitation: invitation.pupil.called),
    (_("Year"), lambda invitation: invitation.pupil.year),
    (_("Class"), lambda invitation: invitation.pupil.class_name),
    (_("Invited"), lambda invitation: invitation.to),
    (_("Relation"), lambda invitation: invitation.role),
    (_("View"), lambda invitation: VIEWS[invitation.view]),
    (_("Round"), lambda invitation: invitation.round.name),
    (_("About"), lambda invitation: invitation.round.about),
    (_("Link"), lambda invitation: guest_address(invitation.code)),
    (_("Address"), lambda invitation: guest_address()),
    (_("Code"), lambda invitation: invitation.short_code),
    (_("Open until"), lambda invitation: format_date(invitation.until, "long")),
)


@pages.get(f"{LETTERS}/letters")
def letters(cohort_id: int, round_id: int) -> ResponseReturnValue:
    """Show a letter with a QR code for each open invitation, or only for the one that the address names."""
    cohort, round_ = round_or_404(cohort_id, round_id)
    only_id = request.args.get("invitation", type=int)
    listed = [each for each in open_invitations(round_) if only_id in (None, each.id)]
    return render_template(
        "staff/invitations/letters.html",
        cohort=cohort,
        round=round_,
        letters=[(invitation, draw(guest_address(invitation.code), capitals=False)) for invitation in listed],
        address=guest_address(),
        question_count=len(characteristics_in(round_.id, round_.cohort_id)),
    )


@pages.get(f"{LETTERS}.csv")
def invitations_csv(cohort_id: int, round_id: int) -> ResponseReturnValue:
    """Return the open invitations, a line each, for the school's own letters or mails."""
    _cohort, round_ = round_or_404(cohort_id, round_id)
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow([str(heading) for heading, _value in COLUMNS])
    for invitation in open_invitations(round_):
        writer.writerow([harmless(str(value(invitation))) for _heading, value in COLUMNS])
    return as_file(file.getvalue().encode("utf-8-sig"), "text/csv", f"invitations-{round_.id}-{g.today}.csv")


def open_invitations(round_: Round) -> list[Invitation]:
    """Return the invitations that can still be used, by the pupil's surname."""
    return [invitation for invitation in invitations_of(round_.id, g.today) if invitation.is_open]
