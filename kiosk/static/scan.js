// The welcome page: large letters to press, a scanner's typing that always finds its field, the page's own camera.
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

// The page's own camera. What it reads goes the way of the letters, so that no code comes into an address.
const CARD = /(?:^|\W)([A-Z2-7]{26})\W*$/; // the end of a card's address, as the server reads it
const AWAY = 3000; // ms without a card in sight: it was taken away
const panel = document.querySelector("[data-camera]");
const part = (name) => panel.querySelector(`[data-${name}]`);
const works = document.querySelector("[data-works]");
const words = panel.dataset;
let running = false;
let camera = null; // as camera.js gives it, once it is open
let calming = 0;
let opened = 0;
let seen = 0;
let resting = field.defaultValue; // the code that was just refused

function tell(how) {
  const said = words[how] ?? "";
  if (part("told").textContent !== said) part("told").textContent = said; // said again it would be read aloud again
}

function show(open) {
  document.querySelector("[data-middle]").classList.toggle("watching", open);
  part("view").hidden = !open;
  part("turns").hidden = !camera;
  part("start").hidden = open;
}

function tellWhether(whether) {
  const can = whether === "ask" || whether === "granted";
  works.textContent = can ? works.dataset.yes : works.dataset.no;
  part("start").hidden = whether === "insecure"; // pressing it again helps everywhere else
  tell(whether === "granted" ? "ask" : whether);
}

// A card that was refused, or that still lies there after its turn, must go away before it counts again.
function isResting(code) {
  const now = Date.now();
  if ("thanks" in words && !resting && now - opened < AWAY) resting = code;
  const rests = code === resting && now - seen < AWAY;
  if (rests) seen = now;
  return rests;
}

// Once it is out of sight nothing is said about it any more.
function tellForeign() {
  tell("foreign");
  clearTimeout(calming);
  calming = setTimeout(() => camera && tell("looking"), AWAY);
}

function take(text) {
  const [, code] = CARD.exec(text.toUpperCase()) ?? [];
  if (!code) tellForeign();
  if (!code || isResting(code)) return false;
  field.value = code;
  form.querySelector(".go").click();
  return true;
}

function ended(how) {
  running = false;
  camera = null;
  if (how !== "found") show(false);
  tell(how);
  if (how === "hidden") addEventListener("visibilitychange", () => start(remembered()), { once: true });
}

async function start(wanted) {
  if (running || sent) return;
  running = true;
  const { openCamera } = await import(words.camera);
  const { vendor, wasm } = words;
  const video = panel.querySelector("video");
  show(true);
  tell("opening");
  opened = seen = Date.now();
  try {
    camera = await openCamera(video, { vendor, wasm, wanted }, take, ended);
    if (!camera) return;
    tellWhether("granted");
    show(true);
    tell("looking");
    video.classList.toggle("mirrored", camera.mirrored);
    part("other").hidden = !camera.other;
  } catch (fault) {
    running = false;
    show(false);
    tellWhether(fault.message);
  }
}

function stop() {
  camera?.stop();
  ended("ask");
}

// The tablet remembers which of its cameras was chosen, where it may remember anything.
function remembered() {
  try {
    return JSON.parse(localStorage.getItem("camera")) ?? undefined;
  } catch {
    return undefined;
  }
}

function turn() {
  const { other } = camera;
  try {
    localStorage.setItem("camera", JSON.stringify(other));
  } catch {} // chosen for now alone
  stop();
  start(other);
}

part("start").addEventListener("click", () => start(remembered()));
part("stop").addEventListener("click", stop);
part("other").addEventListener("click", turn);
panel.hidden = false;
import(words.camera).then(async ({ askWhether }) => {
  const whether = await askWhether();
  tellWhether(whether);
  if (whether === "granted") start(remembered());
});

// What a pupil before could not send waits sealed in this tablet; it goes from here when the network is back.
const { outbox, letters } = form.dataset;
import(outbox).then((module) => module.open(letters)).catch(() => {}); // a browser that keeps nothing has nothing to send
