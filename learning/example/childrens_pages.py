"""What children meet at the tablet in the example school: words for numbers, age bands, and a one-minute check-in."""

from typing import Any

from learning.classroom.check_ins import open_check_in
from learning.classroom.rooms import close_room
from learning.journals.answers import begin_entry, NO_ANSWER, replace_answers
from learning.journals.tables import CHECK_IN
from learning.people import age_bands
from learning.people.cohorts import Cohort
from learning.people.members import Member
from learning.people.pupils import pupils_of
from learning.rounds import anchors
from learning.rounds.characteristics import characteristics
from learning.rounds.question_sets import question_set
from learning.rounds.set_versions import newest_version

from . import cast
from .stage import at, Stage

# By the position of the characteristic on the list.
ANCHORS = {
    0: {
        0: "I do not know where to start",
        3: "I start when somebody shows me",
        5: "I know one way to learn",
        7: "I know more than one way",
        10: "I can teach it to a friend",
    },
    2: {
        0: "I stop when it is hard",
        3: "I go on if somebody helps",
        5: "I try once more",
        7: "I try in another way",
        10: "I keep going until I get it",
    },
}
# What pupils say in the check-in: a face, a number, and some of them a few words. None skips the question.
CHECK_INS: tuple[tuple[int | None, int | None, str], ...] = (
    (4, 7, ""),
    (5, 9, "It is my birthday on Friday"),
    (2, 3, "I slept badly"),
    (3, 5, ""),
    (4, None, "PE today"),
    (1, 0, "I do not want to say"),
    (5, 8, ""),
)


def write_anchors() -> None:
    """Give two success characteristics words for what some numbers look like."""
    listed = characteristics()
    for position, words in ANCHORS.items():
        anchors.set_anchors(listed[position].id, words)


def choose_age_bands(stage: Stage) -> None:
    """Choose a band for a class of young pupils, for the youngest of a group, and for the college."""
    age_bands.choose_for_cohort(stage.cohorts["Kestrels"].id, age_bands.YOUNGEST)
    age_bands.choose_for_cohort(stage.cohorts[cast.COLLEGE].id, age_bands.OLDEST)
    for pupil in pupils_of(stage.cohorts[cast.PRIMARY].id):
        if pupil.year == "Year 3":
            age_bands.choose_for_pupil(pupil.id, age_bands.YOUNGEST)


def hold_check_in(stage: Stage, cohort: Cohort, member: Member) -> None:
    """Let the pupils of a cohort check in on the last school day. One of them has not come."""
    on = stage.ago(1)
    room = open_check_in(
        cohort.id, None, closes_at=at(on, 20), member_id=member.id, is_talker=True, now=at(on), today=on
    )
    close_room(room.id, at(on, 15))
    assert room.check_in_id is not None
    questions = question_set(room.check_in_id).questions
    version = newest_version(room.check_in_id)
    for minute, (pupil, (degree, score, words)) in enumerate(zip(pupils_of(cohort.id), CHECK_INS, strict=False), 2):
        entry, _ = begin_entry(pupil.id, room.round_id, on, kind=CHECK_IN, version=version)
        columns: tuple[dict[str, Any], ...] = ({"degree": degree}, {"score": score}, {"words": words})
        answers = [
            {"question": question.id, "saved_at": at(on, minute), "state": _state(filled), **NO_ANSWER, **filled}
            for question, filled in zip(questions, columns, strict=True)
        ]
        replace_answers(entry.id, answers, finished_at=at(on, minute))


def _state(column: dict[str, Any]) -> str:
    return "skipped" if list(column.values()) in ([None], [""]) else "given"
