"""Nobody reaches another team's pupils: every address and every form of the house, with their real ids, sent by people
to whom they are closed.

The test finds the addresses and the forms itself, so that it also knows those that are added later. A route that it
cannot fill in fails `test_every_route_is_tried`, with a sentence that says what to add."""

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from urllib.parse import urlsplit

import pytest

from tests.school_on_file import open_school, SchoolOnFile, Sent
from tests.walk import table_of

ABSENT = 999_999

CHANGES_NOTHING = {
    "kiosk.deliver": "takes JSON from a tablet's outbox; tests/kiosk/test_outbox.py sends it",
    "kiosk.go_on_in_preview": "a preview saves nothing",
    "kiosk.not_done": "only leads the tablet back to 'Is this you?'; kiosk.begin undoes the finish",
    "kiosk.still_here": "only notes when the visit was last seen",
    "kiosk.try_card": "answers in the example school only",
    "staff.people.sign_out": "ends the sender's own sign-in",
}
ADMINISTRATORS_PRINT = "an administrator sees names and prints QR cards"
ADMINISTRATORS_BUILD_TEAMS = "an administrator puts a team around a cohort"
OPEN_TO_ADMINISTRATORS = {
    "staff.people.cohort": ADMINISTRATORS_PRINT,
    "staff.classroom.qr_cards": ADMINISTRATORS_PRINT,
    "staff.classroom.qr_cards_sheet": ADMINISTRATORS_PRINT,
    "staff.classroom.make_qr_cards": ADMINISTRATORS_PRINT,
    "staff.people.replace_qr_card": ADMINISTRATORS_PRINT,
    "staff.classroom.replace_qr_cards": ADMINISTRATORS_PRINT,
    "staff.classroom.withdraw_qr_cards": ADMINISTRATORS_PRINT,
    "staff.people.join_team": ADMINISTRATORS_BUILD_TEAMS,
    "staff.people.leave_team": ADMINISTRATORS_BUILD_TEAMS,
}
# Forms of the pupils' and guests' side that do not say whose visit or invitation they belong to.
OPEN_TO_ALL = {
    "kiosk.go_on_in_preview": "shows questions, no pupil",
    "kiosk.press_pictures": "the tablet's own scan says whose pictures are meant, the form does not",
    "kiosk.begin": "the tablet's own scan says who begins, the form does not",
    "kiosk.not_me": "forgets the scan or the call of the tablet that sends it",
    "kiosk.scan": "anybody who holds a QR card may show it",
    "kiosk.set_up": "anybody who holds a set-up code may use it",
    "invited.take_code": "anybody who holds a letter may type its code",
}
# Addresses without a pupil in them through which these people may change what is known of every pupil.
CHANGES_ALL = {
    "staff.people.import_roll": "the roll names every pupil, and their classes",
    "staff.rounds.ask_cohorts": "the person who writes the questions says which cohorts they are for",
    "staff.classroom.call_pupil": "the tablets are the school's: calling a pupil to one ends an earlier call there",
    "staff.people.retire_member": "who leaves the school leaves its teams",
    "staff.classroom.sign_out_tablet": "a lost tablet ends the visit on it, no matter who signs it out",
    "staff.classroom.sign_out_all_tablets": "a lost tablet ends the visit on it, no matter who signs it out",
}


@dataclass(frozen=True)
class Visitor:
    """Somebody who tries, and which refusals they may get."""

    name: str
    cookies: dict
    sees_names: bool = False
    is_signed_in: bool = True


