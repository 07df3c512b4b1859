// The 0-10 track: dragging along the line, and typing a number. Taps and arrow keys are the radio buttons' own.
import "./older.js";
import { onDrag } from "./drag.js";

const SOON = 800; // ms in which a 0 after a 1 makes 10
let lastDigit = { digit: "", at: 0 };

function chooseScore(input) {
  if (!input || input.checked) return;
  input.checked = true;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function scoreAt(rail, x, y) {
  const box = rail.getBoundingClientRect();
  const within = (value, low, high) => Math.min(Math.max(value, low + 10), high - 10);
  const found = document.elementFromPoint(within(x, box.left, box.right), within(y, box.top, box.bottom));
  return found && found.closest(".rail") === rail ? found.closest("label").querySelector("input") : null;
}

const followFinger = (rail, event) => chooseScore(scoreAt(rail, event.clientX, event.clientY));
const focusScore = (rail) => {
  const chosen = rail.querySelector(":checked");
  if (chosen) chosen.focus({ preventScroll: true });
};
onDrag("[data-track] .rail", followFinger, focusScore, focusScore);

document.addEventListener("keydown", (event) => {
  const track = document.querySelector("[data-track]");
  if (!track || event.target.closest("textarea") || !/^\d$/.test(event.key)) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTen = event.key === "0" && lastDigit.digit === "1" && event.timeStamp - lastDigit.at < SOON;
  lastDigit = { digit: event.key, at: event.timeStamp };
  const input = track.querySelector(`input[value="${isTen ? 10 : event.key}"]`);
  chooseScore(input);
  input.focus({ preventScroll: true });
});
