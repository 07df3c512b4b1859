"""The tables of journals: entries, their answers, and the one-to-ones after them."""

from peewee import (
    BigIntegerField,
    CharField,
    Check,
    CompositeKey,
    DateField,
    DateTimeField,
    DeferredForeignKey,
    ForeignKeyField,
    SmallIntegerField,
)

from learning.core.tables import one_of, Row, SOURCES, within_scale, words
from learning.people.tables import MemberRow, PupilRow
from learning.rounds.tables import QuestionRow, RoundRow, SetVersionRow


class EntryRow(Row):
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE", index=False)
    round = ForeignKeyField(RoundRow, on_delete="CASCADE")
    on = DateField()
    version = ForeignKeyField(SetVersionRow, null=True, on_delete="RESTRICT")
    finished_at = DateTimeField(null=True)
    source = CharField(default="program", constraints=[one_of("source", *SOURCES)])

    class Meta:
        indexes = ((("pupil", "round", "on"), True),)


class AnswerRow(Row):
    entry = ForeignKeyField(EntryRow, on_delete="CASCADE", index=False)
    question = ForeignKeyField(QuestionRow, on_delete="RESTRICT", index=False)
    state = CharField(constraints=[one_of("state", "given", "unknown", "skipped", "draft")])
    choice = words()
    other = words()
    earlier = words()
    words = words()
    degree = SmallIntegerField(
        null=True, constraints=[Check("degree BETWEEN 1 AND 5"), Check("degree IS NULL OR state = 'given'")]
    )
    score = SmallIntegerField(null=True, constraints=[within_scale("score"), Check("score IS NULL OR state = 'given'")])
    visit = DeferredForeignKey("VisitRow", null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(default=0)
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("entry", "question")


class OneToOneRow(Row):
    entry = ForeignKeyField(EntryRow, on_delete="CASCADE")
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
    on = DateField()
    notes = words()
    next_steps = words()
    for_pupil = words()
    kept_at = DateTimeField()

    class Meta:
        table_name = "one_to_one"


class TalkAnswerRow(Row):
    one_to_one = ForeignKeyField(OneToOneRow, on_delete="CASCADE", index=False)
    on = DateField()
    how = CharField(default="", constraints=[one_of("how", "", "well", "some", "not yet")])
    visit = DeferredForeignKey("VisitRow", null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(default=0)
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("one_to_one", "on")
