"""The tables as a picture (docs/tables.svg) and as a list (docs/tables.md), written from the code by `make schema`.

A table belongs to the package of `learning` that declares it. Its docstring says what one row is; a column whose name
does not say enough has a `help_text`."""

import importlib
import re
import tomllib
from pathlib import Path

from peewee import AutoField, ForeignKeyField, Model, ModelIndex

from learning.schema import TABLES
from tools import schema_page, schema_picture
from tools.schema_parts import Column, Package, Table, Unique

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
KINDS = {
    "CharField": "text",
    "TextField": "text",
    "BooleanField": "yes or no",
    "DateField": "day",
    "DateTimeField": "time, UTC",
    "DoubleField": "number",
    "SmallIntegerField": "whole number",
    "IntegerField": "whole number",
    "BigIntegerField": "whole number",
}


def packages() -> list[Package]:
    """Return the packages that own tables, in the order of the process (each refers to earlier ones only)."""
    owned: dict[str, list[Table]] = {}
    for model in TABLES:
        owned.setdefault(model.__module__.split(".")[1], []).append(read_table(model))
    in_order = [name for name in package_names() if name in owned]
    return [Package(name, first_sentence(package_doc(name)), tuple(owned[name])) for name in in_order]


def package_names() -> list[str]:
    """Return the packages of `learning` in the order in which one may import another, the first at the bottom."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract.get("containers") == ["learning"])
    return [name.strip() for layer in reversed(layers) for name in layer.split("|")]


def package_doc(name: str) -> str:
    """Return the docstring of a package of `learning`."""
    return importlib.import_module(f"learning.{name}").__doc__ or ""


def first_sentence(text: str) -> str:
    """Return the first paragraph of a docstring on one line."""
    return " ".join(text.split("\n\n")[0].split())


def read_table(model: type[Model]) -> Table:
    """Return what is known of a table. The numbered `id` that most tables have is left out."""
    meta = model._meta
    key = set(meta.primary_key.field_names) if meta.composite_key else {meta.primary_key.name}
    columns = tuple(read_column(field, key) for field in meta.sorted_fields if not isinstance(field, AutoField))
    unique = tuple(read_unique(index) for index in meta.fields_to_index() if index._unique)
    return Table(meta.table_name, first_sentence(model.__doc__ or ""), columns, unique)


def read_unique(index: ModelIndex) -> Unique:
    """Return which columns of a unique index are unique together, and in which rows."""
    return Unique(tuple(field.name for field in index._expressions), index._where.sql if index._where else "")


def read_column(field, key: set[str]) -> Column:
    """Return what is known of a column."""
    is_reference = isinstance(field, ForeignKeyField)
    return Column(
        name=field.name,
        kind="reference" if is_reference else KINDS[type(field).__name__],
        refers_to=field.rel_model._meta.table_name if is_reference else None,
        in_key=field.name in key,
        may_be_empty=field.null or field.default == "",
        limits=tuple(filter(None, (limit_in_words(constraint.sql) for constraint in field.constraints or ()))),
        meaning=field.help_text or "",
    )


def limit_in_words(check: str) -> str:
    """Return a CHECK constraint as a reader says it: "0 to 10", "one of lead, tutor", or its condition as it is."""
    condition = check.removeprefix("CHECK (").removesuffix(")")
    if between := re.fullmatch(r"\w+ BETWEEN (\d+) AND (\d+)", condition):
        return f"{between[1]} to {between[2]}"
    if values := re.fullmatch(r"\w+ IN \((.*)\)", condition):
        return "one of " + ", ".join(value for value in re.findall(r"'([^']*)'", values[1]) if value)
    return f"`{condition}`"


def main() -> None:
    """Write both files."""
    found = packages()
    (DOCS / "tables.svg").write_text(schema_picture.draw(found), "utf-8")
    (DOCS / "tables.md").write_text(schema_page.write(found), "utf-8")
    print(f"{sum(len(package.tables) for package in found)} tables: docs/tables.svg, docs/tables.md")


if __name__ == "__main__":
    main()
