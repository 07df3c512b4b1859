"""QR cards: how many a cohort has, the missing ones made, and the sheets to print."""

from urllib.parse import urlsplit

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import ngettext

from learning import people, qr_cards
from staff import staff
from staff.access import printable_cohort_or_404
from staff.qr_codes import draw

ON_A_SHEET = 10
ONLY_HERE = {"127.0.0.1", "localhost", "::1"}


@staff.get("/cohorts/<int:cohort_id>/qr-cards", endpoint="qr_cards")
def qr_cards_page(cohort_id):
    """Who has a QR card, and who still lacks one."""
    cohort = printable_cohort_or_404(cohort_id)
    with_card = {card.pupil.id for card in qr_cards.qr_cards_of(cohort_id)}
    pupils = people.pupils_of(cohort_id)
    return render_template(
        "staff/qr_cards.html",
        cohort=cohort,
        sees=people.may_see_cohort(g.member, cohort_id),
        pupils=pupils,
        with_card=with_card,
        missing=sum(pupil.id not in with_card for pupil in pupils),
        sheets=-(-len(with_card) // ON_A_SHEET),
        address=school_address(),
        only_here=urlsplit(school_address()).hostname in ONLY_HERE,
    )


@staff.post("/cohorts/<int:cohort_id>/qr-cards")
def make_qr_cards(cohort_id):
    """Make the QR cards that are missing; those that exist stay as they are."""
    printable_cohort_or_404(cohort_id)
    made = qr_cards.make_qr_cards(cohort_id, g.now)
    flash(ngettext("%(num)d QR card is made.", "%(num)d QR cards are made.", made))
    return redirect(url_for("staff.qr_cards", cohort_id=cohort_id), 303)


@staff.get("/cohorts/<int:cohort_id>/qr-cards/sheet")
def qr_cards_sheet(cohort_id):
    """The sheets: ten cards of bank-card size on each A4 page, with marks to cut along."""
    cohort = printable_cohort_or_404(cohort_id)
    cards = [(card, draw(f"{school_address()}/K/{card.code}")) for card in qr_cards.qr_cards_of(cohort_id)]
    sheets = [cards[start : start + ON_A_SHEET] for start in range(0, len(cards), ON_A_SHEET)]
    return render_template("staff/qr_cards_sheet.html", cohort=cohort, sheets=sheets, in_all=len(cards))


def school_address() -> str:
    """Where tablets find this program: as the school set it, else as this browser found it."""
    return (current_app.config["ADDRESS"] or request.host_url).rstrip("/")
