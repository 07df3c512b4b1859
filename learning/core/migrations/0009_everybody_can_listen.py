"""Everybody can listen: settings for a cohort and for a question set, recordings of questions, tablets with a voice."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    Check,
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


class Row(Model):
    """What all tables have in common."""

    class Meta:
        legacy_table_names = False


# --- tables that are there already, as far as the new ones name them ----------------------------------------------


class Member(Row):
    pass


class Pupil(Row):
    pass


class Cohort(Row):
    pass


class QuestionSet(Row):
    pass


# --- new ------------------------------------------------------------------------------------------------------------


class Help(Row):
    text_size = SmallIntegerField(null=True, constraints=[Check("text_size BETWEEN 0 AND 2")])
    contrast = BooleanField(null=True)
    easy_font = BooleanField(null=True)
    calm = BooleanField(null=True)
    symbols = BooleanField(null=True)
    aloud = BooleanField(null=True)


class PupilHelp(Help):
    pupil = ForeignKeyField(Pupil, primary_key=True, on_delete="CASCADE")


class CohortHelp(Help):
    cohort = ForeignKeyField(Cohort, primary_key=True, on_delete="CASCADE")


class SetHelp(Help):
    question_set = ForeignKeyField(QuestionSet, primary_key=True, on_delete="CASCADE")


class Recording(Row):
    id = AutoField()
    wording = TextField(unique=True)
    file = CharField()
    media_type = CharField(
        constraints=[one_of("media_type", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/wav", "audio/webm")]
    )
    recorded_at = DateTimeField()
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)


NEW = (PupilHelp, CohortHelp, SetHelp, Recording)
# What stands at its standard was chosen by nobody, so that a cohort's or a set's setting can reach the pupil.
CHOSEN = """
INSERT INTO pupil_help (pupil_id, text_size, contrast, easy_font, calm, symbols, aloud)
SELECT pupil_id, NULLIF(text_size, 0), CASE WHEN contrast THEN contrast END, CASE WHEN easy_font THEN easy_font END,
  CASE WHEN calm THEN calm END, CASE WHEN symbols THEN symbols END, CASE WHEN aloud THEN aloud END
FROM pupil_help_before"""


def up(migrator, db):
    """Add the tables and the column; a pupil's settings that were switched on stay on."""
    boolean = "INTEGER" if isinstance(db, SqliteDatabase) else "BOOLEAN"
    db.execute_sql(f"ALTER TABLE tablet ADD COLUMN has_voice {boolean}")
    db.execute_sql("ALTER TABLE pupil_help RENAME TO pupil_help_before")
    with db.bind_ctx(NEW, bind_refs=False, bind_backrefs=False):
        db.create_tables(NEW, safe=False)
    db.execute_sql(CHOSEN)
    db.execute_sql("DROP TABLE pupil_help_before")
