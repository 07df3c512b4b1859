"""What children read at the tablet suits ages seven to nine. The sentence on who reads their answers suits age seven.

The measure is the Flesch-Kincaid grade (1975): short sentences and few syllables in a word. Grade 0 is age 5."""

import re
from pathlib import Path

import pytest

from kiosk.forms import HINTS
from kiosk.problems import HEADINGS
from kiosk.routes.pictures import HEADINGS as PICTURE_HEADINGS, NotTheSame
from learning.classroom.qr_cards import NoSuchQRCard, TooManyShortCodes, WithdrawnQRCard
from learning.classroom.rooms import RoomClosed
from learning.classroom.secret_pictures import WrongPictures
from learning.people.schools import READERS
from learning.visits.answers import NothingGiven, TooManyCards, WordsTooLong
from learning.visits.visits import AnotherVisit, GoingOnElsewhere, NothingLeft, VisitOver

TEMPLATES = Path(__file__).parents[2] / "kiosk" / "templates" / "kiosk"
FOR_CHILDREN = ("_break", "_end", "_fields", "_news", "_own_card", "_own_ways", "_own_ways_sheets", "_step", "_top",
    "is_this_you", "pictures", "visit",
    *(f"answers/{kind}" for kind in ("choice", "faces", "news", "several", "sort", "track", "words", "yes_no")
))  # fmt: skip
ERRORS = (
    AnotherVisit, GoingOnElsewhere, NoSuchQRCard, NotTheSame, NothingGiven, NothingLeft, RoomClosed, TooManyCards,
    TooManyShortCodes, VisitOver, WithdrawnQRCard, WordsTooLong, WrongPictures,
)  # fmt: skip
MARKED = re.compile(r"""_\((?:"([^"]+)"|'([^']+)')""")
PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")


def reading_age(text: str) -> float:
    """Return the age in years at which a child reads a text with ease."""
    sentences = [sentence for sentence in re.split(r"[.!?:…]+(?:\s|$)", text) if re.search(r"\w", sentence)]
    words = re.findall(r"[\w'’]+", text)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return max(5, grade + 5)


def syllables(word: str) -> int:
    """Return the number of groups of vowels in a word, without a silent e at its end."""
    word = re.sub(r"[^a-z]", "", word.lower())
    spoken = re.sub(r"(?<=[^aeiouyl])e[sd]?$|(?<=[aeiouy][^aeiouy])e$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", spoken)))


def sentences_for_children() -> list[str]:
    """Return every text of a visit's pages, of their hints and of the problems that a pupil can meet."""
    marked = [MARKED.findall((TEMPLATES / f"{name}.html").read_text("utf-8")) for name in FOR_CHILDREN]
    texts = [double or single for found in marked for double, single in found]
    texts += [str(text) for labels in (HINTS, HEADINGS, PICTURE_HEADINGS) for text in labels.values()]
    texts += [error.msgid for error in ERRORS]
    return sorted({fill(text) for text in texts if len(text.split()) >= 4})


def fill(text: str, filling: str = "Ann") -> str:
    """Return the text with its placeholders filled."""
    return PLACE.sub(filling, text)


@pytest.mark.parametrize("text", sentences_for_children())
def test_a_text_for_children_suits_ages_seven_to_nine(text):
    assert reading_age(text) <= 9


def test_the_sentence_on_who_reads_the_answers_suits_age_seven():
    (text,) = [text for text, _ in MARKED.findall((TEMPLATES / "_fields.html").read_text("utf-8")) if "(who)" in text]
    for sentence in re.split(r"(?<=[.])\s", fill(text, READERS)):
        assert reading_age(sentence) < 8, sentence


def test_a_hard_sentence_is_noticed():
    assert reading_age("Confidential information regarding individual circumstances is communicated immediately.") > 16
    assert reading_age("The cat sat on the mat.") == 5
