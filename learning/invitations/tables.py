"""The tables of invitations, and of those who would rather not answer."""

from peewee import CharField, DateField, DateTimeField, ForeignKeyField

from learning.core.tables import one_of, Row, words
from learning.people.tables import MemberRow, PupilRow
from learning.rounds.tables import RoundRow
from learning.score_cards.tables import OpinionRow


class DeclinedRow(Row):
    round = ForeignKeyField(RoundRow, on_delete="CASCADE")
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    view = CharField(constraints=[one_of("view", "professional", "pupil", "parent", "community")])
    by = words()
    on = DateField()
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)


class InvitationRow(Row):
    round = ForeignKeyField(RoundRow, on_delete="CASCADE")
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    view = CharField(constraints=[one_of("view", "professional", "parent", "community")])
    to = words()
    role = words()
    seed = CharField()
    sealed_code = CharField(unique=True)
    sealed_short_code = CharField(unique=True)
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
    made_at = DateTimeField()
    until = DateField()
    revoked_at = DateTimeField(null=True)
    opened_at = DateTimeField(null=True)
    finished_at = DateTimeField(null=True)
    opinion = ForeignKeyField(OpinionRow, null=True, on_delete="SET NULL", index=False)
