"""Nothing a pupil gave is replaced: what was given before stands beside the current answer, with its time."""

import json

from peewee import (
    AutoField,
    BigIntegerField,
    CharField,
    Check,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


def one_of(column: str, *words: str):
    """A CHECK that a column holds one of these words."""
    return Check(f"{column} IN ({', '.join(repr(word) for word in words)})")


class Row(Model):
    """What all tables have in common."""

    class Meta:
        legacy_table_names = False


# --- tables that are there already, as far as the new one names them ----------------------------------------------


class Pupil(Row):
    pass


class Entry(Row):
    pass


class Opinion(Row):
    pass


class Visit(Row):
    pass


# --- new ------------------------------------------------------------------------------------------------------------


class GivenAnswer(Row):
    id = AutoField()
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE", index=False)
    entry = ForeignKeyField(Entry, null=True, on_delete="CASCADE")
    opinion = ForeignKeyField(Opinion, null=True, on_delete="CASCADE")
    visit = ForeignKeyField(Visit, null=True, on_delete="SET NULL")
    task = CharField(constraints=[one_of("task", "news", "journal", "card_sort", "score_card")])
    step = IntegerField()
    state = CharField(constraints=[one_of("state", "given", "unknown", "skipped", "draft")])
    content = TextField()
    sequence = BigIntegerField()
    saved_at = DateTimeField()

    class Meta:
        indexes = ((("pupil", "task", "step"), False),)


# What was typed in an earlier visit and not given lay beside the answer, without a time of its own.
LEFT_IN_JOURNALS = """
SELECT e.pupil_id, a.entry_id, NULL, 'journal', a.question_id, a.earlier, a.saved_at
FROM answer a JOIN entry e ON e.id = a.entry_id WHERE a.earlier <> ''"""
LEFT_IN_SCORE_CARDS = """
SELECT o.pupil_id, NULL, s.opinion_id, 'score_card', s.characteristic_id, s.earlier, s.saved_at
FROM score s JOIN opinion o ON o.id = s.opinion_id WHERE o.view = 'pupil' AND s.earlier <> ''"""
COLUMNS = {"journal": "words", "score_card": "why"}
CLEARED = "UPDATE score SET earlier = '' WHERE opinion_id IN (SELECT id FROM opinion WHERE view = 'pupil')"


def up(migrator, db):
    """Make the table, and move there what lay in the column `earlier`."""
    with db.bind_ctx((GivenAnswer,), bind_refs=False, bind_backrefs=False):
        db.create_tables((GivenAnswer,), safe=False)
        for found in (LEFT_IN_JOURNALS, LEFT_IN_SCORE_CARDS):
            for pupil_id, entry_id, opinion_id, task, step, text, saved_at in db.execute_sql(found).fetchall():
                GivenAnswer.create(
                    pupil=pupil_id,
                    entry=entry_id,
                    opinion=opinion_id,
                    task=task,
                    step=step,
                    state="draft",
                    content=json.dumps({COLUMNS[task]: text}, ensure_ascii=False),
                    sequence=0,
                    saved_at=saved_at,
                )
    db.execute_sql(CLEARED)
    db.execute_sql("ALTER TABLE answer DROP COLUMN earlier")
