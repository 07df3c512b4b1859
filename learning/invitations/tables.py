"""The tables of invitations, and of those who declined to answer."""

from peewee import AutoField, CharField, DateField, DateTimeField, ForeignKeyField

from learning.core.tables import one_of, Row, words
from learning.people.tables import MemberRow, PupilRow
from learning.rounds.tables import RoundRow
from learning.score_cards.tables import OpinionRow


class DeclinedRow(Row):
    """Somebody who declined to answer. Nobody waits for them."""

    id = AutoField()
    round = ForeignKeyField(RoundRow, on_delete="CASCADE")
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    view = CharField(constraints=[one_of("view", "professional", "pupil", "parent", "community")])
    by = words(help_text="the name to show")
    on = DateField()
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False, help_text="who recorded it")


class InvitationRow(Row):
    """An invitation to one outsider for one view of one pupil in one round."""

    id = AutoField()
    round = ForeignKeyField(RoundRow, on_delete="CASCADE")
    round_id: int
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    pupil_id: int
    view = CharField(constraints=[one_of("view", "professional", "parent", "community")])
    to = words(help_text="the name on the letter")
    role = words()
    seed = CharField(help_text="random; without the secret, nobody can work out the codes from it")
    sealed_code = CharField(unique=True, help_text="the code in the link, sealed")
    sealed_short_code = CharField(unique=True, help_text="the short code to type, sealed")
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False, help_text="who made it")
    made_at = DateTimeField()
    until = DateField(help_text="the last day on which it works")
    revoked_at = DateTimeField(null=True, help_text="when staff revoked it")
    opened_at = DateTimeField(null=True, help_text="when the guest last began or continued")
    finished_at = DateTimeField(null=True, help_text="when the guest sent the answers, or declined")
    opinion = ForeignKeyField(
        OpinionRow, null=True, on_delete="SET NULL", index=False, help_text="what the guest has answered so far"
    )
    opinion_id: int | None
