"""A question set of the example school that pupils can answer in their own way, with one drawing and one recording."""

from base64 import b64decode

from learning.core.store import writing
from learning.journals.answers import add_entries
from learning.journals.journal import entries_of, record_one_to_one
from learning.people import schools
from learning.rounds import question_library, question_sets
from learning.rounds.rounds import rounds_of
from learning.rounds.set_versions import newest_version
from learning.visits.given_files import add_given_file

from . import cast
from .stage import at, Stage

SET_NAME = "How school feels, in my own way"
DRAWN_BY, DAYS_AGO, SECONDS = "Zephan Pinnock-Shaw", 26, 1
NOTES = "He drew the goal where he plays at lunch. (In this example the recording is a tone and not a voice.)"
# A ball, a goal, and the grass.
DRAWING = b"""personalise drawing 1
1 200,400 240,340 310,330 360,380 350,450 290,490 220,470 200,400
3 600,500 600,200 900,200 900,500
2 40,530 300,540 600,525 960,540"""
# A tone of one second: nobody of the example school has a voice.
TONE = b64decode(
    b"GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAAPjEU2bdLlNu4tTq4QVSalmU6yBbk27i1OrhBZU"
    b"rmtTrIGTTbuLU6uEH0O2dVOsgddNu4xTq4QcU7trU6yCA9HsrgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    b"AAAAAAAAAAAVSalmoCrXsYMPQkBEiYREYRBSTYCGQ2hyb21lV0GGQ2hyb21lFlSua7+uvdeBAXPFh5SP0gbdsy6DgQKGhkFfT1BV"
    b"U2Oik09wdXNIZWFkAQEAAIC7AAAAAADhjbWERzuAAJ+BAWJkgSAfQ7Z1AQAAAAAAAu7ngQCjt4EAAIAY4PK3uPCIG7W3xf5ycIUD"
    b"wbeR7tVNa+rVJlLs8K1nzy+5yWwCOjbpSaKjvz/NlCR0GBijtIEAO4AY6UIMOevq06T+i9sytcogdWD6NNkkgT2xPoum8rK8PGxU"
    b"nCtSbKkhHE90tn8B0GCjsoEAgIAY6UR8HoR09rXynXWZnB13SJ34zd+Hz0iFVmzmBie1wpWlU/r+2R0DVGEevLeQo7CBALSAGOlC"
    b"DDnr6tOdlt187OSQlFsxMRdEmOemcbKd68GfiS2T7q54BrWTkDdRScCjr4EA74AY6UR8HoR09LugfAduFUT8u2DK3xPu4HPpUKLR"
    b"uyHye11IxSASMSxB73Ewo6uBATSAGOlJeA/9LQx15c0nHyCEy/Yc6bVGMtlsYKG31mUkSmygn1Sn1Tvgo7OBAWiAGOlEfB6EdPag"
    b"dZ0QW9KisgNSGy4qS66pvsxnVtC0TgldBDR3Tcn/pslnaoGxDfyjr4EBo4AY6UR8HoR09rXynSFhVwTcvCgsPdR+TCCHmTErMBsY"
    b"/+0XbQ/4Hd2c+WBAo62BAeiAGOmZKS0TvgJ06pjUHy+CjcVU4jGzaajK7TzEAAy3VcV/9BQoQ2LIV/Sjq4ECHIAY6ZkpLQnhzXwi"
    b"PJDwE6xP7PpNvVqRL/10sLLIaLPvmX6ENTbKDCyjq4ECV4AY6ZaTv7fm51zCUcD//BkKGwLIdCJxJ0/0km50H7ZoIh9xDY+RgrCj"
    b"q4ECnIAY6UcRLRSN9OkBrvDPntGOOrv0GRmHeMHmMxHiWYwuEtHLVWrLBPCjpIEC0IAYDw+NL3WbtB4EKv9lyyU9EsesY+cHlVBr"
    b"olF95EYm76OkgQMLgBgPMrqDhqHh/5M6o+ZNXGz6KCiYONtlbESe5IIjOAmko6WBA1CAGA8yZIzol2TT7lFygF3Ee8nWWy7kBHmQ"
    b"QTU7F4MWLvsgo6eBA4SAGA8yuoOGo0/o1+QuoC/sDfiTwBluTBzZ1FnvOUpF9uM5HGQcU7trjbuLs4EAt4b3gQHxgdc="
)


@writing
def answer_in_own_ways(stage: Stage) -> None:
    """Let the school and one set allow both ways, and ask the primary group this set. One of its pupils has drawn and
    said an answer, and talked about it."""
    schools.allow_own_ways(recordings=True, drawings=True)
    first_day, on = stage.ago(DAYS_AGO + 1), stage.ago(DAYS_AGO)
    added = question_library.add_from_library(question_library.PRIMARY.key, first_day, SET_NAME)
    question_sets.allow_own_ways(added.id, recordings=True, drawings=True)
    question_sets.ask_in_cohort(stage.cohorts[cast.PRIMARY].id, added.id)
    pupil, question = stage.pupils[DRAWN_BY], added.questions[-1]
    row = {"pupil": pupil.id, "on": on, "finished_at": at(on, 10), "version": newest_version(added.id)}
    answer = {"question": question.id, "state": "given", "recording": 1, "drawing": 2, "saved_at": at(on, 9)}
    round_id = rounds_of(stage.cohorts[cast.PRIMARY].id)[1].id
    add_entries(round_id, [({**row, "round": round_id}, [answer], [])])
    entry = next(entry for entry in entries_of(pupil.id) if entry.on == on)
    for sequence, content, seconds in ((1, TONE, SECONDS), (2, DRAWING, None)):
        add_given_file(
            entry.id, pupil.id, question.id, content, sequence=sequence, seconds=seconds, at=at(on, 6 + sequence)
        )
    talked_on = stage.ago(DAYS_AGO - 2)
    record_one_to_one(
        entry.id,
        stage.staff["lindqvist"].id,
        on=talked_on,
        notes=NOTES,
        next_steps="A goal in the far corner, so that the near one is free for the little ones.",
        now=at(talked_on, 120),
    )
