"""The meeting screen: one pupil or one characteristic at a time, large; the score is set and notes are typed live."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import g, redirect, render_template, request, Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from learning.core.scale import ScoreOutsideScale
from learning.rounds.asking import CharacteristicNotInRound, pupils_asked
from learning.rounds.characteristics import NoSuchCharacteristic
from learning.score_cards import journal_evidence, meeting
from learning.score_cards.agreed import agreed_days
from learning.score_cards.summaries import current_summary, Summary
from staff.access import pupil_or_404, round_or_404
from staff.forms import as_text
from staff.labels import VIEWS
from staff.score_cards import pages
from staff.score_cards.drawn_rows import draw_rows
from staff.score_cards.others_scores import may_see_others_scores

PATH = "/cohorts/<int:cohort_id>/rounds/<int:round_id>/meeting"
FLAGS = ("masked", "show", "still")  # kept in addresses: names hidden, shown without own scores, keys of one letter off
# What the screen sends, how long it may be, and with it what the screen showed before.
TYPED = {"score": 10, "reason": 500, "notes": 4000, "taking_part": 500}
SENT = {"summary_id": 20} | {f"{name}{kind}": most for name, most in TYPED.items() for kind in ("", "_before", "_sent")}


@pages.get(PATH, endpoint="meeting")
def begin_meeting(cohort_id: int, round_id: int) -> str:
    """The round's pupils; the meeting starts with any of them."""
    cohort, asked_round = round_or_404(cohort_id, round_id)
    return render_template(
        "staff/score_cards/begin_meeting.html",
        cohort=cohort,
        round=asked_round,
        pupils=pupils_asked(asked_round),
        agreed=agreed_days(round_id),
    )


@pages.get(f"{PATH}/<int:pupil_id>")
def meet_about(cohort_id: int, round_id: int, pupil_id: int) -> ResponseReturnValue:
    """One pupil: every characteristic, small, with the score that is agreed so far."""
    return screen(cohort_id, round_id, pupil_id)


@pages.get(f"{PATH}/<int:pupil_id>/<int:characteristic_id>")
def meet_on(cohort_id: int, round_id: int, pupil_id: int, characteristic_id: int) -> ResponseReturnValue:
    """One characteristic of one pupil: its line, what was said, and the team's own score."""
    return screen(cohort_id, round_id, pupil_id, characteristic_id)


@pages.post(f"{PATH}/<int:pupil_id>/<int:characteristic_id>")
def save_meeting(cohort_id: int, round_id: int, pupil_id: int, characteristic_id: int) -> ResponseReturnValue:
    """Save what was sent of the score, its reason, the notes and who takes part.

    The page's script sends only what was changed, so that two people who type do not undo each other."""
    round_or_404(cohort_id, round_id)
    pupil_or_404(pupil_id)
    typed = {name: as_text(request.form[name])[:most] for name, most in SENT.items() if name in request.form}
    try:
        meeting.save(pupil_id, round_id, characteristic_id, g.now, **typed)
    except (meeting.SetMeanwhile, meeting.SummaryChanged, ScoreOutsideScale, CharacteristicNotInRound) as refusal:
        wrong = gettext(refusal.msgid, **refusal.values)
        return screen(cohort_id, round_id, pupil_id, characteristic_id, wrong=wrong, typed=request.form)
    if request.accept_mimetypes.best == "application/json":
        return Response(status=204, mimetype="text/plain")
    on_card = {row.characteristic.id for row in meeting.place(round_id, pupil_id).rows}
    shown_id = characteristic_id if characteristic_id in on_card else None
    return redirect(addresses(cohort_id, round_id)(pupil_id, shown_id), 303)


def screen(
    cohort_id: int,
    round_id: int,
    pupil_id: int,
    characteristic_id: int | None = None,
    *,
    wrong: str = "",
    typed: Mapping[str, str] | None = None,
) -> ResponseReturnValue:
    """Show one pupil, or one of their characteristics; `typed` comes back with what is wrong."""
    cohort, _asked_round = round_or_404(cohort_id, round_id)
    pupil_or_404(pupil_id)
    # What was typed comes back on the page, even for a characteristic that the round does not ask about any more.
    also_ids = [characteristic_id] if typed and characteristic_id else []
    place, before = meeting.place(round_id, pupil_id, also_ids), current_summary(pupil_id, round_id)
    if not (before or may_see_others_scores(pupil_id, round_id)):
        return render_template("staff/score_cards/meeting_blind.html", cohort=cohort, place=place, flags=flags())
    page = render_template(
        "staff/score_cards/meeting.html",
        **{"cohort": cohort, "place": place, "pupil": place.pupil, "wrong": wrong, "typed": typed or {}},
        **{"views": VIEWS, "flags": flags(), "address": addresses(cohort_id, round_id)},
        **what_was_said(place, characteristic_id),
        **what_was_agreed(place, before),
    )
    return page, 422 if wrong else 200


def what_was_said(place: meeting.Place, characteristic_id: int | None) -> dict[str, object]:
    """Return the rows for the page, with the one in large type, and the journal's words about it."""
    evidence = journal_evidence.evidence_of(place.pupil.id, place.round.id)
    return {
        "rows": draw_rows(place.rows),
        "index": index_of(place, characteristic_id),
        "seen": {view for row in place.rows for view in row.view_scores},
        "evidence": [each for each in evidence if each.characteristic_id == characteristic_id],
    }


def what_was_agreed(place: meeting.Place, before: Summary | None) -> dict[str, object]:
    """Return what the meeting has so far, on top of the summary that it corrects."""
    draft = meeting.draft_of(place.pupil.id, place.round.id)
    agreed = {each.characteristic_id: (each.score, each.reason) for each in before.scores} if before else {}
    return {"draft": draft, "scores": {**agreed, **draft.scores}, "summary_id": before.id if before else ""}


def index_of(place: meeting.Place, characteristic_id: int | None) -> int | None:
    """Return which row of the score card this characteristic has, None for all of them."""
    if characteristic_id is None:
        return None
    ids = [row.characteristic.id for row in place.rows]
    if characteristic_id not in ids:
        raise NoSuchCharacteristic()
    return ids.index(characteristic_id)


def flags() -> dict[str, int]:
    """Return how the screen is set, for the next address."""
    return {name: 1 for name in FLAGS if request.args.get(name)}


def addresses(cohort_id: int, round_id: int) -> Callable[[int, int | None], str]:
    """Return the function that gives the address of a pupil, or of one of their characteristics, in this meeting."""

    def address(pupil_id: int, characteristic_id: int | None = None) -> str:
        values: dict[str, Any] = {"cohort_id": cohort_id, "round_id": round_id, "pupil_id": pupil_id, **flags()}
        if characteristic_id is None:
            return url_for("staff.score_cards.meet_about", **values)
        return url_for("staff.score_cards.meet_on", characteristic_id=characteristic_id, **values)

    return address
