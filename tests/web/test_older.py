"""Style sheets in older words: each rule means the same, in words that Safari 13.0 knows."""

import pytest

from web.older import in_older_words


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("inset: 0", "top: 0; right: 0; bottom: 0; left: 0;"),
        ("inset: 0 auto 1px", "top: 0; right: auto; bottom: 1px; left: auto;"),
        ("inset-inline-end: 1px", "right: 1px;"),
        ("inset-block: 0 auto", "top: 0; bottom: auto;"),
        ("padding-inline: calc(1px + 2px)", "padding-left: calc(1px + 2px); padding-right: calc(1px + 2px);"),
        ("margin-block: 0 auto", "margin-top: 0; margin-bottom: auto;"),
        ("width: clamp(1px, clamp(2px, 3vw, 4px), 5px)", "width: max(1px, min(max(2px, min(3vw, 4px)), 5px));"),
        ("--gap: clamp(1px, 2vh, 3px)", "--gap: max(1px, min(2vh, 3px));"),
        ("margin-inline-start: 1px", "margin-inline-start: 1px;"),
    ],
)
def test_a_declaration_means_the_same(newer, older):
    assert in_older_words(f"a {{ {newer} }}") == f"a {{ {older} }}\n"


def test_a_gap_between_flexible_things_is_a_margin():
    sheet = in_older_words("a { display: flex; flex-wrap: wrap; gap: 1px 2px; }")
    assert "a > * + * { margin-inline-start: 2px; }" in sheet
    assert "a > * { margin-top: calc(1px / 2); margin-bottom: calc(1px / 2); }" in sheet


def test_the_gap_of_a_grid_stays():
    assert in_older_words("a { display: grid; gap: 1px; }") == "a { display: grid; gap: 1px; }\n"


def test_selectors_are_written_out():
    assert in_older_words(":is(a, b) i:focus-visible { margin: 0 }") == "a i:focus, b i:focus { margin: 0; }\n"


def test_rules_within_media_stay_there_and_comments_go():
    sheet = in_older_words("/* that's { */ @media (hover: hover) { a { inset: auto } b { margin: 0 } } c { margin: 0 }")
    assert sheet.startswith("@media (hover: hover) {\na { top: auto;") and sheet.endswith("}\n}\nc { margin: 0; }\n")
    assert "that" not in sheet


def test_what_asks_for_something_newer_is_left_out():
    assert in_older_words("@supports selector(:has(*)) { a { margin: 0 } } b { margin: 0 }") == "b { margin: 0; }\n"


def test_a_sign_within_quotes_is_refused():
    with pytest.raises(ValueError):
        in_older_words('a::before { content: ";" }')
