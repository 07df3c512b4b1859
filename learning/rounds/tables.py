"""The tables of rounds: question sets, success characteristics, and what each round asks of whom."""

from peewee import BooleanField, CharField, CompositeKey, DateField, ForeignKeyField, IntegerField, SQL, TextField

from learning.core.tables import one_of, Row, words
from learning.people.tables import CohortRow, PupilRow


class QuestionSetRow(Row):
    name = CharField(unique=True)
    is_usual = BooleanField(default=False)
    retired_on = DateField(null=True)


QuestionSetRow.add_index(
    QuestionSetRow.index(QuestionSetRow.is_usual, unique=True, name="question_set_usual", where=SQL("is_usual"))
)


class RoundRow(Row):
    cohort = ForeignKeyField(CohortRow, on_delete="CASCADE")
    name = TextField()
    focus = words()
    opened_on = DateField()
    closed_on = DateField(null=True)
    question_set = ForeignKeyField(QuestionSetRow, null=True, on_delete="SET NULL", index=False)
    card_sort = CharField(default="", constraints=[one_of("card_sort", "", "sort", "shorten")])
    tells_news = BooleanField(default=True)
    views = CharField(default="professional pupil parent")
    due_on = DateField(null=True)


class QuestionRow(Row):
    kind = CharField(constraints=[one_of("kind", "words", "track", "choice", "several", "faces", "yes_no")])
    wording = TextField()
    follow_up = words()
    low_end = words()
    high_end = words()
    options = words()
    picture = CharField(default="")
    symbol = CharField(default="")
    continues = ForeignKeyField("self", null=True, on_delete="SET NULL", index=False)


class SetVersionRow(Row):
    question_set = ForeignKeyField(QuestionSetRow, on_delete="CASCADE", index=False)
    number = IntegerField()
    made_on = DateField()

    class Meta:
        indexes = ((("question_set", "number"), True),)


class VersionQuestionRow(Row):
    version = ForeignKeyField(SetVersionRow, on_delete="CASCADE", index=False)
    question = ForeignKeyField(QuestionRow, on_delete="RESTRICT")
    position = IntegerField()

    class Meta:
        primary_key = CompositeKey("version", "question")


class CharacteristicRow(Row):
    name = TextField()
    child_wording = TextField()
    low_end = words()
    high_end = words()
    symbol = CharField(default="")
    position = IntegerField()
    retired_on = DateField(null=True)


class CohortCharacteristicRow(Row):
    cohort = ForeignKeyField(CohortRow, on_delete="CASCADE", index=False)
    characteristic = ForeignKeyField(CharacteristicRow, on_delete="CASCADE", index=False)

    class Meta:
        primary_key = CompositeKey("cohort", "characteristic")


class RoundCharacteristicRow(Row):
    round = ForeignKeyField(RoundRow, on_delete="CASCADE", index=False)
    characteristic = ForeignKeyField(CharacteristicRow, on_delete="CASCADE", index=False)

    class Meta:
        primary_key = CompositeKey("round", "characteristic")


class RoundPupilRow(Row):
    round = ForeignKeyField(RoundRow, on_delete="CASCADE", index=False)
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("round", "pupil")
