// Sentence starters: a press writes the beginning of a sentence into the field.
import { form } from "./page.js";
import { steps } from "./steps.js";

for (const { node } of steps) for (const starters of node.querySelectorAll("[data-starters]")) starters.hidden = false;

export function startSentence(button) {
  const field = form.querySelector(".step textarea");
  const start = `${button.value.replace(/…$/, "")} `;
  field.value = field.value.trim() ? `${field.value.trimEnd()}\n${start}` : start;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
