"""A story: what a pupil of a small group, and the people around them, said round by round."""

from typing import NamedTuple

from .chains import Chain

# An answer to a journal question: a choice with words, an attitude, or words. "" is skipped, "?" is "I don't know".
JournalAnswer = tuple[str, str] | int | str


class Reasons(NamedTuple):
    """One person's answers to the three questions about a score. `characteristic` is its position in the list."""

    by: str
    characteristic: int
    why: str
    improve: str
    evidence: str


class StoryRound(NamedTuple):
    """What a pupil and the people around them said in one round.

    `scores`: by who gave them ("pupil", "parent", "community", or a member's key), in the order of the school's
    characteristics. "-" means not given and "?" means "I don't know".
    `journal`: a choice with words, an attitude, and two answers in words.
    `one_to_one`: its notes and next steps. `notes` are of the meeting that agreed the summary, "" if there was none.
    `agreed`: the agreed scores, and why they differ from the average. If it is None, chance decides."""

    scores: dict[str, str]
    journal: tuple[JournalAnswer, ...] = ()
    reasons: tuple[Reasons, ...] = ()
    one_to_one: tuple[str, str] = ("", "")
    notes: str = ""
    agreed: tuple[str, str] | None = None


class Story(NamedTuple):
    """A pupil of a small group. `parent` and `community` are the name and role of an adult."""

    forename: str
    surname: str
    preferred: str
    year: str
    class_name: str
    parent: tuple[str, str]
    rounds: tuple[StoryRound, ...]
    chains: tuple[Chain, ...]
    community: tuple[str, str] = ("", "")

    @property
    def name(self) -> str:
        """The pupil's name as people use it."""
        return f"{self.preferred or self.forename} {self.surname}"
