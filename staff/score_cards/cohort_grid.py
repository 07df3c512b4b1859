"""The cohort's grid: the agreed scores of its pupils in one round, filtered, in order, and as a spreadsheet (R69)."""

import csv
from collections.abc import Iterable
from io import StringIO

from flask import g, render_template, request, Response
from flask_babel import gettext, lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice

from learning.people import schools
from learning.rounds import rounds
from learning.rounds.rounds import Round
from learning.score_cards import grid as grids
from learning.score_cards.filtered_grid import filter_grid, GridFilter, table, Value
from learning.score_cards.grid import Grid
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
DEFAULTS = {"year": "", "class_name": "", "characteristic": "0"}  # what an address leaves out


class FilterForm(Form):
    """Which pupils, in which order. Sent by GET: the grid's address can be saved and shared."""

    class Meta(Form.Meta):
        csrf = False

    order = SelectField(_("Order"), choices=choices(ORDERS))
    year = SelectField(_("Year"))
    class_name = SelectField(_("Class"))
    characteristic = SelectField(_("Success characteristic"), coerce=int)
    priorities = BooleanField(_("Only pupils with a priority"))

    def offer(self, grid: Grid) -> "FilterForm":
        """Offer the years, classes and characteristics that the grid has."""
        every = SelectChoice("", _("all"))
        self.year.choices = [every, *in_use(row.pupil.year for row in grid.rows)]
        self.class_name.choices = [every, *in_use(row.pupil.class_name for row in grid.rows)]
        self.characteristic.choices = [SelectChoice(0, _("all"))]
        self.characteristic.choices += [SelectChoice(column.id, column.name) for column in grid.characteristics]
        return self

    def chosen(self) -> GridFilter:
        """Return what was chosen. An address that makes no sense counts as no choice."""
        if not self.validate():
            return GridFilter()
        return GridFilter(
            order=self.order.data,
            year=self.year.data,
            class_name=self.class_name.data,
            characteristic_id=self.characteristic.data or None,
            priorities_only=self.priorities.data,
        )


def in_use(names: Iterable[str]) -> list[SelectChoice]:
    """Return each name once, in order."""
    return [SelectChoice(name, name) for name in sorted({name for name in names if name})]


@pages.get("/cohorts/<int:cohort_id>/grid")
def cohort_grid(cohort_id: int) -> str:
    """The agreed scores of a whole cohort in one round (the seed's table of step 2)."""
    cohort, cohort_rounds = cohort_or_404(cohort_id), rounds.rounds_of(cohort_id)
    chosen = chosen_round(cohort_rounds)
    grid, form = filtered(chosen) if chosen else (None, None)
    return render_template(
        "staff/score_cards/cohort_grid.html",
        cohort=cohort,
        rounds=cohort_rounds,
        round=chosen,
        grid=grid,
        form=form,
        averages=bool(request.args.get("averages")),
        wide_gap=WIDE_GAP,
        gaps=asks_for_gaps(),
        query=request.query_string.decode("ascii", "ignore"),
        cells={cell for row in grid.rows for cell in row.cells} if grid else (),
        low_score=schools.school().low_score,
    )


@pages.get("/cohorts/<int:cohort_id>/grid.csv")
def cohort_grid_csv(cohort_id: int) -> Response:
    """Exactly what the page shows as a CSV file, without anything that a spreadsheet would take for a formula."""
    rows, name = spreadsheet(cohort_id)
    file = StringIO()
    csv.writer(file).writerows(rows)
    return as_file(file.getvalue().encode("utf-8-sig"), "text/csv", f"{name}.csv")


@pages.get("/cohorts/<int:cohort_id>/grid.xlsx")
def cohort_grid_xlsx(cohort_id: int) -> Response:
    """Exactly what the page shows as a workbook for Excel and similar programs."""
    rows, name = spreadsheet(cohort_id)
    return as_file(workbook(rows, name), XLSX, f"{name}.xlsx")


def spreadsheet(cohort_id: int) -> tuple[list[list[Value]], str]:
    """Return the rows that are shown, and a file name that names no child."""
    cohort_or_404(cohort_id)
    chosen = chosen_round(rounds.rounds_of(cohort_id))
    if chosen is None:
        raise rounds.NoSuchRound()
    grid, _form = filtered(chosen)
    return table(grid, gettext), f"summary-{chosen.id}-{g.today}"


def chosen_round(cohort_rounds: list[Round]) -> Round | None:
    """Return the round that the address names, else the newest in which something is agreed."""
    named_id = request.args.get("round", type=int)
    named = next((each for each in cohort_rounds if each.id == named_id), None)
    return named or grids.round_to_show(cohort_rounds)


def asks_for_gaps() -> bool:
    """Return whether the address asks for the gaps between views, or for an order that needs them."""
    return bool(request.args.get("gaps")) or request.args.get("order") == "gap"


def filtered(chosen: Round) -> tuple[Grid, FilterForm]:
    """Return the grid of a round as the address asks for it, and its form."""
    grid = grids.cohort_grid(
        chosen.id,
        with_averages=bool(request.args.get("averages")),
        with_gaps=asks_for_gaps(),
        for_member=None if request.args.get("show") else g.member.id,  # nobody sees others' scores before their own
    )
    if "order" not in request.args:
        return grid, FilterForm(None).offer(grid)
    form = FilterForm(MultiDict(DEFAULTS | request.args.to_dict())).offer(grid)
    return filter_grid(grid, form.chosen()), form
