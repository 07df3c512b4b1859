"""Tablets and QR cards: names, last use, cards shown in vain, calls to a tablet, picture PINs, lesson ends."""

from peewee import CharField, Check, DateTimeField, ForeignKeyField, Model, SqliteDatabase


class Row(Model):
    """What all tables have in common."""

    class Meta:
        legacy_table_names = False


class Pupil(Row):
    pass


class Tablet(Row):
    pass


class Member(Row):
    pass


class Knock(Row):
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    tablet = ForeignKeyField(Tablet, null=True, on_delete="CASCADE", index=False)
    why = CharField(constraints=[Check("why IN ('room closed', 'withdrawn', 'no tablet')")])
    at = DateTimeField()


class Call(Row):
    tablet = ForeignKeyField(Tablet, primary_key=True, on_delete="CASCADE")
    pupil = ForeignKeyField(Pupil, on_delete="CASCADE")
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    at = DateTimeField()


class PicturePin(Row):
    pupil = ForeignKeyField(Pupil, primary_key=True, on_delete="CASCADE")
    sealed = CharField()
    set_at = DateTimeField()


NEW = (Knock, Call, PicturePin)
CHANGES = (
    "ALTER TABLE wrong_guess RENAME COLUMN sealed_email TO sealed_name",
    "DROP INDEX wrong_guess_sealed_email_at",
    "CREATE INDEX wrong_guess_sealed_name_at ON wrong_guess (sealed_name, at)",
    "ALTER TABLE qr_card ADD COLUMN used_at {moment}",
    "ALTER TABLE visit ADD COLUMN way VARCHAR(255) NOT NULL DEFAULT 'card'"
    " CHECK (way IN ('card', 'letters', 'called'))",
    "ALTER TABLE visit ADD COLUMN disowned_at {moment}",
    "ALTER TABLE cohort ADD COLUMN asks_pictures {boolean} NOT NULL DEFAULT {false}",
    "ALTER TABLE set_up_code ADD COLUMN name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE school ADD COLUMN card_name VARCHAR(255) NOT NULL DEFAULT 'full'"
    " CHECK (card_name IN ('full', 'initial', 'called', 'picture'))",
    "ALTER TABLE school ADD COLUMN lesson_ends TEXT NOT NULL DEFAULT ''",
)


def up(migrator, db):
    """Add the columns and the tables; nothing that is there changes."""
    is_sqlite = isinstance(db, SqliteDatabase)
    words = (
        {"boolean": "INTEGER", "false": "0", "moment": "DATETIME"}
        if is_sqlite
        else {"boolean": "BOOLEAN", "false": "FALSE", "moment": "TIMESTAMP"}
    )
    for statement in CHANGES:
        db.execute_sql(statement.format(**words))
    with db.bind_ctx(NEW, bind_refs=False, bind_backrefs=False):
        db.create_tables(NEW, safe=False)
