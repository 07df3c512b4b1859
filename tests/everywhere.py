"""Every address of the house, with everything that its pages need at hand."""

import re

from itsdangerous import URLSafeTimedSerializer
from peewee import fn
from werkzeug.routing import AnyConverter

from kiosk.guest import token_of
from learning import example
from learning.aims.tables import AimRow
from learning.classroom import tablets
from learning.invitations import guests, invitations
from learning.invitations.tables import InvitationRow
from learning.people import sign_ins
from learning.people.tables import MemberRow
from learning.rounds import recordings
from learning.rounds.tables import SetVersionRow
from learning.schema import TABLES
from learning.score_cards.tables import SummaryRow
from learning.visits import visits
from tests.cast import NOW, TODAY
from tests.every_form import SOUND
from web.certificate import issue_certificate

FOR_ADMINISTRATORS = {"staff.people.new_password"}  # everything else is walked as a lead


def address(app, rule, values) -> str:
    """An address of this rule: the values by name; 1, or the first word allowed, where there is none."""
    filled = {name: values.get(name) or first_allowed(rule._converters[name]) for name in rule.arguments}
    with app.test_request_context():
        return app.url_for(rule.endpoint, **filled)


def first_allowed(converter):
    """A value that this part of an address takes."""
    return sorted(converter.items)[0] if isinstance(converter, AnyConverter) else 1


def everything_at_hand(app) -> tuple[dict, dict]:
    """In the example school: its lead signed in at a tablet in the middle of a pupil's turn.

    Returns the values for every address and the cookies, by name."""
    issue_certificate(app.config["DATA_DIR"], ["localhost"], "", NOW)
    _, _, email, password = next(sign_in for sign_in in example.SIGN_INS if sign_in[1] == "lead")
    tablet, pupil_id = example.try_card(example.cards_to_try(NOW)[0].id, None, NOW, TODAY)
    visit = visits.begin(pupil_id, tablets.tablet_of(tablet, NOW).id, NOW, TODAY)
    cookies = {"sign_in": sign_ins.sign_in(email, password, NOW), "tablet": tablet, "visit": visit}
    begun = visits.visit_of(visit, NOW)
    step = next(step for step in begun.steps if step.task == "journal")
    asked_set = SetVersionRow.get_by_id(begun.version_id).question_set_id
    values = {"task": step.task, "step_id": step.id, "code": "K7ABCDEFGHJKMNPQRSTVWXYZ23"}
    recordings.save_recording(step.wording, SOUND, MemberRow.get().id, NOW)
    values["name"] = recordings.recording_of(step.wording).file
    ids = ids_of_one_pupil()
    with app.test_request_context():
        cookies["guest"] = token_of(begin_invitation(ids), NOW)
    ids = {**ids, "invitation_id": InvitationRow.select(fn.MAX(InvitationRow.id)).scalar()}
    values["token"] = URLSafeTimedSerializer(app.config["SECRET_KEY"], "preview").dumps(asked_set)
    return {**ids, **values}, cookies


def begin_invitation(ids) -> int:
    """The id of an invitation that a parent has begun to answer."""
    until_today = {"until": TODAY, "member_id": MemberRow.get().id, "now": NOW, "today": TODAY}
    invitation = invitations.invite(ids["round_id"], ids["pupil_id"], "parent", to="Mrs Guest", **until_today)
    guests.begin(invitation.id, "Mrs Guest", "mother", NOW, TODAY)
    return invitation.id


def ids_of_one_pupil() -> dict[str, int]:
    """pupil_id, round_id and so on: rows that belong together, those of a pupil with a summary and an aim."""
    aim = next(aim for aim in AimRow.select() if SummaryRow.get_or_none(pupil=aim.pupil_id))
    summary = SummaryRow.get(pupil=aim.pupil_id)
    ids = {"pupil_id": aim.pupil_id, "round_id": summary.round_id, "cohort_id": summary.round.cohort_id}
    for table in TABLES:
        if "id" in table._meta.fields:
            name = re.sub(r"(?<!^)(?=[A-Z])", "_", table.__name__.removesuffix("Row")).lower() + "_id"
            row = first_row(table, aim.pupil_id)
            ids.setdefault(name, row and row.id)
    return ids


def first_row(table, pupil_id: int):
    """The pupil's own first row where the table has a pupil, else the first."""
    own = "pupil" in table._meta.fields and table.get_or_none(table.pupil == pupil_id)
    return own or table.select().first()
