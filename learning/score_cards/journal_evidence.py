"""Evidence from the journal: a pupil's own words, linked to the success characteristic they tell of (R48, R60)."""

from dataclasses import dataclass
from datetime import date

from peewee import JOIN

from learning.core.errors import LearningError, N_
from learning.core.store import writing
from learning.journals.journal import Answer, entry
from learning.journals.tables import EntryRow
from learning.people.tables import MemberRow
from learning.rounds.characteristics import characteristic
from learning.rounds.tables import QuestionRow

from .tables import EvidenceRow


class NotTheirWords(LearningError):
    """Evidence is what the pupil wrote, word for word."""

    msgid = N_("These are not the pupil's own words. Choose a part of the answer exactly as it was written.")


class NoSuchEvidence(LearningError):
    """Nothing of this pupil's journal was linked so."""

    msgid = N_("This piece of evidence does not exist.")
    status = 404


@dataclass(frozen=True)
class Evidence:
    """Words of a journal entry that tell of a characteristic: `on` is the entry's day, `by` who linked them or ""."""

    id: int
    characteristic_id: int
    entry_id: int
    round_id: int
    on: date
    wording: str
    words: str
    by: str


def words_in(answer: Answer) -> str:
    """What a pupil wrote or chose in answer to a question, a line each; "" for a number alone."""
    chosen = () if answer.question.kind == "yes_no" else answer.choices
    return "\n".join(filter(None, (*chosen, answer.other, answer.words)))


def evidence_of(pupil_id: int, round_id: int | None = None) -> list[Evidence]:
    """All evidence from a pupil's journal, or that from the entries of one round; newest entries first."""
    one, entries, question, member = EvidenceRow, EntryRow, QuestionRow, MemberRow
    rows = (
        one.select(
            one.id, one.characteristic, one.entry, entries.round, entries.on, question.wording, one.words, member.name
        )
        .join(entries)
        .switch(one)
        .join(question)
        .switch(one)
        .join(member, JOIN.LEFT_OUTER)
        .where(one.pupil == pupil_id, True if round_id is None else entries.round == round_id)
        .order_by(entries.on.desc(), one.id)
    )
    return [Evidence(*row[:-1], row[-1] or "") for row in rows.tuples()]


@writing
def link(entry_id: int, question_id: int, characteristic_id: int, words: str, member_id: int, today: date) -> Evidence:
    """Link words of an answer, or with none given all of it, to a characteristic; the same twice is one.

    Raises NoSuchEntry, NoSuchCharacteristic, NotTheirWords."""
    found, characteristic_id = entry(entry_id), characteristic(characteristic_id).id
    written = next((words_in(one) for one in found.answers if one.question.id == question_id), "")
    words = words.strip() or written
    if not written or " ".join(words.split()).casefold() not in " ".join(written.split()).casefold():
        raise NotTheirWords()
    said = {"entry": entry_id, "question": question_id, "characteristic": characteristic_id, "words": words}
    kept = {"member": member_id, "on": today, "pupil": found.pupil.id}
    row, _ = EvidenceRow.get_or_create(**said, defaults=kept)
    return next(one for one in evidence_of(found.pupil.id) if one.id == row.id)


@writing
def unlink(pupil_id: int, evidence_id: int) -> None:
    """These words tell of something else; the journal keeps them. Raises NoSuchEvidence."""
    one = EvidenceRow
    if not one.delete().where(one.id == evidence_id, one.pupil == pupil_id).execute():
        raise NoSuchEvidence()
