"""The first schema: a frozen copy of the tables as they were in version 0.1.0, on purpose independent of `tables`."""

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    Check,
    CompositeKey,
    DateField,
    DateTimeField,
    DoubleField,
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


def within_scale(column: str):
    """A CHECK that a column holds a score: 0 to 10, or nothing where it may be empty."""
    return Check(f"{column} BETWEEN 0 AND 10")


def words(**options):
    """A column of words; no words are the empty string."""
    return TextField(default="", **options)


class Row(Model):
    """What all tables have in common."""

    class Meta:
        legacy_table_names = False


# --- people -----------------------------------------------------------------------------------------------------


class School(Row):
    name = TextField()
    is_example = BooleanField(default=False)
    low_score = SmallIntegerField(default=4, constraints=[within_scale("low_score")])
    smallest_change = SmallIntegerField(default=2, constraints=[Check("smallest_change BETWEEN 1 AND 10")])
    readers = words()
    sealed = CharField()
    founded_at = DateTimeField()


class Member(Row):
    name = TextField()
    email = CharField(unique=True)
    job = words()
    duty = CharField(constraints=[one_of("duty", "administrator", "lead", "tutor", "professional")])
    password_hash = TextField()
    added_at = DateTimeField()
    retired_at = DateTimeField(null=True)


class SignIn(Row):
    token_hash = CharField(primary_key=True)
    member = ForeignKeyField(Member, on_delete="CASCADE")
    started_at = DateTimeField()
    seen_at = DateTimeField()


class WrongGuess(Row):
    sealed_email = CharField()
    at = DateTimeField()

    class Meta:
        indexes = ((("sealed_email", "at"), False),)


class Pupil(Row):
    key = CharField(unique=True)
    forename = TextField()
    surname = TextField()
    preferred_forename = words()
    preferred_surname = words()
    year = words()
    class_name = words()
    born = DateField(null=True)
    left_on = DateField(null=True)


class Cohort(Row):
    name = CharField()
    kind = CharField(constraints=[one_of("kind", "class", "year", "group")])

    class Meta:
        indexes = ((("name", "kind"), True),)


class CohortPupil(Row):
    cohort = ForeignKeyField(Cohort, on_delete="CASCADE", index=False)
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("cohort", "pupil")


