// My own card on the last page: today's numbers as they were pressed, also without the network. The numbers of last
// time come from the server, which shows one only beside a number that this visit has given.
import { form, isPreview } from "./page.js";
import { allIsSafe } from "./save.js";
import { current, endStep, steps } from "./steps.js";

const LEFT = 24; // of the drawing, as in _own_card.html
const WIDTH = 40; // of one number
let lastNumbers = {};

const place = (score) => LEFT + WIDTH * score;
const stepOf = (name) => steps.find((step) => step.name === name && !step.dropped);
const checkedIn = (step, field) => (step && step.given ? step.node.querySelector(`[name=${field}]:checked`) : null);

export function drawOwnCard() {
  const card = form.querySelector(".step [data-my-card]");
  if (!card) return;
  const lines = [...card.querySelectorAll("[data-of]")].filter(drawLine);
  const sides = [...card.querySelectorAll("[data-chosen]")].filter(drawSide);
  card.querySelector("[data-legend]").hidden = !lines.some((line) => line.dataset.of in lastNumbers);
  card.hidden = lines.length + sides.length === 0;
}

function drawLine(line) {
  const step = stepOf(line.dataset.of);
  const face = line.querySelector("[data-face]");
  const chosen = checkedIn(step, face ? "degree" : "score");
  line.hidden = !chosen;
  if (chosen && face) drawFace(face, chosen);
  else if (chosen) drawNumber(line, Number(chosen.value), lastNumbers[line.dataset.of]);
  return Boolean(chosen);
}

function drawFace(slot, chosen) {
  slot.textContent = "";
  slot.append(chosen.closest("label").querySelector(".face").cloneNode(true));
}

function drawNumber(line, score, last) {
  const { heard, heardLast } = line.closest("[data-my-card]").dataset;
  const hasLast = last !== undefined;
  put(line, ".now", "svg > text", score);
  const group = line.querySelector("[data-last-one]");
  group.toggleAttribute("hidden", !hasLast);
  if (hasLast) {
    put(line, ".last", ".small", last);
    line.querySelector(".last").setAttribute("r", last === score ? 21 : 14);
    line.querySelector(".moved").setAttribute("d", `M${place(last)} 23H${place(score)}`);
  }
  const words = [heard.replace("{score}", score), hasLast ? heardLast.replace("{score}", last) : ""];
  line.querySelector("[data-heard-as]").textContent = words.filter(Boolean).join(". ");
}

function put(line, circle, text, score) {
  line.querySelector(circle).setAttribute("cx", place(score));
  line.querySelector(text).setAttribute("x", place(score));
  line.querySelector(text).textContent = score;
}

function drawSide(side) {
  const step = stepOf(side.dataset.chosen);
  const cards = step && step.given ? [...step.node.querySelectorAll("[name=chosen]:checked")] : [];
  const list = side.querySelector("ul");
  list.textContent = "";
  for (const card of cards) {
    const item = document.createElement("li");
    item.textContent = card.closest("label").textContent.trim();
    list.append(item);
  }
  side.hidden = cards.length === 0;
  return cards.length > 0;
}

async function askForLastNumbers() {
  await allIsSafe(); // the server shows a number only beside one that it has
  const answer = await fetch(`${endStep().action}/last`, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer || answer.status !== 200 || !form.isConnected) return;
  lastNumbers = await answer.json().catch(() => ({}));
  drawOwnCard();
}

document.addEventListener("step", () => {
  if (current.task !== "end") return;
  drawOwnCard();
  if (!isPreview) askForLastNumbers();
});
