// "Read to me": what is on the page, piece by piece: the question, its choices, who reads it, the buttons.
import { hasVoice, onVoices, ownVoice, prepare, silence, speak } from "./read/voice.js";

const PIECES = [
  ".note, .thanks, .about, .asked, h1:not(.parted), h1 > span, .choices label, .card, .own, .hows label, .nudge, .ends:not(.sr) > span, .anchors li",
  ".follow label, .chip, .middle .lead, .middle > .soft, .well-done > .soft, .my-lines p, [data-heard-as], .breather h2, .breather .other",
  ".own-sheet [data-words], .own-sheet h2, .own-sheet button, .readers, .middle .go, .no-card summary, .bar button, .bar a",
].join(", ");
const IN_PANEL = ".panel p, .panel legend, .panel label, .panel button";
let reading = null; // a new object for each reading
let hasOpened = false;

const readsEverything = () => "aloud" in document.documentElement.dataset;

function offerReading() {
  for (const button of document.querySelectorAll("[data-read], [data-needs-voice]")) button.hidden = !hasVoice();
  for (const hidden of document.querySelectorAll("[data-voice]")) hidden.value = ownVoice() ? "own" : "none";
  if (hasOpened || !readsEverything() || !hasVoice()) return;
  hasOpened = true;
  readAloud(piecesIn(document), true);
}

function stopReading() {
  reading = null;
  silence();
  for (const piece of document.querySelectorAll(".reading")) piece.classList.remove("reading");
  showReading(false);
}

function showReading(isReading) {
  const button = document.querySelector("[data-read]");
  if (!button) return;
  button.classList.remove("calling");
  button.setAttribute("aria-pressed", isReading);
  button.querySelector("span").textContent = isReading ? button.dataset.speaking : button.dataset.idle;
}

// The browser wants a touch before it speaks: the button asks for one.
function callForTouch() {
  const button = document.querySelector("[data-read]");
  if (button) button.classList.add("calling");
}

const isVisible = (piece) =>
  piece.checkVisibility ? piece.checkVisibility({ visibilityProperty: true }) : piece.getClientRects().length > 0;
const piecesIn = (parent, pieces = PIECES) => [...parent.querySelectorAll(pieces)].filter(isVisible);

// A panel that is open lies over the page, so it is read in place of the page.
function piecesInFront() {
  const opened = document.querySelector(".top details[open]");
  return opened ? piecesIn(opened, IN_PANEL) : piecesIn(document);
}

async function readAloud(pieces, isOpening) {
  const thisReading = {};
  reading = thisReading;
  showReading(true);
  for (const piece of pieces) {
    if (!piece.isConnected) break; // the page made way for the next pupil
    piece.classList.add("reading");
    const speaking = speak(piece, isOpening && piece === pieces[0]);
    prepare(pieces[pieces.indexOf(piece) + 1]);
    const how = await speaking;
    piece.classList.remove("reading");
    if (reading !== thisReading) return;
    if (how !== "blocked") continue;
    stopReading();
    return callForTouch();
  }
  stopReading();
}

function readInstead(pieces) {
  if (reading) stopReading();
  if (readsEverything() && hasVoice()) readAloud(pieces);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, summary");
  if (!button || !button.matches("[data-read]")) {
    if (button && reading) stopReading();
  } else if (reading) stopReading();
  else readAloud(piecesInFront());
});
addEventListener("pagehide", stopReading);
onVoices(offerReading);

// For a pupil who wants it, every step is read at once, and so is what is pressed and a panel that opens. The next step
// ends the reading of this one.
function readPage() {
  offerReading();
  readInstead(piecesIn(document));
}
document.addEventListener("step", readPage);
document.addEventListener("page", readPage);
document.addEventListener("help", () => !reading && readInstead(piecesIn(document)));
document.addEventListener("input", ({ target }) => {
  if (target.matches("[type=radio], [type=checkbox]") && target.checked) readInstead([target.closest("label")]);
});
document.addEventListener("told", ({ target }) => readInstead(piecesIn(target, IN_PANEL)));
document.addEventListener("toggle", ({ target }) => target.open && readInstead(piecesIn(target, IN_PANEL)), true);
offerReading();
