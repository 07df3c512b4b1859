"""The tables of rounds: question sets, success characteristics, and what each round asks of whom."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    CompositeKey,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SQL,
    TextField,
)

from learning.core.tables import one_of, Row, words
from learning.people.tables import CohortRow, HelpColumns, MemberRow, PupilRow

SOUNDS = ("mp4", "mpeg", "ogg", "wav", "webm")  # as in audio/mp4


class QuestionSetRow(Row):
    """A named set of questions for the learning journal. The questions are in its versions."""

    id = AutoField()
    name = CharField(unique=True)
    is_usual = BooleanField(default=False, help_text="asked unless the round or the cohort has another")
    retired_on = DateField(null=True)
    allows_recordings = BooleanField(default=False, help_text="pupils can say what they would write")
    allows_drawings = BooleanField(default=False, help_text="pupils can draw what they would write")


QuestionSetRow.add_index(
    QuestionSetRow.index(QuestionSetRow.is_usual, unique=True, name="question_set_usual", where=SQL("is_usual"))
)


class SetHelpRow(HelpColumns):
    """The settings that make pages easier to use, as staff chose them for a question set."""

    question_set = ForeignKeyField(QuestionSetRow, primary_key=True, on_delete="CASCADE")


class RecordingRow(Row):
    """A sound file in which a member of staff reads a wording aloud. Pupils hear it wherever that wording is asked."""

    id = AutoField()
    wording = TextField(unique=True, help_text="exactly the words that are read")
    file = CharField(help_text="its name in the folder of files")
    media_type = CharField(constraints=[one_of("media_type", *(f"audio/{kind}" for kind in SOUNDS))])
    recorded_at = DateTimeField()
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False, help_text="who recorded it")
    member_id: int | None


class RoundRow(Row):
    """A dated time of asking a cohort about something."""

    id = AutoField()
    cohort = ForeignKeyField(CohortRow, on_delete="CASCADE")
    cohort_id: int
    name = TextField()
    focus = words(help_text="what it is about: learning in general, or a named activity or class")
    opened_on = DateField()
    closed_on = DateField(null=True)
    question_set = ForeignKeyField(
        QuestionSetRow,
        null=True,
        on_delete="SET NULL",
        index=False,
        help_text="the journal it asks; if empty, the cohort's",
    )
    question_set_id: int | None
    card_sort = CharField(
        default="",
        constraints=[one_of("card_sort", "", "sort", "shorten")],
        help_text="whether pupils sort cards first, and whether the chosen cards shorten their score card",
    )
    tells_news = BooleanField(default=True, help_text="a visit begins with what was agreed last time")
    views = CharField(default="professional pupil parent", help_text="the views it asks, separated by spaces")
    due_on = DateField(null=True, help_text="the last day for answers")


class QuestionRow(Row):
    """One wording of one question. A changed wording is a new row."""

    id = AutoField()
    kind = CharField(constraints=[one_of("kind", "words", "track", "choice", "several", "faces", "yes_no")])
    wording = TextField()
    follow_up = words(help_text="a second question below it, answered in words")
    low_end = words(help_text="the words at 0")
    high_end = words(help_text="the words at 10")
    options = words(help_text="one on each line: the choices, or sentence starters")
    picture = CharField(default="", help_text="the drawings at the ends of the track")
    symbol = CharField(default="", help_text="the drawing beside the question")
    continues = ForeignKeyField(
        "self",
        null=True,
        on_delete="SET NULL",
        index=False,
        help_text="the question whose answers this one's are compared with",
    )
    continues_id: int | None


class SetVersionRow(Row):
    """A question set as it stood for a time. An entry keeps the version that it answered."""

    id = AutoField()
    question_set = ForeignKeyField(QuestionSetRow, on_delete="CASCADE", index=False)
    number = IntegerField()
    made_on = DateField()

    class Meta:
        indexes = ((("question_set", "number"), True),)


class VersionQuestionRow(Row):
    """A question in a version of a set, at its position."""

    version = ForeignKeyField(SetVersionRow, on_delete="CASCADE", index=False)
    question = ForeignKeyField(QuestionRow, on_delete="RESTRICT")
    question_id: int
    position = IntegerField()

    class Meta:
        primary_key = CompositeKey("version", "question")


class CharacteristicRow(Row):
    """A success characteristic on the school's own list."""

    id = AutoField()
    name = TextField()
    child_wording = TextField(help_text="how pupils are asked")
    low_end = words(help_text="the words at 0")
    high_end = words(help_text="the words at 10")
    symbol = CharField(default="", help_text="the drawing beside it")
    position = IntegerField(help_text="its place on the list")
    retired_on = DateField(null=True, help_text="new rounds no longer ask it")


class AnchorsRow(Row):
    """Words for what some numbers of a characteristic look like: those of now, or those that a round keeps."""

    id = AutoField()
    characteristic = ForeignKeyField(CharacteristicRow, on_delete="CASCADE", index=False)
    round = ForeignKeyField(
        RoundRow, null=True, on_delete="CASCADE", help_text="the round that keeps them; empty: the words of now"
    )
    at_0 = words()
    at_3 = words()
    at_5 = words()
    at_7 = words()
    at_10 = words()

    class Meta:
        indexes = ((("characteristic", "round"), True),)


AnchorsRow.add_index(
    AnchorsRow.index(AnchorsRow.characteristic, unique=True, name="anchors_now", where=SQL("round_id IS NULL"))
)


class CohortCharacteristicRow(Row):
    """A characteristic that a cohort's new rounds ask. None: the whole list."""

    cohort = ForeignKeyField(CohortRow, on_delete="CASCADE", index=False)
    characteristic = ForeignKeyField(CharacteristicRow, on_delete="CASCADE", index=False)

    class Meta:
        primary_key = CompositeKey("cohort", "characteristic")


class RoundCharacteristicRow(Row):
    """A characteristic that a round asks. None: the list as it stands."""

    round = ForeignKeyField(RoundRow, on_delete="CASCADE", index=False)
    characteristic = ForeignKeyField(CharacteristicRow, on_delete="CASCADE", index=False)

    class Meta:
        primary_key = CompositeKey("round", "characteristic")


class RoundPupilRow(Row):
    """A pupil whom a round asks. None: all pupils of its cohort."""

    round = ForeignKeyField(RoundRow, on_delete="CASCADE", index=False)
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("round", "pupil")
