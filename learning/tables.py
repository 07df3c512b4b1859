"""All tables, with the constraints that the database itself holds. Times are UTC; a day is the school's own date."""

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
    TextField,
)

from .store import database


def one_of(column: str, *words: str):
    """A CHECK that a column holds one of these words."""
    return Check(f"{column} IN ({', '.join(repr(word) for word in words)})")


def within_scale(column: str):
    """A CHECK that a column holds a score: 0 to 10, or nothing where it may be empty."""
    return Check(f"{column} BETWEEN 0 AND 10")


def words(**options):
    """A column of words; no words are the empty string."""
    return TextField(default="", **options)


SOURCES = ("program", "paper", "invitation")  # where an entry or an opinion was given


class Row(Model):
    """What all tables have in common."""

    class Meta:
        database = database
        legacy_table_names = False


# --- people -----------------------------------------------------------------------------------------------------


class School(Row):
    name = TextField()
    is_example = BooleanField(default=False)
    low_score = SmallIntegerField(default=4, constraints=[within_scale("low_score")])
    smallest_change = SmallIntegerField(default=2, constraints=[Check("smallest_change BETWEEN 1 AND 10")])
    readers = words()
    card_name = CharField(default="full", constraints=[one_of("card_name", "full", "initial", "called", "picture")])
    lesson_ends = words()
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
    sealed_name = CharField()
    at = DateTimeField()

    class Meta:
        indexes = ((("sealed_name", "at"), False),)


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


class Cohort(Row):
    name = CharField()
    kind = CharField(constraints=[one_of("kind", "class", "year", "group")])
    question_set = ForeignKeyField(QuestionSet, null=True, on_delete="SET NULL", index=False)
    asks_pictures = BooleanField(default=False)

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
    used_at = DateTimeField(null=True)

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
    question_set = ForeignKeyField(QuestionSet, null=True, on_delete="SET NULL", index=False)
    card_sort = CharField(default="", constraints=[one_of("card_sort", "", "sort", "shorten")])
    tells_news = BooleanField(default=True)
    views = CharField(default="professional pupil parent")
    due_on = DateField(null=True)


class SetUpCode(Row):
    sealed_code = CharField(primary_key=True)
    member = ForeignKeyField(Member, on_delete="CASCADE")
    name = words()
    until = DateTimeField()
    used_at = DateTimeField(null=True)


class Tablet(Row):
    name = TextField()
    token_hash = CharField(unique=True)
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL")
    enrolled_at = DateTimeField()
    seen_at = DateTimeField()
    signed_out_at = DateTimeField(null=True)


class Knock(Row):
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    tablet = ForeignKeyField(Tablet, null=True, on_delete="CASCADE", index=False)
    why = CharField(constraints=[one_of("why", "room closed", "withdrawn", "no tablet")])
    at = DateTimeField()


class Call(Row):
    tablet = ForeignKeyField(Tablet, primary_key=True, on_delete="CASCADE")
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    at = DateTimeField()


class PicturePin(Row):
    pupil = ForeignKeyField(Pupil, primary_key=True, on_delete="CASCADE")
    sealed = CharField()
    set_at = DateTimeField()


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


class Characteristic(Row):
    name = TextField()
    child_wording = TextField()
    low_end = words()
    high_end = words()
    symbol = CharField(default="")
    position = IntegerField()
    retired_on = DateField(null=True)


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


class Entry(Row):
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE", index=False)
    round = ForeignKeyField(Round, on_delete="CASCADE")
    on = DateField()
    version = ForeignKeyField(SetVersion, null=True, on_delete="RESTRICT")
    finished_at = DateTimeField(null=True)
    source = CharField(default="program", constraints=[one_of("source", *SOURCES)])

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
    source = CharField(default="program", constraints=[one_of("source", *SOURCES)])

    class Meta:
        indexes = ((("round", "pupil", "view", "giver"), True),)


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
    way = CharField(default="card", constraints=[one_of("way", "card", "letters", "called")])
    disowned_at = DateTimeField(null=True)


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
    score = SmallIntegerField(null=True, constraints=[within_scale("score"), Check("score IS NULL OR state = 'given'")])
    visit = ForeignKeyField(Visit, null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(default=0)
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("entry", "question")


class Score(Row):
    opinion = ForeignKeyField(Opinion, on_delete="CASCADE", index=False)
    characteristic = ForeignKeyField(Characteristic, on_delete="RESTRICT", index=False)
    state = CharField(default="given", constraints=[one_of("state", "given", "unknown", "skipped", "draft")])
    score = SmallIntegerField(null=True, constraints=[within_scale("score"), Check("score IS NULL OR state = 'given'")])
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
    for_pupil = words()
    kept_at = DateTimeField()

    class Meta:
        table_name = "one_to_one"


class Evidence(Row):
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    characteristic = ForeignKeyField(Characteristic, on_delete="RESTRICT", index=False)
    entry = ForeignKeyField(Entry, on_delete="CASCADE")
    question = ForeignKeyField(Question, on_delete="RESTRICT", index=False)
    words = TextField()
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    on = DateField()


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
    score = SmallIntegerField(null=True, constraints=[within_scale("score")])
    reason = words()
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("round", "pupil", "characteristic")


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
    own_words = words()
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


TABLES = (
    School,
    Member,
    SignIn,
    WrongGuess,
    Pupil,
    PupilHelp,
    QuestionSet,
    Cohort,
    CohortPupil,
    CohortMember,
    QRCard,
    Round,
    SetUpCode,
    Tablet,
    Knock,
    Call,
    PicturePin,
    Room,
    Question,
    SetVersion,
    VersionQuestion,
    Characteristic,
    CohortCharacteristic,
    RoundCharacteristic,
    RoundPupil,
    Entry,
    Opinion,
    Declined,
    Invitation,
    Visit,
    Answer,
    Score,
    CardSort,
    Concern,
    OneToOne,
    Evidence,
    Summary,
    AgreedScore,
    Agreeing,
    AgreeingScore,
    Theme,
    Factor,
    WiderAim,
    Aim,
    AimFactor,
    AimReview,
    TalkAnswer,
    AimAnswer,
)
# Clustered on their primary key where the database can: read in the order in which they lie, without a second look-up.
CLUSTERED = (
    CohortPupil,
    CohortMember,
    CohortCharacteristic,
    RoundCharacteristic,
    RoundPupil,
    VersionQuestion,
    Answer,
    Score,
    CardSort,
    AgreedScore,
    Agreeing,
    AgreeingScore,
    AimFactor,
    TalkAnswer,
    AimAnswer,
)
