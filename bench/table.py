"""The table that `make bench` prints: what was reached beside what is to be reached (P1-P8)."""

from dataclasses import dataclass


@dataclass
class Line:
    """One figure: where it stands in the results, and the most that it may be."""

    words: str
    value: float | None
    unit: str = ""
    most: float | None = None
    goal: str = ""


def lines(results: dict) -> dict[str, list[Line]]:
    """The figures by heading."""
    single, many, visit, grid = (results[name] for name in ("answer", "answer_30", "visit", "grid"))
    everybody, lesson = results["answer_all"], results["lesson"]
    return {
        "Keeping one answer, one after another": [
            Line("requests", single["requests"], "", 1),
            Line("SQL queries", single["queries"]),
            Line("SQL statements with BEGIN, SAVEPOINT, COMMIT", single["statements"]),
            Line("durable commits", single["commits"], "", 1),
            Line("median", single["milliseconds"], "ms"),
            Line("p95", single["p95_milliseconds"], "ms"),
            Line("server processor time", single["cpu_milliseconds"], "ms"),
            Line("bare limit: median", single["bare"]["milliseconds"], "ms"),
            Line("bare limit: server processor time", single["bare"]["cpu_milliseconds"], "ms"),
            Line("median against the bare limit", single["ratio"], "x"),
            Line("processor time against the bare limit", single["cpu_ratio"], "x", 4.5, "P1"),
        ],
        f"{many['pupils']} pupils at once": [
            Line("answers a second", many["per_second"]),
            Line("bare limit: answers a second", many["bare_per_second"]),
            Line("median", many["milliseconds"], "ms"),
            Line("p95", many["p95_milliseconds"], "ms"),
            Line("p95 against the bare limit", many["p95_ratio"], "x", 2, "P2"),
            Line("longest wait against the median", many["worst_ratio"], "x", 10, "P2"),
            Line("processor time against the bare limit", many["cpu_ratio"], "x", 4.5, "P1"),
            Line("failed", many["failed"], "", 0, "P2"),
        ],
        f"{everybody['pupils']} pupils in the same moment": [
            Line("until all are kept", everybody["all_kept_milliseconds"], "ms"),
            Line("against the bare limit", everybody["ratio"], "x", 2, "P2"),
            Line("failed", everybody["failed"], "", 0, "P2"),
        ],
        f"A visit of {visit['questions']} questions ({visit['measured_with']})": [
            Line("requests", visit["requests"]),
            Line("page loads", visit["page_loads"]),
            Line("server's time", visit["milliseconds"], "ms"),
            Line("server's processor time", visit["cpu_milliseconds"], "ms"),
            Line("welcome page, nothing in the cache: requests", visit.get("welcome_requests"), "", 6, "P4"),
            Line("welcome page, nothing in the cache, without font", visit.get("welcome_kilobytes"), "kB", 20, "P4"),
            Line("first page, nothing in the cache: requests", visit["first_requests"], "", 6, "P4"),
            Line("first page, nothing in the cache, without the font", visit["first_kilobytes"], "kB", 20, "P4"),
            Line("the font", visit.get("first_font_kilobytes"), "kB"),
            Line("first page, warm: requests", visit["warm_requests"], "", 1, "P4"),
            Line("first page, warm", visit["warm_kilobytes"], "kB", 4, "P4"),
            Line("one answer", visit.get("answer_kilobytes"), "kB"),
            Line("one answer: requests", visit.get("long_answer_requests"), "", 1, "P1"),
            Line("14 steps, warm, after the first page: requests", visit.get("long_requests")),
            Line("14 steps, warm, after the first page", visit.get("long_kilobytes"), "kB", 5, "P4"),
            Line("the whole visit, nothing in the cache", visit.get("first_visit_kilobytes"), "kB"),
            Line("the whole visit, warm", visit.get("warm_visit_kilobytes"), "kB"),
            Line("first paint, slow network and processor", visit.get("first_paint_seconds"), "s", 0.6, "P4"),
        ],
        "The grid of {pupils:,} pupils x {characteristics} characteristics x {rounds} rounds".format(**grid): [
            Line("SQL queries of the grid", grid["queries"], "", 8, "P5"),
            Line("SQL queries of the page", grid["page_queries"]),
            Line("the bare SQL", grid["sql_milliseconds"], "ms"),
            Line("the grid", grid["milliseconds"], "ms", 60, "P5"),
            Line("the grid against the bare SQL", grid["ratio"], "x", 3, "P5"),
            Line("the page", grid["page_milliseconds"], "ms", 180, "P5"),
            Line("the page against the bare SQL", grid["page_ratio"], "x"),
            Line("the page as sent", grid["page_kilobytes"], "kB"),
            Line("the grid of a year of 300", grid["year"]["milliseconds"], "ms", 12, "P5"),
            Line("the page of a year of 300", grid["year"]["page_milliseconds"], "ms", 36, "P5"),
            Line("the grid of a class of 30", grid["class"]["milliseconds"], "ms", 1.5, "P5"),
            Line("the page of a class of 30", grid["class"]["page_milliseconds"], "ms", 4.5, "P5"),
        ],
        "Around a lesson ({cards:,} pupils)".format(**lesson): [
            Line("all QR cards on sheets: the page", lesson["sheets_seconds"], "s", 2, "P7"),
            Line("the bare drawing of as many codes", lesson["bare_seconds"], "s"),
            Line("the page against the bare drawing", lesson["ratio"], "x"),
            Line("the page as sent", lesson["sheets_megabytes"], "MB", 1, "P7"),
            Line("the board of a room for all of them", lesson["board_milliseconds"], "ms"),
        ],
        "The server after all of this": [
            Line(f"memory ({results['memory_counted_as']})", results["memory_megabytes"], "MB", 60, "P8"),
            Line("from its start to its first answer", results["start_seconds"], "s", 1, "P8"),
            Line("processor time in an idle second", results["idle_cpu_milliseconds"], "ms", 10),
        ],
    }


def print_table(results: dict) -> None:
    """All figures, those with a goal beside it."""
    print(f"\n{'':52} {'reached':>12}   to reach")
    for heading, figures in lines(results).items():
        print(f"\n{heading}")
        for line in figures:
            print(f"  {line.words:50} {written(line.value):>9} {line.unit:2}   {verdict(line)}".rstrip())


def written(value: float | None) -> str:
    """A figure with as many decimals as it deserves."""
    if value is None:
        return "-"
    return f"{value:,.0f}" if value == int(value) or value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def verdict(line: Line) -> str:
    """The goal, and whether it is reached."""
    if line.most is None or line.value is None:
        return ""
    reached = "reached" if line.value <= line.most else "NOT YET"
    return f"{line.most:>4} {line.unit:2} {reached} {line.goal}"
