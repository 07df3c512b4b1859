"""The score card: every view of one pupil on the 0-10 lines, beside the journal of that time."""

from flask import g, render_template, request
from flask_babel import lazy_gettext as _

from learning.journals import journal
from learning.people import access
from learning.rounds import asking, rounds
from learning.score_cards import journal_evidence, summaries
from learning.score_cards.opinions import has_scored, own_opinion
from learning.score_cards.score_card import score_card as card_of
from learning.visits import answer_files, history, past_visits
from staff.access import pupil_or_404
from staff.labels import QUESTIONS, VIEWS, WIDE_GAP
from staff.score_cards import pages
from staff.score_cards.drawn_rows import draw_rows

ORDERS = {"school": _("The school’s order"), "lowest": _("Lowest first"), "widest": _("Widest disagreement first")}


@pages.app_template_filter("plain")
def plain(value: float | None) -> float | int | None:
    """Turn 6.0 into 6: what one person gave is a whole number and reads as one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


@pages.get("/pupils/<int:pupil_id>/score-card/<int:round_id>")
def score_card(pupil_id: int, round_id: int) -> str:
    """One pupil's sheet in one round; the others' scores are hidden until the member has scored."""
    pupil, asked_round = pupil_or_404(pupil_id), rounds.round_for(pupil_id, round_id)
    order = request.args.get("order", "")
    order = order if order in ORDERS else "school"
    card = card_of(pupil_id, round_id, order)
    own = own_opinion(pupil_id, round_id, "professional", g.member.id)
    agreed = summaries.current_summary(pupil_id, round_id)
    views_given = [view for view, count in card.counts.items() if count]
    return render_template(
        "staff/score_cards/score_card.html",
        pupil=pupil,
        round=asked_round,
        rounds=rounds.rounds_for(pupil_id),
        card=card,
        rows=draw_rows(card.rows),
        evidence=journal_evidence.evidence_of(pupil_id, round_id),
        earlier_scores=history.earlier_scores(pupil_id, round_id),
        **journal_of_round(pupil_id, round_id),
        agreed=agreed,
        has_baseline=summaries.baseline(pupil_id) is not None,
        views={view: label for view, label in VIEWS.items() if view in (*asked_round.views, *views_given)},
        own=own,
        is_open=bool(has_scored(own) or agreed or request.args.get("show")),
        order=order,
        orders=ORDERS,
        questions=QUESTIONS,
        wide_gap=WIDE_GAP,
        in_meeting=is_in_meeting(pupil_id, asked_round),
        disowned=round_id in past_visits.disowned_rounds(pupil_id),
    )


def is_in_meeting(pupil_id: int, asked_round: rounds.Round) -> bool:
    """Return whether the round's meeting and paper include this pupil, and the member may see the cohort."""
    asked_ids = {pupil.id for pupil in asking.pupils_asked(asked_round)}
    return pupil_id in asked_ids and access.may_see_cohort(g.member, asked_round.cohort_id)


def journal_of_round(pupil_id: int, round_id: int) -> dict[str, object]:
    """Return a pupil's journal entries of a round, each with the answers that were written, said or drawn, and what was
    said and drawn.

    Entries marked as somebody else's are left out."""
    disowned = past_visits.disowned_entries(pupil_id)
    of_round = [each for each in journal.entries_of(pupil_id) if each.round.id == round_id and each.id not in disowned]
    files = answer_files.files_of(of_round)
    entries = [
        (
            entry,
            [
                (answer, journal_evidence.words_in(answer))
                for answer in entry.answers
                if journal_evidence.words_in(answer) or (entry.id, answer.question.id) in files.of_answers
            ],
        )
        for entry in of_round
    ]
    return {"entries": entries, "files": files}
