"""The picture and the list of the tables are those of the code."""

import pytest

from tools import schema, schema_page, schema_picture
from tools.schema import DOCS

PACKAGES = schema.packages()
TABLES = [table for package in PACKAGES for table in package.tables]


@pytest.mark.parametrize("name, written", [("tables.md", schema_page.write), ("tables.svg", schema_picture.draw)])
def test_the_document_shows_the_tables_as_they_are(name, written):
    assert (DOCS / name).read_text("utf-8") == written(PACKAGES), "run: make schema"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_says_what_a_row_is(table):
    assert table.meaning.endswith(".")


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_every_package_with_tables_says_what_it_holds(package):
    assert package.meaning.endswith(".")


@pytest.mark.parametrize(
    "check, in_words",
    [
        ("CHECK (score BETWEEN 0 AND 10)", "0 to 10"),
        ("CHECK (kind IN ('class', 'year', 'group'))", "one of class, year, group"),
        ("CHECK (how IN ('', 'well'))", "one of well"),
        ("CHECK (journal OR score_card)", "`journal OR score_card`"),
    ],
)
def test_a_constraint_is_said_in_words(check, in_words):
    assert schema.limit_in_words(check) == in_words
