// A press on Next, Skip, "I don't know", Back or "Stop for now": saves the answer and goes where the button says.
import { offerBreak } from "./break.js";
import { cancelDraft } from "./drafts.js";
import { clearChoices, isEnough, isTyped, needsAnything, showHint } from "./fields.js";
import { end } from "./finish.js";
import { formData, fromServer } from "./page.js";
import { save } from "./save.js";
import { show } from "./show.js";
import { current, nextStep, previousStep, steps } from "./steps.js";

export function press(how) {
  const data = formData();
  const wasOpen = !current.answered;
  cancelDraft();
  if (how === "next" && !isEnough(data) && !current.answered) return showHint();
  if (how === "next" && isEnough(data)) answer("next", data);
  else if ((how === "skip" || how === "unknown") && !current.given) answer(how, data);
  else saveOnLeaving(how, data);
  if (how === "stop") return end("stop");
  if (how === "back") return previousStep() && show(previousStep());
  show(nextStep());
  if (wasOpen) offerBreak();
}

// Skip and "I don't know" on what was answered only move on. Half of an answer is saved as a draft.
function saveOnLeaving(how, data) {
  if (!needsAnything()) return;
  if (isEnough(data) && (how === "back" || how === "stop")) answer("next", data);
  else if (isTyped()) {
    data.set("settled", "1");
    save(current, "draft", data);
  }
}

function answer(how, data) {
  current.answered = true;
  current.given = how !== "skip";
  if (how !== "next") clearChoices();
  if (current.task === "card_sort") shortenScoreCard();
  save(current, how, data);
}

// The chosen cards become the score card, once both sides are sorted and where the round says so.
function shortenScoreCard() {
  if (!("shorten" in fromServer)) return;
  const sides = steps.filter((step) => step.task === "card_sort");
  const cards = sides.flatMap(({ node }) => [...node.querySelectorAll(":checked")]);
  const chosen = cards.map((card) => `score_card-${card.value}`);
  const isSorted = sides.every((side) => side.answered) && chosen.length > 0;
  for (const step of steps) if (step.task === "score_card") step.dropped = isSorted && !chosen.includes(step.name);
}
