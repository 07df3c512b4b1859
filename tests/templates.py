"""Finds words in templates that nobody could translate, and names that are imported but not used."""

import re
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted(path for side in ("kiosk", "staff", "web") for path in (ROOT / side).glob("**/templates/**/*.html"))
TRANSLATING = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
SPOKEN_ATTRIBUTES = {"title", "alt", "aria-label", "placeholder", "aria-description", "aria-roledescription"}
NAMES = {"Personalise"}  # the program's name is the same in every language
VALUE = "\0"  # stands where a template puts a value


def template_faults(environment: Environment, source: str) -> list[str]:
    """What is wrong with a template; an empty list when it is fine."""
    tree = environment.parse(source)
    return [*bare_words(tree), *bare_arguments(tree), *unused_imports(tree, source)]


def bare_words(tree: nodes.Template) -> list[str]:
    """Letters between tags, and in attributes that are read aloud, outside of _() and trans."""
    finder = _Words()
    finder.feed("".join(pieces(tree)))
    finder.close()
    return [words for words in finder.found if is_spoken(words)]


def pieces(node: nodes.Node):
    """The template's own text in order, with a mark for each value."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            yield child.data
        elif not isinstance(child, nodes.Expr):
            yield from pieces(child)
        elif isinstance(node, nodes.Output):
            yield VALUE  # elsewhere an expression is a condition or a list, and prints nothing


def bare_arguments(tree: nodes.Template) -> list[str]:
    """Sentences handed to macros and filters, or printed, without _()."""
    translated = filter(is_translation, tree.find_all(nodes.Call))
    marked = {id(each) for call in translated for each in call.find_all(nodes.Const)}
    constants = (each for each in tree.find_all(nodes.Const) if isinstance(each.value, str) and id(each) not in marked)
    return [each.value for each in constants if re.match(r"[A-Z][a-z]+( |$)", each.value) and is_spoken(each.value)]


def is_translation(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name in TRANSLATING


def is_spoken(words: str) -> bool:
    """Is there a letter in it that is not part of a name?"""
    for name in NAMES:
        words = words.replace(name, "")
    return any(letter.isalpha() for letter in words)


def unused_imports(tree: nodes.Template, source: str) -> list[str]:
    """Names that {% from ... import %} brings in and nobody uses."""
    unused = []
    for statement in tree.find_all(nodes.FromImport):
        for name in statement.names:
            word = name[1] if isinstance(name, tuple) else name
            if len(re.findall(rf"\b{word}\b", source)) < 2:
                unused.append(f"{word} is imported and not used")
    return unused


class _Words(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name in SPOKEN_ATTRIBUTES and value]

    def handle_data(self, words):
        self.found.append(words.strip())
