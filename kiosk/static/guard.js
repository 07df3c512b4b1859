// A page of one pupil: nothing of it stays readable for the next one, and nothing comes back by Back, Forward or a
// restored tab (no-store alone does not prevent it).
const IDLE = 10 * 60 * 1000; // ms, as on the server
const { visit, over } = document.body.dataset;
const mine = Number(visit); // a later visit has a larger number; 0 before it has begun
let touched = Date.now();
let ended = false;

const wipe = () => document.body.replaceChildren();

addEventListener("pagehide", wipe);
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  wipe();
  if (!ended) location.replace("/k/");
});

// Another pupil has begun in another tab. The welcome page would forget that pupil, so this tab stays where it is.
function end() {
  ended = true;
  const words = document.createElement("h1");
  words.textContent = document.title = over;
  wipe();
  document.body.append(words);
}

// An old browser has no such channel: there the ten minutes and the server's own check remain.
const channel = globalThis.BroadcastChannel && new BroadcastChannel("visit");
const announce = () => mine && !ended && channel.postMessage(mine);
if (channel) {
  channel.addEventListener("message", ({ data }) => {
    if (data > mine) end();
    else if (data < mine) announce(); // a page of the visit before woke up late
  });
  announce();
}

// The clock and not a timer alone: a tablet that slept must not wake up with a pupil's words on it.
function check() {
  if (ended || Date.now() - touched < IDLE) return;
  wipe();
  if (document.hidden) return; // a tab behind waits, lest it forgets the pupil of the tab in front
  touched = Date.now();
  location.replace("/k/");
}

function touch() {
  check();
  touched = Date.now();
}

setInterval(check, 5000);
addEventListener("visibilitychange", check);
for (const kind of ["pointerdown", "pointermove", "keydown", "input"]) addEventListener(kind, touch, { passive: true });
