"""The meeting screen: one pupil or one characteristic at a time, large; the number is set and notes typed live."""

from flask import g, redirect, render_template, request, Response, url_for
from flask_babel import gettext

from learning.core import scale
from learning.rounds import asking
from learning.rounds.asking import CharacteristicNotInRound
from learning.rounds.characteristics import NoSuchCharacteristic
from learning.score_cards import agreeing, journal_evidence, summary
from learning.score_cards.agreeing import SetMeanwhile, SummaryChanged
from learning.score_cards.score_card import agreed_days
from staff.access import pupil_or_404, round_or_404
from staff.forms import as_text
from staff.labels import VIEWS
from staff.score_cards import pages
from staff.score_cards.said import has_scored_or_asks, said_of
from staff.score_line import draw

HERE = "/cohorts/<int:cohort_id>/rounds/<int:round_id>/meeting"
FLAGS = ("masked", "show", "still")  # carried on: names hidden, shown without own scores, keys of one letter off
# What the screen sends, how long it may be, and with it what it knew of before.
TYPED = {"score": 10, "reason": 500, "notes": 4000, "taking_part": 500}
SENT = {"over": 20} | {f"{name}{also}": most for name, most in TYPED.items() for also in ("", "_before", "_sent")}


@pages.get(HERE, endpoint="meeting")
def begin_meeting(cohort_id: int, round_id: int):
    """The round's pupils, to begin with any of them."""
    cohort, one = round_or_404(cohort_id, round_id)
    words = {"pupils": asking.pupils_asked(one), "agreed": agreed_days(one.id)}
    return render_template("staff/score_cards/begin_meeting.html", cohort=cohort, round=one, **words)


@pages.get(f"{HERE}/<int:pupil_id>")
def meet_about(cohort_id: int, round_id: int, pupil_id: int):
    """One pupil: every line, small, with the number that is agreed so far."""
    return screen(cohort_id, round_id, pupil_id, None)


@pages.get(f"{HERE}/<int:pupil_id>/<int:characteristic_id>")
def meet_on(cohort_id: int, round_id: int, pupil_id: int, characteristic_id: int):
    """One characteristic of one pupil: its line, what was said, and the team's own number."""
    return screen(cohort_id, round_id, pupil_id, characteristic_id)


def screen(cohort_id, round_id, pupil_id, characteristic_id, wrong="", typed=None):
    """The page of one pupil, or of one characteristic."""
    cohort, one = round_or_404(cohort_id, round_id)
    # What was typed comes back on the page, even for a characteristic that the round does not ask about any more.
    pupil, place = pupil_or_404(pupil_id), agreeing.place(one.id, pupil_id, [characteristic_id] if typed else ())
    before = summary.current_summary(pupil_id, one.id)
    flags = flags_carried()
    if not (before or has_scored_or_asks(pupil_id, one.id)):
        return render_template("staff/score_cards/meeting_blind.html", cohort=cohort, place=place, flags=flags)
    at = next((at for at, line in enumerate(place.lines) if line.characteristic.id == characteristic_id), None)
    if at is None and characteristic_id is not None:
        raise NoSuchCharacteristic()
    draft, found = agreeing.draft_of(pupil_id, one.id), journal_evidence.evidence_of(pupil_id, one.id)
    agreed = {each.characteristic_id: (each.score, each.reason) for each in before.scores} if before else {}
    page = render_template(
        "staff/score_cards/meeting.html",
        cohort=cohort,
        place=place,
        pupil=pupil,
        line=None if at is None else place.lines[at],
        at=at,
        rows=[(line, draw(line.marks, line.average), scale.rounded(line.average)) for line in place.lines],
        said=said_of(place.lines[at]) if at is not None else (),
        evidence=[each for each in found if each.characteristic_id == characteristic_id],
        draft=draft,
        scores={**agreed, **draft.scores},
        views=VIEWS,
        seen={view for line in place.lines for view in line.marks},
        flags=flags,
        wrong=wrong,
        typed=typed or {},
        over=before.id if before else "",
        of=address_of(cohort_id, one.id, flags),
    )
    return page, 422 if wrong else 200


def flags_carried() -> dict[str, int]:
    """How the screen is set, for the next address."""
    return {name: 1 for name in FLAGS if request.args.get(name)}


def address_of(cohort_id, round_id, flags):
    """Where a pupil, or a characteristic of theirs, is found in this meeting."""

    def of(pupil_id, characteristic_id=None):
        here = {"cohort_id": cohort_id, "round_id": round_id, "pupil_id": pupil_id, **flags}
        if characteristic_id is None:
            return url_for("staff.score_cards.meet_about", **here)
        return url_for("staff.score_cards.meet_on", characteristic_id=characteristic_id, **here)

    return of


@pages.post(f"{HERE}/<int:pupil_id>/<int:characteristic_id>")
def keep_meeting(cohort_id: int, round_id: int, pupil_id: int, characteristic_id: int):
    """Keep what was sent of the number, its reason, the notes and who takes part; the page's script sends only what
    was changed, so that two who type do not undo each other."""
    _, one = round_or_404(cohort_id, round_id)
    pupil_or_404(pupil_id)
    said = {name: as_text(request.form[name])[:most] for name, most in SENT.items() if name in request.form}
    try:
        agreeing.keep(pupil_id, one.id, characteristic_id, g.now, **said)
    except (SetMeanwhile, SummaryChanged, scale.ScoreOutsideScale, CharacteristicNotInRound) as refusal:
        wrong = gettext(refusal.msgid, **refusal.values)
        return screen(cohort_id, round_id, pupil_id, characteristic_id, wrong, request.form)
    if request.accept_mimetypes.best == "application/json":
        return Response(status=204, mimetype="text/plain")
    on_card = {line.characteristic.id for line in agreeing.place(one.id, pupil_id).lines}
    shown_id = characteristic_id if characteristic_id in on_card else None
    return redirect(address_of(cohort_id, round_id, flags_carried())(pupil_id, shown_id), 303)
