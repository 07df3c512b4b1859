// Saves a draft soon after something is typed or tapped: what is tapped is not confirmed before Next is pressed.
import { nextSequence } from "./message.js";
import { formData, isPreview } from "./page.js";
import { request } from "./request.js";
import { save } from "./save.js";
import { current } from "./steps.js";

const AFTER_LETTER = 1500; // ms after the first letter
const AFTER_TAP = 600; // ms after the last tap: a finger that slides along the track is one tap
const AFTER_LAST_LETTER = 10000; // ms without a letter: the last word is no longer half a word
let timer = null;
let pauseTimer = null;

export function saveDraftSoon(isTap) {
  if (isTap) cancelDraft();
  timer = timer || setTimeout(saveDraft, isTap ? AFTER_TAP : AFTER_LETTER);
  if (isTap) return;
  clearTimeout(pauseTimer);
  pauseTimer = setTimeout(saveSettledDraft, AFTER_LAST_LETTER);
}

export function cancelDraft() {
  clearTimeout(timer);
  clearTimeout(pauseTimer);
  timer = pauseTimer = null;
}

function saveDraft() {
  timer = null;
  save(current, "draft", formData());
}

function settledData() {
  const data = formData();
  data.set("settled", "1");
  cancelDraft();
  return data;
}

const saveSettledDraft = () => save(current, "draft", settledData());

// The words are saved already: this only says that the last of them is whole. Nothing is lost without it.
function saySettled() {
  const data = settledData();
  if (isPreview) return;
  data.set("press", "draft");
  data.set("sequence", nextSequence());
  request(current.action, data).catch(() => {});
}

// A page that is left, or that the tablet hides, saves at once what it has not saved yet.
function saveDraftNow() {
  const isUnsettled = pauseTimer !== null;
  if (timer === null) return isUnsettled && saySettled();
  if (isUnsettled) return saveSettledDraft();
  cancelDraft();
  saveDraft();
}
addEventListener("pagehide", saveDraftNow);
document.addEventListener("visibilitychange", () => document.hidden && saveDraftNow());
