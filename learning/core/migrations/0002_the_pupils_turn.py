"""Question sets, more kinds of question, the card sort, what is told to pupils, and their own settings.

SQLite cannot change a CHECK, so what has one is copied into a new table, in an order that lets foreign keys stay on."""

from datetime import date

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    Check,
    CompositeKey,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    SmallIntegerField,
    SQL,
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


class Opinion(Row):
    pass


class Visit(Row):
    pass


class Entry(Row):
    pass


class Characteristic(Row):
    pass


class OneToOne(Row):
    class Meta:
        table_name = "one_to_one"


class Aim(Row):
    pass


# --- new tables -------------------------------------------------------------------------------------------------


class PupilHelp(Row):
    pupil = ForeignKeyField(Pupil, primary_key=True, on_delete="CASCADE")
    text_size = SmallIntegerField(default=0, constraints=[Check("text_size BETWEEN 0 AND 2")])
    contrast = BooleanField(default=False)
    easy_font = BooleanField(default=False)
    calm = BooleanField(default=False)
    symbols = BooleanField(default=False)
    aloud = BooleanField(default=False)


class QuestionSet(Row):
    name = CharField(unique=True)
    is_usual = BooleanField(default=False)
    retired_on = DateField(null=True)


QuestionSet.add_index(
    QuestionSet.index(QuestionSet.is_usual, unique=True, name="question_set_usual", where=SQL("is_usual"))
)


class Question(Row):
    kind = CharField(constraints=[one_of("kind", "words", "track", "choice", "several", "faces", "yes_no")])
    wording = TextField()
    follow_up = words()
    low_end = words()
    high_end = words()
    options = words()
    picture = CharField(default="")
    symbol = CharField(default="")
    continues = ForeignKeyField("self", null=True, on_delete="SET NULL", index=False)


class SetVersion(Row):
    question_set = ForeignKeyField(QuestionSet, on_delete="CASCADE", index=False)
    number = IntegerField()
    made_on = DateField()

    class Meta:
        indexes = ((("question_set", "number"), True),)


class VersionQuestion(Row):
    version = ForeignKeyField(SetVersion, on_delete="CASCADE", index=False)
    question = ForeignKeyField(Question, on_delete="RESTRICT")
    position = IntegerField()

    class Meta:
        primary_key = CompositeKey("version", "question")


