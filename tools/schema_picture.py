"""The picture of the tables: a panel for each package, a box for each table, arrows for references inside a panel.

A reference to a table of another package is a label in that package's colour: nobody could follow arrows across the
whole sheet."""

from dataclasses import dataclass
from html import escape

from tools.schema_parts import Column, Package, Table

COLUMNS = 6  # columns of panels on the sheet
MARGIN, GAP = 32, 28
TABLE_WIDTH, HEAD, ROW, FOOT, TABLE_GAP = 250, 30, 19, 6, 16
PANEL_HEAD, PANEL_PADDING, LANE = 44, 16, 10
TITLE = 84  # the heading of the sheet
COLOURS = ("#1f5f8b", "#8a4b08", "#2e6b3a", "#7a2e63", "#8c2f2f", "#3f4aa0", "#5b5a00", "#0b6b6b", "#6b3fa0", "#555555")
STYLE = """
text{font-family:Lexend,"Segoe UI",Helvetica,Arial,sans-serif;font-size:12.5px;fill:#1d2733}
.title{font-size:26px;font-weight:600}.note{font-size:14px;fill:#4a5766}
.package{font-size:18px;font-weight:600}.name{font-weight:600;font-size:14px;fill:#fff}
.key{font-weight:600}.empty{fill:#5d6a78;font-style:italic}.label{font-size:11px;fill:#fff}
.table{fill:#fff;stroke-width:1.2}.panel{fill-opacity:.07;stroke-opacity:.35}.arrow{fill:none;stroke-width:1.6}
"""


@dataclass(frozen=True)
class Panel:
    """Where a package is drawn: its left upper corner, its size, and the upper edge of each of its tables."""

    package: Package
    colour: str
    x: int
    y: int
    width: int
    height: int
    lanes: tuple[str, ...]
    tops: dict[str, int]

    @property
    def tables_x(self) -> int:
        """The left edge of its tables, to the right of the lanes in which arrows run."""
        return self.x + self.width - PANEL_PADDING - TABLE_WIDTH


def draw(packages: list[Package]) -> str:
    """Return the picture as SVG."""
    panels = lay_out(packages)
    colours = {table.name: panel.colour for panel in panels for table in panel.package.tables}
    width = max(panel.x + panel.width for panel in panels) + MARGIN
    height = max(panel.y + panel.height for panel in panels) + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-label="The tables of Personalise">',
        f"<style>{STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *heading(),
    ]
    for panel in panels:
        parts += draw_panel(panel, colours)
    return "\n".join([*parts, "</svg>", ""])


def heading() -> list[str]:
    """Return the title and the key to the signs."""
    note = (
        "A panel is a package of learning/, in the order of the process. Only that package writes its tables. "
        "An arrow or a coloured label leads to the table that a column refers to. "
        "Bold: primary key. Italic: may be empty."
    )
    return [
        f'<text class="title" x="{MARGIN}" y="{MARGIN + 22}">The tables of Personalise</text>',
        f'<text class="note" x="{MARGIN}" y="{MARGIN + 48}">{note}</text>',
    ]


def lay_out(packages: list[Package]) -> list[Panel]:
    """Place the packages in order, each under the shortest column of panels so far."""
    columns: list[list[int]] = [[] for _ in range(min(COLUMNS, len(packages)))]
    bottoms = [MARGIN + TITLE] * len(columns)
    tops = []
    for place, package in enumerate(packages):
        shortest = bottoms.index(min(bottoms))
        columns[shortest].append(place)
        tops.append(bottoms[shortest])
        bottoms[shortest] += panel_height(package) + GAP
    panels, x = [], MARGIN
    for column in columns:
        width = max(panel_width(packages[place]) for place in column)
        panels += [
            make_panel(packages[place], COLOURS[place % len(COLOURS)], x, tops[place], width) for place in column
        ]
        x += width + GAP
    return panels


def make_panel(package: Package, colour: str, x: int, y: int, width: int) -> Panel:
    """Return the panel of a package whose left upper corner is at x, y."""
    return Panel(
        package=package,
        colour=colour,
        x=x,
        y=y,
        width=width,
        height=panel_height(package),
        lanes=lanes_of(package),
        tops=tops_of(package, y),
    )


def table_height(table: Table) -> int:
    """Return how tall a table's box is."""
    return HEAD + ROW * len(table.columns) + FOOT


def panel_height(package: Package) -> int:
    """Return how tall a package's panel is."""
    return PANEL_HEAD + sum(table_height(table) + TABLE_GAP for table in package.tables)


