"""Blockers and enablers of the example school, with the aim that answers each and its review."""

from typing import NamedTuple

WIDER_AIMS = (
    "To create more opportunities for all pupils to experience success inside and beyond the classroom",
    "To help every pupil to know how they learn best",
    "To make every family a partner in their child's learning",
)


class Chain(NamedTuple):
    """A factor and the aim that answers it.

    `characteristic` and `wider_aim` are positions in the school's lists. `outcome` and `notes` are of the aim's review,
    "" if there was none. `own_words` is the aim as the pupil says it, which they read at the next visit."""

    kind: str
    words: str
    theme: str
    characteristic: int | None
    approach: str = ""
    aim: str = ""
    wider_aim: int | None = None
    outcome: str = ""
    notes: str = ""
    own_words: str = ""


# For each characteristic: a blocker for a pupil whose score is low, and an enabler for one whose score is high.
LOW = (
    Chain(
        kind="blocker",
        words="Switches off when the first step is unclear",
        theme="How lessons go",
        characteristic=0,
        approach="mitigate",
        aim="To know the first step of every task before starting it",
        wider_aim=1,
        own_words="I ask what the first step is before I start.",
    ),
    Chain(
        kind="blocker",
        words="Late bus, misses the start",
        theme="Getting to school",
        characteristic=1,
        approach="compensate",
        aim="To begin lessons calmly even after arriving late",
        wider_aim=None,
        own_words="When I am late, I sit down, breathe and begin.",
    ),
    Chain(
        kind="blocker",
        words="Gives up or gets angry when corrected",
        theme="Feelings",
        characteristic=2,
        approach="mitigate",
        aim="To stay in the lesson when something goes wrong",
        wider_aim=0,
        own_words="When it goes wrong, I stay and ask for help.",
    ),
    Chain(
        kind="blocker",
        words="Thinks that the others are all faster",
        theme="Feelings",
        characteristic=3,
        approach="mitigate",
        aim="To see own progress from week to week",
        wider_aim=0,
        own_words="Every Friday I look at what I can do now.",
    ),
)
HIGH = (
    Chain(
        kind="enabler",
        words="Explains things well to others",
        theme="How lessons go",
        characteristic=0,
        approach="enhance",
        aim="To show younger pupils what they know",
        wider_aim=0,
        own_words="I show a younger pupil something I know.",
    ),
    Chain(
        kind="enabler",
        words="Hardly misses a day",
        theme="Getting to school",
        characteristic=1,
        approach="improve",
        aim="To use tutor time for what matters most to them",
        wider_aim=1,
    ),
    Chain(
        kind="enabler",
        words="Keeps going in sport and music",
        theme="Beyond the classroom",
        characteristic=2,
        approach="improve",
        aim="To bring the staying power from sport into written work",
        wider_aim=1,
    ),
    Chain(
        kind="enabler",
        words="At ease with friends and adults",
        theme="Friends",
        characteristic=3,
        approach="enhance",
        aim="To speak for the class on the school council",
        wider_aim=0,
    ),
)
OUTCOMES = (
    ("met", "Teachers in four subjects say so, and the pupil does."),
    ("partly", "Works in most lessons; not yet after lunch."),
    ("not yet", "Too early to tell. We keep the aim and look again next round."),
)
