"""The member's own scores of a whole cohort on one grid, filled by keyboard alone."""

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext

from learning import own_scores as own, scale
from learning.errors import LearningError
from staff import staff
from staff.forms import Form
from staff.rounds import round_or_404


@staff.route("/cohorts/<int:cohort_id>/rounds/<int:round_id>/my-scores", methods=["GET", "POST"], endpoint="own_scores")
def own_scores_page(cohort_id: int, round_id: int):
    """Pupils by characteristics, nobody else's scores in sight; with ?characteristic=, one column alone."""
    cohort, one = round_or_404(cohort_id, round_id)
    grid, form = own.own_scores(one.id, g.member.id), Form()
    columns = shown_columns(grid)
    typed, wrong, message = typed_cells(grid, columns), {}, ""
    if form.is_submitted():
        changed, wrong = changed_cells(typed, shown_cells())
        if not wrong and form.validate():
            try:
                kept = own.give_scores(one.id, g.member.id, changed, g.today, g.now)
                flash(ngettext("%(num)s score is kept.", "%(num)s scores are kept.", kept))
                return redirect(url_for("staff.own_scores", cohort_id=cohort.id, round_id=one.id, **request.args), 303)
            except LearningError as error:
                message = gettext(error.msgid, **error.values)
    page = render_template(
        "staff/own_scores.html",
        cohort=cohort,
        grid=grid,
        columns=columns,
        alone=len(columns) == 1 < len(grid.characteristics),
        typed=typed,
        wrong=wrong,
        message=message,
        shown=shown_cells() if form.is_submitted() else kept_cells(grid, columns),
    )
    return page, 422 if form.is_submitted() else 200


def shown_columns(grid: own.OwnScores):
    """The characteristic that the address names, else all."""
    named = request.args.get("characteristic", type=int)
    return [one for one in grid.characteristics if one.id == named] or list(grid.characteristics)


def kept_cells(grid: own.OwnScores, columns) -> dict[tuple[int, int], str]:
    """What is kept, as it stands in the cells."""
    return {
        (row.pupil.id, one.id): str(row.scores[one.id]) if one.id in row.scores else ""
        for row in grid.rows
        for one in columns
    }


def typed_cells(grid: own.OwnScores, columns) -> dict[tuple[int, int], str]:
    """What stands in the cells: as it was typed, else as it is kept."""
    kept = kept_cells(grid, columns)
    return {cell: request.form.get(cell_name(*cell), words).strip()[:40] for cell, words in kept.items()}


def shown_cells() -> dict[tuple[int, int], str]:
    """What stood in the cells when the page was drawn: only what was changed since is kept, so that a page left open
    takes nothing back that was given elsewhere."""
    shown = {}
    for word in request.form.get("shown", "").split()[:50_000]:
        cell, _, score = word.partition("=")
        pupil_id, _, characteristic_id = cell.partition(".")
        if pupil_id.isdecimal() and characteristic_id.isdecimal():
            shown[(int(pupil_id), int(characteristic_id))] = score
    return shown


def changed_cells(typed, shown) -> tuple[dict[tuple[int, int], int | None], dict[tuple[int, int], str]]:
    """The new scores of the cells that were changed, and what is wrong with the others."""
    changed, wrong = {}, {}
    for cell, words in typed.items():
        if words == shown.get(cell, ""):
            continue
        try:
            changed[cell] = scale.read_score(words)
        except LearningError as error:
            wrong[cell] = gettext(error.msgid, **error.values)
    return changed, wrong


@staff.app_template_filter("cell_name")
def named_cell(cell: tuple[int, int]) -> str:
    """The name of a cell's field."""
    return cell_name(*cell)


def cell_name(pupil_id: int, characteristic_id: int) -> str:
    """The name of a cell's field: score-12-3."""
    return f"score-{pupil_id}-{characteristic_id}"
