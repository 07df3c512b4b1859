"""The school's own list of words that raise a concern, and how they are found in what a pupil writes.

It is not a detector: it finds these words and no others, and misses most of what matters."""

import re
import unicodedata

from learning.core import store
from learning.core.errors import LearningError, N_
from learning.core.store import writing

from .tables import SchoolRow

MOST_ENTRIES, LONGEST_ENTRY = 300, 80
# Offered to a school, never switched on by itself. Phrases rather than words: a single word is mostly harmless.
STARTING_LIST = """
abuse
bruise
cut myself
cutting myself
hate myself
hit me
hitting me
hurt me
hurt myself
hurting me
hurting myself
kill myself
killing myself
locks me
no food at home
not safe
punched me
run away
scared at home
scared of my dad
scared of my mum
scared to go home
self harm
suicide
touched me
unsafe
want to die
wish I was dead
""".strip()

Phrase = tuple[str, ...]


class WordListTooLong(LearningError):
    """More entries than MOST_ENTRIES, or one longer than LONGEST_ENTRY characters."""

    msgid = N_("Use at most %(entries)s lines, and at most %(characters)s characters in each.")


def words_of(text: str) -> Phrase:
    """Return the words of a text without case, accents and punctuation: "He’s SAD, José" is hes, sad, jose."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return tuple(re.findall(r"\w+", re.sub(r"['’ʼ`]", "", letters).replace("_", " ")))


def pictures_of(text: str) -> Phrase:
    """Return the emoji of a text, whatever their colour of skin."""
    return tuple(letter for letter in text if unicodedata.category(letter) == "So")


def without_last_word(text: str) -> str:
    """Return a text that is still being written without the word at its very end, which may be half a word. A word is
    complete once a space or a punctuation mark follows."""
    return re.sub(r"[\w'’ʼ`]+\Z", "", unicodedata.normalize("NFC", text))


def is_same(word: str, listed: str) -> bool:
    """Are these the same word, or one the simple plural of the other (bruise, bruises; bully, bullies)?"""
    return word == listed or _is_plural(word, listed) or _is_plural(listed, word)


def _is_plural(plural: str, word: str) -> bool:
    return plural in (f"{word}s", f"{word}es") or (word.endswith("y") and plural == f"{word[:-1]}ies")


def finds(text: str, entries: list[Phrase]) -> bool:
    """Is any of these words, phrases and emoji in a text, as whole words?"""
    return any(
        _is_at(found, start, entry)
        for found in (words_of(text), pictures_of(text))
        for entry in entries
        for start in range(len(found) - len(entry) + 1)
    )


def _is_at(words: Phrase, start: int, entry: Phrase) -> bool:
    return all(is_same(word, listed) for word, listed in zip(words[start:], entry, strict=False))


def word_list() -> str:
    """Return the school's list as it was typed, one word or phrase a line; "" where there is none."""
    row = store.run("SELECT word_list FROM school ORDER BY id").fetchone()
    return row[0] if row else ""


def entries_of(text: str) -> list[Phrase]:
    """Return the words, phrases and emoji of a list, each once, in order. Lines without any are left out."""
    return list(dict.fromkeys(entry for line in text.splitlines() if (entry := _entry_of(line))))


def _entry_of(line: str) -> Phrase:
    """Return the words of a line, or its emoji where there are no words."""
    return words_of(line) or pictures_of(line)


@writing
def save_word_list(text: str) -> None:
    """Save the school's list, one word or phrase a line. An empty list switches it off. Raises WordListTooLong."""
    lines = list(dict.fromkeys(stripped for line in text.splitlines() if (stripped := " ".join(line.split()))))
    if len(lines) > MOST_ENTRIES or any(len(line) > LONGEST_ENTRY for line in lines):
        raise WordListTooLong(entries=MOST_ENTRIES, characters=LONGEST_ENTRY)
    SchoolRow.update(word_list="\n".join(line for line in lines if _entry_of(line))).execute()
