"""QR cards: make a cohort's missing ones, replace or withdraw them, and print the sheets."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _, ngettext
from wtforms import BooleanField, SelectField

from learning.classroom import qr_cards
from learning.people import access, cohorts, schools
from learning.people.pupils import Pupil, pupils_of
from staff.access import cohort_or_404, printable_cohort_or_404
from staff.addresses import ONLY_HERE, school_address
from staff.classroom import pages
from staff.forms import choices, Form
from staff.labels import CARD_NAMES
from staff.qr_codes import draw


@dataclass(frozen=True)
class Layout:
    """A kind of sheet: how many QR cards fit on one A4 page, and its name."""

    on_a_sheet: int
    label: str


LAYOUTS = {
    "cards": Layout(10, _("Cards to cut out, 10 to a sheet (bank-card size)")),
    "large": Layout(1, _("One large card to a sheet")),
    "labels": Layout(21, _("Stickers, 21 to a sheet (63.5 × 38.1 mm, as Avery L7160)")),
}


class PrintForm(Form):
    """How the QR cards are printed. Sent by GET, so that the sheet's address can be bookmarked."""

    class Meta(Form.Meta):
        csrf = False

    layout = SelectField(_("Sheet"), choices=choices({name: layout.label for name, layout in LAYOUTS.items()}))
    name = SelectField(_("Name"), choices=choices(CARD_NAMES))
    place = BooleanField(_("Year and class"))
    pictures = BooleanField(_("Two pictures"))


@pages.get("/cohorts/<int:cohort_id>/qr-cards", endpoint="qr_cards")
def qr_cards_page(cohort_id: int) -> ResponseReturnValue:
    """Show who has a QR card and when it was last used, who has none yet, and how to print them."""
    cohort = printable_cohort_or_404(cohort_id)
    cards = {card.pupil.id: card for card in qr_cards.qr_cards_of(cohort_id)}
    pupils = pupils_of(cohort_id)
    return render_template(
        "staff/classroom/qr_cards.html",
        cohort=cohort,
        sees=access.may_see_cohort(g.member, cohort_id),
        pupils=pupils,
        cards=cards,
        missing=sum(pupil.id not in cards for pupil in pupils),
        form=PrintForm(None, name=schools.school().card_name, place=True),
        asks_pictures=cohorts.asks_for_pictures(cohort_id),
        address=school_address(),
        only_here=urlsplit(school_address()).hostname in ONLY_HERE,
    )


@pages.post("/cohorts/<int:cohort_id>/qr-cards")
def make_qr_cards(cohort_id: int) -> ResponseReturnValue:
    """Make the QR cards that are missing."""
    printable_cohort_or_404(cohort_id)
    made = qr_cards.make_qr_cards(cohort_id, g.now)
    flash(ngettext("%(num)d QR card made.", "%(num)d QR cards made.", made))
    return redirect(url_for("staff.classroom.qr_cards", cohort_id=cohort_id), 303)


@pages.post("/cohorts/<int:cohort_id>/qr-cards/replace")
def replace_qr_cards(cohort_id: int) -> ResponseReturnValue:
    """Withdraw all QR cards of the cohort and make new ones to print."""
    printable_cohort_or_404(cohort_id)
    replaced = qr_cards.replace_qr_cards_of(cohort_id, g.now)
    flash(ngettext("%(num)d QR card replaced.", "%(num)d QR cards replaced.", replaced))
    return redirect(url_for("staff.classroom.qr_cards_sheet", cohort_id=cohort_id), 303)


@pages.post("/cohorts/<int:cohort_id>/qr-cards/withdraw")
def withdraw_qr_cards(cohort_id: int) -> ResponseReturnValue:
    """Withdraw all QR cards of the cohort without making new ones."""
    printable_cohort_or_404(cohort_id)
    withdrawn = qr_cards.withdraw_qr_cards_of(cohort_id, g.now)
    flash(ngettext("%(num)d QR card no longer works.", "%(num)d QR cards no longer work.", withdrawn))
    return redirect(url_for("staff.classroom.qr_cards", cohort_id=cohort_id), 303)


@pages.post("/cohorts/<int:cohort_id>/three-pictures")
def ask_pictures(cohort_id: int) -> ResponseReturnValue:
    """Ask the cohort's pupils for three pictures as well as their QR card, or stop asking."""
    cohort_or_404(cohort_id)
    asks = request.form.get("asks") == "1"
    cohorts.ask_for_pictures(cohort_id, asks)
    if asks:
        flash(gettext("Pupils will choose three pictures at their next scan."))
    else:
        flash(gettext("Pupils now only need their QR card."))
    return redirect(url_for("staff.classroom.qr_cards", cohort_id=cohort_id), 303)


@pages.get("/cohorts/<int:cohort_id>/qr-cards/sheet")
def qr_cards_sheet(cohort_id: int) -> ResponseReturnValue:
    """Show the sheets to print, with all the cohort's QR cards or with one pupil's new card."""
    cohort = printable_cohort_or_404(cohort_id)
    form = read_print_form()
    pupil_id = request.args.get("pupil", type=int)
    cards = [card for card in qr_cards.qr_cards_of(cohort_id) if pupil_id in (None, card.pupil.id)]
    drawn = [print_of(card, form.name.data) for card in cards]
    fit = LAYOUTS[form.layout.data].on_a_sheet
    sheets = [drawn[start : start + fit] for start in range(0, len(drawn), fit)]
    return render_template(
        "staff/classroom/qr_cards_sheet.html", cohort=cohort, sheets=sheets, in_all=len(cards), form=form
    )


def read_print_form() -> PrintForm:
    """Read from the address how to print. If it says nothing, or makes no sense, print as the school usually does."""
    usual = {"layout": "cards", "name": schools.school().card_name, "place": "y"}
    form = PrintForm(request.args if "layout" in request.args else None, data={**usual, "place": True})
    if "layout" in request.args and not form.validate():
        form = PrintForm(None, data={**usual, "place": True})
    return form


@dataclass(frozen=True)
class Print:
    """A QR card as it is printed."""

    drawing: str
    name: str
    pupil: Pupil
    short_code: str
    pictures: tuple[str, str]


def print_of(card: qr_cards.QRCard, card_name: str) -> Print:
    """Return a QR card with as much of the name as was chosen."""
    drawing = draw(f"{school_address()}/K/{card.code}")
    return Print(
        drawing=drawing,
        name=name_on(card.pupil, card_name),
        pupil=card.pupil,
        short_code=card.short_code,
        pictures=qr_cards.pictures_of(card.pupil.id),
    )


def name_on(pupil: Pupil, card_name: str) -> str:
    """Return as much of a pupil's name as is printed on the QR card."""
    initial = f"{pupil.called} {pupil.surname[:1]}."
    return {"full": pupil.name, "initial": initial, "called": pupil.called, "picture": ""}[card_name]
