"""The cohort's grid: agreed scores of all its pupils in one round, sifted, in order, and as a spreadsheet (R69)."""

import csv
from io import StringIO

from flask import g, render_template, request
from flask_babel import gettext, lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice

from learning.people import schools
from learning.rounds import rounds
from learning.rounds.rounds import Round
from learning.score_cards import summary
from learning.score_cards.filtered_grid import sift, table, Wanted
from learning.score_cards.summary import Grid
from staff.access import cohort_or_404
from staff.downloads import as_file, workbook, XLSX
from staff.forms import choices, Form
from staff.labels import WIDE_GAP
from staff.score_cards import pages

ORDERS = {
    "surname": _("By surname"),
    "priorities": _("Most priorities first"),
    "low": _("Lowest score first"),
    "high": _("Highest score first"),
    "change": _("Greatest change first"),
    "gap": _("Widest gap first"),
}
EVERYTHING = {"year": "", "class_name": "", "characteristic": "0"}  # what an address leaves out


class SiftForm(Form):
    """Which pupils, in which order. Sent by GET: the grid's address can be kept and shared."""

    class Meta(Form.Meta):
        csrf = False

    order = SelectField(_("Order"), choices=choices(ORDERS))
    year = SelectField(_("Year"))
    class_name = SelectField(_("Class"))
    characteristic = SelectField(_("Success characteristic"), coerce=int)
    priorities = BooleanField(_("Only pupils with a priority"))

    def offer(self, grid: Grid):
        """The years, classes and characteristics that the grid has."""
        every = SelectChoice("", _("all"))
        self.year.choices = [every, *in_use(row.pupil.year for row in grid.rows)]
        self.class_name.choices = [every, *in_use(row.pupil.class_name for row in grid.rows)]
        self.characteristic.choices = [SelectChoice(0, _("all"))]
        self.characteristic.choices += [SelectChoice(one.id, one.name) for one in grid.characteristics]
        return self

    def wanted(self) -> Wanted:
        """What was chosen; what makes no sense counts as not chosen."""
        if not self.validate():
            return Wanted()
        chosen = (self.year.data, self.class_name.data, self.characteristic.data or None)
        return Wanted(self.order.data, *chosen, self.priorities.data)


def in_use(names) -> list[SelectChoice]:
    """Each name once, in order."""
    return [SelectChoice(name, name) for name in sorted({name for name in names if name})]


@pages.get("/cohorts/<int:cohort_id>/grid")
def cohort_grid(cohort_id: int):
    """The agreed scores of a whole cohort in one round (the seed's table of step 2)."""
    cohort, asked = cohort_or_404(cohort_id), rounds.rounds_of(cohort_id)
    chosen = chosen_round(asked)
    grid, form = sifted(chosen) if chosen else (None, None)
    return render_template(
        "staff/score_cards/cohort_grid.html",
        cohort=cohort,
        rounds=asked,
        round=chosen,
        grid=grid,
        form=form,
        averages=bool(request.args.get("averages")),
        wide_gap=WIDE_GAP,
        gaps=asks_gaps(),
        asked_for=request.query_string.decode("ascii", "ignore"),
        cells={cell for row in grid.rows for cell in row.cells} if grid else (),
        low_score=schools.school().low_score,
    )


@pages.get("/cohorts/<int:cohort_id>/grid.csv")
def cohort_grid_csv(cohort_id: int):
    """The same as a table of text: exactly what is shown, and nothing that a spreadsheet would take for a formula."""
    rows, name = spreadsheet(cohort_id)
    file = StringIO()
    csv.writer(file).writerows(rows)
    return as_file(file.getvalue().encode("utf-8-sig"), "text/csv", f"{name}.csv")


@pages.get("/cohorts/<int:cohort_id>/grid.xlsx")
def cohort_grid_xlsx(cohort_id: int):
    """The same as a workbook of Excel and its like."""
    rows, name = spreadsheet(cohort_id)
    return as_file(workbook(rows, name), XLSX, f"{name}.xlsx")


def spreadsheet(cohort_id: int) -> tuple[list[list], str]:
    """The rows that are shown, and a name for their file that tells no child's."""
    cohort_or_404(cohort_id)
    chosen = chosen_round(rounds.rounds_of(cohort_id))
    if chosen is None:
        raise rounds.NoSuchRound()
    return table(sifted(chosen)[0], gettext), f"summary-{chosen.id}-{g.today}"


def chosen_round(asked: list[Round]) -> Round | None:
    """The round that the address names; else the newest in which something is agreed."""
    named = next((one for one in asked if one.id == request.args.get("round", type=int)), None)
    return named or summary.round_to_show(asked)


def asks_gaps() -> bool:
    """Does the address ask how far the views lie apart? Its order may."""
    return bool(request.args.get("gaps")) or request.args.get("order") == "gap"


def sifted(chosen: Round) -> tuple[Grid, SiftForm]:
    """The grid of a round as the address asks for it, and the form that asks."""
    whose = None if request.args.get("show") else g.member.id  # nobody sees others' scores before their own
    whole = summary.grid(chosen.id, bool(request.args.get("averages")), asks_gaps(), whose)
    if "order" not in request.args:
        return whole, SiftForm(None).offer(whole)
    form = SiftForm(MultiDict(EVERYTHING | request.args.to_dict())).offer(whole)
    return sift(whole, form.wanted()), form
