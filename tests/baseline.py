"""Finds in a script or a style sheet what is newer than the oldest browsers that the README names."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import tree_sitter_css
import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

TABLE = json.loads((Path(__file__).parent / "web" / "newer.json").read_text("utf-8"))
SCRIPTS = Parser(Language(tree_sitter_javascript.language()))
SHEETS = Parser(Language(tree_sitter_css.language()))
NEWER_SYNTAX = {"optional_chain", "field_definition", "private_property_identifier", "class_static_block"}
NEWER_OPERATORS = {"??", "??=", "||=", "&&="}
NAMES = {
    "property_identifier",
    "identifier",
    "shorthand_property_identifier",
    "shorthand_property_identifier_pattern",
}
FUNCTIONS = {"function_declaration", "function_expression", "arrow_function", "method_definition"}


def listed(kind: str) -> frozenset[str]:
    """Everything of a kind that is newer."""
    return frozenset(name.strip() for name in " ".join(TABLE[kind]).split(",") if name)


INTERFACES = listed("interfaces")
PROPERTIES, SELECTORS, AT_RULES, MEDIA = map(listed, ("properties", "selectors", "at_rules", "media"))
CSS_FUNCTIONS, UNITS = listed("functions"), listed("units")


def newer_in_script(source: str) -> set[str]:
    """Syntax newer than ES2019, and names of newer interfaces that the script does not declare itself."""
    tree = SCRIPTS.parse(source.encode()).root_node
    assert not tree.has_error, "cannot be read as a script"
    nodes = list(below(tree))
    declared = {text(node) for node in nodes if is_declared(node)}
    found = {syntax for node in nodes if (syntax := newer_syntax(node))}
    for node in nodes:
        name = text(node) if node.type in NAMES else event_name(node)
        if name in INTERFACES and not (node.type == "identifier" and name in declared):
            found.add(name)
    return found


def newer_syntax(node: Node) -> str:
    """What is newer than ES2019 about a piece of a script, or nothing."""
    if node.type in NEWER_SYNTAX or node.type in NEWER_OPERATORS:
        return node.type
    if node.type == "number" and (text(node).endswith("n") or "_" in text(node)):
        return f"number {text(node)}"
    if node.type == "regex_pattern" and re.search(r"\(\?<[=!]", text(node)):
        return f"regular expression {text(node)}"
    if node.type == "await_expression" and not any(each.type in FUNCTIONS for each in above(node)):
        return "await outside of functions"
    return ""


def is_declared(node: Node) -> bool:
    """Does the script itself give a meaning to this name?"""
    parent = node.parent
    if node.type != "identifier" or parent is None:
        return False
    if parent.type in ("import_specifier", "formal_parameters", "rest_pattern"):
        return True
    return any(parent.child_by_field_name(field) == node for field in ("name", "parameter", "alias"))


def event_name(node: Node) -> str:
    """The name of an event that the script listens to, else nothing."""
    call = node.parent.parent if node.parent else None
    if node.type != "string" or call is None or call.type != "call_expression" or node != node.parent.named_child(0):
        return ""
    return text(node).strip("\"'") if text(call.child_by_field_name("function")).endswith("addEventListener") else ""


def newer_in_sheet(source: str) -> set[str]:
    """Newer properties, values, selectors, functions, units, at-rules and media features of a sheet, as they are
    written; not what stands within @supports."""
    tree = SHEETS.parse(source.encode()).root_node
    return {newer for node in below(tree) if not in_supports(node) for newer in newer_in_node(node)}


def newer_in_node(node: Node) -> Iterator[str]:
    """What is newer about one piece of a sheet."""
    if node.type == "declaration":
        name = text(node.named_child(0))
        if name in PROPERTIES:
            yield name
        words = {text(each) for each in below(node) if each.type == "plain_value"}
        yield from sorted(f"{name}: {word}" for word in words if f"{name}: {word}" in PROPERTIES)
    elif node.type in ("pseudo_class_selector", "pseudo_element_selector"):
        yield from (f":{each}" for each in re.findall(r":([a-z-]+)", text(node)) if each in SELECTORS)
    elif node.type == "call_expression" and text(node.named_child(0)) in CSS_FUNCTIONS:
        yield f"{text(node.named_child(0))}()"
    elif node.type == "unit" and text(node) in UNITS or node.type == "at_keyword" and text(node)[1:] in AT_RULES:
        yield text(node)
    elif node.type == "feature_name" and re.sub(r"^(min|max)-", "", text(node)) in MEDIA:
        yield f"({text(node)})"


def in_supports(node: Node) -> bool:
    """A browser that lacks it skips all that stands within @supports."""
    return any(each.type == "supports_statement" for each in above(node))


def below(node: Node) -> Iterator[Node]:
    """A piece and all that it holds."""
    yield node
    for child in node.children:
        yield from below(child)


def above(node: Node) -> Iterator[Node]:
    """All that holds a piece."""
    while node := node.parent:
        yield node


def text(node: Node) -> str:
    """A piece as it is written."""
    return node.text.decode()
