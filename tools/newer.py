"""Write the table of what is newer than the oldest browsers we support, from MDN's browser-compat-data.

    npm pack @mdn/browser-compat-data && tar xzf mdn-browser-compat-data-*.tgz
    python -m tools.newer package/data.json

The table goes to tests/web/newer.json. tests/web/test_baseline.py holds our scripts and style sheets against it."""

import json
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parents[1] / "tests" / "web" / "newer.json"
OLDEST = {"chrome": (87,), "safari_ios": (13, 0)}
PARAMETER = re.compile(r"(?:\w+_)?([A-Za-z]\w*?)_parameter")
IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9]*")
WORDS = re.compile(r"[a-z][a-z-]*")
LINES = textwrap.TextWrapper(width=150, break_on_hyphens=False, break_long_words=False)
UNITS = {"small": "s", "large": "l", "dynamic": "d"}
Feature = dict[str, Any]


def is_old(feature: Feature) -> bool:
    """Does every one of the oldest browsers have it, without a prefix or a setting?"""
    return all(has(feature["support"].get(browser), version) for browser, version in OLDEST.items())


def has(support: Any, version: tuple[int, ...]) -> bool:
    """Is a feature in a browser of this version?"""
    for entry in support if isinstance(support, list) else [support or {}]:
        if any(name in entry for name in ("flags", "prefix", "alternative_name", "version_removed")):
            continue
        added = str(entry.get("version_added") or "preview").removeprefix("≤")
        if added != "preview" and tuple(map(int, added.split("."))) <= version:
            return True
    return False


def features(tree: Feature) -> Iterator[tuple[str, Feature]]:
    """Every feature below a branch of the data: its own name, and what is known of it."""
    for name, branch in tree.items():
        if name != "__compat" and isinstance(branch, dict):
            if "__compat" in branch:
                yield name, branch["__compat"]
            yield from features(branch)


def newer(named: Iterator[tuple[str, Feature]]) -> list[str]:
    """Names that nothing old has: a name that some older thing has as well cannot be told apart."""
    old: dict[str, bool] = {}
    for name, feature in named:
        old[name] = old.get(name, False) or is_old(feature)
    return sorted(name for name, known in old.items() if not known)


def script_names(data: Feature) -> Iterator[tuple[str, Feature]]:
    """Names of interfaces, their members, events and parameters, and of what the language brings."""
    for tree in (data["api"], data["javascript"]["builtins"]):
        for name, feature in features(tree):
            plain = re.sub(r"_(static|event)$", "", name)
            if parameter := PARAMETER.fullmatch(plain):
                plain = parameter[1]
            if IDENTIFIER.fullmatch(plain):
                yield plain, feature


def properties(css: Feature) -> Iterator[tuple[str, Feature]]:
    """CSS properties, and those of their values that have an entry: "display" and "display: grid"."""
    for name, branch in css["properties"].items():
        yield name, branch["__compat"]
        if name.startswith("-") or not is_old(branch["__compat"]):
            continue  # the property alone is found already
        for value, feature in features(branch):
            if WORDS.fullmatch(value):
                yield f"{name}: {value}", feature


def own(tree: Feature) -> Iterator[tuple[str, Feature]]:
    """The entries of one branch alone."""
    return ((name, branch["__compat"]) for name, branch in tree.items() if "__compat" in branch)


def units(css: Feature) -> Iterator[tuple[str, Feature]]:
    """Units of length."""
    for name, feature in own(css["types"]["length"]):
        for kind, letter in UNITS.items():
            if name == f"viewport_percentage_units_{kind}":
                yield from ((f"{letter}v{rest}", feature) for rest in ("h", "w", "i", "b", "min", "max"))
        yield name, feature


def table(data: Feature) -> dict[str, list[str]]:
    """All that is newer, by its kind."""
    css = data["css"]
    media = {name: branch for name, branch in css["at-rules"]["media"].items() if WORDS.fullmatch(name)}
    return {
        "interfaces": newer(script_names(data)),
        "properties": newer(properties(css)),
        "selectors": newer(own(css["selectors"])),
        "functions": newer(own(css["types"])),
        "units": newer(units(css)),
        "at_rules": newer(own(css["at-rules"])),
        "media": newer(own(media)),
    }


def write(data: Feature) -> None:
    """Write the table, in lines that a change can be read in."""
    about = {
        "of": f"newer than Chromium 87 or Safari 13.0, from @mdn/browser-compat-data {data['__meta']['version']}",
        "licence": "CC0-1.0",
        "made by": "python -m tools.newer",
    }
    lists = {kind: LINES.wrap(", ".join(names)) for kind, names in table(data).items()}
    TABLE.write_text(json.dumps({**about, **lists}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    write(json.loads(Path(sys.argv[1]).read_text("utf-8")))
