"""The table of visits."""

from peewee import AutoField, CharField, DateTimeField, ForeignKeyField

from learning.classroom.tables import RoomRow, TabletRow
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
