// Saves a draft soon after something is typed.
import { formData } from "./page.js";
import { save } from "./save.js";
import { current } from "./steps.js";

const UNTIL_DRAFT = 1500; // ms after the first letter
let timer = null;

export function saveDraftSoon() {
  timer ??= setTimeout(saveDraft, UNTIL_DRAFT);
}

export function cancelDraft() {
  clearTimeout(timer);
  timer = null;
}

function saveDraft() {
  timer = null;
  save(current, "draft", formData());
}
