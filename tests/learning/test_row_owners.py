"""A package owns its tables: only it adds, changes or removes their rows (design.md, The house)."""

import pytest

from tests.row_writers import foreign_writes, OWNERS, ROOT

MODULES = sorted(
    file
    for side in ("learning", "kiosk", "staff", "web")
    for file in (ROOT / side).rglob("*.py")
    if "migrations" not in file.parts
)
IN_PEOPLE = ROOT / "learning" / "people" / "pupils.py"


def test_only_the_owner_of_a_table_writes_its_rows():
    assert [written for module in MODULES for written in foreign_writes(module)] == []


def test_every_table_is_declared_in_a_package():
    assert set(OWNERS.values()) <= {folder.name for folder in (ROOT / "learning").iterdir() if folder.is_dir()}


@pytest.mark.parametrize(
    "source",
    [
        "VisitRow.create(pupil=1)",
        "def end():\n    visit = VisitRow\n    visit.update(ended_at=now).execute()",
        "def end():\n    pupil, visit = PupilRow, VisitRow\n    visit.delete().execute()",
        "for table in (PupilRow, VisitRow):\n    table.update(left=1).execute()",
        "def write(table, row):\n    table.insert(row).execute()\n\nwrite(VisitRow, {})",
        "def write(row, table):\n    table.insert(row).execute()\n\nwrite({}, table=VisitRow)",
        "class Papers:\n    def save(self, table):\n        add(table)\n\n    def all(self):\n"
        "        self.save(VisitRow)"
        "\n\n\ndef add(to):\n    to.insert_many([]).execute()",
        "END = 'UPDATE visit SET ended_at = ?'",
        "NEW = f'INSERT INTO visit (pupil_id) VALUES ({place})'",
        "VisitRow.update(ended_at=now).where(VisitRow.id == 1).execute()",
    ],
)
def test_a_write_from_outside_is_noticed(source):
    assert [written.split(" writes ")[1] for written in foreign_writes(IN_PEOPLE, source)] == ["VisitRow of visits"]


@pytest.mark.parametrize(
    "source",
    [
        "PupilRow.update(left_on=today).execute()",
        "found = VisitRow.select().where(VisitRow.pupil == 1)",
        "words.update({'visit': 1})",
        "RUNNING = 'SELECT id FROM visit WHERE ended_at IS NULL'",
    ],
)
def test_reading_and_ones_own_rows_are_nobody_elses_business(source):
    assert foreign_writes(IN_PEOPLE, source) == []
