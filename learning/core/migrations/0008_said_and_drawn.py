"""Pupils can say and draw their answers: what the school and a question set allow, and the files that pupils gave."""

from peewee import (
    AutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    Check,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    SmallIntegerField,
    SqliteDatabase,
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


class Visit(Row):
    pass


# --- new ------------------------------------------------------------------------------------------------------------


class GivenFile(Row):
    id = AutoField()
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    entry = ForeignKeyField(Entry, null=True, on_delete="CASCADE", index=False)
    visit = ForeignKeyField(Visit, null=True, on_delete="SET NULL")
    step = IntegerField()
    sequence = BigIntegerField()
    kind = CharField(constraints=[one_of("kind", "recording", "drawing", "other")])
    type = CharField()
    is_set_aside = BooleanField()
    seconds = SmallIntegerField(null=True)
    name = CharField(unique=True)
    key = CharField()
    size = IntegerField()
    digest = CharField()
    saved_at = DateTimeField()

    class Meta:
        indexes = ((("entry", "step"), False),)


CHANGES = (
    *(
        f"ALTER TABLE {table} ADD COLUMN {column} {{boolean}} NOT NULL DEFAULT {{false}}"
        for table in ("school", "question_set")
        for column in ("allows_recordings", "allows_drawings")
    ),
    *(
        f"ALTER TABLE answer ADD COLUMN {column} {{bigint}} CHECK ({column} IS NULL OR state = 'given')"
        for column in ("recording", "drawing")
    ),
)


def up(migrator, db):
    """Add the columns and the table; nothing that is there changes, and nothing is allowed yet."""
    is_sqlite = isinstance(db, SqliteDatabase)
    on_sqlite = {"boolean": "INTEGER", "false": "0", "bigint": "INTEGER"}
    values = on_sqlite if is_sqlite else {"boolean": "BOOLEAN", "false": "FALSE", "bigint": "BIGINT"}
    for statement in CHANGES:
        db.execute_sql(statement.format(**values))
    with db.bind_ctx((GivenFile,), bind_refs=False, bind_backrefs=False):
        db.create_tables((GivenFile,), safe=False)
