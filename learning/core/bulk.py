"""Many rows at once, a few hundred to a statement: for loading a whole school. Part of a transaction."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from .store import as_tuples
from .tables import Row

ROWS_PER_STATEMENT = 200

Values = dict[str, Any]
Family = tuple[Values, dict[type[Row], list[Values]]]  # one row, and the rows of other tables that belong to it


def insert_rows(table: type[Row], rows: Sequence[Values]) -> None:
    """Insert many rows of one table."""
    rest = iter(rows)
    while batch := list(islice(rest, ROWS_PER_STATEMENT)):
        table.insert_many(batch).execute()


def insert_families(
    table: type[Row], key: tuple[str, ...], families: Sequence[Family], *, link: str, round_id: int
) -> None:
    """Insert rows of one round, then the rows that belong to them.

    `key` names the columns that tell the rows of a round apart; `link` is the children's column that refers to them."""
    insert_rows(table, [row for row, _ in families])
    columns = [getattr(table, name) for name in ("id", *key)]
    of_round: Any = table
    saved = as_tuples(table.select(*columns).where(of_round.round == round_id))
    ids = {tuple(rest): row_id for row_id, *rest in saved}
    children: dict[type[Row], list[Values]] = {}
    for row, belonging in families:
        parent = ids[tuple(row[name] for name in key)]
        for child_table, rows in belonging.items():
            children.setdefault(child_table, []).extend({link: parent, **child} for child in rows)
    for child_table, rows in children.items():
        insert_rows(child_table, rows)
