"""The school's success characteristics: what its score cards ask about."""

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length

from learning import score_card
from staff import staff
from staff.access import needs
from staff.forms import choices, Form
from staff.question_sets import SYMBOLS


class CharacteristicForm(Form):
    """One line of the score card, in the staff's words and in a child's."""

    name = StringField(_("Success characteristic"), [DataRequired(_("Give it a name.")), Length(max=80)])
    child_wording = StringField(_("In a child's words"), [DataRequired(_("Say it as a child would.")), Length(max=200)])
    low_end = StringField(_("Words at 0"), [DataRequired(_("Say what 0 means.")), Length(max=60)])
    high_end = StringField(_("Words at 10"), [DataRequired(_("Say what 10 means.")), Length(max=60)])
    symbol = SelectField(_("Picture beside it"), choices=choices(SYMBOLS))


@staff.route("/school/characteristics", methods=["GET", "POST"])
@needs("lead", "administrator")
def characteristics():
    """The list, and a form that adds a line."""
    form = CharacteristicForm()
    if form.validate_on_submit():
        ends = (form.low_end.data, form.high_end.data)
        score_card.add_characteristic(form.name.data, form.child_wording.data, *ends, form.symbol.data)
        flash(gettext("Added. It is asked from the next visit on."))
        return redirect(url_for("staff.characteristics"), 303)
    page = render_template("staff/characteristics.html", form=form, characteristics=score_card.characteristics())
    return page, 422 if form.is_submitted() else 200


@staff.post("/school/characteristics/<int:characteristic_id>/retire")
@needs("lead", "administrator")
def retire_characteristic(characteristic_id):
    """Ask about it no longer; the scores that were given stay."""
    score_card.retire_characteristic(characteristic_id, g.today)
    flash(gettext("It is asked no longer. The scores given so far are kept."))
    return redirect(url_for("staff.characteristics"), 303)
