"""Which module writes the rows of which table: read from the syntax trees of the rules, without running them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from learning.schema import TABLES

ROOT = Path(__file__).parents[1]
OWNERS = {table.__name__: table.__module__.split(".")[1] for table in TABLES}
ROWS = {table._meta.table_name: table.__name__ for table in TABLES}
WRITES = {
    *("create", "get_or_create", "insert", "insert_many", "insert_from", "bulk_create", "replace", "replace_many"),
    *("update", "bulk_update", "delete", "delete_by_id", "set_by_id"),
}
IN_SQL = re.compile(r'\b(?:INSERT INTO|REPLACE INTO|DELETE FROM|UPDATE)\s+"?(\w+)"?', re.IGNORECASE)


def foreign_writes(file: Path, source: str | None = None) -> list[str]:
    """What a module writes into rows of another package, as sentences."""
    package = file.relative_to(ROOT).parts[1] if file.is_relative_to(ROOT / "learning") else file.parent.name
    tree = ast.parse(file.read_text("utf-8") if source is None else source)
    found = sorted({*_called(tree), *_in_sql(tree)})
    where = file.relative_to(ROOT)
    return [f"{where}:{at} writes {row} of {OWNERS[row]}" for at, row in found if OWNERS[row] != package]


def _called(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Rows written through peewee: `FactorRow.create(...)`, also under another name or passed to a function."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    rest = ast.Module([node for node in tree.body if node not in functions], [])
    for scope in (*functions, rest):
        names = _names_of_rows(scope)
        for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call)):
            receiver = call.func.value if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES else None
            if receiver is not None:
                yield from ((call.lineno, row) for row in _rows_in(receiver, names))
    writers = _writers(tree)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        for argument in _passed(call, writers):
            yield from ((call.lineno, row) for row in _rows_in(argument, {}))


def _names_of_rows(scope: ast.AST) -> dict[str, set[str]]:
    """The other names that tables have in a scope: `visit = VisitRow`, `a, b = ARow, BRow`, `for table in (...)`."""
    names: dict[str, set[str]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            pairs = [(target, node.value) for target in node.targets]
        elif isinstance(node, ast.For | ast.comprehension):
            pairs = [(node.target, node.iter)]
        else:
            continue
        for target, value in pairs:
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and isinstance(node, ast.Assign):
                each = zip(target.elts, value.elts, strict=False)
            else:
                each = [(target, value)]
            for name, meant in each:
                if isinstance(meant, ast.Call) and not _is_alias(meant):
                    continue
                for part in ast.walk(name):
                    if isinstance(part, ast.Name):
                        names.setdefault(part.id, set()).update(_rows_in(meant, {}))
    return names


def _is_alias(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "alias"


def _rows_in(node: ast.AST, names: dict[str, set[str]]) -> set[str]:
    """The tables that an expression names itself or under another name."""
    rows: set[str] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            rows |= {part.id} & set(OWNERS) | names.get(part.id, set())
    return rows


def _writers(tree: ast.Module) -> dict[str, dict[str, int]]:
    """The functions and methods of a module that write through a parameter, or pass it to one that does."""
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    writers: dict[str, dict[str, int]] = {}
    while True:
        found = {name: places for name, node in functions.items() if (places := _written(node, writers))}
        if found == writers:
            return writers
        writers = found


def _written(function: ast.FunctionDef, writers: dict[str, dict[str, int]]) -> dict[str, int]:
    """The parameters of a function through which it writes, with their places in a call."""
    names = [argument.arg for argument in function.args.args]
    places = {name: at for at, name in enumerate(names[names[:1] == ["self"] :])}
    written: dict[str, int] = {}
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        is_write = isinstance(call.func, ast.Attribute) and call.func.attr in WRITES
        for part in [call.func.value] if is_write else _passed(call, writers):
            if isinstance(part, ast.Name) and part.id in places:
                written[part.id] = places[part.id]
    return written


def _passed(call: ast.Call, writers: dict[str, dict[str, int]]) -> list[ast.expr]:
    """What a call passes to a function of the module that writes through it."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    written = writers.get(name, {})
    passed = [argument for at, argument in enumerate(call.args) if at in written.values()]
    return [*passed, *(keyword.value for keyword in call.keywords if keyword.arg in written)]


def _in_sql(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Rows written by fixed SQL."""
    for text in ast.walk(tree):
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            for table in IN_SQL.findall(text.value):
                if table in ROWS:
                    yield text.lineno, ROWS[table]
