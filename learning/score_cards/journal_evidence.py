"""Evidence from the journal: a pupil's own words, linked to the success characteristic they are about (R48, R60)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN

from learning.core.errors import LearningError, N_
from learning.core.store import as_tuples, writing
from learning.journals.journal import Answer, Entry, entry
from learning.journals.tables import EntryRow
from learning.people.tables import MemberRow
from learning.rounds.characteristics import characteristic
from learning.rounds.tables import QuestionRow

from .tables import EvidenceRow


class NotTheirWords(LearningError):
    """Evidence is what the pupil wrote, word for word."""

    msgid = N_("These are not the pupil's own words. Choose a part of the answer exactly as it was written.")


class NoSuchEvidence(LearningError):
    """This pupil has no such piece of evidence."""

    msgid = N_("This piece of evidence does not exist.")
    status = 404


@dataclass(frozen=True)
class Evidence:
    """Words of a journal entry that are about a characteristic.

    `on` is the entry's day, `wording` the question's, `by` the name of who linked them, "" if they have left."""

    id: int
    characteristic_id: int
    entry_id: int
    round_id: int
    on: date
    wording: str
    words: str
    by: str


def words_in(answer: Answer) -> str:
    """Return what a pupil wrote or chose in answer to a question, each on a line; "" for only a number."""
    chosen = () if answer.question.kind == "yes_no" else answer.choices
    return "\n".join(filter(None, (*chosen, answer.other, answer.words)))


def evidence_of(pupil_id: int, round_id: int | None = None) -> list[Evidence]:
    """Return all evidence from a pupil's journal, or from the entries of one round; newest entries first."""
    conditions: list[Any] = [EvidenceRow.pupil == pupil_id]
    if round_id is not None:
        conditions.append(EntryRow.round == round_id)
    return _evidence(*conditions)


def _evidence(*conditions: Any) -> list[Evidence]:
    table = EvidenceRow
    columns = (table.id, table.characteristic, table.entry, EntryRow.round, EntryRow.on, QuestionRow.wording)
    rows = (
        table.select(*columns, table.words, MemberRow.name)
        .join(EntryRow)
        .switch(table)
        .join(QuestionRow)
        .switch(table)
        .join(MemberRow, JOIN.LEFT_OUTER)
        .where(*conditions)
        .order_by(EntryRow.on.desc(), table.id)
    )
    return [
        Evidence(
            id=evidence_id,
            characteristic_id=characteristic_id,
            entry_id=entry_id,
            round_id=round_id,
            on=on,
            wording=wording,
            words=words,
            by=name or "",
        )
        for evidence_id, characteristic_id, entry_id, round_id, on, wording, words, name in as_tuples(rows)
    ]


@writing
def link(
    entry_id: int, question_id: int, characteristic_id: int, *, words: str = "", member_id: int, today: date
) -> Evidence:
    """Link words of an answer (all of it if `words` is empty) to a characteristic. Linking again changes nothing.

    Raises NoSuchEntry, NoSuchCharacteristic, NotTheirWords."""
    linked_entry, chosen = entry(entry_id), characteristic(characteristic_id)
    quoted = _quote(linked_entry, question_id, words.strip())
    key: dict[str, Any] = {"entry": entry_id, "question": question_id, "characteristic": chosen.id, "words": quoted}
    key["defaults"] = {"member": member_id, "on": today, "pupil": linked_entry.pupil.id}
    row, _is_new = EvidenceRow.get_or_create(**key)  # type: ignore[no-untyped-call]  # so in peewee's stubs
    return _evidence(EvidenceRow.id == row.id)[0]


def _quote(linked_entry: Entry, question_id: int, words: str) -> str:
    """The words if they are part of the answer, or the whole answer without any; raises NotTheirWords."""
    answers = (words_in(answer) for answer in linked_entry.answers if answer.question.id == question_id)
    written = next(answers, "")
    if not written or _normal(words) not in _normal(written):
        raise NotTheirWords()
    return words or written


def _normal(text: str) -> str:
    """Text in which neither capitals nor the number of spaces matter."""
    return " ".join(text.split()).casefold()


@writing
def unlink(pupil_id: int, evidence_id: int) -> None:
    """Remove a piece of evidence; the words stay in the journal. Raises NoSuchEvidence."""
    table = EvidenceRow
    if not table.delete().where(table.id == evidence_id, table.pupil == pupil_id).execute():
        raise NoSuchEvidence()
