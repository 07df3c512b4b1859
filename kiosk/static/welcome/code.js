// The field for the code of a QR card: large letters to press, and a scanner whose typing always finds the field.
export const form = document.querySelector("[data-scan]");
export const field = form.elements.code;
export let isSent = false;
const keys = form.querySelector("[data-keys]");

keys.hidden = false;
// The page has keys of its own, and the tablet's keyboard would cover them. A real keyboard or scanner still types.
if (matchMedia("(pointer: coarse)").matches) field.inputMode = "none";
const holder = form.closest("details");
function showLetters() {
  document.querySelector("[data-middle]").classList.toggle("typing", holder.open);
  if (holder.open) field.focus();
}
showLetters();
holder.addEventListener("toggle", showLetters);

keys.addEventListener("click", (event) => {
  const key = event.target.closest("button");
  if (!key) return;
  field.value = key.value ? field.value + key.value : field.value.trimEnd().slice(0, -1);
});

// Somebody pressed beside the field and then scanned: the letters still go into it.
document.addEventListener("keydown", (event) => {
  const isLetter = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isLetter || event.target === field) return;
  holder.open = true;
  field.focus();
});

// Scanners end with Enter, some of them twice.
form.addEventListener("submit", (event) => {
  if (isSent) event.preventDefault();
  isSent = true;
});
addEventListener("pageshow", (event) => {
  isSent = false;
  if (event.persisted) location.reload();
});

export function sendCode(code) {
  field.value = code;
  form.querySelector(".go").click();
}