class Tried:
    """The school with everything that was found on its owners' pages."""

    def __init__(self, school: SchoolOnFile):
        self.school, self.walk, teams = school, school.walk, school.teams
        self.theirs, self.mine = school.about(teams.kestrels), school.about(teams.ospreys)
        self.found = school.pages_of_the_owners()
        self.sent = school.what_changes(self.found)
        self.names, self.words = self._secrets()
        sign_ins, tablet = school.sign_ins, teams.ospreys.cookies
        self.colleagues = [
            Visitor("a colleague from another team", sign_ins["price"]),
            Visitor("a professional from another team", sign_ins["ode"]),
        ]
        self.administrator = Visitor("an administrator", sign_ins["tech"], sees_names=True)
        self.stranger = Visitor("a stranger", {}, is_signed_in=False)
        scan = school.owners()["called pupil"]["scan"]
        self.at_tablets = [
            self.stranger,
            Visitor("a colleague without a tablet", sign_ins["price"]),
            Visitor("another tablet", {"tablet": tablet["tablet"]}),
            Visitor("another tablet with a copied scan", {"tablet": tablet["tablet"], "scan": scan}),
            Visitor("another pupil", {"tablet": tablet["tablet"], "visit": tablet["visit"]}),
            Visitor("another guest", {"guest": tablet["guest"]}),
        ]

    def _secrets(self) -> tuple[set[str], set[str]]:
        """What the owners' pages show of the Kestrels and of nobody else: the pupils' names, and sentences."""
        shown = "".join(page for found in self.found.values() for page in found.pages.values())
        own = {
            value
            for rows in self.theirs.values()
            for row in rows
            for value in row.values()
            if isinstance(value, str) and value in shown and value not in repr(self.mine)
        }
        pupils = self.theirs["pupil"]
        full_names = {f"{pupil['forename']} {pupil['surname']}" for pupil in pupils}
        names = full_names | {pupil["forename"] for pupil in pupils}
        known = names | {row["name"] for table in ("member", "cohort") for row in self.school.rows.all(table)}
        return names, {words for words in own - known if " " in words}

    def everybody(self) -> list[Visitor]:
        """All who try the staff's pages."""
        return [*self.colleagues, self.administrator, self.stranger]

    def visitors(self, endpoint: str) -> list[Visitor]:
        """All who try a page."""
        return self.everybody() if endpoint.startswith("staff.") else self.at_tablets

    def leaks(self, visitor: Visitor, text: str, sent: Sent | None) -> list[str]:
        """What a page shows of the other team, beside what was typed in this very request."""
        hidden = self.words if visitor.sees_names else self.words | self.names
        return sorted(words for words in hidden if words in text and (sent is None or words not in str(sent.filled)))

    # --- addresses --------------------------------------------------------------------------------------------------

    def addresses(self) -> list[tuple[str, dict]]:
        """Every address to be read that is about the Kestrels, once per route where the ids are alike."""
        return [
            (rule.endpoint, values)
            for rule in self.walk.rules
            if "GET" in rule.methods
            for values in self.walk.values(rule, self.theirs)
        ]

    def get(self, visitor: Visitor, endpoint: str, values: dict, query: str = "", method: str = "GET"):
        """Ask for a page."""
        return self.school.browser(visitor.cookies).open(self.walk.build(endpoint, values) + query, method=method)

    def post(self, visitor: Visitor, sent: Sent, values: dict | None = None):
        """Send a form, perhaps to another address of its route."""
        action = self.walk.build(sent.endpoint, sent.values if values is None else values)
        return self.school.send(visitor.cookies, sent.form, sent.filled, action)

    # --- what must be true ------------------------------------------------------------------------------------------

    def is_open(self, visitor: Visitor, endpoint: str) -> bool:
        """Is this route open to this visitor, no matter who it is about?"""
        return visitor is self.administrator and endpoint in OPEN_TO_ADMINISTRATORS

    def fault(self, visitor: Visitor, endpoint: str, ask, values: dict, closed: bool, sent=None) -> str | None:
        """What is wrong with an answer: `ask(values)` sends the request. Puts back what it changed."""
        response = ask(values)
        what = f"{visitor.name} at {endpoint} with {values}"
        if self.school.has_written():
            untouched = self.is_untouched() if not closed else not self.school.has_changed()
            self.school.restore()
            if not untouched and (closed or endpoint not in CHANGES_ALL):
                return f"{what}: something was changed (answer {response.status_code})"
        if leaks := self.leaks(visitor, response.data.decode(errors="replace"), sent):
            return f"{what}: the page shows {leaks[:3]}"
        if closed and not self.is_refused(visitor, endpoint, response, ask, values):
            return f"{what}: answer {response.status_code}"
        return None

    def is_untouched(self) -> bool:
        """Is every row about the Kestrels as it was, with none added?"""
        return self.school.about(self.school.teams.kestrels) == self.theirs

    def is_refused(self, visitor: Visitor, endpoint: str, response, ask, values: dict) -> bool:
        """Is this the answer of a closed door?"""
        status = response.status_code
        if not endpoint.startswith("staff."):
            return status in (303, 400, 403, 404, 409)
        if not visitor.is_signed_in:
            return status == 401 or status == 303 and response.location.startswith("/staff/sign-in")
        if status == 403:  # not open to this duty, no matter who it is about: so is what does not exist
            return ask({**values, **dict.fromkeys(self.walk.private(values), ABSENT)}).status_code == 403
        return status == 404


@pytest.fixture(scope="module")
def tried(tmp_path_factory, migrated):
    """The school, its owners' pages and the forms on them."""
    with open_school(tmp_path_factory.mktemp("no_entry"), migrated) as school:
        yield Tried(school)


