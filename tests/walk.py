"""A walk over every address of the house: its pages as their owner sees them, and the forms that stand on them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import parse_qsl, urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import AnyConverter

from tests.every_form import Form, read_forms
from tests.rows import Rows, table_of

MOST_OF_A_KIND = 2  # rows of one table whose pages are opened, and forms that look alike
MOST_PAGES = {False: 2, True: 1}  # of one route and pupil, without and with the same names after "?"


@dataclass
class Found:
    """What a walk found: pages by their path, links with the first page that has them, forms by endpoint, and the
    names that addresses take after "?"."""

    pages: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    forms: dict[str, list[Form]] = field(default_factory=dict)
    queries: dict[str, set[str]] = field(default_factory=dict)


class Walk:
    """Knows the application's rules, and whose ids fill them in."""

    def __init__(self, app, rows: Rows, words: dict[str, list[str]]):
        self.app, self.rows, self.words = app, rows, words
        self.rules = [rule for rule in app.url_map.iter_rules() if not rule.endpoint.endswith("static")]
        self._map = app.url_map.bind("localhost")

    def match(self, address: str, method: str) -> tuple[str, dict] | None:
        """The endpoint and the values of an address; None when it is no address of ours."""
        try:
            endpoint, values = self._map.match(urlsplit(address).path, method)
        except HTTPException:
            return None
        return endpoint, values

    def build(self, endpoint: str, values: dict) -> str:
        """The address of an endpoint."""
        return self._map.build(endpoint, values)

    def is_private(self, name: str) -> bool | None:
        """Does an address tell with this name whose row it is? None: nobody knows what the name means."""
        table = table_of(name, self.rows.tables)
        return table in self.rows.private if table else None

    def values(self, rule, about: dict[str, list[dict]]) -> list[dict]:
        """What fills in an address of this rule, so that it is about these rows."""
        candidates = [self.candidates(rule, name, about) for name in rule.arguments]
        return [dict(zip(rule.arguments, values, strict=True)) for values in product(*candidates)]

    def candidates(self, rule, name: str, about) -> list:
        """The values that a name in an address may take. Raises AssertionError for a name that nobody knows."""
        converter = rule._converters[name]
        if isinstance(converter, AnyConverter):
            return sorted(converter.items)
        if name in self.words:
            return self.words[name]
        table = table_of(name, self.rows.tables)
        assert table, f"{rule.endpoint} has {name} in its address: tests/walk.py must learn what fills it in"
        rows = about.get(table, []) if table in self.rows.private else self.rows.all(table)
        return sorted(map(_id, rows))[: -1 - MOST_OF_A_KIND : -1]

    def private(self, values: dict) -> list[str]:
        """Those of the names in an address that tell whose row it is."""
        return [name for name in values if self.is_private(name)]

    def counterpart(self, values: dict, names, mine, theirs) -> dict:
        """The same values with `names` leading to my rows instead of theirs: the first to the first, and so on."""
        changed = dict(values)
        for name in names:
            table = table_of(name, self.rows.tables)
            ours, others = (sorted({_id(row) for row in about[table]}) for about in (mine, theirs))
            changed[name] = ours[others.index(values[name])]
        return changed

    def pages(self, ask, about) -> Found:
        """Open every page with `ask` (an address -> a response), and those to which their links lead."""
        found, seen, alike = Found(), set(), Counter()
        waiting = [
            self.build(rule.endpoint, values)
            for rule in self.rules
            if "GET" in rule.methods
            for values in self.values(rule, about)
        ]
        while waiting:
            address = waiting.pop(0)
            parts, match = urlsplit(address), self.match(address, "GET")
            names = tuple(sorted({name for name, _ in parse_qsl(parts.query)}))
            if parts.netloc or match is None or (parts.path, names) in seen or not self.is_about(match[1], about):
                continue
            seen.add((parts.path, names))
            found.queries.setdefault(match[0], set()).update(names)
            kind = (match[0], names, match[1].get("pupil_id"))
            if alike[kind] >= MOST_PAGES[bool(names)]:
                continue
            response = ask(address)
            if response.status_code == 200 and response.mimetype == "text/html":
                alike[kind] += 1
                found.pages[address] = response.text
                forms, links = read_forms(address, response.text)
                waiting += links
                found.links |= {link: address for link in links if self.match(link, "GET")} | found.links
                for form in forms:
                    self._note(found, form, about)
        return found

    def is_about(self, values: dict, about) -> bool:
        """Is every private id of an address one of these rows?"""
        return all(
            value in {_id(row) for row in about.get(table_of(name, self.rows.tables), ())}
            for name, value in values.items()
            if self.is_private(name)
        )

    def _note(self, found: Found, form: Form, about) -> None:
        match = self.match(form.action, form.method.upper())
        if match is None or not self.is_about(match[1], about):
            return
        if form.method == "get":
            found.queries.setdefault(match[0], set()).update(field.name for field in form.fields)
            return
        known = found.forms.setdefault(match[0], [])
        if sum(looks(each) == looks(form) for each in known) < MOST_OF_A_KIND:
            known.append(form)


def looks(form: Form) -> tuple:
    """What a form asks, without the ids in the names of its fields."""
    return tuple(re.sub(r"\d+", "#", field.name) for field in form.fields), form.buttons


def _id(row: dict) -> int:
    return row["id"] if "id" in row else row["pupil_id"]
