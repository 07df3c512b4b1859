"""What every page of the house must be: checked on each answer that a test client gets."""

import re
from collections import Counter
from copy import deepcopy
from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib

FIELDS = ("input", "select", "textarea")
WITHOUT_LABEL = ("hidden", "submit", "button", "image", "reset")
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]{20,})"')
SOME_TOKEN = "the-token-of-this-page"
NAMED_BY = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "form")


def read_page(html: str) -> Element:
    """The page as a tree, without what its templates hold: nobody sees or sends that.

    Raises ParseError for anything the HTML standard calls an error."""
    page = parse(html)
    for template in page.iter("template"):
        template.clear()
    return page


def parse(html: str) -> Element:
    """The page as a tree of the caller's own, templates and all; a text is parsed once, whatever its token."""
    text, token = without_token(html)
    page = deepcopy(tree_of(text))
    if token:
        for element in page.iter():
            for name, value in element.attrib.items():
                element.set(name, value.replace(SOME_TOKEN, token))
    return page


@lru_cache(maxsize=500)
def tree_of(text: str) -> Element:
    """The tree of a text without its token, which nobody may change."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def without_token(html: str) -> tuple[str, str]:
    """The page with the same word in the place of its token against forged requests, and the token ("" for none)."""
    found = TOKEN.search(html)
    return (html.replace(found[1], SOME_TOKEN), found[1]) if found else (html, "")


def check_page(html: str) -> None:
    """Raises AssertionError with everything that is wrong with a page and its templates."""
    wrong = faults_of(without_token(html)[0])
    assert not wrong, "; ".join(wrong)


@lru_cache(maxsize=5000)
def faults_of(text: str) -> tuple[str, ...]:
    """Everything that is wrong with a page: each text is looked at once in a run."""
    page, whole = read_page(text), tree_of(text)
    wrong = [*head_faults(page), *id_faults(page), *label_faults(page), *form_faults(page), *inline_faults(whole)]
    for template in whole.iter("template"):
        wrong += [*id_faults(template), *label_faults(template), *heading_faults(template)]
    return tuple(wrong)


def words_of(element: Element) -> str:
    """All words inside an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def head_faults(page: Element):
    """A language and a title."""
    if not page.get("lang"):
        yield "no lang"
    if not [title for title in page.findall("head/title") if words_of(title)]:
        yield "no title"
    yield from heading_faults(page)


def heading_faults(page: Element):
    """One h1, with words."""
    headings = page.findall(".//h1")
    if len(headings) != 1 or not words_of(headings[0]):
        yield f"{len(headings)} h1 instead of one with words"


def id_faults(page: Element):
    """Ids are unique, and whatever is named by id is there."""
    ids = Counter(element.get("id") for element in page.iter() if element.get("id") is not None)
    yield from (f"id {name} {times} times" for name, times in ids.items() if times > 1)
    for element in page.iter():
        for attribute in NAMED_BY:
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"{element.tag} {attribute} names #{name}, which is not there"


def label_faults(page: Element):
    """Every field has a label, every picture an alternative."""
    labelled = {label.get("for") for label in page.iter("label")}
    inside = {field for label in page.iter("label") for field in label.iter()}
    for field in page.iter():
        if field.tag == "img" and field.get("alt") is None:
            yield f"img {field.get('src')} without alt"
        if field.tag not in FIELDS or field.get("type") in WITHOUT_LABEL:
            continue
        if not (field in inside or field.get("id") in labelled or named_by_itself(field)):
            yield f"{field.tag} {field.get('name')} without label"


def named_by_itself(field: Element) -> bool:
    """Does the field carry its own name for screen readers?"""
    return bool(field.get("aria-label") or field.get("aria-labelledby"))


def inline_faults(page: Element):
    """The content policy would switch these off."""
    for element in page.iter():
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"inline {element.tag}"
        yield from (f"{element.tag} {name}=" for name in element.attrib if name == "style" or name.startswith("on"))


def form_faults(page: Element):
    """Every form that changes something carries the token."""
    for form in page.iter("form"):
        if (form.get("method") or "get").lower() == "post" and token_of(form) is None:
            yield f"form to {form.get('action')} without csrf_token"


def token_of(form: Element) -> str | None:
    """The token against forged requests that a form, or any form of a page, carries."""
    return next((field.get("value") for field in form.iter("input") if field.get("name") == "csrf_token"), None)


def find_form(page: Element, action: str | None = None) -> Element:
    """The form that posts to `action`; the first form that posts, when no action is asked for."""
    forms = [form for form in page.iter("form") if (form.get("method") or "").lower() == "post"]
    for form in forms:
        if action is None or form.get("action") == action:
            return form
    raise AssertionError(f"no form to {action}; there are forms to {[form.get('action') for form in forms]}")


def filled_in(form: Element) -> dict[str, list[str]]:
    """What a browser would send for the form as it stands, without the pressed button."""
    sent: dict[str, list[str]] = {}
    for field in form.iter():
        for value in values_of(field):
            sent.setdefault(field.get("name"), []).append(value)
    return sent


def values_of(field: Element) -> list[str]:
    """The values that one field sends."""
    if not field.get("name") or "disabled" in field.attrib:
        return []
    if field.tag == "textarea":
        return [("".join(field.itertext())).removeprefix("\n")]
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib]
        if not chosen and "multiple" not in field.attrib:
            chosen = options[:1]
        return [option.get("value", words_of(option)) for option in chosen]
    if field.tag != "input" or field.get("type") in ("submit", "button", "image", "reset", "file"):
        return []
    if field.get("type") in ("checkbox", "radio"):
        return [field.get("value", "on")] if "checked" in field.attrib else []
    return [field.get("value", "")]
