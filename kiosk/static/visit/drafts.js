// Saves a draft soon after something is typed or tapped: what is tapped is not confirmed before Next is pressed.
import { formData } from "./page.js";
import { save } from "./save.js";
import { current } from "./steps.js";

const AFTER_LETTER = 1500; // ms after the first letter
const AFTER_TAP = 600; // ms after the last tap: a finger that slides along the track is one tap
let timer = null;

export function saveDraftSoon(isTap) {
  if (isTap) cancelDraft();
  timer = timer || setTimeout(saveDraft, isTap ? AFTER_TAP : AFTER_LETTER);
}

export function cancelDraft() {
  clearTimeout(timer);
  timer = null;
}

function saveDraft() {
  timer = null;
  save(current, "draft", formData());
}

// A page that is left, or that the tablet hides, saves at once what it has not saved yet.
function saveDraftNow() {
  if (timer === null) return;
  cancelDraft();
  saveDraft();
}
addEventListener("pagehide", saveDraftNow);
document.addEventListener("visibilitychange", () => document.hidden && saveDraftNow());
