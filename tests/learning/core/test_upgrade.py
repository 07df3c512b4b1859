"""A school of version 0.1.0 is upgraded: nothing is lost, and a failure in the middle leaves it as it was."""

import importlib.util
import shutil

import pytest
from peewee import IntegrityError

from learning.core import store as the_store
from learning.core.store import writing
from learning.people import concerns, raising
from learning.people.members import member
from learning.people.pupil_help import Help, help_of
from learning.rounds import question_sets
from learning.schema import TABLES
from tests.cast import NOW, TODAY
from tests.databases import new_postgres, POSTGRES, SECRET

MIGRATIONS = the_store.MIGRATIONS
FIRST = "0001_first_school.py"
SECOND = "0002_the_pupils_turn.py"
LATER = sorted(file.name for file in MIGRATIONS.glob("[0-9]*.py") if file.name not in (FIRST, SECOND))
RENAMED = {"kept_at": "saved_at"}
DROPPED = {"question": {"position", "retired_on"}}
FAILS = '''

all_of_it = up


def up(migrator, db):
    """Everything, and then the power goes."""
    all_of_it(migrator, db)
    raise RuntimeError("the power went")
'''


def old_tables():
    """The tables as version 0.1.0 had them."""
    spec = importlib.util.spec_from_file_location("first_school", MIGRATIONS / FIRST)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of a database with nothing in it, not even tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{(tmp_path / 'old.db').as_posix()}"
        return
    if not POSTGRES:
        pytest.skip("no PostgreSQL here")
    with new_postgres() as address:
        yield address


@pytest.fixture
def old_school(address, tmp_path, monkeypatch):
    """A school of version 0.1.0 with answers and scores, open."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    shutil.copy(MIGRATIONS / FIRST, folder)
    monkeypatch.setattr(the_store, "MIGRATIONS", folder)
    the_store.open_store(address, SECRET)
    the_store.upgrade()
    fill(old_tables())
    yield folder
    the_store.close_store()


@writing
def fill(old) -> None:
    """One pupil's answers of every state, a question that is asked no longer, a score card."""
    models = [table for table in vars(old).values() if isinstance(table, type) and issubclass(table, old.Row)]
    with the_store.database.obj.bind_ctx(models, bind_refs=False, bind_backrefs=False):
        old.School.create(name="Hill", sealed="x", founded_at=NOW)
        pupil = old.Pupil.create(key="1", forename="Amina", surname="Yusuf").id
        cohort = old.Cohort.create(name="Kestrels", kind="class").id
        a_round = old.Round.create(cohort=cohort, name="Autumn", opened_on=TODAY).id
        asked = [
            old.Question.create(kind=kind, wording=wording, position=place, retired_on=retired_on).id
            for place, (kind, wording, retired_on) in enumerate(
                [("track", "How?", None), ("yes_no", "Well?", None), ("words", "Why?", None), ("words", "Gone?", TODAY)]
            )
        ]
        line = old.Characteristic.create(name="Tries", child_wording="I try", position=1).id
        answers = [("given", "", "", 0), ("given", "not_sure", "a bit", None), ("unknown", "", "", None)]
        for day, ids in ((TODAY, asked[:3]), (TODAY.replace(day=1), asked[1:])):
            entry = old.Entry.create(pupil=pupil, round=a_round, on=day).id
            for question, (state, choice, words, score) in zip(ids, answers, strict=True):
                old.Answer.create(
                    entry=entry, question=question, state=state, choice=choice, words=words, score=score, kept_at=NOW
                )
        opinion = old.Opinion.create(round=a_round, pupil=pupil, view="pupil", on=TODAY).id
        old.Score.create(opinion=opinion, characteristic=line, score=10, why="I do", kept_at=NOW)
        fill_concerns(old, pupil, cohort)


def fill_concerns(old, pupil: int, cohort: int) -> None:
    """A lead, a tutor in the pupil's team and one elsewhere; two concerns, of which the tutor has seen the first."""
    old.CohortPupil.create(cohort=cohort, pupil=pupil)
    lead, tutor, _other = (
        old.Member.create(name=name, email=name, duty=duty, password_hash="x", added_at=NOW).id
        for name, duty in (("Lead", "lead"), ("Tutor", "tutor"), ("Other", "tutor"))
    )
    old.CohortMember.create(cohort=cohort, member=tutor)
    old.Concern.create(pupil=pupil, place="How?", raised_at=NOW, seen_at=NOW, seen_by=tutor)
    old.Concern.create(pupil=pupil, place="Why?", raised_at=NOW)


