// After some answers, fewer for younger pupils: "4 more, or stop?" The next question is ready behind it.
import { form, fromServer } from "./page.js";
import { settle } from "./settle.js";
import { askedSteps } from "./steps.js";

const FEWEST_LEFT = 2; // for one question nobody needs a break
const every = Number(fromServer.breakAfter);
const pause = form.querySelector("[data-break]");
let answeredSoFar = 0;

export function offerBreak() {
  answeredSoFar += 1;
  const left = askedSteps().filter((step) => !step.answered).length;
  if (!every || answeredSoFar % every || left < FEWEST_LEFT) return;
  pause.querySelector("h2").textContent = pause.dataset.words.replace("{number}", Math.min(every, left));
  form.classList.add("on-break");
  settle(pause);
  pause.querySelector("h2").focus({ preventScroll: true });
  readAnew();
}

// The step that follows began to be read when it came, behind the break.
const readAnew = () => document.dispatchEvent(new Event("page"));

pause.addEventListener("click", (event) => {
  if (!event.target.closest("a")) return;
  event.preventDefault();
  form.classList.remove("on-break");
  form.querySelector("h1").focus({ preventScroll: true });
  readAnew();
});
