"""Who may see the others' scores: each person scores a pupil without seeing what the others gave."""

from flask import g, request

from learning.score_cards.opinions import has_scored, own_opinion


def may_see_others_scores(pupil_id: int, round_id: int) -> bool:
    """Return whether the member has scored the pupil, or asks to see the scores without giving their own."""
    own = own_opinion(pupil_id, round_id, "professional", g.member.id)
    return has_scored(own) or bool(request.args.get("show"))
