"""The list of the tables in Markdown: each table under the package that owns it, a line for each column."""

from tools.schema_parts import Column, Package, Table, Unique

INTRODUCTION = """\
# The tables

Written from the code by `make schema`; do not edit it by hand. Each table belongs to one package of `learning/`, which
declares it in its `tables.py`. Only that package adds, changes or removes its rows. Others read them or call it.

![Every table in a box, grouped by the package that owns it](tables.svg)

Most tables also have a numbered `id`. Times are UTC; a day is the school's own date. A text that is empty is the empty
string; everything else that is empty is NULL. "Key" marks the primary key.
"""


def write(packages: list[Package]) -> str:
    """Return the page."""
    parts = [INTRODUCTION]
    for package in packages:
        parts.append(f"## {package.name}\n\n{package.meaning}\n")
        parts += [table_section(table) for table in package.tables]
    return "\n".join(parts)


def table_section(table: Table) -> str:
    """Return the heading, the meaning and the columns of one table."""
    lines = [f"### {table.name}", "", table.meaning, ""]
    lines += ["| column | holds | |", "|---|---|---|"]
    lines += [f"| `{column.name}` | {holds(column)} | {column.meaning} |" for column in table.columns]
    lines += [line for unique in table.unique for line in ("", uniqueness(unique))]
    return "\n".join(lines) + "\n"


def uniqueness(unique: Unique) -> str:
    """Return "At most one row for each `pupil` and `round`, among those where `is_current`."."""
    if unique.columns == (unique.where,):
        return f"At most one row where `{unique.where}`."
    *first, last = (f"`{name}`" for name in unique.columns)
    columns = f"{', '.join(first)} and {last}" if first else last
    where = f", among those where `{unique.where}`" if unique.where else ""
    return f"At most one row for each {columns}{where}."


def holds(column: Column) -> str:
    """Return what a column holds: "whole number, 0 to 10, may be empty"."""
    kind = f"[{column.refers_to}](#{column.refers_to})" if column.refers_to else column.kind
    parts = ["key" if column.in_key else "", kind, *column.limits, "may be empty" if column.may_be_empty else ""]
    return ", ".join(filter(None, parts))
