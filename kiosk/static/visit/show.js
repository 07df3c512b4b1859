// Shows another step in place of the current one, with its title, its address and its place in the progress bar.
import { replaceContent } from "../content.js";
import { closePanels, form, fromServer, showStatus } from "./page.js";
import { settle } from "./settle.js";
import { askedSteps, current, setCurrent } from "./steps.js";

export function show(step) {
  current.node.replaceWith(step.node);
  setCurrent(step);
  settle(step.node);
  form.setAttribute("action", step.action);
  const asked = askedSteps();
  document.title = titleOf(step, asked);
  history.replaceState(null, "", step.action);
  drawProgress(asked);
  showStatus();
  scrollTo(0, 0);
  closePanels();
  form.querySelector("h1").focus({ preventScroll: true });
  document.dispatchEvent(new Event("step"));
}

function titleOf(step, asked) {
  if (step.task === "end") return fromServer.endTitle;
  return fromServer.title.replace("{number}", asked.indexOf(step) + 1).replace("{of}", asked.length);
}

function drawProgress(asked) {
  const progress = form.querySelector("[data-progress]");
  progress.querySelector(".sr").textContent = document.title;
  for (const task of progress.querySelectorAll("[data-task]")) {
    replaceContent(task, ...asked.filter((step) => step.task === task.dataset.task).map(dotOf));
  }
}

function dotOf(step) {
  const dot = document.createElement("i");
  dot.className = step === current ? "here" : step.answered ? "done" : "open";
  return dot;
}
