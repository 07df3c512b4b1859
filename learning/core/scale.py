"""The 0 to 10 scale: eleven whole points. 0 is a real score; not given is None (seed, step 1)."""

from collections.abc import Iterable

from .errors import LearningError, N_

LOWEST, HIGHEST = 0, 10
SCORES = range(LOWEST, HIGHEST + 1)


class ScoreOutsideScale(LearningError):
    """What was given is not a whole number from 0 to 10."""

    msgid = N_("A score is a whole number from 0 to 10. “%(given)s” is not.")


def read_score(text: str | int | None) -> int | None:
    """Turn what was typed into a score 0..10, or None where nothing was; raises ScoreOutsideScale."""
    typed = "" if text is None else str(text).strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 2 and int(typed) in SCORES):
        raise ScoreOutsideScale(given=typed[:40])
    return int(typed)


def mean(scores: Iterable[float | None]) -> float | None:
    """The mean of the scores that were given, or None where none was."""
    numbers = [score for score in scores if score is not None]
    return sum(numbers) / len(numbers) if numbers else None


def gap(scores: Iterable[float | None]) -> float | None:
    """Widest minus narrowest of the scores that were given; None for fewer than two (seed, step 1, Gateshead)."""
    numbers = [score for score in scores if score is not None]
    return max(numbers) - min(numbers) if len(numbers) > 1 else None


def rounded(average: float | None) -> int | None:
    """The whole score nearest to an average; a half goes up, as people round by hand."""
    return None if average is None else int(average + 0.5)


def band(degree: int) -> tuple[int, int]:
    """Where one of five faces, 1 to 5, lies on the 0-10 line: two points wide, and no finer than that."""
    return 2 * (degree - 1), 2 * degree
