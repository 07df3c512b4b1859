"""Joins a style sheet with the sheets it imports, and a script with its modules: one request instead of many.

The files are ordinary CSS and ES modules and mean the same when a browser loads them one by one. A module is added
once, after those that it imports. Joined modules share one scope, so a script declares each top-level name once.
Why not otherwise: docs/decisions/0010-pages-load-joined-files.md"""

import re
from pathlib import Path

IMPORTED_SHEET = re.compile(r'^@import "([\w./-]+\.css)";\n', re.M)
LAYERED_SHEET = re.compile(r'^@import "([\w./-]+\.css)" layer\((\w+)\);\n', re.M)
CHARSET = '@charset "UTF-8";'
IMPORTED_MODULE = re.compile(r'^import (?:\{ \w+(?:, \w+)* \} from )?"([\w./-]+\.js)";\n', re.M)
EXPORT = re.compile(r"^export (?=(?:async function|function|class|const|let) )", re.M)
DECLARED = re.compile(r"^(?:export )?(?:async function|function|class|const|let) (\w+)", re.M)
NOT_JOINED = re.compile(r"^(?:@import|import(?!\()|export)\b.*", re.M)


class CannotJoin(ValueError):
    """A file imports or exports in a way that is not understood here, or uses a name of another module again."""


def join(*paths: Path) -> str:
    """Return the text of files and all that they import, each file once. Raises CannotJoin."""
    texts: dict[Path, str] = {}
    for path in paths:
        add(path, texts, is_entry=True)
    refuse_same_names(texts)
    return "".join(texts.values())


def add(path: Path, texts: dict[Path, str], *, is_entry: bool = False) -> None:
    """Add a file's text after the texts of the files that it imports. Only an entry keeps its exports."""
    if path in texts:
        return
    source = path.read_text("utf-8")
    imported = IMPORTED_SHEET if path.suffix == ".css" else IMPORTED_MODULE
    texts[path] = ""  # two modules may import each other
    for name in imported.findall(source):
        add((path.parent / name).resolve(), texts)
    text = imported.sub("", LAYERED_SHEET.sub(lambda found: layer(path, *found.groups()), source))
    rest = EXPORT.sub("", text)
    if found := NOT_JOINED.search(rest):
        raise CannotJoin(f"{path}: {found[0]}")
    del texts[path]  # to the end
    texts[path] = text if is_entry else rest


def layer(path: Path, name: str, layer_name: str) -> str:
    """The text of an imported sheet in a layer: all rules outside layers win over it."""
    text = (path.parent / name).read_text("utf-8").removeprefix(CHARSET)
    return f"@layer {layer_name} {{\n{text}\n}}\n"


def refuse_same_names(texts: dict[Path, str]) -> None:
    """Raise CannotJoin where two modules declare the same name."""
    owners: dict[str, Path] = {}
    for path, text in texts.items():
        for name in DECLARED.findall(text) if path.suffix == ".js" else ():
            if owners.setdefault(name, path) != path:
                raise CannotJoin(f"{path}: {name} is declared in {owners[name]} as well")
