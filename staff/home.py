"""The first page after signing in: what comes next for this member of staff."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from flask import g, render_template, url_for
from flask_babel import gettext as _

from learning.classroom import qr_cards, refused_cards, rooms, tablets
from learning.journals import check_ins, journal
from learning.people import access, concerns, named_adults
from learning.people.cohorts import Cohort, cohorts_of
from learning.rounds import rounds
from staff import staff
from staff.access import has_duty
from staff.people.safeguarding import fallback

FIRST_FEW = 5


@staff.get("/")
def home() -> str:
    """Concerns first, then open rooms, waiting entries and cohorts."""
    cohorts = cohorts_of(g.member)
    waiting = journal.awaiting(g.member, g.today)
    waiting_concerns = concerns.open_concerns(g.member)
    return render_template(
        "staff/home.html",
        concerns=waiting_concerns,
        dealt_with=concerns.recent_concerns(g.member, g.now),
        looked_after=concerns.looked_after(g.member, waiting_concerns),
        lacks_names=has_duty("lead", "administrator") and not named_adults.named_adults().is_complete,
        reached=fallback() if has_duty("lead", "administrator") else [],
        refused_cards=refused_cards.refused_cards_for(g.member, g.now),
        rooms=[room for room in rooms.open_rooms(g.now) if access.may_see_cohort(g.member, room.cohort_id)],
        checked_in=[]
        if has_duty("administrator")
        else check_ins.check_ins_today((each.id for each in cohorts), g.today),
        waiting=waiting[:FIRST_FEW],
        waiting_in_all=len(waiting),
        cohorts=cohorts,
        reads=bool(waiting) or not has_duty("administrator"),  # an administrator as such reads no words
        steps=first_steps(cohorts) if has_duty("lead", "administrator") else [],
    )


class FirstStep(NamedTuple):
    """One of the things that a new school still has to do, and the address where it is done."""

    is_done: bool
    label: str
    reason: str
    address: str


def first_steps(cohorts: list[Cohort]) -> list[FirstStep]:
    """What a new school still has to do, in order; empty once all is done.

    The questions are asked in order and end at the first No, so that an old school pays little for them."""
    steps, done_so_far = [], True
    for is_done, label, reason, address in _all_first_steps(cohorts):
        done_so_far = done_so_far and is_done()
        steps.append(FirstStep(done_so_far, label, reason, address))
    return [] if done_so_far else steps


def _all_first_steps(cohorts: list[Cohort]) -> Iterator[tuple[Callable[[], bool], str, str, str]]:
    first = cohorts[0] if cohorts else None
    all_cohorts = url_for("staff.people.cohorts")
    yield (
        lambda: any(cohort.pupils for cohort in cohorts),
        _("Import the roll"),
        _("Pupils and classes come from your school's own list."),
        url_for("staff.people.roll"),
    )
    yield (
        lambda: any(cohort.team for cohort in cohorts),
        _("Add a team to a cohort"),
        _("Add staff under School, then add them to their cohorts. Only they and the leads can see pupils' words."),
        url_for("staff.people.members"),
    )
    yield (
        lambda: any(qr_cards.qr_cards_of(cohort.id) for cohort in cohorts),
        _("Print QR cards"),
        _("One QR card for each pupil, ten to a sheet."),
        url_for("staff.classroom.qr_cards", cohort_id=first.id) if first else all_cohorts,
    )
    yield (
        lambda: bool(tablets.tablets()),
        _("Set up a tablet"),
        _("Only your school's tablets can show questions."),
        url_for("staff.classroom.tablets"),
    )
    yield (
        lambda: any(rounds.latest_round(cohort.id) for cohort in cohorts),
        _("Open a room"),
        _("A lead or the cohort's team opens it. QR cards only work while it is open."),
        url_for("staff.classroom.open_room", cohort_id=first.id) if first and has_duty("lead") else all_cohorts,
    )
