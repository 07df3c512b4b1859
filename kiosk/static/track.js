// The 0-10 track: dragging along the line, and typing a number. Taps and arrow keys are the radio buttons' own.
const FAR_ENOUGH = 8; // px: a finger that only trembles is a tap
const SOON = 800; // ms in which a 0 after a 1 makes 10
let drag = null;
let typed = { digit: "", at: 0 };

function choose(input) {
  if (!input || input.checked) return;
  input.checked = true;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function under(rail, x, y) {
  const box = rail.getBoundingClientRect();
  const within = (value, low, high) => Math.min(Math.max(value, low + 10), high - 10);
  const found = document.elementFromPoint(within(x, box.left, box.right), within(y, box.top, box.bottom));
  return found?.closest(".rail") === rail ? found.closest("label")?.querySelector("input") : null;
}

document.addEventListener("pointerdown", (event) => {
  const rail = event.target.closest?.("[data-track] .rail");
  if (rail && event.isPrimary && event.button === 0) drag = { rail, x: event.clientX, y: event.clientY, moving: false };
});

document.addEventListener("pointermove", (event) => {
  if (!drag || !event.isPrimary) return;
  if (!drag.moving && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR_ENOUGH) return;
  if (!drag.moving) drag.rail.setPointerCapture(event.pointerId);
  drag.moving = true;
  choose(under(drag.rail, event.clientX, event.clientY));
});

const drop = () => {
  if (drag?.moving) drag.rail.querySelector(":checked")?.focus({ preventScroll: true });
  drag = null;
};
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", drop);

document.addEventListener("keydown", (event) => {
  const track = document.querySelector("[data-track]");
  if (!track || event.target.closest?.("textarea") || !/^\d$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  const ten = event.key === "0" && typed.digit === "1" && event.timeStamp - typed.at < SOON;
  typed = { digit: event.key, at: event.timeStamp };
  const input = track.querySelector(`input[value="${ten ? 10 : event.key}"]`);
  choose(input);
  input.focus({ preventScroll: true });
});