def none(faults) -> None:
    """Fail with every fault that was found, once."""
    found = list(dict.fromkeys(fault for fault in faults if fault))
    assert not found, f"{len(found)} ways in:\n" + "\n".join(found[:40])


def test_every_route_is_tried(tried):
    writing = {rule.endpoint for rule in tried.walk.rules if "POST" in rule.methods}
    known = {sent.endpoint for sent in tried.sent} | set(CHANGES_NOTHING)
    assert not writing - known, (
        f"No form on any page, as tests/every_form.py fills it in, changes anything at {sorted(writing - known)}: "
        "give tests/two_teams.py the rows that it needs, or say in CHANGES_NOTHING why it changes nothing"
    )
    reading = {rule.endpoint for rule in tried.walk.rules if "GET" in rule.methods}
    unfilled = reading - {endpoint for endpoint, _ in tried.addresses()}
    assert not unfilled, f"tests/two_teams.py has no rows that fill in the addresses of {sorted(unfilled)}"
    endpoints = writing | reading
    named = set(OPEN_TO_ALL) | set(CHANGES_NOTHING) | set(OPEN_TO_ADMINISTRATORS) | set(CHANGES_ALL)
    assert named <= endpoints, f"no such routes any more: {sorted(named - endpoints)}"


def test_the_owners_pages_show_what_the_others_must_not_see(tried):
    assert len(tried.words) > 10, sorted(tried.words)


def closed_pages(tried):
    """Every page about the Kestrels, asked for by everybody to whom it is closed."""
    for at, values in tried.addresses():
        private = tried.walk.private(values)
        for visitor in tried.visitors(at):
            if private or not at.startswith("staff."):
                closed = bool(private) and not tried.is_open(visitor, at)
                for method in ("GET", "HEAD"):
                    yield tried.fault(visitor, at, partial(tried.get, visitor, at, method=method), values, closed)
            else:
                yield tried.fault(visitor, at, partial(tried.get, visitor, at), values, False)


def test_no_page_of_another_team_opens(tried):
    none(closed_pages(tried))


def closed_forms(tried):
    """Every form about the Kestrels, sent by everybody to whom it is closed."""
    for sent in tried.sent:
        private = tried.walk.private(sent.values)
        for visitor in tried.visitors(sent.endpoint):
            if tried.is_open(visitor, sent.endpoint):
                continue
            ask = partial(tried.post, visitor, sent)
            is_staffs = sent.endpoint.startswith("staff.")
            closed = bool(private) if is_staffs else sent.endpoint not in OPEN_TO_ALL
            yield tried.fault(visitor, sent.endpoint, ask, sent.values, closed, sent)


def test_no_form_of_another_team_is_taken(tried):
    none(closed_forms(tried))


def mixed(tried, values) -> list[dict]:
    """An address with some of its ids mine and some theirs: with one private id, there is no such thing."""
    private = tried.walk.private(values)
    parts = [part for many in range(1, len(private)) for part in combinations(private, many)]
    return [tried.walk.counterpart(values, part, tried.mine, tried.theirs) for part in parts]


def mixed_addresses(tried):
    """A colleague's own pupil or cohort, with a row of the other team."""
    visitor = tried.colleagues[0]
    for at, values in tried.addresses():
        for other in mixed(tried, values):
            yield tried.fault(visitor, at, partial(tried.get, visitor, at), other, True)
    for sent in tried.sent:
        for other in mixed(tried, sent.values):
            ask = partial(tried.post, visitor, sent)
            yield tried.fault(visitor, sent.endpoint, ask, other, True, sent)


def test_a_row_of_another_team_is_not_reached_through_an_own_pupil(tried):
    none(mixed_addresses(tried))


def nested_addresses(tried):
    """The tutor's one pupil, with what belongs to the tutor's other pupil: their entry, aim, summary, visit."""
    teams = tried.school.teams
    tutor = Visitor("the tutor, of another pupil,", tried.school.sign_ins["okafor"])
    ask = [(at, values, None) for at, values in tried.addresses()]
    ask += [(sent.endpoint, sent.values, sent) for sent in tried.sent]
    for at, values, sent in ask:
        owned = [
            name
            for name in tried.walk.private(values)
            if name != "pupil_id" and "pupil_id" in tried.school.rows.tables[table_of(name, tried.school.rows.tables)]
        ]
        if not owned or "pupil_id" not in values:
            continue
        other = {teams.kestrels.pupil.id: teams.kestrels.second.id}.get(values["pupil_id"], teams.kestrels.pupil.id)
        for row in (row for name in owned for row in tried.theirs[table_of(name, tried.school.rows.tables)]):
            if row["id"] in [values[name] for name in owned] and row["pupil_id"] != other:
                send = partial(tried.post, tutor, sent) if sent else partial(tried.get, tutor, at)
                response = send({**values, "pupil_id": other})
                changed = tried.school.put_back()
                if changed or response.status_code != 404:
                    yield f"{at} with {values} and pupil {other}: {response.status_code}, changed: {changed}"


