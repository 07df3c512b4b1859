"""The tables of the classroom: tablets, rooms, QR cards, secret pictures and calls."""

from peewee import BooleanField, CharField, Check, DateTimeField, ForeignKeyField, SQL, TextField

from learning.core.tables import one_of, Row, words
from learning.people.tables import MemberRow, PupilRow
from learning.rounds.tables import RoundRow


class QRCardRow(Row):
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE", index=False)
    seed = CharField()
    sealed_code = CharField(unique=True)
    sealed_short_code = CharField(unique=True)
    made_at = DateTimeField()
    withdrawn_at = DateTimeField(null=True)
    used_at = DateTimeField(null=True)

    class Meta:
        table_name = "qr_card"


QRCardRow.add_index(
    QRCardRow.index(QRCardRow.pupil, unique=True, name="qr_card_in_use", where=SQL("withdrawn_at IS NULL"))
)


class SetUpCodeRow(Row):
    sealed_code = CharField(primary_key=True)
    member = ForeignKeyField(MemberRow, on_delete="CASCADE")
    name = words()
    until = DateTimeField()
    used_at = DateTimeField(null=True)


class TabletRow(Row):
    name = TextField()
    token_hash = CharField(unique=True)
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL")
    enrolled_at = DateTimeField()
    seen_at = DateTimeField()
    signed_out_at = DateTimeField(null=True)


class KnockRow(Row):
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    tablet = ForeignKeyField(TabletRow, null=True, on_delete="CASCADE", index=False)
    why = CharField(constraints=[one_of("why", "room closed", "withdrawn", "no tablet")])
    at = DateTimeField()


class CallRow(Row):
    tablet = ForeignKeyField(TabletRow, primary_key=True, on_delete="CASCADE")
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
    at = DateTimeField()


class PicturePinRow(Row):
    pupil = ForeignKeyField(PupilRow, primary_key=True, on_delete="CASCADE")
    sealed = CharField()
    set_at = DateTimeField()


class RoomRow(Row):
    round = ForeignKeyField(RoundRow, on_delete="CASCADE")
    journal = BooleanField()
    score_card = BooleanField(constraints=[Check("journal OR score_card")])
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL")
    opened_at = DateTimeField()
    closes_at = DateTimeField()
    closed_at = DateTimeField(null=True)