def panel_width(package: Package) -> int:
    """Return how wide a package's panel is: its tables, and a lane for each table that others in it refer to."""
    return 2 * PANEL_PADDING + LANE * (len(lanes_of(package)) + 1) + TABLE_WIDTH


def tops_of(package: Package, y: int) -> dict[str, int]:
    """Return the upper edge of each table in a panel that begins at y."""
    tops, top = {}, y + PANEL_HEAD
    for table in package.tables:
        tops[table.name] = top
        top += table_height(table) + TABLE_GAP
    return tops


def references(package: Package) -> list[tuple[str, int, str]]:
    """Return the references inside a package: from which table, in which row, to which table."""
    names = {table.name for table in package.tables}
    return [
        (table.name, row, column.refers_to)
        for table in package.tables
        for row, column in enumerate(table.columns)
        if column.refers_to in names
    ]


def lanes_of(package: Package) -> tuple[str, ...]:
    """Return the tables that others in the package refer to; short arrows run nearest the tables."""
    tops, lengths = tops_of(package, 0), {}
    for table, row, target in references(package):
        length = abs(tops[table] + HEAD + ROW * row - tops[target])
        lengths[target] = max(length, lengths.get(target, 0))
    return tuple(sorted(lengths, key=lengths.get))


def draw_panel(panel: Panel, colours: dict[str, str]) -> list[str]:
    """Return a package's panel with its tables and arrows."""
    box = f'x="{panel.x}" y="{panel.y}" width="{panel.width}" height="{panel.height}"'
    parts = [
        f'<rect class="panel" {box} rx="12" fill="{panel.colour}" stroke="{panel.colour}"/>',
        f'<text class="package" x="{panel.x + PANEL_PADDING}" y="{panel.y + 28}" style="fill:{panel.colour}">'
        f"{escape(panel.package.name)}/</text>",
    ]
    for table in panel.package.tables:
        parts += draw_table(table, panel, colours)
    parts += [draw_arrow(panel, *reference) for reference in references(panel.package)]
    return parts


def draw_table(table: Table, panel: Panel, colours: dict[str, str]) -> list[str]:
    """Return a table's box with a line for each column."""
    x, y, height = panel.tables_x, panel.tops[table.name], table_height(table)
    parts = [
        f'<rect class="table" x="{x}" y="{y}" width="{TABLE_WIDTH}" height="{height}" rx="6" stroke="{panel.colour}"/>',
        f'<path d="M{x} {y + HEAD - 4}v{10 - HEAD}a6 6 0 0 1 6 -6h{TABLE_WIDTH - 12}a6 6 0 0 1 6 6v{HEAD - 10}z" '
        f'fill="{panel.colour}"/>',
        f'<text class="name" x="{x + 10}" y="{y + 18}">{escape(table.name)}</text>',
    ]
    inside = {other.name for other in panel.package.tables}
    for row, column in enumerate(table.columns):
        baseline = y + HEAD + ROW * row + 12
        parts.append(column_text(column, x + 10, baseline))
        if column.refers_to and column.refers_to not in inside:
            parts += reference_label(column.refers_to, colours[column.refers_to], x + TABLE_WIDTH - 8, baseline)
    return parts


def column_text(column: Column, x: int, baseline: int) -> str:
    """Return a column's name, bold in the primary key and italic where it may be empty."""
    kind = "key" if column.in_key else "empty" if column.may_be_empty else "plain"
    return f'<text class="{kind}" x="{x}" y="{baseline}">{escape(column.name)}</text>'


def reference_label(target: str, colour: str, right: int, baseline: int) -> list[str]:
    """Return a label with the name of a table of another package, its right edge at `right`."""
    width = 18 + round(6.8 * len(target))
    return [
        f'<rect x="{right - width}" y="{baseline - 12}" width="{width}" height="16" rx="8" fill="{colour}"/>',
        f'<text class="label" x="{right - width / 2:g}" y="{baseline}" text-anchor="middle">{escape(target)}</text>',
    ]


def draw_arrow(panel: Panel, table: str, row: int, target: str) -> str:
    """Return an arrow from a column, along the lane of its target, to the target's heading."""
    start = panel.tops[table] + HEAD + ROW * row + 8
    end = panel.tops[target] + 13
    lane = panel.tables_x - LANE * (panel.lanes.index(target) + 1) - 4
    bend = 5 if end > start else -5
    x = panel.tables_x
    return (
        f'<path class="arrow" stroke="{panel.colour}" d="M{x} {start}H{lane + 5}q-5 0 -5 {bend}V{end - bend}'
        f'q0 {bend} 5 {bend}H{x - 6}"/>'
        f'<path fill="{panel.colour}" d="M{x} {end}l-8 -4.5v9z"/>'
    )