def rows() -> dict[str, list[dict]]:
    """Every row of the tables that version 0.1.0 had."""
    found = {}
    for name in (
        "school",
        "pupil",
        "cohort",
        "round",
        "question",
        "characteristic",
        "entry",
        "opinion",
        "answer",
        "score",
    ):
        cursor = the_store.run(f"SELECT * FROM {name} ORDER BY 1, 2")
        columns = [column[0] for column in cursor.description]
        found[name] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return found


def upgrade(folder, more: str = "") -> list[str]:
    """Run the second migration, with `more` written below it, and all that came later."""
    (folder / SECOND).write_text((MIGRATIONS / SECOND).read_text("utf-8") + more, "utf-8")
    for name in LATER:
        shutil.copy(MIGRATIONS / name, folder)
    return the_store.upgrade()


def test_every_row_is_there_afterwards_with_every_value(old_school):
    before = rows()
    upgrade(old_school)
    after = rows()
    for name, old in before.items():
        kept = [
            {RENAMED.get(column, column): value for column, value in row.items() if column not in DROPPED.get(name, ())}
            for row in old
        ]
        assert [{column: row[column] for column in kept[0]} for row in after[name]] == kept


def test_every_table_and_column_of_today_is_there_afterwards(old_school):
    upgrade(old_school)
    for table in TABLES:
        assert list(table.select().limit(1)) is not None


def test_the_questions_of_before_go_on_as_the_usual_set(old_school):
    upgrade(old_school)
    usual = question_sets.usual_set()
    assert [question.wording for question in usual.questions] == ["How?", "Well?", "Why?"]


def test_an_entry_that_asked_something_else_is_not_said_to_have_asked_the_usual_set(old_school):
    upgrade(old_school)
    versions = the_store.run('SELECT version_id FROM entry ORDER BY "on"').fetchall()
    assert [version is None for (version,) in versions] == [True, False]


def test_a_second_upgrade_changes_nothing(old_school):
    assert upgrade(old_school)
    before = rows()
    assert the_store.upgrade() == []
    assert rows() == before


def test_a_failure_in_the_middle_leaves_the_old_school_and_the_next_try_succeeds(old_school):
    before = rows()
    with pytest.raises(RuntimeError):
        upgrade(old_school, FAILS)
    assert rows() == before
    assert upgrade(old_school)
    assert len(rows()["answer"]) == len(before["answer"])


@pytest.mark.parametrize("change", ["score = 11", "state = 'perhaps'", "degree = 6", "question_id = 4711"])
def test_the_rules_hold_in_the_upgraded_database(old_school, change):
    upgrade(old_school)
    with pytest.raises(IntegrityError):
        writing(the_store.run)(f"UPDATE answer SET {change} WHERE state = 'given'")


def test_settings_that_were_on_stay_on_and_the_others_are_open(address, tmp_path, monkeypatch):
    folder = tmp_path / "migrations"
    folder.mkdir()
    for file in MIGRATIONS.glob("000[1-6]_*.py"):
        shutil.copy(file, folder)
    monkeypatch.setattr(the_store, "MIGRATIONS", folder)
    the_store.open_store(address, SECRET)
    the_store.upgrade()
    off, on = (False, True) if "postgresql" in address else (0, 1)

    @writing
    def fill_help():
        the_store.run(
            "INSERT INTO pupil (id, key, forename, surname, preferred_forename, preferred_surname, year, class_name)"
            " VALUES (1, '1', 'Amina', 'Yusuf', '', '', '', '')"
        )
        the_store.run(
            "INSERT INTO pupil_help (pupil_id, text_size, contrast, easy_font, calm, symbols, aloud)"
            " VALUES (1, 0, ?, ?, ?, ?, ?)",
            *(off, off, on, off, on),
        )

    fill_help()
    shutil.copy(next(MIGRATIONS.glob("0009_*.py")), folder)
    the_store.upgrade()
    assert help_of(1) == Help(calm=True, aloud=True)
    the_store.close_store()


def test_concerns_of_before_wait_for_those_who_could_read_them_with_who_has_seen_them(old_school):
    upgrade(old_school)
    lead, tutor, other = (member(number) for number in (1, 2, 3))
    found = concerns.open_concerns(lead)
    assert [(each.causes[0].place, [seen.by for seen in each.seen]) for each in found] == [
        ("How?", ["Tutor"]),
        ("Why?", []),
    ]
    assert {each.recipients for each in found} == {("Lead", "Tutor")}
    assert concerns.open_concerns(tutor) == found and concerns.open_concerns(other) == []


def test_a_concern_after_the_upgrade_has_a_number_of_its_own(old_school):
    upgrade(old_school)
    raising.ask_to_talk(1, None, raising.Press("new", "", NOW))
    assert len({each.id for each in concerns.open_concerns(member(1))}) == 3
