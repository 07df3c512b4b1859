// The fields of the step that is shown: whether they are filled in, and the hint when they are not.
import { form } from "./page.js";

const neededNames = () => form.querySelector(".bar").dataset.needs.split(" ").filter(Boolean);
const isFilled = (name, data) => data.getAll(name).some((value) => value.trim());
const typedFields = () => [...form.querySelectorAll(".step textarea, .step input:not([type])")];

export const needsAnything = () => neededNames().length > 0;
export const isEnough = (data) => !needsAnything() || neededNames().some((name) => isFilled(name, data));
export const isTyped = () => typedFields().some((field) => field.value.trim());

// "I don't know" and a score exclude each other.
export function clearChoices() {
  for (const field of form.querySelectorAll(".step :checked")) field.checked = false;
}

export function showHint(text) {
  const hint = form.querySelector("[data-hint]");
  if (text !== undefined) hint.textContent = text;
  hint.hidden = false;
  hint.classList.remove("followed");
  hint.focus({ preventScroll: true });
}

export function markHintFollowed() {
  const hint = form.querySelector("[data-hint]");
  if (hint) hint.classList.add("followed");
}
