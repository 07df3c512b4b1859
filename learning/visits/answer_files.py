"""Recordings and drawings beside the answers of journal entries: the current ones, and everything given before."""

from collections.abc import Sequence
from dataclasses import dataclass

from learning.journals.journal import Answer, Entry

from .given_files import from_row, GivenFile
from .tables import GivenFileRow


@dataclass(frozen=True)
class AnswerFiles:
    """What was recorded and drawn for one question of an entry, each list newest first.

    `current`: with the answer as it stands. `unconfirmed`: newer than the answer, and never confirmed with "Next".
    `earlier`: everything else. `is_missing`: the answer names a file that has not arrived."""

    current: tuple[GivenFile, ...] = ()
    unconfirmed: tuple[GivenFile, ...] = ()
    earlier: tuple[GivenFile, ...] = ()
    is_missing: bool = False


@dataclass(frozen=True)
class EntryFiles:
    """What was recorded and drawn in entries: by entry id and question id, and by entry id what is of no answer."""

    of_answers: dict[tuple[int, int], AnswerFiles]
    set_aside: dict[int, list[GivenFile]]

    def of(self, entry_id: int, answer: Answer) -> AnswerFiles:
        """Return the files of one answer."""
        return self.of_answers.get((entry_id, answer.question.id), AnswerFiles())


def files_of(entries: Sequence[Entry]) -> EntryFiles:
    """Return everything that was recorded and drawn in these entries, in one query."""
    row = GivenFileRow
    query = row.select().where(row.entry << [entry.id for entry in entries])
    found = query.order_by(row.saved_at.desc(), row.id.desc())
    by_entry: dict[int, dict[int, list[GivenFile]]] = {}
    for file in map(from_row, found):
        by_entry.setdefault(file.entry_id or 0, {}).setdefault(file.step, []).append(file)
    of_answers: dict[tuple[int, int], AnswerFiles] = {}
    set_aside: dict[int, list[GivenFile]] = {}
    for entry in entries:
        answers = {answer.question.id: answer for answer in entry.answers}
        for step, found_files in by_entry.get(entry.id, {}).items():
            fitting = [file for file in found_files if step in answers and not file.is_set_aside]
            set_aside.setdefault(entry.id, []).extend(file for file in found_files if file not in fitting)
            if fitting:
                of_answers[entry.id, step] = _sorted(answers[step], fitting)
        for step, answer in answers.items():
            if answer.recording is not None or answer.drawing is not None:
                of_answers.setdefault((entry.id, step), AnswerFiles(is_missing=True))
    return EntryFiles(of_answers, {entry_id: rest for entry_id, rest in set_aside.items() if rest})


def _sorted(answer: Answer, found_files: list[GivenFile]) -> AnswerFiles:
    named = {("recording", answer.recording), ("drawing", answer.drawing)} - {("recording", None), ("drawing", None)}
    current = [file for file in found_files if file.visit_id == answer.visit_id and (file.kind, file.sequence) in named]
    rest = [file for file in found_files if file not in current]
    unconfirmed = [file for file in rest if answer.state != "given" or file.saved_at > answer.saved_at]
    return AnswerFiles(
        current=tuple(current),
        unconfirmed=tuple(unconfirmed),
        earlier=tuple(file for file in rest if file not in unconfirmed),
        is_missing=len(current) < len(named),
    )
