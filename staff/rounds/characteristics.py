"""The school's success characteristics: what its score cards ask about, in which words and in which order."""

from dataclasses import asdict

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _, ngettext
from wtforms import SelectChoice, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length

from learning.rounds import characteristics as listed
from staff.access import cohort_or_404, needs
from staff.forms import choices, Form
from staff.labels import SYMBOLS
from staff.rounds import pages


class CharacteristicForm(Form):
    """One line of the score card, in the staff's words and in a child's."""

    name = StringField(_("Success characteristic"), [DataRequired(_("Give it a name.")), Length(max=80)])
    child_wording = StringField(_("In a child's words"), [DataRequired(_("Use a child's words.")), Length(max=200)])
    low_end = StringField(_("Words at 0"), [DataRequired(_("Say what 0 means.")), Length(max=60)])
    high_end = StringField(_("Words at 10"), [DataRequired(_("Say what 10 means.")), Length(max=60)])
    symbol = SelectField(_("Picture beside it"), choices=choices(SYMBOLS))

    def words(self) -> tuple[str, ...]:
        """What was typed, as the rules want it."""
        ends = (self.low_end.data, self.high_end.data)
        return (self.name.data, self.child_wording.data, *ends, self.symbol.data)


class PartForm(Form):
    """Which lines of the school's list a cohort is asked."""

    asked = SelectMultipleField(_("Success characteristics"), [DataRequired(_("Choose at least one."))], coerce=int)


@pages.route("/school/characteristics", methods=["GET", "POST"])
@needs("lead", "administrator")
def characteristics():
    """The list in its order, what is retired, ready lists, and a form that adds a line."""
    form = CharacteristicForm()
    if form.validate_on_submit():
        listed.add_characteristic(*form.words())
        flash(
            gettext("Success characteristic added. New rounds include it, and you can add it to a round in progress.")
        )
        return back()
    page = render_template(
        "staff/rounds/characteristics.html",
        form=form,
        characteristics=listed.characteristics(),
        retired=[one for one in listed.all_characteristics() if one.retired_on],
        ready=listed.READY,
    )
    return page, 422 if form.is_submitted() else 200


@pages.route("/school/characteristics/<int:characteristic_id>", methods=["GET", "POST"])
@needs("lead", "administrator")
def word_characteristic(characteristic_id):
    """Put a line into other words."""
    one = listed.characteristic(characteristic_id)
    form = CharacteristicForm(data=asdict(one))
    if form.validate_on_submit():
        listed.word_characteristic(characteristic_id, *form.words())
        flash(gettext("Success characteristic saved. Older rounds also show the new wording."))
        return back()
    page = render_template("staff/rounds/word_characteristic.html", form=form, one=one)
    return page, 422 if form.is_submitted() else 200


@pages.post("/school/characteristics/<int:characteristic_id>/<any(up, down):way>")
@needs("lead", "administrator")
def move_characteristic(characteristic_id, way):
    """One place up or down, on every score card."""
    listed.move_characteristic(characteristic_id, way == "up")
    return redirect(url_for("staff.rounds.characteristics", _anchor=f"line-{characteristic_id}"), 303)


@pages.post("/school/characteristics/<int:characteristic_id>/retire")
@needs("lead", "administrator")
def retire_characteristic(characteristic_id):
    """Ask about it no longer; the scores that were given stay."""
    listed.retire_characteristic(characteristic_id, g.today)
    flash(gettext("Success characteristic retired. New rounds will not include it. Its scores stay."))
    return back()


@pages.post("/school/characteristics/<int:characteristic_id>/ask-again")
@needs("lead", "administrator")
def ask_again(characteristic_id):
    """A retired line comes back, at the end of the list."""
    listed.ask_again(characteristic_id)
    flash(gettext("Success characteristic restored. It is now last on the list."))
    return back()


@pages.post("/school/characteristics/begin-with/<key>")
@needs("lead", "administrator")
def begin_with(key):
    """Add a ready list; what is there already by name stays as it is."""
    added = listed.begin_with(key)
    flash(ngettext("%(num)d success characteristic added.", "%(num)d success characteristics added.", added))
    return back()


@pages.route("/cohorts/<int:cohort_id>/characteristics", methods=["GET", "POST"])
def cohort_characteristics(cohort_id):
    """A part of the school's list for one cohort; all of it is the whole list, whatever is added later."""
    cohort, whole = cohort_or_404(cohort_id), listed.characteristics()
    form = PartForm(asked=[one.id for one in listed.characteristics_of(cohort_id)])
    form.asked.choices = [SelectChoice(one.id, one.name) for one in whole]
    if form.validate_on_submit():
        listed.choose_part(cohort_id, form.asked.data)
        flash(gettext("Saved. The next round uses this choice. Rounds in progress do not change."))
        return redirect(url_for("staff.people.cohort", cohort_id=cohort_id), 303)
    hints = {one.id: one.child_wording for one in whole}
    page = render_template("staff/rounds/cohort_characteristics.html", form=form, cohort=cohort, hints=hints)
    return page, 422 if form.is_submitted() else 200


def back():
    """To the list."""
    return redirect(url_for("staff.rounds.characteristics"), 303)
