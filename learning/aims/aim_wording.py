"""How an aim is worded: it starts with "to" and names a goal, not a solution (R79, R80)."""

import re

from learning.core.errors import LearningError, N_

START_WITH_TO = N_("Start an aim with “to …”. What should the pupil be able to do?")
GOAL_NOT_SOLUTION = N_(
    "This sounds like a solution rather than an aim. What should it make possible? "
    "Write that here, and plan the solution later."
)
SOLUTIONS = (
    "programme",
    "program",
    "intervention",
    "course",
    "scheme",
    "worksheet",
    "timetable",
    "referral",
    "refer",
    "appoint",
    "buy",
    "purchase",
    "hire",
    "teaching assistant",
    "support worker",
    "club",
    "app",
    "software",
)


class AimMissing(LearningError):
    """An aim without words."""

    msgid = N_("Write the aim after “To …”.")


def hint(words: str) -> str:
    """Return a hint about an aim's wording, or "" if there is none to give.

    A hint never refuses an aim: the seed's own examples break the rule."""
    plain = " ".join(words.split()).casefold()
    if not plain.startswith("to "):
        return START_WITH_TO
    for solution in SOLUTIONS:
        if re.search(rf"\b{re.escape(solution)}s?\b", plain):
            return GOAL_NOT_SOLUTION
    return ""


def tidied(words: str) -> str:
    """Return an aim as it is saved: one line, a capital first, and "To" only once, because the form already starts
    with it. Raises AimMissing."""
    plain = re.sub(r"^(to\s+)+to\b", "to", " ".join(words.split()), flags=re.IGNORECASE)
    if plain.casefold().strip(" .…") in ("", "to"):
        raise AimMissing()
    return plain[:1].upper() + plain[1:]
