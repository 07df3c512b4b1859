"""The tables of visits, and of everything that was given in them."""

from peewee import (
    AutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from learning.classroom.tables import RoomRow, TabletRow
from learning.core.answer_states import STATES
from learning.core.tables import one_of, Row
from learning.journals.tables import EntryRow
from learning.people.tables import PupilRow
from learning.score_cards.tables import OpinionRow


class VisitRow(Row):
    """One pupil's visit to a tablet."""

    id = AutoField()
    token_hash = CharField(unique=True, help_text="SHA-256 of the cookie")
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    tablet = ForeignKeyField(TabletRow, on_delete="CASCADE")
    room = ForeignKeyField(RoomRow, on_delete="CASCADE")
    entry = ForeignKeyField(EntryRow, null=True, on_delete="CASCADE", help_text="the journal it fills in")
    opinion = ForeignKeyField(OpinionRow, null=True, on_delete="CASCADE", help_text="the score card it fills in")
    started_at = DateTimeField()
    seen_at = DateTimeField(help_text="the last sign of the pupil")
    ended_at = DateTimeField(
        null=True,
        help_text="when it was finished, left, or replaced by another; if empty, it may still be over by time",
    )
    started_by = CharField(
        default="card",
        constraints=[one_of("started_by", "card", "letters", "called")],
        help_text="how it began: by QR card, by its short code, or called by staff",
    )
    disowned_at = DateTimeField(null=True, help_text="when staff marked it as somebody else's")


class GivenAnswerRow(Row):
    """What a pupil gave to one question at one time, beside what is saved for it now. Rows are only ever added, but
    for drafts on the way to it: a shorter wording, another number tapped and not confirmed."""

    id = AutoField()
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE", index=False)
    entry = ForeignKeyField(EntryRow, null=True, on_delete="CASCADE", help_text="the journal it belongs to")
    opinion = ForeignKeyField(OpinionRow, null=True, on_delete="CASCADE", help_text="the score card it belongs to")
    visit = ForeignKeyField(VisitRow, null=True, on_delete="SET NULL", help_text="empty: not given on a tablet")
    task = CharField(constraints=[one_of("task", "news", "journal", "card_sort", "score_card")])
    step = IntegerField(help_text="the question, the characteristic, or the side of the card sort")
    state = CharField(constraints=[one_of("state", *STATES)])
    content = TextField(help_text="the filled columns, as JSON")
    sequence = BigIntegerField(help_text="milliseconds from the visit's beginning")
    saved_at = DateTimeField()

    class Meta:
        indexes = ((("pupil", "task", "step"), False),)


class GivenFileRow(Row):
    """A recording or a drawing that a pupil gave. Rows are only ever added; one that is still growing is replaced by
    the longer one that begins with it. The file lies in the data folder and opens only with the key in this row."""

    id = AutoField()
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    pupil_id: int
    entry = ForeignKeyField(EntryRow, null=True, on_delete="CASCADE", index=False)
    entry_id: int | None
    visit = ForeignKeyField(VisitRow, null=True, on_delete="SET NULL", help_text="empty: not given on a tablet")
    visit_id: int | None
    step = IntegerField(help_text="the question")
    sequence = BigIntegerField(help_text="names it within its visit: the milliseconds at which it was begun")
    kind = CharField(constraints=[one_of("kind", "recording", "drawing", "other")])
    type = CharField(help_text="the content type, found in its bytes")
    is_set_aside = BooleanField(help_text="it could not be an answer to the question")
    seconds = SmallIntegerField(null=True, help_text="how long a recording is, as the tablet measured")
    name = CharField(unique=True, help_text="the name of its file")
    key = CharField(help_text="opens the file")
    size = IntegerField(help_text="bytes")
    digest = CharField(help_text="SHA-256 of its bytes")
    saved_at = DateTimeField()

    class Meta:
        indexes = ((("entry", "step"), False),)
