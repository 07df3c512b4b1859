"""The school's word list: what it finds, and what it leaves alone."""

import pytest

from learning.people import word_list
from learning.people.word_list import entries_of, finds, WordListTooLong


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("He HITS me.", "hit me"),
        ("my bruises hurt", "bruise"),
        ("a bruise", "bruises"),
        ("the bullies came", "bully"),
        ("I don’t feel safe", "don't feel safe"),
        ("j’ai été blessé", "blesse"),
        ("self-harm", "self harm"),
        ("I want\nto   die!!", "want to die"),
        ("ICH HEISSE", "heiße"),
        ("leave me alone 🔪", "🔪"),
        ("👊🏿👊🏿", "👊"),
        ("he hurt 😢 me", "hurt me"),
    ],
)
def test_a_word_is_found_without_case_accents_and_punctuation(text, entry):
    assert finds(text, entries_of(entry))


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("on a diet", "die"),
        ("the skill", "kill"),
        ("hit by me", "hit me"),
        ("to die I want", "want to die"),
        ("want to", "want to die"),
        ("", "die"),
        ("die", ""),
        ("😀", "🔪"),
    ],
)
def test_only_whole_words_and_whole_phrases_are_found(text, entry):
    assert not finds(text, entries_of(entry))


def test_the_starting_list_is_offered_and_not_switched_on(cast):
    assert word_list.word_list() == ""
    assert len(entries_of(word_list.STARTING_LIST)) == len(word_list.STARTING_LIST.splitlines())


def test_a_list_is_saved_without_empty_lines_and_repetitions(cast):
    word_list.save_word_list("  hit   me \n\nhit me\n!!\nbruise\n🔪\n")
    assert word_list.word_list() == "hit me\nbruise\n🔪"
    word_list.save_word_list("")
    assert word_list.word_list() == ""


@pytest.mark.parametrize("text", ["x" * 81, "\n".join(f"word{number}" for number in range(301))])
def test_a_list_that_is_too_long_is_refused_and_changes_nothing(cast, text):
    word_list.save_word_list("bruise")
    with pytest.raises(WordListTooLong):
        word_list.save_word_list(text)
    assert word_list.word_list() == "bruise"


@pytest.mark.parametrize(
    ("typed", "complete"),
    [("to die", "to "), ("to die ", "to die "), ("die!", "die!"), ("don’t", ""), ("sad\nmé", "sad\n"), ("", "")],
)
def test_the_word_at_the_end_of_a_text_may_be_half_a_word(typed, complete):
    assert word_list.without_last_word(typed) == complete
