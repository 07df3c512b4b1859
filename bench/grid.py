"""A cohort's grid: the bare SQL that reads the same cells, the rule and the page, in turn."""

import statistics
import time

from peewee import sqlite3

from bench.browser import Browser, read_form
from bench.processes import Server, turns
from bench.school import EMAIL, PASSWORD, School
from learning.core import store
from learning.score_cards.grid import cohort_grid
from web.config import read_settings

ROUND = """SELECT s.pupil_id, a.characteristic_id, a.score FROM summary s JOIN agreed_score a ON a.summary_id = s.id
    WHERE s.round_id = ? AND s.is_current"""
BASELINES = """SELECT s.pupil_id, a.characteristic_id, a.score FROM cohort_pupil c
    JOIN summary s ON s.pupil_id = c.pupil_id AND s.is_baseline JOIN agreed_score a ON a.summary_id = s.id
    WHERE c.cohort_id = ?"""


def measure(server: Server, school: School, times: int) -> dict:
    """The whole school's grid in full, a year's and a class's in short."""
    staff = sign_in(server)
    settings = read_settings({"DATA_DIR": school.folder}, {})
    store.open_store(settings["DATABASE_URL"], settings["SECRET_KEY"])
    bare = sqlite3.connect(school.folder / "personalise.db")
    bare.execute("PRAGMA cache_size=-8000")  # as the application's own connections
    try:
        told = {}
        for size in ("class", "year", "school"):
            cohort_id, round_id = school.cohorts[size], school.rounds[size]
            address = f"/staff/cohorts/{cohort_id}/grid"
            in_turn(bare, staff, cohort_id, round_id, address)  # untimed: the first fills the caches
            rounds = [in_turn(bare, staff, cohort_id, round_id, address) for _ in turns(times, 8)]
            sql, rules, page = (1000 * statistics.median(column) for column in zip(*rounds, strict=True))
            told[size] = {
                "sql_milliseconds": sql,
                "milliseconds": rules,
                "page_milliseconds": page,
                "ratio": rules / sql,
                "page_ratio": page / sql,
            }
        whole = told.pop("school")
        return {
            **school.rows,
            **whole,
            "queries": count_queries(school.rounds["school"]),
            "page_kilobytes": staff.answers[-1].size / 1000,
            "page_kilobytes_unpacked": len(staff.answers[-1].page.encode()) / 1000,
            **told,
        }
    finally:
        bare.close()
        store.close_store()
        staff.close()


def in_turn(bare, staff: Browser, cohort_id: int, round_id: int, address: str) -> tuple[float, float, float]:
    """Seconds of the bare SQL, of the rules and of the page; all three must have seen the same cells."""
    began = time.perf_counter()
    cells = bare.execute(ROUND, [round_id]).fetchall()
    before = bare.execute(BASELINES, [cohort_id]).fetchall()
    sql, began = time.perf_counter() - began, time.perf_counter()
    grid = cohort_grid(round_id)
    rules = time.perf_counter() - began
    page = staff.get(address)
    shown = sum(cell.score is not None for row in grid.rows for cell in row.cells)
    if page.status != 200 or not len(cells) == len(before) == shown <= page.page.count("<td"):
        raise RuntimeError(f"The grid is not what the database holds, or its page answered {page.status}.")
    return sql, rules, page.seconds


def sign_in(server: Server) -> Browser:
    """A browser in which the lead is signed in, by the page that everybody uses."""
    browser = Browser(server.port)
    address, fields = read_form(browser.get("/staff/sign-in").page, "/sign-in")
    browser.follow(browser.post(address, fields | {"email": EMAIL, "password": PASSWORD}))
    return browser


def count_queries(round_id: int) -> int:
    """How many statements SQLite itself runs for one grid."""
    statements = []
    connection = store.database.connection()
    connection.set_trace_callback(statements.append)
    cohort_grid(round_id)
    connection.set_trace_callback(None)
    return len(statements)


def count_page_queries(server: Server, school: School) -> int:
    """The same for the page, on a server that counts."""
    staff = sign_in(server)
    address = f"/staff/cohorts/{school.cohorts['school']}/grid"
    staff.get(address)  # a thread's first request opens its connection
    before = server.figures()["queries"]
    staff.get(address)
    staff.close()
    return server.figures()["queries"] - before
