"""The fields of the page of own scores: what is saved, what was typed, and what the page showed before."""

from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass, field, fields

from flask import request
from flask_babel import gettext

from learning.core.errors import LearningError
from learning.core.scale import read_score
from learning.core.versions import version_token
from learning.rounds.characteristics import Characteristic
from learning.score_cards.own_scores import OwnScores, Place, Reasons
from staff.forms import as_text
from staff.labels import QUESTIONS

LONGEST_REASON = 2000
LONGEST_SCORE = 40  # longer text is cut off: no score is that long


@dataclass
class Fields:
    """The text in the cells for scores, and the reasons if only one characteristic is shown.

    `shown_scores` and `shown_reasons` hold what the page showed when it was opened, the reasons as tokens. Only what
    was changed since is saved, so that a page left open takes nothing back that was given elsewhere."""

    columns: list[Characteristic]
    scores: dict[Place, str]
    reasons: dict[Place, Reasons]
    shown_scores: dict[Place, str] = field(default_factory=dict)
    shown_reasons: dict[Place, str] = field(default_factory=dict)

    @property
    def only_id(self) -> int | None:
        """The id of the characteristic if only one is shown, None for several."""
        return self.columns[0].id if len(self.columns) == 1 else None

    @property
    def first_empty(self) -> str:
        """The name of the first empty cell, "" for none."""
        return next((score_name(place) for place, text in self.scores.items() if not text), "")


def score_name(place: Place) -> str:
    """Return the name of the field for a score: score-12-3 for pupil 12 and characteristic 3."""
    return reason_name("score", place)


def reason_name(name: str, place: Place) -> str:
    """Return the name of the field for a reason: why-12-3."""
    pupil_id, characteristic_id = place
    return f"{name}-{pupil_id}-{characteristic_id}"


# --- reading ----------------------------------------------------------------------------------------------------


def saved_fields(grid: OwnScores) -> Fields:
    """Return the fields as they are saved, for the characteristic that the address names, else for all."""
    named_id = request.args.get("characteristic", type=int)
    columns = [each for each in grid.characteristics if each.id == named_id] or list(grid.characteristics)
    saved = Fields(columns=columns, scores={}, reasons={})
    for row in grid.rows:
        for column in columns:
            score = row.scores.get(column.id)
            saved.scores[row.pupil.id, column.id] = "" if score is None else str(score)
        if saved.only_id is not None:
            saved.reasons[row.pupil.id, saved.only_id] = row.reasons.get(saved.only_id, Reasons())
    saved.shown_scores = dict(saved.scores)
    saved.shown_reasons = {place: tokens(reasons) for place, reasons in saved.reasons.items() if any(astuple(reasons))}
    return saved


def typed_fields(saved: Fields) -> Fields:
    """Return the fields as they were sent; a field that was not sent is as it is saved."""
    return Fields(
        columns=saved.columns,
        scores={
            place: request.form.get(score_name(place), text).strip()[:LONGEST_SCORE]
            for place, text in saved.scores.items()
        },
        reasons={place: typed_reasons(place, reasons) for place, reasons in saved.reasons.items()},
        shown_scores=shown_texts("shown_scores"),
        shown_reasons=shown_texts("shown_reasons"),
    )


def typed_reasons(place: Place, saved: Reasons) -> Reasons:
    """Return the reasons of one cell as they were sent."""
    typed = {name: request.form.get(reason_name(name, place), text) for name, text in asdict(saved).items()}
    return Reasons(**{name: as_text(text).strip()[:LONGEST_REASON] for name, text in typed.items()})


def shown_texts(name: str) -> dict[Place, str]:
    """Read what the page showed, from its hidden field: "12.3=7 12.4=10" for pupil 12."""
    shown = {}
    for word in request.form.get(name, "").split()[:50_000]:
        cell, _, text = word.partition("=")
        pupil_id, _, characteristic_id = cell.partition(".")
        if pupil_id.isdecimal() and characteristic_id.isdecimal() and len(cell) < 40:
            shown[int(pupil_id), int(characteristic_id)] = text
    return shown


def tokens(reasons: Reasons) -> str:
    """Return a token for each of the three reasons, separated by dots; an empty reason has none."""
    return ".".join(token(text) for text in astuple(reasons))


def token(text: str) -> str:
    """Return a token that changes with the text, "" for none."""
    return version_token(text) if text else ""


# --- what was changed -------------------------------------------------------------------------------------------


def changed_scores(typed: Fields) -> tuple[dict[Place, int | None], dict[Place, str]]:
    """Return the new scores of the cells that were changed, and what is wrong with the others."""
    changed, wrong = {}, {}
    for place, text in typed.scores.items():
        if text == typed.shown_scores.get(place, ""):
            continue
        try:
            changed[place] = read_score(text)
        except LearningError as error:
            wrong[place] = gettext(error.msgid, **error.values)
    return changed, wrong


def changed_reasons(typed: Fields) -> dict[Place, dict[str, str]]:
    """Return the reasons that were changed since the page was opened, by place and name."""
    changed: dict[Place, dict[str, str]] = {}
    for place, reasons in typed.reasons.items():
        shown = (typed.shown_reasons.get(place, "") or "..").split(".")
        for name, before in zip((each.name for each in fields(Reasons)), shown, strict=False):
            text = getattr(reasons, name)
            if token(text) != before:
                changed.setdefault(place, {})[name] = text
    return changed


def left_out(typed: Fields) -> list[str]:
    """Return the scores and words that were changed for pupils that the round no longer asks about."""
    shown = {score_name(place): text for place, text in typed.shown_scores.items()}
    known = {score_name(place) for place in typed.scores}
    known |= {reason_name(name, place) for place in typed.reasons for name in QUESTIONS}
    return [text for name, text in sent_fields() if text and name not in known and text != shown.get(name, "")]


def sent_fields() -> Iterator[tuple[str, str]]:
    """The names and texts of all scores and reasons that were sent."""
    prefixes = tuple(f"{name}-" for name in ("score", *QUESTIONS))
    for name, text in request.form.items():
        if name.startswith(prefixes):
            yield name, as_text(text).strip()


def restore_closed(typed: Fields, saved: Fields, closed_ids: set[int]) -> None:
    """Show the pupils whose scores were agreed in the meantime as they are saved: then the others can be saved."""
    closed = [place for place in saved.scores if place[0] in closed_ids]
    for place in closed:
        typed.scores[place] = typed.shown_scores[place] = saved.scores[place]
        if place in saved.reasons:
            typed.reasons[place] = saved.reasons[place]
            typed.shown_reasons[place] = saved.shown_reasons.get(place, "")