class Answer(Row):
    entry = ForeignKeyField(Entry, on_delete="CASCADE", index=False)
    question = ForeignKeyField(Question, on_delete="RESTRICT", index=False)
    state = CharField(constraints=[one_of("state", "given", "unknown", "skipped", "draft")])
    choice = words()
    other = words()
    earlier = words()
    words = words()
    degree = SmallIntegerField(
        null=True, constraints=[Check("degree BETWEEN 1 AND 5"), Check("degree IS NULL OR state = 'given'")]
    )
    score = SmallIntegerField(
        null=True, constraints=[Check("score BETWEEN 0 AND 10"), Check("score IS NULL OR state = 'given'")]
    )
    visit = ForeignKeyField(Visit, null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(default=0)
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("entry", "question")


class Score(Row):
    opinion = ForeignKeyField(Opinion, on_delete="CASCADE", index=False)
    characteristic = ForeignKeyField(Characteristic, on_delete="RESTRICT", index=False)
    state = CharField(default="given", constraints=[one_of("state", "given", "unknown", "skipped", "draft")])
    score = SmallIntegerField(
        null=True, constraints=[Check("score BETWEEN 0 AND 10"), Check("score IS NULL OR state = 'given'")]
    )
    why = words()
    improve = words()
    evidence = words()
    earlier = words()
    visit = ForeignKeyField(Visit, null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(default=0)
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("opinion", "characteristic")


class CardSort(Row):
    opinion = ForeignKeyField(Opinion, on_delete="CASCADE", index=False)
    side = CharField(constraints=[one_of("side", "most", "least")])
    state = CharField(constraints=[one_of("state", "given", "unknown", "skipped")])
    chosen = words()
    visit = ForeignKeyField(Visit, null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(default=0)
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("opinion", "side")


class TalkAnswer(Row):
    one_to_one = ForeignKeyField(OneToOne, on_delete="CASCADE", index=False)
    on = DateField()
    how = CharField(default="", constraints=[one_of("how", "", "well", "some", "not yet")])
    visit = ForeignKeyField(Visit, null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(default=0)
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("one_to_one", "on")


class AimAnswer(Row):
    aim = ForeignKeyField(Aim, on_delete="CASCADE", index=False)
    on = DateField()
    how = CharField(default="", constraints=[one_of("how", "", "well", "some", "not yet")])
    visit = ForeignKeyField(Visit, null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(default=0)
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("aim", "on")


NEW = (PupilHelp, QuestionSet, SetVersion, VersionQuestion, CardSort, TalkAnswer, AimAnswer)
REBUILT = (Question, Answer, Score)
CLUSTERED = (VersionQuestion, Answer, Score, CardSort, TalkAnswer, AimAnswer)

NEW_COLUMNS = (
    "ALTER TABLE cohort ADD COLUMN question_set_id INTEGER REFERENCES question_set (id) ON DELETE SET NULL",
    "ALTER TABLE round ADD COLUMN question_set_id INTEGER REFERENCES question_set (id) ON DELETE SET NULL",
    "ALTER TABLE round ADD COLUMN card_sort VARCHAR(255) NOT NULL DEFAULT ''"
    " CHECK (card_sort IN ('', 'sort', 'shorten'))",
    "ALTER TABLE round ADD COLUMN tells_news {boolean} NOT NULL DEFAULT {true}",
    "ALTER TABLE characteristic ADD COLUMN symbol VARCHAR(255) NOT NULL DEFAULT ''",
    "ALTER TABLE entry ADD COLUMN version_id INTEGER REFERENCES set_version (id) ON DELETE RESTRICT",
    "CREATE INDEX entry_version_id ON entry (version_id)",
    "ALTER TABLE one_to_one ADD COLUMN for_pupil TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE aim ADD COLUMN own_words TEXT NOT NULL DEFAULT ''",
)
REBUILD_ON_SQLITE = {
    Question: ("id, kind, wording, follow_up, low_end, high_end", ", options, picture, symbol", ", '', '', ''"),
    Answer: (
        "entry_id, question_id, state, choice, words, score, visit_id, sequence, kept_at",
        ", other, earlier",
        ", '', ''",
    ),
    Score: (
        "opinion_id, characteristic_id, state, score, why, improve, evidence, visit_id, sequence, kept_at",
        ", earlier",
        ", ''",
    ),
}
CHANGES_ON_POSTGRESQL = (
    "ALTER TABLE question DROP CONSTRAINT question_kind_check, ADD CONSTRAINT question_kind_check"
    " CHECK (kind IN ('words', 'track', 'choice', 'several', 'faces', 'yes_no')),"
    " ADD COLUMN options TEXT NOT NULL DEFAULT '', ADD COLUMN picture VARCHAR(255) NOT NULL DEFAULT '',"
    " ADD COLUMN symbol VARCHAR(255) NOT NULL DEFAULT '',"
    " ADD COLUMN continues_id INTEGER REFERENCES question (id) ON DELETE SET NULL,"
    " DROP COLUMN position, DROP COLUMN retired_on",
    "ALTER TABLE answer DROP CONSTRAINT answer_state_check, ADD CONSTRAINT answer_state_check"
    " CHECK (state IN ('given', 'unknown', 'skipped', 'draft')),"
    " DROP CONSTRAINT answer_choice_check, ALTER COLUMN choice TYPE TEXT,"
    " ADD COLUMN other TEXT NOT NULL DEFAULT '', ADD COLUMN earlier TEXT NOT NULL DEFAULT '',"
    " ADD COLUMN degree SMALLINT CHECK (degree BETWEEN 1 AND 5) CHECK (degree IS NULL OR state = 'given')",
    "ALTER TABLE score DROP CONSTRAINT score_state_check, ADD CONSTRAINT score_state_check"
    " CHECK (state IN ('given', 'unknown', 'skipped', 'draft')), ADD COLUMN earlier TEXT NOT NULL DEFAULT ''",
)


def up(migrator, db):
    """Make the new tables, move what is there into them, and let the journal of before go on as the usual set."""
    is_sqlite = isinstance(db, SqliteDatabase)
    for table in CLUSTERED:
        table._meta.without_rowid = is_sqlite
    asked = db.execute_sql("SELECT id FROM question WHERE retired_on IS NULL ORDER BY position, id").fetchall()
    with db.bind_ctx((*NEW, *REBUILT), bind_refs=False, bind_backrefs=False):
        rebuild(db) if is_sqlite else change(db)
        db.create_tables(NEW, safe=False)
        for statement in NEW_COLUMNS:
            words = {"boolean": "INTEGER", "true": "1"} if is_sqlite else {"boolean": "BOOLEAN", "true": "TRUE"}
            db.execute_sql(statement.format(**words))
        begin_usual_set(db, [question_id for (question_id,) in asked])


def rebuild(db) -> None:
    """Copy the three tables into new ones. The renaming takes the answers' references along, so that nothing points to
    what is dropped."""
    for table in REBUILT:
        name = table._meta.table_name
        db.execute_sql(f"ALTER TABLE {name} RENAME TO {name}_before")
    for table, (columns, new_columns, values) in REBUILD_ON_SQLITE.items():
        name = table._meta.table_name
        db.create_tables([table], safe=False)
        db.execute_sql(f"INSERT INTO {name} ({columns}{new_columns}) SELECT {columns}{values} FROM {name}_before")
    for table in reversed(REBUILT):
        db.execute_sql(f"DROP TABLE {table._meta.table_name}_before")


def change(db) -> None:
    """PostgreSQL changes a table where it lies."""
    for statement in CHANGES_ON_POSTGRESQL:
        db.execute_sql(statement)


def begin_usual_set(db, asked: list[int]) -> None:
    """The questions asked until now become the first version of a set; entries that asked no other have it."""
    if not asked:
        return
    one = QuestionSet.create(name="My learning journal", is_usual=True)
    first_day = db.execute_sql("SELECT founded_at FROM school").fetchone()
    made_on = str(first_day[0])[:10] if first_day else date(1970, 1, 1)
    version = SetVersion.create(question_set=one.id, number=1, made_on=made_on)
    for position, question_id in enumerate(asked, 1):
        VersionQuestion.create(version=version.id, question=question_id, position=position)
    db.execute_sql(
        f"UPDATE entry SET version_id = {version.id} WHERE NOT EXISTS (SELECT 1 FROM answer WHERE answer.entry_id ="
        " entry.id AND answer.question_id NOT IN (SELECT question_id FROM version_question))"
    )
