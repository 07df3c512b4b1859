"""The SQL that saves a pupil's answer from a tablet in one statement, in whatever order and however often it arrives.

A row that a newer visit wrote, or that this visit wrote later, stays as it is."""


def upsert(table: str, key: tuple[str, str], columns: tuple[str, ...]) -> str:
    """Return SQL that saves one answer under its two-part key. Its values: the key's, the columns', then visit_id,
    sequence and saved_at."""
    return _statement(table, key, columns, {})


def upsert_with_drafts(
    table: str, key: tuple[str, str], columns: tuple[str, ...], typed: tuple[str, ...], is_draft: bool
) -> str:
    """Return the same SQL for a table with `state` and `earlier`; `columns` follow the state.

    What another visit typed and left as a draft moves to `earlier`. A draft changes only the `typed` columns, never
    turns an answer into a draft, and when it is empty never replaces more than a draft."""
    left = " || '\n' || ".join(f"{table}.{name}" for name in ("earlier", *typed))
    setting = {
        "earlier": f"""CASE WHEN {table}.state = 'draft' AND COALESCE({table}.visit_id, 0) <> excluded.visit_id
        THEN TRIM({left}, '\n') ELSE {table}.earlier END"""
    }
    if not is_draft:
        return _statement(table, key, ("state", *columns), setting)
    setting["state"] = f"CASE {table}.state WHEN 'given' THEN 'given' ELSE 'draft' END"
    setting |= {name: f"{table}.{name}" for name in columns if name not in typed}
    typed_something = " || ".join(f"excluded.{name}" for name in typed) + " <> ''"
    return f"{_statement(table, key, ('state', *columns), setting)} AND ({table}.state = 'draft' OR {typed_something})"


def _statement(table: str, key: tuple[str, str], columns: tuple[str, ...], setting: dict[str, str]) -> str:
    replaced = (*columns, "visit_id", "sequence", "saved_at")
    names = (*key, *replaced)
    values = ["?"] * len(names)
    if "earlier" in setting:
        names, values = (*names, "earlier"), [*values, "''"]
    settings = {name: f"excluded.{name}" for name in replaced} | setting
    return f"""
INSERT INTO {table} ({", ".join(names)}) VALUES ({", ".join(values)})
ON CONFLICT ({", ".join(key)}) DO UPDATE SET {", ".join(f"{name} = {value}" for name, value in settings.items())}
WHERE (COALESCE({table}.visit_id, 0), {table}.sequence) <= (excluded.visit_id, excluded.sequence)"""
