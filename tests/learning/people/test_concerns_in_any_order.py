"""Whatever happens to a wish to talk, in whatever order: nothing that a child asked for is lost, and nobody outside the
named adults reads it.

Hypothesis presses, chooses, takes back and sends again, while staff see it, say what was done, leave, and are named."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import invariant, rule, RuleBasedStateMachine, run_state_machine_as_test

from learning.core.store import writing
from learning.people import cohorts, concerns, handling, members, named_adults, raising, word_list
from learning.people.raising import Press, Writing
from learning.people.tables import CohortMemberRow, ConcernCauseRow, ConcernRow, MemberRow, NamedAdultRow
from tests.cast import add_member, NOW, TODAY

PEOPLE = ("okafor", "price", "lead", "second", "ode", "tech")
people = st.sampled_from(PEOPLE)


class Wishes(RuleBasedStateMachine):
    """A school in which Amina and Ben want to talk, and what has been promised to them so far."""

    cast = None  # set for each run
    staff = None

    def __init__(self):
        super().__init__()
        self.start_again()
        self.now = NOW
        self.pressed: dict[str, Press] = {}
        self.written: dict[str, list[str]] = {}
        self.promised: dict[str, set[int]] = {}  # the ids of those whom the pupil was told of, by the press's key
        self.closed: set[int] = set()

    @writing
    def start_again(self) -> None:
        """The school as it was before anybody pressed."""
        ConcernRow.delete().execute()
        NamedAdultRow.delete().execute()
        MemberRow.update(retired_at=None).execute()
        CohortMemberRow.insert(cohort=self.cast.kestrels.id, member=self.cast.okafor.id).on_conflict_ignore().execute()

    def pupil_of(self, key: str):
        """The pupil whose press or answer it is."""
        return self.cast.amina if key.endswith("a") else self.cast.ben

    @rule(pupil=st.sampled_from("ab"), chosen=st.none() | people)
    def press(self, pupil, chosen):
        """A pupil presses, and reads who is told."""
        key = f"{len(self.pressed)}{pupil}"
        self.pressed[key] = Press(key, "here", self.now, chosen and self.staff[chosen].id)
        heard = raising.ask_to_talk(self.pupil_of(key).id, None, self.pressed[key])
        self.promised[key] = {adult.id for adult in heard.adults}

    @rule(data=st.data(), seconds=st.integers(0, 120))
    def take_back(self, data, seconds):
        """A pupil takes a press back, in time or too late."""
        if self.pressed:
            key = data.draw(st.sampled_from(sorted(self.pressed)))
            press = self.pressed[key]
            back = Press(key, press.place, press.at, press.chosen_id, press.at + timedelta(seconds=seconds))
            raising.ask_to_talk(self.pupil_of(key).id, None, back)

    @rule(data=st.data())
    def send_again(self, data):
        """A press arrives once more."""
        if self.pressed:
            key = data.draw(st.sampled_from(sorted(self.pressed)))
            before = ConcernRow.select().count()
            raising.ask_to_talk(self.pupil_of(key).id, None, self.pressed[key])
            assert ConcernRow.select().count() == before

    @rule(
        pupil=st.sampled_from("ab"), question=st.sampled_from("12"), words=st.sampled_from(["hit me", "he hit me", "x"])
    )
    def write(self, pupil, question, words):
        """A pupil writes an answer, or another one in its place."""
        key = f"answer {question}, {pupil}"
        raising.look_for_words(self.pupil_of(key).id, None, [Writing(key, "Why?", words, self.now)])
        if "hit me" in words:
            self.written.setdefault(pupil, []).append(words)

    @rule(person=people, data=st.data(), is_done=st.booleans())
    def act(self, person, data, is_done):
        """A member sees a concern, or says what was done: only a named adult can."""
        ids = [row.id for row in ConcernRow.select()]
        if not ids:
            return
        concern_id, member = data.draw(st.sampled_from(ids)), self.member(person)
        can_read = concern_id in {concern.id for concern in concerns.concerns_for(member)}
        try:
            if is_done:
                handling.save_action(concern_id, member, "spoken", on=TODAY, now=self.now)
                self.closed.add(concern_id)
            else:
                handling.see(concern_id, member, self.now)
        except concerns.NoSuchConcern:
            assert not can_read
        else:
            assert can_read

    @rule(lead=st.none() | people, deputy=st.none() | people, listeners=st.sets(people))
    def name(self, lead, deputy, listeners):
        """An administrator names the adults."""
        ids = [person and self.staff[person].id for person in (lead, deputy)]
        with suppress(named_adults.CannotBeNamed):
            named_adults.name_adults(*ids, [self.staff[person].id for person in listeners])

    @rule(person=people)
    def leave_school(self, person):
        """A member leaves the school; the last one who reads words stays, or nobody could be told."""
        if len(named_adults.can_be_named()) > 1:
            members.retire_member(self.staff[person].id, self.now)

    @rule()
    def leave_team(self):
        """Ms Okafor leaves the team."""
        cohorts.leave_team(self.cast.kestrels.id, self.cast.okafor.id)

    def member(self, person):
        """A member of staff as they are now."""
        return members.member(self.staff[person].id)

    def everybody(self):
        """All staff as they are now."""
        return [self.member(person) for person in PEOPLE]

    @invariant()
    def nothing_is_lost(self):
        """Every press is there once, and every answer with a word from the list is in a concern of its pupil."""
        assert sorted(row.key for row in ConcernCauseRow.select().where(ConcernCauseRow.text == "")) == sorted(
            self.pressed
        )
        for pupil, texts in self.written.items():
            causes = ConcernCauseRow.select().where(
                ConcernCauseRow.text != "", ConcernCauseRow.key.contains(f", {pupil}")
            )
            saved = "\n".join(row.text for row in causes)
            assert all(text in saved for text in texts)

    @invariant()
    def an_open_concern_waits_for_somebody(self):
        """What nobody has dealt with and no pupil took back is on the page of a named adult, where there is any."""
        waiting = {row.id for row in ConcernRow.select()} - self.closed - self.taken_back()
        shown = {concern.id for member in self.everybody() for concern in concerns.open_concerns(member)}
        assert shown <= waiting
        assert shown == waiting or not named_adults.always_told()

    def taken_back(self) -> set[int]:
        """The concerns of which every press was taken back."""
        cause = ConcernCauseRow
        meant = {row.concern_id for row in cause.select().where(cause.taken_back_at.is_null())}
        return {row.id for row in ConcernRow.select()} - meant

    @invariant()
    def whoever_the_pupil_was_told_of_reads_it_until_they_leave(self):
        """What the pupil read when they pressed is true."""
        for key, ids in self.promised.items():
            concern_id = ConcernCauseRow.get(ConcernCauseRow.key == key).concern_id
            for member in map(members.member, ids):
                assert not member.active or concern_id in {each.id for each in concerns.concerns_for(member)}

    @invariant()
    def nobody_else_reads_it(self):
        """Only those who were told, and those who are told of every concern now, read anything."""
        always = named_adults.always_told()
        for member in self.everybody():
            read = concerns.concerns_for(member)
            is_always_told = member.id in always
            if not member.active or member.duty == "administrator":
                assert read == []
            elif always and not is_always_told:
                assert all(member.name in concern.recipients for concern in read)


@pytest.mark.sqlite
def test_a_wish_to_talk_is_never_lost_and_never_read_by_others(cast):
    word_list.save_word_list("hit me")
    second = add_member(name="Dr Second", duty="lead")
    ode = add_member(name="Dr Ode", duty="professional", cohorts=("Kestrels",))
    Wishes.cast = cast
    Wishes.staff = {
        **{name: getattr(cast, name) for name in ("okafor", "price", "lead", "tech")},
        "second": second,
        "ode": ode,
    }
    run_state_machine_as_test(
        Wishes,
        settings=settings(
            max_examples=15,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