def test_what_is_one_pupils_is_not_reached_through_another(tried):
    none(nested_addresses(tried))


def foreign_bodies(tried):
    """A form sent to a colleague's own address, with the other team's ids in its fields."""
    for sent in tried.sent:
        private = tried.walk.private(sent.values)
        own = tried.walk.counterpart(sent.values, private, tried.mine, tried.theirs)
        for visitor in tried.colleagues:
            if private and sent.endpoint.startswith("staff."):
                ask = partial(tried.post, visitor, sent)
                yield tried.fault(visitor, sent.endpoint, ask, own, False, sent)


def test_ids_in_a_form_reach_no_other_team(tried):
    none(foreign_bodies(tried))


def foreign_queries(tried):
    """A colleague's own page, with the other team's ids after the "?"."""
    names = defaultdict(set)
    for found in tried.found.values():
        for at, queries in found.queries.items():
            names[at] |= queries
    done, visitor = set(), tried.colleagues[0]
    tables = tried.school.rows.tables
    for at, values in tried.addresses():
        if not at.startswith("staff.") or at in done:
            continue
        done.add(at)
        private = tried.walk.private(values)
        own = tried.walk.counterpart(values, private, tried.mine, tried.theirs)
        for name in sorted(names[at]):
            rows = tried.theirs.get(table_of(name, tables) or "", ()) or [
                row for table in ("pupil", "invitation") for row in tried.theirs[table][:1]
            ]
            for row in rows[:1] + rows[1:][-1:]:
                ask = partial(tried.get, visitor, at, query=f"?{name}={row['id']}&show=1")
                yield tried.fault(visitor, at, ask, own, False)


def test_ids_after_the_question_mark_reach_no_other_team(tried):
    none(foreign_queries(tried))


def absent_ids(tried):
    """The lead, who sees everybody, with ids that nobody has: one absent row is as good a refusal as a foreign one."""
    lead = Visitor("the lead", tried.school.sign_ins["lead"])
    ask = [(at, values, None) for at, values in tried.addresses()]
    ask += [(sent.endpoint, sent.values, sent) for sent in tried.sent]
    done = set()
    for at, values, sent in ask:
        for name in tried.walk.private(values):
            other = {**values, name: ABSENT}
            if not at.startswith("staff.") or (at, str(other), sent is None) in done:
                continue
            done.add((at, str(other), sent is None))
            response = tried.post(lead, sent, other) if sent else tried.get(lead, at, other)
            changed = tried.school.put_back()
            if changed or response.status_code != 404:
                yield f"{at} with {other}: {response.status_code}, changed: {changed}"


def test_what_does_not_exist_is_not_there_for_the_lead_either(tried):
    none(absent_ids(tried))


def links_that_lead_nowhere(tried):
    """Links on a colleague's own pages, or on the administrator's, to what is closed to them."""
    school = tried.school
    for visitor in (tried.colleagues[0], tried.administrator):
        found = tried.walk.pages(lambda address, v=visitor: school.browser(v.cookies).get(address), tried.mine)
        for address, page in found.links.items():
            at, values = tried.walk.match(address, "GET")
            if not at.startswith("staff."):
                continue
            if not tried.walk.private(values) or urlsplit(address).path == urlsplit(page).path:
                continue
            status = school.browser(visitor.cookies).get(address).status_code
            if status in (403, 404):
                yield f"{visitor.name} at {page}: a link to {address}, answer {status}"


def test_no_page_leads_to_what_is_closed(tried):
    none(links_that_lead_nowhere(tried))


OTHER_METHODS = ("OPTIONS", "PUT", "PATCH", "DELETE")


def other_methods(tried):
    """Every address about the Kestrels, asked with the methods that no page uses."""
    asked = [(at, values) for at, values in tried.addresses()]
    asked += [(sent.endpoint, sent.values) for sent in tried.sent]
    for at, values in asked:
        for method in OTHER_METHODS:
            visitor = tried.visitors(at)[0]
            response = tried.get(visitor, at, values, method=method)
            yield tried.fault(visitor, at, partial(tried.get, visitor, at, method=method), values, False)
            if response.status_code in (200, 204) and response.data:
                yield f"{visitor.name} at {at} with {values}: {method} answers with a page"


def test_methods_that_no_page_uses_show_and_change_nothing(tried):
    none(other_methods(tried))
