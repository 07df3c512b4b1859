"""A pupil's aims page: what blocks and enables learning, the aims that respond to it, and their reviews."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from learning.aims import aims, factors
from learning.aims.aim_wording import AimMissing, hint
from learning.aims.factors import Factor
from learning.core.errors import LearningError
from learning.people import schools
from learning.people.pupils import Pupil
from learning.rounds import rounds
from learning.score_cards import summaries
from learning.score_cards.summaries import AgreedScore, Summary
from learning.visits import news
from staff.access import pupil_or_404
from staff.aims import pages
from staff.aims.forms import (
    aim_form,
    AimForm,
    APPROACHES,
    factor_form,
    FactorForm,
    review_form,
    ReviewForm,
    words_form,
    WordsForm,
)
from staff.forms import Form
from staff.labels import OUTCOMES


@dataclass(frozen=True)
class Forms:
    """The forms of the page that show what was typed, because they were refused; the others are empty."""

    factor: FactorForm | None = None
    aim: AimForm | None = None
    reviews: dict[int, ReviewForm] = field(default_factory=dict)  # by the id of the aim


@dataclass(frozen=True)
class ShownAim:
    """An aim as the page shows it: with a hint about its wording, its forms, and what the pupil says of it."""

    aim: aims.Aim
    hint: str
    review: ReviewForm
    words: WordsForm
    pupil_answers: list[news.Reply]


@pages.get("/pupils/<int:pupil_id>/aims")
def pupil_aims(pupil_id: int) -> ResponseReturnValue:
    """Show a pupil's agreed scores, what explains them, and the aims."""
    return aims_page(pupil_or_404(pupil_id), Forms())


@pages.post("/pupils/<int:pupil_id>/factors")
def name_factor(pupil_id: int) -> ResponseReturnValue:
    """Save a blocker or an enabler."""
    pupil = pupil_or_404(pupil_id)
    form = factor_form()
    if not form.validate():
        return refused_page(pupil, Forms(factor=form), form)
    try:
        factors.name_factor(
            pupil_id,
            kind=form.kind.data,
            words=form.words.data,
            theme=form.theme.data or "",
            characteristic_id=form.characteristic.data,
            member_id=g.member.id,
            today=g.today,
        )
    except LearningError as refusal:
        return refused_page(pupil, Forms(factor=form), form, refusal)
    return back(pupil_id, gettext("“%(words)s” added.", words=form.words.data), "factors")


@pages.post("/pupils/<int:pupil_id>/factors/<int:factor_id>/remove")
def remove_factor(pupil_id: int, factor_id: int) -> ResponseReturnValue:
    """Remove a blocker or an enabler from the aims page and the wall sheet."""
    pupil_or_404(pupil_id)
    factors.remove_factor(factor_id, pupil_id, g.today)
    return back(pupil_id, gettext("Removed. Aims that responded to it stay."), "factors")


@pages.post("/pupils/<int:pupil_id>/aims")
def set_aim(pupil_id: int) -> ResponseReturnValue:
    """Save an aim; the page then shows a hint about its wording, which refuses nothing."""
    pupil = pupil_or_404(pupil_id)
    form = aim_form(pupil_id)
    if not form.validate():
        return refused_page(pupil, Forms(aim=form), form)
    try:
        aims.set_aim(
            pupil_id,
            words=form.words.data,
            approach=form.approach.data,
            factor_ids=form.factors.data,
            wider_aim_id=form.wider_aim.data,
            review_on=form.review_on.data,
            member_id=g.member.id,
            today=g.today,
            own_words=form.own_words.data or "",
        )
    except LearningError as refusal:
        return refused_page(pupil, Forms(aim=form), form, refusal)
    return back(pupil_id, gettext("Aim added."), "aims")


@pages.post("/pupils/<int:pupil_id>/aims/<int:aim_id>/words")
def reword_aim(pupil_id: int, aim_id: int) -> ResponseReturnValue:
    """Reword an aim."""
    pupil = pupil_or_404(pupil_id)
    aims.check_own(aim_id, pupil_id)
    form = WordsForm(prefix=f"words-{aim_id}")
    try:
        words = form.words.data if form.validate() else ""
        aims.reword_aim(aim_id, pupil_id, words, form.own_words.data or "")
    except AimMissing as refusal:
        return refused_page(pupil, Forms(), form, refusal)
    return back(pupil_id, gettext("Aim saved."), "aims")


