"""The school's success characteristics: what its score cards ask about, in which words and in which order."""

from dataclasses import asdict

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _, ngettext
from wtforms import Field, SelectChoice, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length

from learning.rounds import anchors, asking, characteristics as school_list, ready_lists, recordings
from staff.access import cohort_or_404, needs
from staff.forms import choices, Form
from staff.labels import SYMBOLS
from staff.rounds import pages
from staff.rounds.recordings import with_microphone

LONGEST_ANCHOR = 80  # letters: five of them stand under the track


class CharacteristicForm(Form):
    """One success characteristic, in the staff's words and in a child's."""

    name = StringField(_("Success characteristic"), [DataRequired(_("Give it a name.")), Length(max=80)])
    child_wording = StringField(_("In a child's words"), [DataRequired(_("Use a child's words.")), Length(max=200)])
    low_end = StringField(_("Words at 0"), [DataRequired(_("Say what 0 means.")), Length(max=60)])
    high_end = StringField(_("Words at 10"), [DataRequired(_("Say what 10 means.")), Length(max=60)])
    symbol = SelectField(_("Picture beside it"), choices=choices(SYMBOLS))
    at_0 = StringField(_("What a 0 looks like"), [Length(max=LONGEST_ANCHOR)])
    at_3 = StringField(_("What a 3 looks like"), [Length(max=LONGEST_ANCHOR)])
    at_5 = StringField(_("What a 5 looks like"), [Length(max=LONGEST_ANCHOR)])
    at_7 = StringField(_("What a 7 looks like"), [Length(max=LONGEST_ANCHOR)])
    at_10 = StringField(_("What a 10 looks like"), [Length(max=LONGEST_ANCHOR)])

    def anchors(self) -> dict[int, str]:
        """Return the words for numbers as they were typed, by number."""
        return {place: self[column].data for place, column in anchors.COLUMNS.items()}

    def anchor_fields(self) -> list[Field]:
        """Return the fields for the words for numbers, in their order."""
        return [self[column] for column in anchors.COLUMNS.values()]

    def values(self) -> dict[str, str]:
        """Return what was typed, by the names that the rules use."""
        names = ("name", "child_wording", "low_end", "high_end", "symbol")
        return {name: self[name].data for name in names}


class CohortForm(Form):
    """The part of the school's list that a cohort's rounds ask."""

    chosen = SelectMultipleField(_("Success characteristics"), [DataRequired(_("Choose at least one."))], coerce=int)


@pages.route("/school/characteristics", methods=["GET", "POST"])
@needs("lead", "administrator")
def characteristics() -> ResponseReturnValue:
    """Show the list in its order, retired characteristics, ready lists, and a form that adds one."""
    form = CharacteristicForm()
    if form.validate_on_submit():
        anchors.add_with_anchors(form.anchors(), **form.values())
        flash(gettext("Success characteristic added. New rounds include it. You can add it to a round in progress."))
        return back()
    page = render_template(
        "staff/rounds/characteristics.html",
        form=form,
        characteristics=school_list.characteristics(),
        retired=[each for each in school_list.all_characteristics() if each.retired_on],
        ready_lists=ready_lists.READY_LISTS,
    )
    return page, 422 if form.is_submitted() else 200


@pages.route("/school/characteristics/<int:characteristic_id>", methods=["GET", "POST"])
@needs("lead", "administrator")
def edit_characteristic(characteristic_id: int) -> ResponseReturnValue:
    """Change the wording of a success characteristic."""
    characteristic = school_list.characteristic(characteristic_id)
    words = {anchors.COLUMNS[place]: text for place, text in anchors.anchors_of(characteristic_id).items()}
    form = CharacteristicForm(data={**asdict(characteristic), **words})
    if form.validate_on_submit():
        anchors.edit_with_anchors(characteristic_id, form.anchors(), **form.values())
        flash(gettext("Success characteristic saved. Older rounds also show the new name and question."))
        return back()
    page = render_template(
        "staff/rounds/edit_characteristic.html",
        form=form,
        characteristic=characteristic,
        recording_of_it=recordings.recording_of(characteristic.child_wording),
    )
    return with_microphone(page), 422 if form.is_submitted() else 200


@pages.post("/school/characteristics/<int:characteristic_id>/<any(up, down):direction>")
@needs("lead", "administrator")
def move_characteristic(characteristic_id: int, direction: str) -> ResponseReturnValue:
    """Move a success characteristic up or down on every score card."""
    school_list.move_characteristic(characteristic_id, direction == "up")
    return redirect(url_for("staff.rounds.characteristics", _anchor=f"characteristic-{characteristic_id}"), 303)


@pages.post("/school/characteristics/<int:characteristic_id>/retire")
@needs("lead", "administrator")
def retire_characteristic(characteristic_id: int) -> ResponseReturnValue:
    """Leave a success characteristic out of new rounds; its scores stay."""
    school_list.retire_characteristic(characteristic_id, g.today)
    flash(gettext("Success characteristic retired. New rounds will not include it. Its scores are kept."))
    return back()


@pages.post("/school/characteristics/<int:characteristic_id>/restore")
@needs("lead", "administrator")
def restore_characteristic(characteristic_id: int) -> ResponseReturnValue:
    """Put a retired success characteristic back at the end of the list."""
    school_list.restore_characteristic(characteristic_id)
    flash(gettext("Success characteristic restored. It is now last on the list."))
    return back()


@pages.post("/school/characteristics/ready-lists/<key>")
@needs("lead", "administrator")
def add_ready_list(key: str) -> ResponseReturnValue:
    """Add a ready list, except what the school's list already has by name."""
    added = ready_lists.add_ready_list(key)
    flash(ngettext("%(num)d success characteristic added.", "%(num)d success characteristics added.", added))
    return back()


@pages.route("/cohorts/<int:cohort_id>/characteristics", methods=["GET", "POST"])
def cohort_characteristics(cohort_id: int) -> ResponseReturnValue:
    """Choose a part of the school's list for one cohort; all of it means the whole list, also as it grows."""
    cohort, listed = cohort_or_404(cohort_id), school_list.characteristics()
    form = CohortForm(chosen=[each.id for each in asking.characteristics_of(cohort_id)])
    form.chosen.choices = [SelectChoice(each.id, each.name) for each in listed]
    if form.validate_on_submit():
        asking.choose_for_cohort(cohort_id, form.chosen.data)
        flash(gettext("Saved. The next round uses this choice. Rounds in progress do not change."))
        return redirect(url_for("staff.people.cohort", cohort_id=cohort_id), 303)
    hints = {each.id: each.child_wording for each in listed}
    page = render_template("staff/rounds/cohort_characteristics.html", form=form, cohort=cohort, hints=hints)
    return page, 422 if form.is_submitted() else 200


def back() -> ResponseReturnValue:
    """Return to the list."""
    return redirect(url_for("staff.rounds.characteristics"), 303)
