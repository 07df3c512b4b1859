"""The table of visits."""

from peewee import CharField, DateTimeField, ForeignKeyField

from learning.classroom.tables import RoomRow, TabletRow
from learning.core.tables import one_of, Row
from learning.journals.tables import EntryRow
from learning.people.tables import PupilRow
from learning.score_cards.tables import OpinionRow


class VisitRow(Row):
    token_hash = CharField(unique=True)
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    tablet = ForeignKeyField(TabletRow, on_delete="CASCADE")
    room = ForeignKeyField(RoomRow, on_delete="CASCADE")
    entry = ForeignKeyField(EntryRow, null=True, on_delete="CASCADE")
    opinion = ForeignKeyField(OpinionRow, null=True, on_delete="CASCADE")
    started_at = DateTimeField()
    seen_at = DateTimeField()
    ended_at = DateTimeField(null=True)
    way = CharField(default="card", constraints=[one_of("way", "card", "letters", "called")])
    disowned_at = DateTimeField(null=True)
