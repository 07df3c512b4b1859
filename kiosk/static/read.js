// "Read to me": the question and its choices, piece by piece, by a voice that the tablet itself has.
// Other voices send what they read to a service on the internet, so without such a voice no button is shown.
const PIECES = [
  ".note, .asked, h1, .choices label, .card, .own, .hows label, .ends > span, .anchors li, .follow label, .chip",
  ".middle .lead, .middle > .soft, .well-done > .soft, .my-lines p, [data-heard-as], .breather h2",
  ".own-sheet [data-words], .own-sheet h2, .own-sheet button",
].join(", ");
const voices = window.speechSynthesis;
const language = document.documentElement.lang.slice(0, 2);
let reading = null; // a new object for each reading

const readsEverything = () => "aloud" in document.documentElement.dataset;
const isOwn = (voice) => voice.localService && voice.lang.slice(0, 2) === language;
const ownVoice = () => (voices ? voices.getVoices().find(isOwn) : null);

function offerReading() {
  for (const button of document.querySelectorAll("[data-read], [data-needs-voice]")) button.hidden = !ownVoice();
}

function stopReading() {
  reading = null;
  if (voices) voices.cancel();
  for (const piece of document.querySelectorAll(".reading")) piece.classList.remove("reading");
  showReading(false);
}

function showReading(isReading) {
  const button = document.querySelector("[data-read]");
  if (!button) return;
  button.setAttribute("aria-pressed", isReading);
  button.querySelector("span").textContent = isReading ? button.dataset.stop : button.dataset.start;
}

async function readAloud() {
  const thisReading = (reading = {});
  showReading(true);
  for (const piece of [...document.querySelectorAll(PIECES)].filter(isVisible)) {
    if (!piece.isConnected) break; // the page made way for the next pupil
    piece.classList.add("reading");
    await speak(piece.innerText);
    piece.classList.remove("reading");
    if (reading !== thisReading) return;
  }
  stopReading();
}

const isVisible = (piece) =>
  piece.checkVisibility ? piece.checkVisibility({ visibilityProperty: true }) : piece.getClientRects().length > 0;

const speak = (text) =>
  new Promise((done) => {
    const utterance = new SpeechSynthesisUtterance(text);
    Object.assign(utterance, { voice: ownVoice(), lang: language, rate: 0.9, onend: done, onerror: done });
    voices.speak(utterance);
  });

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, summary");
  if (!button || !button.matches("[data-read]")) return button && reading && stopReading();
  if (reading) stopReading();
  else readAloud();
});
addEventListener("pagehide", stopReading);
if (voices) voices.onvoiceschanged = offerReading; // some browsers find their voices late

// The next step ends the reading of this one; for a pupil who wants it, every step is read at once.
document.addEventListener("step", () => {
  if (reading) stopReading();
  if (readsEverything() && ownVoice()) readAloud();
});
document.addEventListener("help", () => readsEverything() && ownVoice() && !reading && readAloud());
offerReading();
