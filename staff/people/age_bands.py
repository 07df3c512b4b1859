"""Choosing an age band: how pupils' pages look and sound, for a cohort or for one pupil."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from learning.people import age_bands
from learning.people.age_bands import BANDS, STEPS_BEFORE_BREAK
from staff.access import cohort_or_404, pupil_or_404
from staff.forms import Form
from staff.labels import AGE_BANDS
from staff.people import pages

ABOUT = {
    "5 to 7": _("Larger and rounder, with pictures, and with less on each page."),
    "8 to 11": _("Large and friendly, with a sunrise at the end."),
    "12 to 18": _("Plain and calm. No sunrise, nothing springs, and the words are older."),
}


class AgeBandForm(Form):
    """One of the three age bands, or none."""

    band = SelectField(_("Age band"))

    def offer(self, nothing: str) -> "AgeBandForm":
        """Fill in the choices; `nothing` says what counts if none is chosen."""
        bands = [SelectChoice(band, AGE_BANDS[band]) for band in BANDS]
        self.band.choices = [SelectChoice("", nothing), *bands]
        return self


@pages.route("/cohorts/<int:cohort_id>/age-band", methods=["GET", "POST"])
def age_band_of_cohort(cohort_id: int) -> ResponseReturnValue:
    """Show and save a cohort's age band."""
    cohort = cohort_or_404(cohort_id)
    nothing = gettext("by each pupil's year") if cohort.kind != "year" else gettext("by the name of the year")
    form = AgeBandForm(band=age_bands.band_chosen_for_cohort(cohort_id)).offer(nothing)
    back = url_for("staff.people.cohort", cohort_id=cohort_id)
    if form.validate_on_submit():
        age_bands.choose_for_cohort(cohort_id, form.band.data)
        return saved(back)
    return page_of(form, cohort.name, back)


@pages.route("/pupils/<int:pupil_id>/age-band", methods=["GET", "POST"])
def age_band_of_pupil(pupil_id: int) -> ResponseReturnValue:
    """Show and save one pupil's age band."""
    pupil = pupil_or_404(pupil_id)
    form = AgeBandForm(band=age_bands.band_chosen_for_pupil(pupil_id)).offer(gettext("as the cohort, or by year"))
    back = url_for("staff.people.pupil", pupil_id=pupil_id)
    if form.validate_on_submit():
        age_bands.choose_for_pupil(pupil_id, form.band.data)
        return saved(back)
    return page_of(form, pupil.name, back)


def saved(back: str) -> ResponseReturnValue:
    """Say that the choice is saved, and go back."""
    flash(gettext("Age band saved. It applies from the next visit."))
    return redirect(back, 303)


def page_of(form: AgeBandForm, name: str, back: str) -> ResponseReturnValue:
    """Return the page with the choice and what each band means."""
    bands = [(AGE_BANDS[band], ABOUT[band], STEPS_BEFORE_BREAK[band]) for band in BANDS]
    page = render_template("staff/people/age_band.html", form=form, name=name, back=back, bands=bands)
    return page, 422 if form.is_submitted() else 200
