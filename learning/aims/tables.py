"""The tables of aims: themes, blockers and enablers, aims and their reviews."""

from peewee import (
    BigIntegerField,
    CharField,
    CompositeKey,
    DateField,
    DateTimeField,
    DeferredForeignKey,
    ForeignKeyField,
    TextField,
)

from learning.core.tables import one_of, Row, words
from learning.people.tables import MemberRow, PupilRow
from learning.rounds.tables import CharacteristicRow


class ThemeRow(Row):
    name = CharField(unique=True)


class FactorRow(Row):
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    kind = CharField(constraints=[one_of("kind", "blocker", "enabler")])
    words = TextField()
    theme = ForeignKeyField(ThemeRow, null=True, on_delete="SET NULL", index=False)
    characteristic = ForeignKeyField(CharacteristicRow, null=True, on_delete="SET NULL", index=False)
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
    on = DateField()
    dropped_on = DateField(null=True)


class WiderAimRow(Row):
    words = TextField()
    retired_on = DateField(null=True)


class AimRow(Row):
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    own_words = words()
    words = TextField()
    turn = CharField(constraints=[one_of("turn", "mitigate", "compensate", "improve", "enhance")])
    wider_aim = ForeignKeyField(WiderAimRow, null=True, on_delete="SET NULL", index=False)
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
    set_on = DateField()
    review_on = DateField(null=True)
    dropped_on = DateField(null=True)


class AimFactorRow(Row):
    aim = ForeignKeyField(AimRow, on_delete="CASCADE", index=False)
    factor = ForeignKeyField(FactorRow, on_delete="CASCADE", index=False)

    class Meta:
        primary_key = CompositeKey("aim", "factor")


class AimReviewRow(Row):
    aim = ForeignKeyField(AimRow, on_delete="CASCADE")
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
    on = DateField()
    outcome = CharField(constraints=[one_of("outcome", "met", "partly", "not yet")])
    notes = words()


class AimAnswerRow(Row):
    aim = ForeignKeyField(AimRow, on_delete="CASCADE", index=False)
    on = DateField()
    how = CharField(default="", constraints=[one_of("how", "", "well", "some", "not yet")])
    visit = DeferredForeignKey("VisitRow", null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(default=0)
    kept_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("aim", "on")
