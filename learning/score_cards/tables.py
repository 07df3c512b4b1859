"""The tables of score cards: opinions, their scores, evidence from the journal, agreeing and summaries."""

from peewee import (
    AutoField,
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

from learning.core.answer_states import STATES
from learning.core.tables import one_of, Row, SOURCES, within_scale, words
from learning.journals.tables import EntryRow
from learning.people.tables import MemberRow, PupilRow
from learning.rounds.tables import CharacteristicRow, QuestionRow, RoundRow


class OpinionRow(Row):
    """One person's column of a score card: who, which view, when."""

    id = AutoField()
    round = ForeignKeyField(RoundRow, on_delete="CASCADE", index=False)
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    view = CharField(constraints=[one_of("view", "professional", "pupil", "parent", "community")])
    giver = CharField(default="", help_text="distinguishes two people of the same view")
    by = words(help_text="the name to show")
    role = words(help_text="such as parent, or speech therapist")
    member = ForeignKeyField(
        MemberRow,
        null=True,
        on_delete="SET NULL",
        help_text="the member of staff whose opinion it is, or who typed it in",
    )
    on = DateField()
    finished_at = DateTimeField(null=True, help_text="when it was finished or sent")
    source = CharField(default="program", constraints=[one_of("source", *SOURCES)], help_text="how it came in")

    class Meta:
        indexes = ((("round", "pupil", "view", "giver"), True),)


class ScoreRow(Row):
    """One opinion's score for one characteristic, with its reasons."""

    opinion = ForeignKeyField(OpinionRow, on_delete="CASCADE", index=False)
    characteristic = ForeignKeyField(CharacteristicRow, on_delete="RESTRICT", index=False)
    characteristic_id: int
    state = CharField(
        default="given",
        constraints=[one_of("state", *STATES)],
        help_text="a draft is what was typed but not yet given",
    )
    score = SmallIntegerField(
        null=True,
        constraints=[within_scale("score"), Check("score IS NULL OR state = 'given'")],
        help_text="not given is NULL, never 0",
    )
    why = words(help_text="why this score")
    improve = words(help_text="what would improve it")
    evidence = words(help_text="what shows it")
    earlier = words(help_text="scores that this one replaced, in an opinion that is not the pupil's own")
    visit = DeferredForeignKey("VisitRow", null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(
        default=0, help_text="milliseconds from the visit's beginning; a lower one never replaces a higher one"
    )
    saved_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("opinion", "characteristic")


class CardSortRow(Row):
    """The cards that a pupil sorted as most, or as least, like me."""

    opinion = ForeignKeyField(OpinionRow, on_delete="CASCADE", index=False)
    side = CharField(constraints=[one_of("side", "most", "least")])
    state = CharField(constraints=[one_of("state", "given", "unknown", "skipped")])
    chosen = words(help_text="the characteristics, one on each line")
    visit = DeferredForeignKey("VisitRow", null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(
        default=0, help_text="milliseconds from the visit's beginning; a lower one never replaces a higher one"
    )
    saved_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("opinion", "side")


class EvidenceRow(Row):
    """Words from a journal entry, linked to a characteristic as evidence."""

    id = AutoField()
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    characteristic = ForeignKeyField(CharacteristicRow, on_delete="RESTRICT", index=False)
    entry = ForeignKeyField(EntryRow, on_delete="CASCADE")
    question = ForeignKeyField(QuestionRow, on_delete="RESTRICT", index=False)
    words = TextField(help_text="the quoted words")
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False, help_text="who linked them")
    on = DateField()


class SummaryRow(Row):
    """The agreed scores of one pupil in one round, dated. A correction is a new version."""

    id = AutoField()
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE", index=False)
    pupil_id: int
    round = ForeignKeyField(RoundRow, on_delete="CASCADE", index=False)
    version = IntegerField()
    agreed_on = DateField()
    taking_part = words(help_text="who agreed them")
    how = CharField(
        constraints=[one_of("how", "discussed", "average", "journal")],
        help_text="discussed, taken from the averages, or from the journal",
    )
    notes = words()
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
    saved_at = DateTimeField()
    is_current = BooleanField(help_text="the newest version")
    is_baseline = BooleanField(help_text="later summaries are measured against this one")

    class Meta:
        indexes = ((("pupil", "round", "version"), True),)


SummaryRow.add_index(SummaryRow.index(SummaryRow.pupil, unique=True, name="summary_baseline", where=SQL("is_baseline")))


SummaryRow.add_index(
    SummaryRow.index(SummaryRow.round, SummaryRow.pupil, unique=True, name="summary_current", where=SQL("is_current"))
)


class AgreedScoreRow(Row):
    """The agreed score of a summary for one characteristic."""

    summary = ForeignKeyField(SummaryRow, on_delete="CASCADE", index=False)
    characteristic = ForeignKeyField(CharacteristicRow, on_delete="RESTRICT", index=False)
    score = SmallIntegerField(constraints=[within_scale("score")])
    average = DoubleField(
        null=True, constraints=[within_scale("average")], help_text="the average of the views on that day"
    )
    reason = words(help_text="why it differs from the average")

    class Meta:
        primary_key = CompositeKey("summary", "characteristic")


class AgreeingRow(Row):
    """A meeting's notes about one pupil, before they are dated as a summary."""

    round = ForeignKeyField(RoundRow, on_delete="CASCADE", index=False)
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    notes = words()
    taking_part = words(help_text="who is at the meeting")
    saved_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("round", "pupil")


class AgreeingScoreRow(Row):
    """A score set in a meeting, before it is dated as a summary."""

    round = ForeignKeyField(RoundRow, on_delete="CASCADE", index=False)
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    characteristic = ForeignKeyField(CharacteristicRow, on_delete="RESTRICT", index=False)
    score = SmallIntegerField(null=True, constraints=[within_scale("score")])
    reason = words()
    saved_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("round", "pupil", "characteristic")
