"""The tables of score cards: opinions, their scores, evidence from the journal, agreeing and summaries."""

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    Check,
    CompositeKey,
    DateField,
    DateTimeField,
    DeferredForeignKey,
    DoubleField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    SQL,
    TextField,
)

from learning.core.tables import one_of, Row, SOURCES, within_scale, words
from learning.journals.tables import EntryRow
from learning.people.tables import MemberRow, PupilRow
from learning.rounds.tables import CharacteristicRow, QuestionRow, RoundRow


class OpinionRow(Row):
    round = ForeignKeyField(RoundRow, on_delete="CASCADE", index=False)
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    view = CharField(constraints=[one_of("view", "professional", "pupil", "parent", "community")])
    giver = CharField(default="")
    by = words()
    role = words()
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL")
    on = DateField()
    finished_at = DateTimeField(null=True)
    source = CharField(default="program", constraints=[one_of("source", *SOURCES)])

    class Meta:
        indexes = ((("round", "pupil", "view", "giver"), True),)


class ScoreRow(Row):
    opinion = ForeignKeyField(OpinionRow, on_delete="CASCADE", index=False)
    characteristic = ForeignKeyField(CharacteristicRow, on_delete="RESTRICT", index=False)
    state = CharField(default="given", constraints=[one_of("state", "given", "unknown", "skipped", "draft")])
    score = SmallIntegerField(null=True, constraints=[within_scale("score"), Check("score IS NULL OR state = 'given'")])
    why = words()
    improve = words()
    evidence = words()
    earlier = words()
    visit = DeferredForeignKey("VisitRow", null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(default=0)
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("opinion", "characteristic")


class CardSortRow(Row):
    opinion = ForeignKeyField(OpinionRow, on_delete="CASCADE", index=False)
    side = CharField(constraints=[one_of("side", "most", "least")])
    state = CharField(constraints=[one_of("state", "given", "unknown", "skipped")])
    chosen = words()
    visit = DeferredForeignKey("VisitRow", null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(default=0)
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("opinion", "side")


class EvidenceRow(Row):
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    characteristic = ForeignKeyField(CharacteristicRow, on_delete="RESTRICT", index=False)
    entry = ForeignKeyField(EntryRow, on_delete="CASCADE")
    question = ForeignKeyField(QuestionRow, on_delete="RESTRICT", index=False)
    words = TextField()
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
    on = DateField()


class SummaryRow(Row):
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE", index=False)
    round = ForeignKeyField(RoundRow, on_delete="CASCADE", index=False)
    version = IntegerField()
    agreed_on = DateField()
    taking_part = words()
    how = CharField(constraints=[one_of("how", "discussed", "average", "journal")])
    notes = words()
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
    kept_at = DateTimeField()
    is_current = BooleanField()
    is_baseline = BooleanField()

    class Meta:
        indexes = ((("pupil", "round", "version"), True),)


SummaryRow.add_index(SummaryRow.index(SummaryRow.pupil, unique=True, name="summary_baseline", where=SQL("is_baseline")))


SummaryRow.add_index(
    SummaryRow.index(SummaryRow.round, SummaryRow.pupil, unique=True, name="summary_current", where=SQL("is_current"))
)


class AgreedScoreRow(Row):
    summary = ForeignKeyField(SummaryRow, on_delete="CASCADE", index=False)
    characteristic = ForeignKeyField(CharacteristicRow, on_delete="RESTRICT", index=False)
    score = SmallIntegerField(constraints=[within_scale("score")])
    average = DoubleField(null=True, constraints=[within_scale("average")])
    reason = words()

    class Meta:
        primary_key = CompositeKey("summary", "characteristic")


class AgreeingRow(Row):
    round = ForeignKeyField(RoundRow, on_delete="CASCADE", index=False)
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    notes = words()
    taking_part = words()
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("round", "pupil")


class AgreeingScoreRow(Row):
    round = ForeignKeyField(RoundRow, on_delete="CASCADE", index=False)
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    characteristic = ForeignKeyField(CharacteristicRow, on_delete="RESTRICT", index=False)
    score = SmallIntegerField(null=True, constraints=[within_scale("score")])
    reason = words()
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("round", "pupil", "characteristic")
