"""A concern goes to named adults: who was told, who has seen it and what was done stand beside it, one row each."""

from peewee import (
    AutoField,
    CharField,
    Check,
    CompositeKey,
    DateField,
    DateTimeField,
    ForeignKeyField,
    Model,
    SqliteDatabase,
    TextField,
)


def one_of(column: str, *words: str):
    """A CHECK that a column holds one of these words."""
    return Check(f"{column} IN ({', '.join(repr(word) for word in words)})")


def words(**options):
    """A column of words; no words are the empty string."""
    return TextField(default="", **options)


class Row(Model):
    """What all tables have in common."""

    class Meta:
        legacy_table_names = False


# --- tables that are there already, as far as the new ones name them ----------------------------------------------


class Member(Row):
    pass


class Pupil(Row):
    pass


class Visit(Row):
    pass


# --- new ------------------------------------------------------------------------------------------------------------


class NamedAdult(Row):
    member = ForeignKeyField(Member, primary_key=True, on_delete="CASCADE")
    role = CharField(constraints=[one_of("role", "safeguarding_lead", "deputy", "listener")])


class Concern(Row):
    id = AutoField()
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    visit = ForeignKeyField(Visit, null=True, on_delete="SET NULL")
    source = CharField(constraints=[one_of("source", "asked", "words")])
    raised_at = DateTimeField()


class ConcernCause(Row):
    id = AutoField()
    concern = ForeignKeyField(Concern, on_delete="CASCADE")
    key = CharField(unique=True)
    at = DateTimeField()
    place = words()
    text = words()
    by = words()
    chosen = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    taken_back_at = DateTimeField(null=True)


class ConcernTold(Row):
    concern = ForeignKeyField(Concern, on_delete="CASCADE", index=False)
    member = ForeignKeyField(Member, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("concern", "member")


class ConcernSeen(Row):
    id = AutoField()
    concern = ForeignKeyField(Concern, on_delete="CASCADE", index=False)
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    seen_at = DateTimeField()

    class Meta:
        indexes = ((("concern", "member"), True),)


class ConcernAction(Row):
    id = AutoField()
    concern = ForeignKeyField(Concern, on_delete="CASCADE")
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    kind = CharField(constraints=[one_of("kind", "spoken", "handed_over", "spoken_and_handed_over", "no_help_needed")])
    handed_to = words()
    on = DateField()
    note = words()
    saved_at = DateTimeField()


NEW = (NamedAdult, Concern, ConcernCause, ConcernTold, ConcernSeen, ConcernAction)
BEFORE = "SELECT id, pupil_id, visit_id, place, raised_at, seen_at, seen_by_id FROM concern ORDER BY id"
# Until now a concern was shown to the leads and to every team of the pupil: they stay among those who were told.
TOLD = """
INSERT INTO concern_told (concern_id, member_id)
SELECT c.id, m.id FROM concern c CROSS JOIN member m
WHERE m.retired_at IS NULL AND m.duty <> 'administrator' AND (m.duty = 'lead' OR m.id IN (
    SELECT t.member_id FROM cohort_member t JOIN cohort_pupil p ON p.cohort_id = t.cohort_id
    WHERE p.pupil_id = c.pupil_id))"""
NEXT_ID = "SELECT setval(pg_get_serial_sequence('concern', 'id'), (SELECT MAX(id) FROM concern))"


def up(migrator, db):
    """Make the tables. Each concern keeps its number, its place is its one cause, and its "seen" is one row. None of
    them counts as done: nobody has said so."""
    found = db.execute_sql(BEFORE).fetchall()
    db.execute_sql("DROP TABLE concern")
    with db.bind_ctx(NEW, bind_refs=False, bind_backrefs=False):
        db.create_tables(NEW, safe=False)
        for concern_id, pupil_id, visit_id, place, raised_at, seen_at, seen_by in found:
            Concern.insert(id=concern_id, pupil=pupil_id, visit=visit_id, source="asked", raised_at=raised_at).execute()
            ConcernCause.create(concern=concern_id, key=f"before:{concern_id}", at=raised_at, place=place)
            if seen_at:
                ConcernSeen.create(concern=concern_id, member=seen_by, seen_at=seen_at)
    db.execute_sql(TOLD)
    if found and not isinstance(db, SqliteDatabase):
        db.execute_sql(NEXT_ID)
    db.execute_sql("ALTER TABLE school ADD COLUMN word_list TEXT NOT NULL DEFAULT ''")
