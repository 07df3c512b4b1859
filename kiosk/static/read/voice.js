// A piece of text as sound: a recording by a teacher, else the tablet's own voice, else the voice of the school's machine.
// Other voices send what they read to a service on the internet, so they are not used.
import { hashOf } from "./hash.js";

const OPENING = 2500; // ms in which a tablet begins to speak, if it may
const BETWEEN_TRIES = 700; // ms
const TRIES = 5; // for a sound that the machine is still making
const synthesis = window.speechSynthesis;
const { lang, dataset: ofPage } = document.documentElement;
const language = lang.slice(0, 2);
const machineVoice = ofPage.say || "";
const player = new Audio(); // one for all: a tablet that let it play once lets it play again

const isOwn = (voice) => voice.localService && voice.lang.slice(0, 2) === language;
export const ownVoice = () => (synthesis ? synthesis.getVoices().find(isOwn) : null);
export const hasVoice = () => Boolean(ownVoice() || machineVoice || document.querySelector("#page [data-sound]"));

// The bubble over a number that was pressed shows it a second time.
const shownIn = (piece) => (piece.querySelector("b[aria-hidden]") || piece).innerText;
export const textOf = (piece) => (piece.dataset.spoken || shownIn(piece)).replace(/\s+/g, " ").trim();

// Resolves to "heard", to "blocked" where the browser wants a touch first, or to "failed".
export async function speak(piece, isOpening) {
  const { sound } = piece.dataset;
  const heard = sound ? await play(sound) : "failed";
  if (heard !== "failed") return heard;
  if (ownVoice()) return speakByTablet(textOf(piece), isOpening);
  return machineVoice ? speakByMachine(piece) : "failed";
}

// Fetches what is spoken next while something else is spoken.
export function prepare(piece) {
  if (piece && !piece.dataset.say && machineVoice && !ownVoice()) fetch(addressOf(piece)).catch(() => {});
}

export function silence() {
  if (synthesis) synthesis.cancel();
  player.pause();
}

export function onVoices(listener) {
  if (synthesis) synthesis.onvoiceschanged = listener; // some browsers find their voices late
}

function speakByTablet(text, isOpening) {
  return new Promise((done) => {
    const utterance = new SpeechSynthesisUtterance(text);
    const blocked = isOpening && setTimeout(() => done("blocked"), OPENING);
    const onstart = () => clearTimeout(blocked);
    const onerror = ({ error }) => done(error === "not-allowed" ? "blocked" : "failed");
    Object.assign(utterance, { voice: ownVoice(), lang: language, rate: 0.9, onstart, onend: () => done("heard"), onerror });
    synthesis.speak(utterance);
  });
}

// What the machine does not know how to read, such as what a pupil wrote, is left out. The browser stores no names, so a
// sentence with the pupil's name also says how it goes without.
const addressOf = (piece) => machineVoice + hashOf(piece.dataset.unnamed || textOf(piece));

async function speakByMachine(piece) {
  if (piece.dataset.say) return play(piece.dataset.say);
  const address = addressOf(piece);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await fetch(address).catch(() => null);
    if (answer && answer.ok) return play(address);
    if (!answer || answer.status !== 503) return "failed";
    await new Promise((done) => setTimeout(done, BETWEEN_TRIES));
  }
  return "failed";
}

function play(address) {
  return new Promise((done) => {
    Object.assign(player, { onended: () => done("heard"), onerror: () => done("failed"), src: address });
    player.play().catch(({ name }) => done(name === "NotAllowedError" ? "blocked" : "failed"));
  });
}