@pages.post("/pupils/<int:pupil_id>/aims/<int:aim_id>/remove")
def remove_aim(pupil_id: int, aim_id: int) -> ResponseReturnValue:
    """Remove an aim from every page."""
    pupil_or_404(pupil_id)
    aims.remove_aim(aim_id, pupil_id, g.today)
    return back(pupil_id, gettext("Aim removed."), "aims")


@pages.post("/pupils/<int:pupil_id>/aims/<int:aim_id>/review")
def review_aim(pupil_id: int, aim_id: int) -> ResponseReturnValue:
    """Save how far an aim was met."""
    pupil = pupil_or_404(pupil_id)
    aims.check_own(aim_id, pupil_id)
    form = ReviewForm(prefix=f"aim-{aim_id}")
    if not form.validate():
        return refused_page(pupil, Forms(reviews={aim_id: form}), form)
    try:
        aims.review_aim(
            aim_id,
            pupil_id,
            outcome=form.outcome.data,
            notes=form.notes.data or "",
            member_id=g.member.id,
            on=form.on.data,
        )
    except LearningError as refusal:
        return refused_page(pupil, Forms(reviews={aim_id: form}), form, refusal)
    return back(pupil_id, gettext("Review saved."), "aims")


def back(pupil_id: int, message: str, section: str) -> ResponseReturnValue:
    """Return to the section of the aims page where it happened."""
    flash(message)
    return redirect(url_for("staff.aims.pupil_aims", pupil_id=pupil_id, _anchor=section), 303)


def refused_page(
    pupil: Pupil, forms: Forms, refused: Form, refusal: LearningError | None = None
) -> ResponseReturnValue:
    """Return the page with the form that was refused, as it was typed, and why; status 422."""
    message = gettext(refusal.msgid, **refusal.values) if refusal else ""
    return aims_page(pupil, forms, refused=refused, message=message), 422


def aims_page(pupil: Pupil, forms: Forms, refused: Form | None = None, message: str = "") -> str:
    """Return the page with its forms."""
    latest = next((each for each in summaries.summaries_of(pupil.id) if each.is_current), None)
    school = schools.school()
    return render_template(
        "staff/aims/pupil_aims.html",
        pupil=pupil,
        rounds=rounds.rounds_for(pupil.id),
        latest=latest,
        contrast=contrast(latest, school.smallest_change),
        low_score=school.low_score,
        themes=by_theme(factors.factors_of(pupil.id)),
        known_themes=factors.themes(),
        aims=shown_aims(pupil.id, forms.reviews),
        factor_form=forms.factor or factor_form(None),
        aim_form=forms.aim or aim_form(pupil.id, None),
        refused=refused,
        message=message,
        approaches=APPROACHES,
        outcomes=OUTCOMES,
    )


def shown_aims(pupil_id: int, reviews: dict[int, ReviewForm]) -> list[ShownAim]:
    """Return a pupil's aims, newest first, with the reviews that were refused."""
    answers = news.replies_about_aims(pupil_id)
    return [
        ShownAim(
            aim=aim,
            hint=hint_about(aim),
            review=reviews.get(aim.id) or review_form(aim),
            words=words_form(aim),
            pupil_answers=answers.get(aim.id, []),
        )
        for aim in aims.aims_of(pupil_id)
    ]


def hint_about(aim: aims.Aim) -> str:
    """Return a hint about an aim's wording in the reader's language, or ""."""
    found = hint(aim.words)
    return str(gettext(found)) if found else ""


def by_theme(found: Iterable[Factor]) -> dict[str, list[Factor]]:
    """Return factors by theme, in the order of the themes; those without a theme come last."""
    themes: dict[str, list[Factor]] = {}
    for factor in sorted(found, key=lambda each: not each.theme):
        themes.setdefault(factor.theme, []).append(factor)
    return themes


def contrast(latest: Summary | None, smallest_change: int) -> tuple[AgreedScore, AgreedScore] | None:
    """Return the highest and the lowest agreed score, if they differ enough to ask why (R76)."""
    if latest is None or not latest.scores:
        return None
    high = max(latest.scores, key=lambda agreed: agreed.score)
    low = min(latest.scores, key=lambda agreed: agreed.score)
    return (high, low) if high.score - low.score > smallest_change else None
