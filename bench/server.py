"""A server process of the benchmark: the school or the bare limit, under waitress as `personalise serve` runs it.

Prints its port. GET /bench tells what cannot be seen from outside: processor seconds, durable commits and, with
--count, SQL statements. Nothing of this is in the product.
"""

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from bench.bare import Bare
from learning.core import store
from web.serve import check_schema, serve

FRAMES = {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"}


def main() -> None:
    """Serve until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("kind", choices=["school", "bare"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", action="store_true")
    chosen = parser.parse_args()
    statements = count_statements() if chosen.count else Counter()
    if chosen.kind == "bare":
        app = Bare(chosen.folder)
        serve(telling(app, lambda: app.commits, statements), "127.0.0.1", 0, tell)
        return
    from web.app import create_app

    app = create_app({"DATA_DIR": chosen.folder})
    try:
        check_schema()
        serve(telling(app, store.commits, statements), "127.0.0.1", 0, tell)
    finally:
        store.close_store()


def tell(port: int) -> None:
    """Whoever started this process reads the port."""
    print(port, flush=True)


def telling(app, commits, statements: Counter):
    """The application with the figures of its process beside it."""

    def answer(environ, start_response):
        if environ["PATH_INFO"] != "/bench":
            return app(environ, start_response)
        frames = sum(statements[word] for word in FRAMES)
        figures = {"cpu": time.process_time(), "commits": commits()}
        figures |= {"queries": statements.total() - frames, "statements": statements.total()}
        body = json.dumps(figures).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    return answer


def count_statements() -> Counter:
    """Have SQLite itself report every statement of every connection, by its first word."""
    statements = Counter()
    prepare = store.SchoolFile._add_conn_hooks

    def prepare_and_trace(school_file, connection):
        prepare(school_file, connection)
        connection.set_trace_callback(lambda sql: statements.update([sql.split(None, 1)[0].upper().rstrip(";")]))

    store.SchoolFile._add_conn_hooks = prepare_and_trace
    return statements


if __name__ == "__main__":
    main()
