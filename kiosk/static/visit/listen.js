// Listens to the form of a visit: buttons, typing, sentence starters, the link back to a skipped question.
import { saveDraftSoon } from "./drafts.js";
import { markHintFollowed } from "./fields.js";
import { end } from "./finish.js";
import { turnSetting } from "./help.js";
import { closePanels, form, showStatus } from "./page.js";
import { press } from "./press.js";
import { show } from "./show.js";
import { startSentence } from "./starters.js";
import { current, steps } from "./steps.js";
import { takeBack, talk } from "./talk.js";

// Older browsers do not say in a submit event which button was pressed.
let pressed = null;
form.addEventListener("click", ({ target }) => (pressed = target.closest("button")));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter || pressed;
  const how = button ? button.value : "next";
  if (button && button.dataset.help) turnSetting(button);
  else if (how === "talk") talk();
  else if (how === "not_meant") takeBack();
  else if (how === "finish" || (how === "next" && current.task === "end")) end("finish");
  else press(how);
});

// What is in the fields now is not saved yet, but will be soon.
form.addEventListener("input", (event) => {
  if (event.target.closest(".top")) return; // whom the pupil wants to talk to is no answer
  markHintFollowed();
  showStatus();
  saveDraftSoon(event.target.matches("[type=radio], [type=checkbox]"));
});

form.addEventListener("click", (event) => {
  const starter = event.target.closest("[data-starters] button");
  if (starter) return startSentence(starter);
  const link = event.target.closest(".end a");
  const step = link && steps.find(({ action }) => action === link.getAttribute("href"));
  if (!step) return;
  event.preventDefault();
  show(step);
});

// A box that opens comes into view.
document.addEventListener(
  "toggle",
  ({ target }) => target.matches(".more [open]") && target.querySelector("textarea").scrollIntoView({ block: "nearest" }),
  true,
);

// A panel closes with Escape, and with a tap beside it. "Read to me" reads the open panel.
document.addEventListener("keydown", ({ key }) => key === "Escape" && closePanels());
document.addEventListener("click", ({ target }) => target.closest(".top details, [data-read]") || closePanels());

const said = form.querySelector(".talk[open] [data-told], [data-hint]:not([hidden])");
(said || form.querySelector("h1")).focus({ preventScroll: true });
