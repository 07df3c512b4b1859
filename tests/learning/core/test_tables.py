"""The tables as migrated: the database itself holds the rules."""

import re

import pytest
from peewee import IntegrityError, SqliteDatabase

from learning.core import store as the_store
from learning.core.store import writing
from learning.journals.tables import AnswerRow, EntryRow
from learning.schema import TABLES
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, open_room, open_round

ANSWER = (
    "INSERT INTO answer (entry_id, question_id, state, choice, other, words, score, sequence, saved_at)"
    " VALUES (?, ?, ?, ?, '', '', ?, 0, ?)"
)


@pytest.fixture
def entry(store, cast):
    """Amina's entry, without an answer."""
    ask_the_seed()
    open_room(cast)
    begin_visit(cast)
    return EntryRow.get()


@writing
def run(sql, *values):
    """Fixed SQL as a write."""
    the_store.run(sql, *values)


@pytest.mark.parametrize("score", [-1, 11, 99])
def test_a_migrated_database_refuses_a_score_outside_the_scale(entry, score):
    with pytest.raises(IntegrityError):
        run(ANSWER, entry.id, 2, "given", "", score, NOW)


@pytest.mark.parametrize("score", [0, 10, None])
def test_a_migrated_database_takes_the_ends_and_not_given(entry, score):
    run(ANSWER, entry.id, 2, "given", "", score, NOW)
    assert AnswerRow.get().score == score


def test_an_unknown_answer_cannot_have_a_score(entry):
    with pytest.raises(IntegrityError):
        run(ANSWER, entry.id, 2, "unknown", "", 5, NOW)


def test_a_question_has_one_answer_in_an_entry(entry):
    run(ANSWER, entry.id, 2, "given", "", 5, NOW)
    with pytest.raises(IntegrityError):
        run(ANSWER, entry.id, 2, "given", "", 6, NOW)


def test_an_answer_needs_its_entry(entry):
    with pytest.raises(IntegrityError):
        run(ANSWER, 4711, 2, "given", "", 5, NOW)


def test_a_pupil_has_one_baseline(store, cast):
    sql = (
        "INSERT INTO summary (pupil_id, round_id, version, agreed_on, taking_part, how, notes, saved_at, is_current,"
        " is_baseline) VALUES (?, ?, ?, ?, '', 'discussed', '', ?, ?, ?)"
    )
    round_id = open_round(cast).id
    run(sql, cast.amina.id, round_id, 1, TODAY, NOW, False, True)
    with pytest.raises(IntegrityError):
        run(sql, cast.amina.id, round_id, 2, TODAY, NOW, False, True)


@pytest.mark.sqlite
def test_the_migrated_schema_is_that_of_the_tables(store, tmp_path, monkeypatch):
    for table in TABLES:  # keys that point to later packages are made with their table, as the migrations do
        for key in table._meta.refs:
            monkeypatch.setattr(key, "deferred", False)
    plain = SqliteDatabase(str(tmp_path / "plain.db"))
    with plain.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        plain.create_tables(TABLES)
    assert schema_of(store.database) == schema_of(plain)
    plain.close()


def schema_of(database) -> dict[str, dict]:
    """Columns, references, indexes and CHECKs of every table, in any order: a column that came later stands last, and
    has a DEFAULT for the rows that were there before it."""

    def ask(sql, *values):
        return database.execute_sql(sql, values).fetchall()

    found = {}
    for name, sql in ask("SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
        if name == "schema_migration" or name.startswith("sqlite_"):
            continue
        columns = {row[1]: (row[2], row[3], row[5]) for row in ask(f'PRAGMA table_xinfo("{name}")')}
        references = {(row[3], row[2], row[4], row[6]) for row in ask(f'PRAGMA foreign_key_list("{name}")')}
        indexes = {
            (index, unique, tuple(part[2] for part in ask(f'PRAGMA index_info("{index}")')))
            for _, index, unique, *_ in ask(f'PRAGMA index_list("{name}")')
            if not index.startswith("sqlite_")
        }
        partial = "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql LIKE '% WHERE %'"
        checks = sorted(re.findall(r"CHECK \(((?:[^()]|\([^()]*\))*)\)", re.sub(r'["\s]+', " ", sql)))
        found[name] = {"columns": columns, "references": references, "indexes": indexes, "checks": checks}
        found[name]["partial"] = set(ask(partial, name))
    return found
