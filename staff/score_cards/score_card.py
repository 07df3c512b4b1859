"""The score card: every view of one pupil on the 0-10 lines, and the page on which a view is given."""

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _
from wtforms import BooleanField, DateField, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from learning.core import scale
from learning.core.errors import LearningError
from learning.invitations import paper
from learning.journals import journal
from learning.people import access
from learning.rounds import asking, rounds
from learning.score_cards import journal_evidence, score_card as cards, summary
from learning.visits import past_visits
from staff.access import pupil_or_404
from staff.forms import as_text, Form, is_score, not_in_future, ScoreField
from staff.labels import QUESTIONS, VIEWS, WIDE_GAP
from staff.score_cards import pages
from staff.score_cards.said import said_of
from staff.score_cards.typed import typed_characteristics
from staff.score_line import draw, draw_each

ORDERS = {"school": _("The school’s order"), "lowest": _("Lowest first"), "widest": _("Widest disagreement first")}


class OpinionForm(Form):
    """Who gives the scores and when; the scores themselves are added per characteristic by form_of."""

    by = StringField(_("Whose scores are these?"), [InputRequired(_("Write the name.")), Length(max=100)])
    role = StringField(_("Who are they to the pupil?"), [Length(max=100)])
    on = DateField(_("Given on"), [InputRequired(_("Give the date.")), not_in_future])
    from_paper = BooleanField(_("Typed in from paper"))
    seen = HiddenField()  # the version_token of what the form was filled from

    def validate_on(self, field):
        """Scores cannot be given tomorrow."""
        if field.data and field.data > g.today:
            raise ValidationError(gettext("This day is in the future."))


@pages.app_template_filter("plain")
def plain(value: float | None) -> float | int | None:
    """6.0 -> 6: what one person gave is a whole number and reads as one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


@pages.get("/pupils/<int:pupil_id>/score-card/<int:round_id>")
def score_card(pupil_id: int, round_id: int):
    """One pupil's sheet in one round; the others' scores stay folded until the own ones are given."""
    pupil, round_ = pupil_or_404(pupil_id), rounds.round_for(pupil_id, round_id)
    order = request.args.get("order") if request.args.get("order") in ORDERS else "school"
    card = cards.score_card(pupil_id, round_id, order)
    own = cards.own_opinion(pupil_id, round_id, "professional", g.member.id)
    agreed = summary.current_summary(pupil_id, round_id)
    given = [view for view, many in card.counts.items() if many]
    return render_template(
        "staff/score_cards/score_card.html",
        pupil=pupil,
        round=round_,
        rounds=rounds.rounds_for(pupil_id),
        card=card,
        rows=[(line, draw(line.marks, line.average), said_of(line), each_of(line)) for line in card.lines],
        evidence=journal_evidence.evidence_of(pupil_id, round_id),
        entries=entries_with_words(pupil_id, round_id),
        agreed=agreed,
        has_baseline=summary.baseline(pupil_id) is not None,
        views={view: label for view, label in VIEWS.items() if view in (*round_.views, *given)},
        own=own,
        is_open=bool(cards.has_scored(own) or agreed or request.args.get("show")),
        order=order,
        orders=ORDERS,
        questions=QUESTIONS,
        wide_gap=WIDE_GAP,
        in_meeting=is_talked_about(pupil_id, round_),
        disowned=round_id in past_visits.disowned_rounds(pupil_id),
    )


def is_talked_about(pupil_id: int, one: rounds.Round) -> bool:
    """Has this pupil a place in the round's meeting and on its paper, and may this member see its cohort?"""
    asked = {each.id for each in asking.pupils_asked(one)}
    return pupil_id in asked and access.may_see_cohort(g.member, one.cohort_id)


@pages.route(
    "/pupils/<int:pupil_id>/score-card/<int:round_id>/<any(professional,pupil,parent,community):view>",
    methods=["GET", "POST"],
)
def give_opinion(pupil_id: int, round_id: int, view: str):
    """Scores on every characteristic, given without seeing anybody else's."""
    pupil, round_ = pupil_or_404(pupil_id), rounds.round_for(pupil_id, round_id)
    kept = kept_opinion(pupil_id, round_id, view)
    if kept and summary.current_summary(pupil_id, round_id):
        return render_template("staff/score_cards/opinion_closed.html", pupil=pupil, round=round_), 409
    if view == "pupil" and kept and kept.source != "paper" and kept.scores:
        raise paper.GivenOnTablet(name=pupil.called)
    if request.method == "GET":
        rounds.check_open(round_)  # told before anything is typed
    asked = asking.characteristics_in(round_id, round_.cohort_id, typed_characteristics())
    form, message, there = form_of(view, asked, kept), "", None
    if form.validate_on_submit():
        try:
            save_opinion(form, pupil_id, round_id, view, asked)
            flash(gettext("The scores are saved."))
            return redirect(url_for("staff.score_cards.score_card", pupil_id=pupil_id, round_id=round_id), 303)
        except cards.OpinionChanged as error:
            message = gettext(error.msgid, **error.values)
            by = form.by.data if form.by else ""
            there = cards.own_opinion(pupil_id, round_id, view, g.member.id, by)
            form.seen.data = cards.version_of(there)  # now they see it
        except LearningError as error:
            message = gettext(error.msgid, **error.values)
    page = render_template(
        "staff/score_cards/give_opinion.html",
        pupil=pupil,
        round=round_,
        view=view,
        form=form,
        message=message,
        there=there,
        characteristics=asked,
        questions=QUESTIONS,
        views=VIEWS,
    )
    return page, 422 if form.is_submitted() else 200


