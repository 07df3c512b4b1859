"""Words from the school's list in what was written on paper or by a guest: they raise a concern as a pupil's own do."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from learning.people.raising import look_for_words, Writing
from learning.rounds.questions import Question
from learning.rounds.tables import CharacteristicRow
from learning.score_cards.tables import ScoreRow


def heed_scores(pupil_id: int, opinion_id: int | None, now: datetime, by: str = "") -> None:
    """Raise a concern if the reasons of an opinion have a word from the list. `by` is the guest, "" for the pupil. Part
    of a transaction."""
    score = ScoreRow
    rows = score.select(score, CharacteristicRow).join(CharacteristicRow).where(score.opinion == opinion_id)
    look_for_words(
        pupil_id,
        None,
        [
            Writing(
                key=f"opinion:{opinion_id}:{row.characteristic_id}",
                place=row.characteristic.name,
                text="\n".join(filter(None, (row.why, row.improve, row.evidence))),
                at=now,
                by=by,
            )
            for row in rows
        ],
    )


def heed_answers(
    pupil_id: int, entry_id: int, questions: Iterable[Question], answers: Iterable[Mapping[str, Any]], now: datetime
) -> None:
    """Raise a concern if the answers of a journal from paper have a word from the list. Part of a transaction."""
    wordings = {question.id: question.wording for question in questions}
    writings = [
        Writing(
            key=f"entry:{entry_id}:{answer['question']}",
            place=wordings[answer["question"]],
            text="\n".join(filter(None, (answer.get("words"), answer.get("other")))),
            at=now,
        )
        for answer in answers
    ]
    look_for_words(pupil_id, None, writings)
