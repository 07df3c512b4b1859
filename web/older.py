"""Writes a style sheet again in older words, for browsers before Safari 14.1 (Chromium 87 needs none of it).

Such a browser loads this sheet after the other one (kiosk/static/older.js). So everybody else may write plain CSS, and
their browsers load nothing more. What has no older words has a plain look of its own: tests/web/test_baseline.py."""

import re
from collections.abc import Iterator

COMMENT = re.compile(r"/\*.*?\*/", re.S)
PIECE = re.compile(r"([^{};]*)([{};])")
QUOTED = re.compile(r"\"[^\"]*\"|url\([^)]*\)")
NESTED = ("@media", "@keyframes")
NEWER = ("@supports",)  # asks for something that such a browser does not have
OLD_SIDES = {"inline": ("left", "right"), "block": ("top", "bottom")}
OLD_VALUES = {
    ("align-content", "safe center"): "center",
    ("align-content", "start"): "flex-start",
    ("justify-content", "start"): "flex-start",
    ("overflow-wrap", "anywhere"): "break-word",
    ("min-height", "100dvh"): "100vh",
}
INSET_SIDE = re.compile(r"inset-(inline|block)-(start|end)")
SHORTHAND = re.compile(r"(inset|margin|padding)-(inline|block)")
Declaration = tuple[str, str]


def in_older_words(sheet: str) -> str:
    """Return the sheet with every rule in words that Safari 13.0 knows. Text runs from left to right there."""
    return "".join(_blocks(_pieces(sheet)))


def _pieces(sheet: str) -> Iterator[Declaration]:
    """The sheet's texts, each with the sign that ends it: { } or ; (within quotes none of them may stand)."""
    plain = COMMENT.sub("", sheet)
    if wrong := [quoted for quoted in QUOTED.findall(plain) if set(quoted) & set("{};")]:
        raise ValueError(f"cannot be read: {wrong}")
    for text, sign in PIECE.findall(plain):
        yield " ".join(text.split()), sign


def _blocks(pieces: Iterator[Declaration]) -> Iterator[str]:
    for prelude, sign in pieces:
        if sign == "}":
            return
        if sign == ";":
            yield f"{prelude};\n" if prelude else ""
        elif prelude.startswith(NESTED):
            yield f"{prelude} {{\n{''.join(_blocks(pieces))}}}\n"
        elif prelude.startswith(NEWER):
            list(_blocks(pieces))
        else:
            yield from _rule(prelude, list(_declarations(pieces)))


def _declarations(pieces: Iterator[Declaration]) -> Iterator[Declaration]:
    for text, sign in pieces:
        if text:
            name, _, value = text.partition(":")
            yield name.strip(), value.strip()
        if sign == "}":
            return


def _rule(selector: str, declarations: list[Declaration]) -> Iterator[str]:
    selectors = [older for each in split(selector, ",") for older in older_selectors(each)]
    yield _written(selectors, [older for each in declarations for older in older_declarations(*each)])
    yield from _gaps(selectors, dict(declarations))


def _written(selectors: list[str], declarations: list[Declaration]) -> str:
    return f"{', '.join(selectors)} {{ {' '.join(f'{name}: {value};' for name, value in declarations)} }}\n"


def _gaps(selectors: list[str], declared: dict[str, str]) -> Iterator[str]:
    """A gap between the things in a row or column, as a margin at their beginning."""
    if "flex" not in declared.get("display", "") or "gap" not in declared:
        return
    rows, *columns = split(declared["gap"])
    if declared.get("flex-direction") == "column":
        yield _written([f"{each} > * + *" for each in selectors], [("margin-top", rows)])
        return
    width = columns[0] if columns else rows
    yield _written([f"{each} > * + *" for each in selectors], [("margin-inline-start", width)])
    if declared.get("flex-wrap") == "wrap":
        half = f"calc({rows} / 2)"
        yield _written([f"{each} > *" for each in selectors], [("margin-top", half), ("margin-bottom", half)])


def older_selectors(selector: str) -> list[str]:
    """A selector without :is() and :focus-visible; several where :is() named several."""
    selector = selector.replace(":focus-visible", ":focus")
    at = selector.find(":is(")
    if at < 0:
        return [selector.strip()]
    end = _closing(selector, at + 3)
    inner = split(selector[at + 4 : end], ",")
    return [older for each in inner for older in older_selectors(selector[:at] + each + selector[end + 1 :])]


def older_declarations(name: str, value: str) -> list[Declaration]:
    """A declaration as one or more that mean the same."""
    value = without_clamp(value)
    if name == "inset":
        return list(zip(("top", "right", "bottom", "left"), _four(split(value)), strict=True))
    if found := INSET_SIDE.fullmatch(name):
        return [(OLD_SIDES[found[1]][found[2] == "end"], value)]
    if found := SHORTHAND.fullmatch(name):
        sides = [f"{found[1]}-{side}" if found[1] != "inset" else side for side in OLD_SIDES[found[2]]]
        return list(zip(sides, _two(split(value)), strict=True))
    return [(name, OLD_VALUES.get((name, value), value))]


def without_clamp(value: str) -> str:
    """clamp(a, b, c) is max(a, min(b, c))."""
    at = value.find("clamp(")
    if at < 0:
        return value
    end = _closing(value, at + 5)
    least, wanted, most = split(value[at + 6 : end], ",")
    return without_clamp(f"{value[:at]}max({least}, min({wanted}, {most})){value[end + 1 :]}")


def split(text: str, sign: str = " ") -> list[str]:
    """Parts of a value or a selector, divided by a sign outside of brackets."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "([") - (letter in ")]")
        if letter == sign and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts if part.strip()]


def _closing(text: str, opening: int) -> int:
    depth = 0
    for at in range(opening, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    raise ValueError(f"a bracket does not close: {text}")


def _two(values: list[str]) -> list[str]:
    return [values[0], values[-1]]


def _four(values: list[str]) -> list[str]:
    """The values of top, right, bottom and left, of which the later ones may be left out."""
    top = values[0]
    right = values[1] if len(values) > 1 else top
    bottom = values[2] if len(values) > 2 else top
    return [top, right, bottom, values[3] if len(values) > 3 else right]
