"""The tables of aims: themes, blockers and enablers, aims and their reviews."""

from peewee import (
    AutoField,
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
    """A name that groups blockers and enablers."""

    id = AutoField()
    name = CharField(unique=True)


class FactorRow(Row):
    """Something that blocks or enables one pupil's learning."""

    id = AutoField()
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    pupil_id: int
    kind = CharField(constraints=[one_of("kind", "blocker", "enabler")])
    words = TextField()
    theme = ForeignKeyField(ThemeRow, null=True, on_delete="SET NULL", index=False)
    characteristic = ForeignKeyField(
        CharacteristicRow, null=True, on_delete="SET NULL", index=False, help_text="the characteristic that it explains"
    )
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False, help_text="who added it")
    on = DateField()
    removed_on = DateField(null=True, help_text="the day it was removed from the page")


class WiderAimRow(Row):
    """An aim of the whole school, which a pupil's aim may serve."""

    id = AutoField()
    words = TextField()
    retired_on = DateField(null=True)


class AimRow(Row):
    """A learning-potential aim of one pupil, “to ...”."""

    id = AutoField()
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    pupil_id: int
    own_words = words(help_text="the aim in the pupil's own words")
    words = TextField()
    approach = CharField(
        constraints=[one_of("approach", "mitigate", "compensate", "improve", "enhance")],
        help_text="what it does about the blockers and enablers",
    )
    wider_aim = ForeignKeyField(
        WiderAimRow, null=True, on_delete="SET NULL", index=False, help_text="the school's aim that it serves"
    )
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
    set_on = DateField()
    review_on = DateField(null=True, help_text="the review date")
    removed_on = DateField(null=True, help_text="the day it was removed from the page")


class AimFactorRow(Row):
    """A blocker or enabler that an aim answers."""

    aim = ForeignKeyField(AimRow, on_delete="CASCADE", index=False)
    factor = ForeignKeyField(FactorRow, on_delete="CASCADE", index=False)

    class Meta:
        primary_key = CompositeKey("aim", "factor")


class AimReviewRow(Row):
    """How far an aim had come on a day."""

    id = AutoField()
    aim = ForeignKeyField(AimRow, on_delete="CASCADE")
    aim_id: int
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
    on = DateField()
    outcome = CharField(constraints=[one_of("outcome", "met", "partly", "not yet")])
    notes = words()


class AimAnswerRow(Row):
    """What a pupil says about how an aim is going."""

    aim = ForeignKeyField(AimRow, on_delete="CASCADE", index=False)
    on = DateField()
    how = CharField(default="", constraints=[one_of("how", "", "well", "some", "not yet")])
    visit = DeferredForeignKey("VisitRow", null=True, on_delete="SET NULL", index=False)
    sequence = BigIntegerField(
        default=0, help_text="milliseconds from the visit's beginning; a lower one never replaces a higher one"
    )
    saved_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("aim", "on")
