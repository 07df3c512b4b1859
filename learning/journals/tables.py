"""The tables of journals: entries, their answers, and the one-to-ones after them."""

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
    ForeignKeyField,
    SmallIntegerField,
)

from learning.core.answer_states import STATES
from learning.core.tables import one_of, Row, SOURCES, within_scale, words
from learning.people.tables import MemberRow, PupilRow
from learning.rounds.tables import QuestionRow, RoundRow, SetVersionRow

KINDS = JOURNAL, CHECK_IN = ("journal", "check_in")


class EntryRow(Row):
    """A pupil's learning journal on one day of a round."""

    id = AutoField()
    pupil_id: int
    round_id: int
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE", index=False)
    round = ForeignKeyField(RoundRow, on_delete="CASCADE")
    on = DateField(help_text="the day it was written")
    version = ForeignKeyField(SetVersionRow, null=True, on_delete="RESTRICT", help_text="the questions it answers")
    finished_at = DateTimeField(null=True, help_text="when the pupil pressed Finish")
    source = CharField(default="program", constraints=[one_of("source", *SOURCES)], help_text="how it came in")
    kind = CharField(
        default="journal", constraints=[one_of("kind", *KINDS)], help_text="a journal, or a one-minute check-in"
    )
    talk_wanted = BooleanField(default=False, help_text="staff want a one-to-one about this check-in")

    class Meta:
        indexes = ((("pupil", "round", "on", "kind"), True),)


class AnswerRow(Row):
    """The current answer to one question of an entry."""

    entry_id: int
    question_id: int
    entry = ForeignKeyField(EntryRow, on_delete="CASCADE", index=False)
    question = ForeignKeyField(QuestionRow, on_delete="RESTRICT", index=False)
    state = CharField(
        constraints=[one_of("state", *STATES)],
        help_text="a draft is what was typed but not yet given",
    )
    choice = words(help_text="the chosen options, one on each line")
    other = words(help_text="something else, in the pupil's own words")
    words = words(help_text="what was written")
    degree = SmallIntegerField(
        null=True,
        constraints=[Check("degree BETWEEN 1 AND 5"), Check("degree IS NULL OR state = 'given'")],
        help_text="which of five faces",
    )
    score = SmallIntegerField(
        null=True,
        constraints=[within_scale("score"), Check("score IS NULL OR state = 'given'")],
        help_text="0 to 10 on the track",
    )
    recording = BigIntegerField(
        null=True, constraints=[Check("recording IS NULL OR state = 'given'")], help_text="a given file of its visit"
    )
    drawing = BigIntegerField(
        null=True, constraints=[Check("drawing IS NULL OR state = 'given'")], help_text="a given file of its visit"
    )
    visit = DeferredForeignKey("VisitRow", null=True, on_delete="SET NULL", index=False)
    visit_id: int | None
    sequence = BigIntegerField(
        default=0, help_text="milliseconds from the visit's beginning; a lower one never replaces a higher one"
    )
    saved_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("entry", "question")


class OneToOneRow(Row):
    """The one-to-one after a journal entry: who, when, notes and next steps."""

    id = AutoField()
    entry_id: int
    entry = ForeignKeyField(EntryRow, on_delete="CASCADE")
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
    on = DateField()
    notes = words()
    next_steps = words()
    for_pupil = words(help_text="what was agreed, in words for the pupil, shown at the next visit")
    saved_at = DateTimeField()

    class Meta:
        table_name = "one_to_one"


class TalkAnswerRow(Row):
    """What a pupil says about how the things agreed in a one-to-one are going."""

    one_to_one = ForeignKeyField(OneToOneRow, on_delete="CASCADE", index=False)
    on = DateField()
    how = CharField(default="", constraints=[one_of("how", "", "well", "some", "not yet")])
    visit = DeferredForeignKey("VisitRow", null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(
        default=0, help_text="milliseconds from the visit's beginning; a lower one never replaces a higher one"
    )
    saved_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("one_to_one", "on")