class CohortMember(Row):
    cohort = ForeignKeyField(Cohort, on_delete="CASCADE", index=False)
    member = ForeignKeyField(Member, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("cohort", "member")


class QRCard(Row):
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE", index=False)
    seed = CharField()
    sealed_code = CharField(unique=True)
    sealed_short_code = CharField(unique=True)
    made_at = DateTimeField()
    withdrawn_at = DateTimeField(null=True)

    class Meta:
        table_name = "qr_card"


QRCard.add_index(QRCard.index(QRCard.pupil, unique=True, name="qr_card_in_use", where=SQL("withdrawn_at IS NULL")))


# --- rounds, tablets, rooms -------------------------------------------------------------------------------------


class Round(Row):
    cohort = ForeignKeyField(Cohort, on_delete="CASCADE")
    name = TextField()
    focus = words()
    opened_on = DateField()
    closed_on = DateField(null=True)


class SetUpCode(Row):
    sealed_code = CharField(primary_key=True)
    member = ForeignKeyField(Member, on_delete="CASCADE")
    until = DateTimeField()
    used_at = DateTimeField(null=True)


class Tablet(Row):
    name = TextField()
    token_hash = CharField(unique=True)
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL")
    enrolled_at = DateTimeField()
    seen_at = DateTimeField()
    signed_out_at = DateTimeField(null=True)


class Room(Row):
    round = ForeignKeyField(Round, on_delete="CASCADE")
    journal = BooleanField()
    score_card = BooleanField(constraints=[Check("journal OR score_card")])
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL")
    opened_at = DateTimeField()
    closes_at = DateTimeField()
    closed_at = DateTimeField(null=True)


# --- the journal, the score card, the visit ---------------------------------------------------------------------


class Question(Row):
    kind = CharField(constraints=[one_of("kind", "words", "track", "yes_no")])
    wording = TextField()
    follow_up = words()
    low_end = words()
    high_end = words()
    position = IntegerField()
    retired_on = DateField(null=True)


class Characteristic(Row):
    name = TextField()
    child_wording = TextField()
    low_end = words()
    high_end = words()
    position = IntegerField()
    retired_on = DateField(null=True)


class Entry(Row):
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE", index=False)
    round = ForeignKeyField(Round, on_delete="CASCADE")
    on = DateField()
    finished_at = DateTimeField(null=True)

    class Meta:
        indexes = ((("pupil", "round", "on"), True),)


class Opinion(Row):
    round = ForeignKeyField(Round, on_delete="CASCADE", index=False)
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    view = CharField(constraints=[one_of("view", "professional", "pupil", "parent", "community")])
    giver = CharField(default="")
    by = words()
    role = words()
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL")
    on = DateField()
    finished_at = DateTimeField(null=True)

    class Meta:
        indexes = ((("round", "pupil", "view", "giver"), True),)


class Visit(Row):
    token_hash = CharField(unique=True)
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    tablet = ForeignKeyField(Tablet, on_delete="CASCADE")
    room = ForeignKeyField(Room, on_delete="CASCADE")
    entry = ForeignKeyField(Entry, null=True, on_delete="CASCADE")
    opinion = ForeignKeyField(Opinion, null=True, on_delete="CASCADE")
    started_at = DateTimeField()
    seen_at = DateTimeField()
    ended_at = DateTimeField(null=True)


class Answer(Row):
    entry = ForeignKeyField(Entry, on_delete="CASCADE", index=False)
    question = ForeignKeyField(Question, on_delete="RESTRICT", index=False)
    state = CharField(constraints=[one_of("state", "given", "unknown", "skipped")])
    choice = CharField(default="", constraints=[one_of("choice", "", "yes", "not_sure", "no")])
    words = words()
    score = SmallIntegerField(null=True, constraints=[within_scale("score"), Check("score IS NULL OR state = 'given'")])
    visit = ForeignKeyField(Visit, null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(default=0)
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("entry", "question")


class Score(Row):
    opinion = ForeignKeyField(Opinion, on_delete="CASCADE", index=False)
    characteristic = ForeignKeyField(Characteristic, on_delete="RESTRICT", index=False)
    state = CharField(default="given", constraints=[one_of("state", "given", "unknown", "skipped")])
    score = SmallIntegerField(null=True, constraints=[within_scale("score"), Check("score IS NULL OR state = 'given'")])
    why = words()
    improve = words()
    evidence = words()
    visit = ForeignKeyField(Visit, null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(default=0)
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("opinion", "characteristic")


class Concern(Row):
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    visit = ForeignKeyField(Visit, null=True, on_delete="SET NULL", index=False)
    place = words()
    raised_at = DateTimeField()
    seen_at = DateTimeField(null=True)
    seen_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)


class OneToOne(Row):
    entry = ForeignKeyField(Entry, on_delete="CASCADE")
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    on = DateField()
    notes = words()
    next_steps = words()
    kept_at = DateTimeField()

    class Meta:
        table_name = "one_to_one"


# --- the summary ------------------------------------------------------------------------------------------------


class Summary(Row):
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE", index=False)
    round = ForeignKeyField(Round, on_delete="CASCADE", index=False)
    version = IntegerField()
    agreed_on = DateField()
    taking_part = words()
    how = CharField(constraints=[one_of("how", "discussed", "average", "journal")])
    notes = words()
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    kept_at = DateTimeField()
    is_current = BooleanField()
    is_baseline = BooleanField()

    class Meta:
        indexes = ((("pupil", "round", "version"), True),)


Summary.add_index(Summary.index(Summary.pupil, unique=True, name="summary_baseline", where=SQL("is_baseline")))
Summary.add_index(
    Summary.index(Summary.round, Summary.pupil, unique=True, name="summary_current", where=SQL("is_current"))
)


class AgreedScore(Row):
    summary = ForeignKeyField(Summary, on_delete="CASCADE", index=False)
    characteristic = ForeignKeyField(Characteristic, on_delete="RESTRICT", index=False)
    score = SmallIntegerField(constraints=[within_scale("score")])
    average = DoubleField(null=True, constraints=[within_scale("average")])
    reason = words()

    class Meta:
        primary_key = CompositeKey("summary", "characteristic")


# --- the aims ---------------------------------------------------------------------------------------------------


class Theme(Row):
    name = CharField(unique=True)


class Factor(Row):
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    kind = CharField(constraints=[one_of("kind", "blocker", "enabler")])
    words = TextField()
    theme = ForeignKeyField(Theme, null=True, on_delete="SET NULL", index=False)
    characteristic = ForeignKeyField(Characteristic, null=True, on_delete="SET NULL", index=False)
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    on = DateField()
    dropped_on = DateField(null=True)


class WiderAim(Row):
    words = TextField()
    retired_on = DateField(null=True)


class Aim(Row):
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    words = TextField()
    turn = CharField(constraints=[one_of("turn", "mitigate", "compensate", "improve", "enhance")])
    wider_aim = ForeignKeyField(WiderAim, null=True, on_delete="SET NULL", index=False)
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    set_on = DateField()
    review_on = DateField(null=True)
    dropped_on = DateField(null=True)


class AimFactor(Row):
    aim = ForeignKeyField(Aim, on_delete="CASCADE", index=False)
    factor = ForeignKeyField(Factor, on_delete="CASCADE", index=False)

    class Meta:
        primary_key = CompositeKey("aim", "factor")


class AimReview(Row):
    aim = ForeignKeyField(Aim, on_delete="CASCADE")
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    on = DateField()
    outcome = CharField(constraints=[one_of("outcome", "met", "partly", "not yet")])
    notes = words()


TABLES = (
    School,
    Member,
    SignIn,
    WrongGuess,
    Pupil,
    Cohort,
    CohortPupil,
    CohortMember,
    QRCard,
    Round,
    SetUpCode,
    Tablet,
    Room,
    Question,
    Characteristic,
    Entry,
    Opinion,
    Visit,
    Answer,
    Score,
    Concern,
    OneToOne,
    Summary,
    AgreedScore,
    Theme,
    Factor,
    WiderAim,
    Aim,
    AimFactor,
    AimReview,
)
# Clustered on their primary key where the database can: read in the order in which they lie, without a second look-up.
CLUSTERED = (CohortPupil, CohortMember, Answer, Score, AgreedScore, AimFactor)


def up(migrator, db):
    """Make the tables with their CHECKs; on SQLite the narrow ones lie clustered on their key (WITHOUT ROWID)."""
    for table in CLUSTERED:
        table._meta.without_rowid = isinstance(db, SqliteDatabase)
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES, safe=False)
