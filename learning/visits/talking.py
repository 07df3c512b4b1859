"""A pupil's wish to talk during a visit, and the words in their answers that the school has listed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from learning.core.store import writing
from learning.people import raising
from learning.people.raising import Heard, Press, Writing
from learning.people.word_list import without_last_word

from .history import TYPED
from .steps import Visit
from .visits import VisitOver


@dataclass(frozen=True)
class Wish:
    """A press of "I want to talk to someone" as the page sent it: at which question, whom the pupil chose (None:
    anyone), its place in the order of the visit in milliseconds (None: the page did not say), and the same for the
    press that took it back. `has_time`: a page without script only says when it was drawn, not when it was pressed."""

    place: str
    chosen_id: int | None = None
    sequence: int | None = None
    taken_back: int | None = None
    has_time: bool = True


@writing
def ask_to_talk(visit: Visit, wish: Wish, now: datetime) -> Heard:
    """Raise a concern, because the pupil wants to talk to someone. Returns who is told. Raises VisitOver for a preview.

    Sending the same wish twice is harmless. A wish that was taken back within a minute stays, marked as taken back,
    whichever of the two presses arrives first."""
    if visit.pupil is None or visit.room is None:
        raise VisitOver()  # a preview
    press = Press(
        key=f"talk:{visit.id}:{wish.place if wish.sequence is None else wish.sequence}",
        place=wish.place,
        at=now if wish.sequence is None or not wish.has_time else visit.time_of(wish.sequence, now),
        chosen_id=wish.chosen_id,
    )
    if wish.taken_back is not None:
        press = replace(press, taken_back_at=visit.time_of(wish.taken_back, now))
    return raising.ask_to_talk(visit.pupil.id, visit.id, press)


@writing
def take_back_latest(visit: Visit, now: datetime) -> Heard | None:
    """Take back the last wish of a visit. Returns None if there is none, or if it is older than a minute."""
    return raising.take_back_latest(visit.pupil.id, visit.id, now) if visit.pupil else None


def heed_words(
    visit: Visit,
    question: str,
    wording: str,
    content: Mapping[str, Any],
    *,
    is_being_typed: bool = False,
    sequence: int,
    now: datetime,
) -> None:
    """Raise a concern if an answer has a word from the school's list. `question` names the question within the visit.
    The last word of a text that `is_being_typed` does not count yet (see `ending`). Part of the transaction that
    saves the answer."""
    texts = [content[name] for name in TYPED if content.get(name)]
    text = "\n".join(without_last_word(typed) if is_being_typed else typed for typed in texts)
    if text and visit.pupil:
        key = f"answer:{visit.id}:{question}"
        found = Writing(key=key, place=wording, text=text, at=visit.time_of(sequence, now))
        raising.look_for_words(visit.pupil.id, visit.id, [found])
