"""Plain names: columns and tables are called what the pages call them, and withdrawn QR cards are found by pupil."""

SAVED = (
    "answer",
    "score",
    "card_sort",
    "one_to_one",
    "summary",
    "agreeing",
    "agreeing_score",
    "talk_answer",
    "aim_answer",
)
CHANGES = (
    *(f"ALTER TABLE {table} RENAME COLUMN kept_at TO saved_at" for table in SAVED),
    "ALTER TABLE factor RENAME COLUMN dropped_on TO removed_on",
    "ALTER TABLE aim RENAME COLUMN dropped_on TO removed_on",
    "ALTER TABLE aim RENAME COLUMN turn TO approach",
    "ALTER TABLE visit RENAME COLUMN way TO started_by",
    "DROP INDEX knock_pupil_id",
    "ALTER TABLE knock RENAME TO refused_card",
    "CREATE INDEX refused_card_pupil_id ON refused_card (pupil_id)",
    "ALTER TABLE picture_pin RENAME TO secret_pictures",
    "CREATE INDEX qr_card_pupil_id ON qr_card (pupil_id)",
)


def up(migrator, db):
    """Rename; no row changes."""
    for statement in CHANGES:
        db.execute_sql(statement)
