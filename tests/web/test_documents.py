"""README, CHANGELOG, CONTRIBUTING and docs/: what they name is there, so that they cannot fall behind the program."""

import re
from pathlib import Path

import pytest

from web.commands import main

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), ROOT / "bench" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
# "`IS_RUNNING` in [learning/visits/running.py](...)": what CONTRIBUTING.md says is defined in a file
PLACES = re.findall(r"`(\w+)` in\s+\[([^\]]+\.py)\]", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))
# What is set in code in a page: "`make lint`", or a line that is indented
TARGETS = {
    target for page in PAGES for target in re.findall(r"(?:`| {4})(?:\w+=\S+ )*make ([a-z-]+)", page.read_text("utf-8"))
}
ON_PAGES = [
    path for side in ("kiosk", "staff", "learning") for kind in ("*.py", "*.html") for path in (ROOT / side).rglob(kind)
]
NOT_ON_PAGES = {"Ensure successful outcomes: personalise"}


def names_of_pages_and_buttons() -> set[str]:
    """Return what the README and the newest part of the CHANGELOG set in quotation marks with a capital letter."""
    readme = (ROOT / "README.md").read_text("utf-8")
    newest = (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n## ")[1]
    text = re.sub(r"^ {4}.*$", "", readme, flags=re.MULTILINE) + newest
    return set(re.findall(r'"([A-Z][^"]+)"', re.sub(r"\s+", " ", text))) - NOT_ON_PAGES


@pytest.fixture(scope="module")
def said_on_pages() -> str:
    """Everything that templates, forms and rules say, and their code."""
    return "\n".join(path.read_text("utf-8") for path in ON_PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("name", sorted(names_of_pages_and_buttons()))
def test_every_page_and_button_that_is_named_is_there(name, said_on_pages):
    assert name in said_on_pages


@pytest.mark.parametrize("name, path", PLACES)
def test_what_contributing_looks_for_is_where_it_says(name, path):
    assert re.search(rf"^(def {name}\(|class {name}\b|{name}\b.* = )", (ROOT / path).read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_every_make_target_that_is_named_is_one(target):
    assert f"\n{target}:" in (ROOT / "Makefile").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_named_is_one(page):
    named = re.findall(r"(?<![\w./-])personalise ([a-z][a-z-]*)", page.read_text("utf-8"))
    assert set(named) <= set(main.commands), named


@pytest.mark.parametrize("name", ["https", "service"])
def test_a_page_that_the_program_names_is_written(name):
    assert (ROOT / "docs" / f"{name}.md").read_text("utf-8").startswith("# ")
