"""Which queries something costs, on either database and from whichever thread they come."""

from contextlib import contextmanager

from learning.core import store


@contextmanager
def queries():
    """The statements that read or write rows while this lasts, as a list that grows; savepoints are not in it."""
    found, database = [], store.database.obj

    def note(event):
        if event.sql.lstrip()[:6] in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            found.append(event.sql)

    database.query_hooks.append(note)
    try:
        yield found
    finally:
        database.query_hooks.remove(note)
