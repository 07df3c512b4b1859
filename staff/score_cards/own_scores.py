"""The member's own scores of a whole cohort on one grid, filled by keyboard alone."""

from dataclasses import asdict, astuple

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext

from learning.core import scale, versions
from learning.core.errors import LearningError
from learning.score_cards import own_scores as own
from staff.access import round_or_404
from staff.forms import as_text, Form
from staff.labels import QUESTIONS
from staff.score_cards import pages
from staff.score_cards.typed import typed_characteristics

LONGEST_REASON = 2000


@pages.route("/cohorts/<int:cohort_id>/rounds/<int:round_id>/my-scores", methods=["GET", "POST"], endpoint="own_scores")
def own_scores_page(cohort_id: int, round_id: int):
    """Pupils by characteristics, nobody else's scores in sight; with ?characteristic=, one column and its reasons."""
    cohort, one = round_or_404(cohort_id, round_id)
    also_ids = typed_characteristics()
    grid, form = own.own_scores(one.id, g.member.id, also_ids), Form()
    columns = shown_columns(grid)
    alone = columns[0].id if len(columns) == 1 else None
    typed, reasons, wrong, message = typed_cells(grid, columns), typed_reasons(grid, alone), {}, ""
    shown = {"scores": kept_cells(grid, columns), "reasons": kept_stamps(grid, alone)}
    if form.is_submitted():
        shown = {name: shown_words(f"shown_{name}") for name in shown}
        changed, wrong = changed_cells(typed, shown["scores"])
        words = changed_reasons(reasons, shown["reasons"])
        if not wrong and form.validate():
            try:
                kept = own.give_scores(one.id, g.member.id, changed, g.today, g.now, words)
                flash(ngettext("%(num)s change saved.", "%(num)s changes saved.", kept))
                if lost := ", ".join(left_out(shown["scores"], typed, reasons)):
                    flash(
                        gettext("Not saved, because the round does not ask it now: %(scores)s.", scores=lost), "warning"
                    )
                named = {"characteristic": request.args.get("characteristic", type=int)}
                return redirect(
                    url_for("staff.score_cards.own_scores", cohort_id=cohort.id, round_id=one.id, **named), 303
                )
            except own.AgreedMeanwhile as error:
                message, grid = gettext(error.msgid, **error.values), own.own_scores(one.id, g.member.id, also_ids)
                closed = {row.pupil.id for row in grid.rows if row.is_closed}
                stand = kept_cells(grid, columns), kept_reasons(grid, alone)
                put_back(closed, (typed, stand[0]), (shown["scores"], stand[0]))
                stamped = {**dict.fromkeys(stand[1], ""), **kept_stamps(grid, alone)}
                put_back(closed, (reasons, stand[1]), (shown["reasons"], stamped))
            except LearningError as error:
                message = gettext(error.msgid, **error.values)
    page = render_template(
        "staff/score_cards/own_scores.html",
        cohort=cohort,
        grid=grid,
        columns=columns,
        alone=alone,
        typed=typed,
        reasons=reasons,
        wrong=wrong,
        message=message,
        shown=shown,
        questions=QUESTIONS,
        begins=next((cell_name(*cell) for cell, words in typed.items() if not words), ""),
        longest=LONGEST_REASON,
    )
    return page, 422 if form.is_submitted() else 200


def shown_columns(grid: own.OwnScores):
    """The characteristic that the address names, else all."""
    named = request.args.get("characteristic", type=int)
    return [one for one in grid.characteristics if one.id == named] or list(grid.characteristics)


# --- scores -----------------------------------------------------------------------------------------------------


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


def shown_words(name: str) -> dict[tuple[int, int], str]:
    """What stood in the cells when the page was drawn: only what was changed since is kept, so that a page left open
    takes nothing back that was given elsewhere."""
    shown = {}
    for word in request.form.get(name, "").split()[:50_000]:
        cell, _, stood = word.partition("=")
        pupil_id, _, characteristic_id = cell.partition(".")
        if pupil_id.isdecimal() and characteristic_id.isdecimal() and len(cell) < 40:
            shown[(int(pupil_id), int(characteristic_id))] = stood
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


def left_out(shown, typed, reasons) -> list[str]:
    """What was changed on an older page, of a pupil or a characteristic not asked any more: numbers and words."""
    stood = {cell_name(*cell): words for cell, words in shown.items()}
    asked = {cell_name(*cell) for cell in typed} | {name_of(name, cell) for cell in reasons for name in QUESTIONS}
    named = tuple(f"{name}-" for name in ("score", *QUESTIONS))
    given = {name: as_text(words).strip() for name, words in request.form.items() if name.startswith(named)}
    return [words for name, words in given.items() if words and name not in asked and words != stood.get(name, "")]


def put_back(closed: set[int], *pairs) -> None:
    """What the team has agreed on meanwhile stands as it is kept: everything else can then be kept."""
    for words, kept in pairs:
        words.update({cell: stands for cell, stands in kept.items() if cell[0] in closed})


# --- reasons ----------------------------------------------------------------------------------------------------


def kept_reasons(grid: own.OwnScores, characteristic_id: int | None) -> dict[tuple[int, int], own.Reasons]:
    """The answers to the seed's three questions that are kept, for one characteristic; nothing for None."""
    rows = grid.rows if characteristic_id else ()
    return {(row.pupil.id, characteristic_id): row.reasons.get(characteristic_id, own.Reasons()) for row in rows}


def kept_stamps(grid: own.OwnScores, characteristic_id: int | None) -> dict[tuple[int, int], str]:
    """A short word for each of them."""
    kept = kept_reasons(grid, characteristic_id)
    return {cell: ".".join(map(version_token, astuple(words))) for cell, words in kept.items() if any(astuple(words))}


def typed_reasons(grid: own.OwnScores, characteristic_id: int | None) -> dict[tuple[int, int], own.Reasons]:
    """The same as they were typed, else as they are kept."""
    found = {}
    for cell, kept in kept_reasons(grid, characteristic_id).items():
        typed = {name: request.form.get(name_of(name, cell), words) for name, words in asdict(kept).items()}
        found[cell] = own.Reasons(**{name: as_text(words).strip()[:LONGEST_REASON] for name, words in typed.items()})
    return found


def changed_reasons(typed, shown) -> dict[tuple[int, int], dict[str, str]]:
    """Those of the reasons that were changed since the page was drawn."""
    changed = {}
    for cell, reasons in typed.items():
        stood = (shown.get(cell, "") or "..").split(".")
        for (name, words), before in zip(asdict(reasons).items(), stood, strict=False):
            if version_token(words) != before:
                changed.setdefault(cell, {})[name] = words
    return changed


def version_token(words: str) -> str:
    """A short word that changes with the words, "" for none: what the page saw."""
    return versions.version_token(words) if words else ""


@pages.app_template_global("reason_name")
def name_of(name: str, cell: tuple[int, int]) -> str:
    """The name of a reason's field: why-12-3."""
    return f"{name}-{cell[0]}-{cell[1]}"


@pages.app_template_filter("cell_name")
def named_cell(cell: tuple[int, int]) -> str:
    """The name of a cell's field."""
    return cell_name(*cell)


def cell_name(pupil_id: int, characteristic_id: int) -> str:
    """The name of a cell's field: score-12-3."""
    return f"score-{pupil_id}-{characteristic_id}"
