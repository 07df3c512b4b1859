// The welcome page: large letters to press, and a scanner's typing that always finds its field.
const form = document.querySelector("[data-scan]");
const field = form.elements.code;
const keys = form.querySelector("[data-keys]");
let sent = false;

keys.hidden = false;
// Our own keys are there: the tablet's keyboard would only cover them. A real keyboard or scanner still types.
if (matchMedia("(pointer: coarse)").matches) field.inputMode = "none";
field.focus();

keys.addEventListener("click", (event) => {
  const key = event.target.closest("button");
  if (!key) return;
  field.value = key.value ? field.value + key.value : field.value.trimEnd().slice(0, -1);
});

// Somebody pressed beside the field and then scanned: the letters still go into it.
document.addEventListener("keydown", (event) => {
  const typing = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (typing && event.target !== field) field.focus();
});

// Scanners end with Enter, some of them twice.
form.addEventListener("submit", (event) => {
  if (sent) event.preventDefault();
  sent = true;
});
addEventListener("pageshow", (event) => {
  sent = false;
  if (event.persisted) location.reload();
});

// What a pupil before could not send waits sealed in this tablet; it goes from here when the network is back.
const { outbox, letters } = form.dataset;
import(outbox).then((module) => module.open(letters)).catch(() => {}); // a browser that keeps nothing has nothing to send
