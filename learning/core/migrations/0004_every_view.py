"""Every view: a cohort's part of the list, what and whom a round asks, invitations, paper, evidence, agreeing live."""

from peewee import (
    CharField,
    Check,
    CompositeKey,
    DateField,
    DateTimeField,
    ForeignKeyField,
    Model,
    SmallIntegerField,
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


class Pupil(Row):
    pass


class Member(Row):
    pass


class Cohort(Row):
    pass


class Characteristic(Row):
    pass


class Round(Row):
    pass


class Entry(Row):
    pass


class Question(Row):
    pass


class Opinion(Row):
    pass


# --- new tables -------------------------------------------------------------------------------------------------


class CohortCharacteristic(Row):
    cohort = ForeignKeyField(Cohort, on_delete="CASCADE", index=False)
    characteristic = ForeignKeyField(Characteristic, on_delete="CASCADE", index=False)

    class Meta:
        primary_key = CompositeKey("cohort", "characteristic")


class RoundCharacteristic(Row):
    round = ForeignKeyField(Round, on_delete="CASCADE", index=False)
    characteristic = ForeignKeyField(Characteristic, on_delete="CASCADE", index=False)

    class Meta:
        primary_key = CompositeKey("round", "characteristic")


class RoundPupil(Row):
    round = ForeignKeyField(Round, on_delete="CASCADE", index=False)
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("round", "pupil")


class Declined(Row):
    round = ForeignKeyField(Round, on_delete="CASCADE")
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    view = CharField(constraints=[one_of("view", "professional", "pupil", "parent", "community")])
    by = words()
    on = DateField()
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)


class Invitation(Row):
    round = ForeignKeyField(Round, on_delete="CASCADE")
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    view = CharField(constraints=[one_of("view", "professional", "parent", "community")])
    to = words()
    role = words()
    seed = CharField()
    sealed_code = CharField(unique=True)
    sealed_short_code = CharField(unique=True)
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    made_at = DateTimeField()
    until = DateField()
    revoked_at = DateTimeField(null=True)
    opened_at = DateTimeField(null=True)
    finished_at = DateTimeField(null=True)
    opinion = ForeignKeyField(Opinion, null=True, on_delete="SET NULL", index=False)


class Evidence(Row):
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    characteristic = ForeignKeyField(Characteristic, on_delete="RESTRICT", index=False)
    entry = ForeignKeyField(Entry, on_delete="CASCADE")
    question = ForeignKeyField(Question, on_delete="RESTRICT", index=False)
    words = TextField()
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    on = DateField()


class Agreeing(Row):
    round = ForeignKeyField(Round, on_delete="CASCADE", index=False)
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    notes = words()
    taking_part = words()
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("round", "pupil")


class AgreeingScore(Row):
    round = ForeignKeyField(Round, on_delete="CASCADE", index=False)
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    characteristic = ForeignKeyField(Characteristic, on_delete="RESTRICT", index=False)
    score = SmallIntegerField(null=True, constraints=[Check("score BETWEEN 0 AND 10")])
    reason = words()
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("round", "pupil", "characteristic")


NEW = (CohortCharacteristic, RoundCharacteristic, RoundPupil, Declined, Invitation, Evidence, Agreeing, AgreeingScore)
CLUSTERED = (CohortCharacteristic, RoundCharacteristic, RoundPupil, Agreeing, AgreeingScore)
SOURCE = "source VARCHAR(255) NOT NULL DEFAULT 'program' CHECK (source IN ('program', 'paper', 'invitation'))"
CHANGES = (
    "ALTER TABLE round ADD COLUMN views VARCHAR(255) NOT NULL DEFAULT 'professional pupil parent'",
    "ALTER TABLE round ADD COLUMN due_on DATE",
    f"ALTER TABLE opinion ADD COLUMN {SOURCE}",
    f"ALTER TABLE entry ADD COLUMN {SOURCE}",
)
# Until now every round asked the school's list as it stood.
LISTED = """
INSERT INTO round_characteristic (round_id, characteristic_id)
SELECT r.id, c.id FROM round r CROSS JOIN characteristic c WHERE c.retired_on IS NULL"""


def up(migrator, db):
    """Add the columns and the tables; nothing that is there changes."""
    is_sqlite = isinstance(db, SqliteDatabase)
    for table in CLUSTERED:
        table._meta.without_rowid = is_sqlite
    for statement in CHANGES:
        db.execute_sql(statement)
    with db.bind_ctx(NEW, bind_refs=False, bind_backrefs=False):
        db.create_tables(NEW, safe=False)
    db.execute_sql(LISTED)
