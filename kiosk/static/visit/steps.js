// The steps of a visit in their order, which of them is shown, and which comes next.
import { form } from "./page.js";

export const steps = [];
export let current = null; // the step that is shown

for (const part of form.querySelectorAll("[data-step]")) {
  const { step: name, task = name.split("-")[0], action = form.getAttribute("action") } = part.dataset;
  const node = part.content ? part.content.firstElementChild : part; // the shown step is an element, every other one a template
  const { answered = "" } = part.dataset; // "given", "skipped" or nothing
  const step = { name, node, action, task, answered: answered !== "", given: answered === "given" };
  step.dropped = "dropped" in part.dataset;
  steps.push(step);
  if (part === node) current = step;
}

export function setCurrent(step) {
  current = step;
}

export const askedSteps = () => steps.filter((step) => !step.dropped && step.task !== "end");
export const endStep = () => steps.find((step) => step.name === "end-0");

export function nextStep() {
  const asked = askedSteps();
  const isOpen = (step) => !step.answered;
  const later = asked.slice(asked.indexOf(current) + 1);
  return later.find(isOpen) || asked.find((step) => step !== current && isOpen(step)) || endStep();
}

export function previousStep() {
  const asked = askedSteps();
  return current.task === "end" ? asked[asked.length - 1] : asked[asked.indexOf(current) - 1];
}
