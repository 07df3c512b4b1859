"""The tables of the classroom: tablets, rooms, QR cards, secret pictures and calls."""

from peewee import AutoField, BooleanField, CharField, Check, DateField, DateTimeField, ForeignKeyField, SQL, TextField

from learning.core.tables import one_of, Row, words
from learning.people.tables import MemberRow, PupilRow
from learning.rounds.tables import QuestionSetRow, RoundRow


class QRCardRow(Row):
    """A pupil's printed QR card. Its codes are derived from the seed and the school's secret."""

    id = AutoField()
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    pupil_id: int
    seed = CharField(help_text="random; without the secret, nobody can work out the codes from it")
    sealed_code = CharField(unique=True, help_text="the code in the QR code, sealed")
    sealed_short_code = CharField(unique=True, help_text="the eight letters to type, sealed")
    made_at = DateTimeField()
    withdrawn_at = DateTimeField(null=True, help_text="when it stopped working")
    used_at = DateTimeField(null=True, help_text="when it last began a visit")

    class Meta:
        table_name = "qr_card"


QRCardRow.add_index(
    QRCardRow.index(QRCardRow.pupil, unique=True, name="qr_card_in_use", where=SQL("withdrawn_at IS NULL"))
)


class SetUpCodeRow(Row):
    """A code from a teacher's screen that makes a browser a pupils' tablet."""

    sealed_code = CharField(primary_key=True, help_text="the code, sealed")
    member = ForeignKeyField(MemberRow, on_delete="CASCADE")
    member_id: int
    name = words(help_text="the name that the tablet will have")
    until = DateTimeField(help_text="when it stops working")
    used_at = DateTimeField(null=True, help_text="it works once")


class TabletRow(Row):
    """A browser that staff have set up for pupils."""

    id = AutoField()
    name = TextField()
    token_hash = CharField(unique=True, help_text="SHA-256 of its cookie")
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", help_text="who set it up")
    enrolled_at = DateTimeField()
    seen_at = DateTimeField(help_text="the last request")
    signed_out_at = DateTimeField(null=True, help_text="when it stopped being a tablet")
    has_voice = BooleanField(null=True, help_text="it can read aloud by itself; empty until its first visit")


class RefusedCardRow(Row):
    """A QR card that was shown and opened nothing. The pupil's team sees it."""

    id = AutoField()
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    pupil_id: int
    tablet = ForeignKeyField(TabletRow, null=True, on_delete="CASCADE", index=False)
    why = CharField(
        constraints=[one_of("why", "room closed", "withdrawn", "no tablet")], help_text="why it opened nothing"
    )
    at = DateTimeField()


class CallRow(Row):
    """A pupil whom a member of staff has called to a tablet by name, without a QR card."""

    tablet = ForeignKeyField(TabletRow, primary_key=True, on_delete="CASCADE")
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    pupil_id: int
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
    at = DateTimeField()


class SecretPicturesRow(Row):
    """A pupil's three secret pictures."""

    pupil = ForeignKeyField(PupilRow, primary_key=True, on_delete="CASCADE")
    sealed = CharField(help_text="the pictures, sealed")
    set_at = DateTimeField()


class RoomRow(Row):
    """A round that is open in the classroom until a time. QR cards work only in an open room."""

    id = AutoField()
    round = ForeignKeyField(RoundRow, on_delete="CASCADE")
    round_id: int
    journal = BooleanField(help_text="pupils fill in the journal")
    score_card = BooleanField(constraints=[Check("journal OR score_card")], help_text="pupils fill in their score card")
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", help_text="who opened it")
    opened_at = DateTimeField()
    closes_at = DateTimeField(help_text="when it closes unless somebody closes it earlier")
    closed_at = DateTimeField(null=True)
    check_in = ForeignKeyField(
        QuestionSetRow,
        null=True,
        on_delete="SET NULL",
        index=False,
        help_text="the questions of a check-in, which then takes the place of the journal",
    )
    check_in_id: int | None
    talker = ForeignKeyField(
        MemberRow, null=True, on_delete="SET NULL", index=False, help_text="who talks with the pupils afterwards"
    )
    talk_on = DateField(null=True, help_text="the day planned for the one-to-ones")