def each_of(line: cards.Line):
    """Every opinion as a mark of its own, where a view has several; else None: the line shows them all."""
    given = [(by.view, said.score) for by, said in line.opinions if said.score is not None]
    return draw_each(given) if len(given) > len(line.marks) else None


def entries_with_words(pupil_id: int, round_id: int) -> list[tuple[journal.Entry, list[tuple[journal.Answer, str]]]]:
    """The journal entries of a round's time, with what was written or chosen in them; none that was somebody else's."""
    disowned = past_visits.disowned_entries(pupil_id)
    entries = [one for one in journal.entries_of(pupil_id) if one.round.id == round_id and one.id not in disowned]
    told = [(entry, [(one, journal_evidence.words_in(one)) for one in entry.answers]) for entry in entries]
    return [(entry, [(one, words) for one, words in said if words]) for entry, said in told]


@pages.post("/pupils/<int:pupil_id>/score-card/<int:round_id>/evidence/<int:entry_id>/<int:question_id>")
def link_evidence(pupil_id: int, round_id: int, entry_id: int, question_id: int):
    """Words of the journal tell of a characteristic: they stand beside its scores from now on."""
    pupil_or_404(pupil_id)
    rounds.round_for(pupil_id, round_id)
    if journal.entry(entry_id).pupil.id != pupil_id or entry_id in past_visits.disowned_entries(pupil_id):
        raise journal.NoSuchEntry()
    chosen = request.form.get("characteristic", type=int) or 0
    words = as_text(request.form.get("words"))
    journal_evidence.link(entry_id, question_id, chosen, words, g.member.id, g.today)
    flash(gettext("The words are now shown beside the scores."))
    return back_to_card(pupil_id, round_id)


@pages.post("/pupils/<int:pupil_id>/score-card/<int:round_id>/evidence/<int:evidence_id>/unlink")
def unlink_evidence(pupil_id: int, round_id: int, evidence_id: int):
    """They tell of something else."""
    pupil_or_404(pupil_id)
    rounds.round_for(pupil_id, round_id)
    journal_evidence.unlink(pupil_id, evidence_id)
    return back_to_card(pupil_id, round_id)


def back_to_card(pupil_id: int, round_id: int):
    """The score card again, as open as it was."""
    show = {"show": 1} if request.args.get("show") else {}
    there = url_for(
        "staff.score_cards.score_card", pupil_id=pupil_id, round_id=round_id, **show, _anchor="journal-of-the-time"
    )
    return redirect(there, 303)


def kept_opinion(pupil_id: int, round_id: int, view: str) -> cards.Opinion | None:
    """What this giver has given before: the member's own, or that of the person named in the address."""
    if view in ("professional", "pupil"):
        return cards.own_opinion(pupil_id, round_id, view, g.member.id)
    by = request.args.get("by", "")
    return cards.own_opinion(pupil_id, round_id, view, None, by) if by else None


def form_of(view: str, asked, kept) -> OpinionForm:
    """The form with a score and three questions for each characteristic, filled with what is kept already."""

    class Scores(OpinionForm):
        pass

    filled = {"on": kept.on if kept else g.today, "by": kept.by if kept else "", "role": kept.role if kept else ""}
    filled |= {"from_paper": bool(kept and kept.source == "paper"), "seen": cards.version_of(kept)}
    if view == "professional":
        Scores.by = Scores.role = Scores.on = Scores.from_paper = None
    if view == "pupil":
        Scores.by = Scores.role = Scores.from_paper = None
    for one in asked:
        given = kept.scores.get(one.id) if kept else None
        setattr(Scores, f"score_{one.id}", ScoreField(one.name, [is_score]))
        if given and given.score is not None:
            filled[f"score_{one.id}"] = str(given.score)
        for name, question in QUESTIONS.items():
            setattr(Scores, f"{name}_{one.id}", TextAreaField(question, [Length(max=2000)]))
            filled[f"{name}_{one.id}"] = getattr(given, name) if given else ""
    return Scores(data=filled)


def save_opinion(form: OpinionForm, pupil_id: int, round_id: int, view: str, asked) -> None:
    """Hand what was typed to learning; a professional always signs with their own name."""
    own = view == "professional"
    scores = [
        cards.Score(
            one.id,
            scale.read_score(form[f"score_{one.id}"].data),
            *(form[f"{name}_{one.id}"].data or "" for name in QUESTIONS),
        )
        for one in asked
    ]
    if view == "pupil":
        paper.type_in_scores(
            pupil_id,
            round_id,
            scores,
            on=form.on.data,
            member_id=g.member.id,
            now=g.now,
            seen=form.seen.data or "",
        )
        return
    cards.give_opinion(
        pupil_id,
        round_id,
        view,
        g.member.name if own else form.by.data,
        g.member.job if own else form.role.data or "",
        scores,
        g.member.id,
        g.today if own else form.on.data,
        g.now,
        "paper" if not own and form.from_paper.data else "program",
        form.seen.data or "",
    )
