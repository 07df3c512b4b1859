// Read to me: the question and its choices, piece by piece, by a voice that lives in the tablet itself.
// Other voices send what they read to a service on the internet, so where there is none of its own, no button is shown.
const PIECES = ".note, .asked, h1, .choices label, .card, .own, .hows label, .ends > span, .follow label, .chip, .middle .lead, .middle > .soft";
const voices = globalThis.speechSynthesis;
const language = document.documentElement.lang.slice(0, 2);
let reading = null; // what tells one reading from the next

const always = () => "aloud" in document.documentElement.dataset;
const ownVoice = () => voices?.getVoices().find((voice) => voice.localService && voice.lang.slice(0, 2) === language);

function offer() {
  for (const button of document.querySelectorAll("[data-read], [data-needs-voice]")) button.hidden = !ownVoice();
}

function stop() {
  reading = null;
  voices?.cancel();
  document.querySelector(".reading")?.classList.remove("reading");
  tell(false);
}

function tell(aloud) {
  const button = document.querySelector("[data-read]");
  if (!button) return;
  button.setAttribute("aria-pressed", aloud);
  button.querySelector("span").textContent = aloud ? button.dataset.stop : button.dataset.start;
}

async function read() {
  const mine = (reading = {});
  tell(true);
  for (const piece of [...document.querySelectorAll(PIECES)].filter(isSeen)) {
    if (!piece.isConnected) break; // the page made room for the next pupil
    piece.classList.add("reading");
    await spoken(piece.innerText);
    piece.classList.remove("reading");
    if (reading !== mine) return;
  }
  stop();
}

const isSeen = (piece) =>
  piece.checkVisibility ? piece.checkVisibility({ visibilityProperty: true }) : piece.getClientRects().length > 0;

const spoken = (words) =>
  new Promise((done) => {
    const piece = new SpeechSynthesisUtterance(words);
    Object.assign(piece, { voice: ownVoice(), lang: language, rate: 0.9, onend: done, onerror: done });
    voices.speak(piece);
  });

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, summary");
  if (!button?.matches("[data-read]")) return button && reading && stop();
  if (reading) stop();
  else read();
});
addEventListener("pagehide", stop);
voices?.addEventListener?.("voiceschanged", offer); // some browsers find their voices late

// The next step ends the reading of this one; who wants it has every step read at once.
document.addEventListener("step", () => {
  if (reading) stop();
  if (always() && ownVoice()) read();
});
document.addEventListener("help", () => always() && ownVoice() && !reading && read());
offer();
