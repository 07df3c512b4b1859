"""The child's own card: words for some numbers, age bands, one-minute check-ins, and who talks with a pupil when."""

from peewee import AutoField, ForeignKeyField, Model, SQL, SqliteDatabase, TextField


def words(**options):
    """A column of words; no words are the empty string."""
    return TextField(default="", **options)


class Row(Model):
    """What all tables have in common."""

    class Meta:
        legacy_table_names = False


class Characteristic(Row):
    pass


class Round(Row):
    pass


class Anchors(Row):
    id = AutoField()
    characteristic = ForeignKeyField(Characteristic, on_delete="CASCADE", index=False)
    round = ForeignKeyField(Round, null=True, on_delete="CASCADE")
    at_0 = words()
    at_3 = words()
    at_5 = words()
    at_7 = words()
    at_10 = words()

    class Meta:
        indexes = ((("characteristic", "round"), True),)


Anchors.add_index(Anchors.index(Anchors.characteristic, unique=True, name="anchors_now", where=SQL("round_id IS NULL")))

BAND = "age_band VARCHAR(255) NOT NULL DEFAULT '' CHECK (age_band IN ('', '5 to 7', '8 to 11', '12 to 18'))"
CHANGES = (
    f"ALTER TABLE pupil ADD COLUMN {BAND}",
    f"ALTER TABLE cohort ADD COLUMN {BAND}",
    "ALTER TABLE entry ADD COLUMN kind VARCHAR(255) NOT NULL DEFAULT 'journal' CHECK (kind IN ('journal', 'check_in'))",
    "ALTER TABLE entry ADD COLUMN talk_wanted {boolean} NOT NULL DEFAULT {false}",
    "DROP INDEX entry_pupil_id_round_id_on",
    'CREATE UNIQUE INDEX entry_pupil_id_round_id_on_kind ON entry (pupil_id, round_id, "on", kind)',
    "ALTER TABLE room ADD COLUMN check_in_id INTEGER REFERENCES question_set (id) ON DELETE SET NULL",
    "ALTER TABLE room ADD COLUMN talker_id INTEGER REFERENCES member (id) ON DELETE SET NULL",
    "ALTER TABLE room ADD COLUMN talk_on DATE",
)


def up(migrator, db):
    """Add the table and the columns. Every entry so far is a journal; nothing else changes."""
    is_sqlite = isinstance(db, SqliteDatabase)
    values = {"boolean": "INTEGER", "false": "0"} if is_sqlite else {"boolean": "BOOLEAN", "false": "FALSE"}
    for statement in CHANGES:
        db.execute_sql(statement.format(**values))
    with db.bind_ctx((Anchors,), bind_refs=False, bind_backrefs=False):
        db.create_tables((Anchors,), safe=False)
