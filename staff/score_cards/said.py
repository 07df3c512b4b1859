"""What was said on a line of the score card, and who may see it before they have scored."""

from flask import g, request

from learning.score_cards import score_card as cards


def said_of(line: cards.Line) -> list[tuple[cards.Opinion, cards.Score]]:
    """The opinions that say something on this line; one that left it out does not."""
    return [
        (by, said) for by, said in line.opinions if any((said.score is not None, said.why, said.improve, said.evidence))
    ]


def has_scored_or_asks(pupil_id: int, round_id: int) -> bool:
    """Each person scores without seeing the others; who does not score here may ask to see them all the same."""
    own = cards.own_opinion(pupil_id, round_id, "professional", g.member.id)
    return bool(cards.has_scored(own) or request.args.get("show"))
