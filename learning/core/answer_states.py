"""The states of an answer: given, "unknown" (I don't know), "skipped", or "draft" (typed or pressed, and not sent)."""

DRAFT = "draft"
STATES = ("given", "unknown", "skipped", DRAFT)


def is_answered(state: str | None) -> bool:
    """Is a question with this state answered? "I don't know" and Skip answer it, a draft or nothing does not."""
    return state not in (None, "", DRAFT)


def is_given_or_unknown(state: str | None) -> bool:
    """Did somebody answer it themselves, if only with "I don't know"?"""
    return state in ("given", "unknown")
