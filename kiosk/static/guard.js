// A page of one pupil: nothing of it stays readable for the next one, and nothing comes back by Back, Forward or a
// restored tab (no-store alone does not prevent it).
const IDLE = 10 * 60 * 1000; // ms, as on the server
const QUIET = 3 * 60 * 1000; // ms after which the page asks whether somebody is there
const { visit, over } = document.body.dataset;
const mine = Number(visit); // a later visit has a larger number; 0 before it has begun
let touched = Date.now();
let ended = false;
const still = document.querySelector("[data-still]");

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
  const idle = Date.now() - touched;
  if (ended || idle < QUIET) return;
  if (idle < IDLE) return still?.isConnected && !still.open && still.showModal();
  wipe();
  if (document.hidden) return; // a tab behind waits, lest it forgets the pupil of the tab in front
  touched = Date.now();
  location.replace("/k/");
}

function touch() {
  check();
  touched = Date.now();
}

// Somebody is there: the server, which counts from the last request, is told, too.
async function stay() {
  const { csrf_token, visit } = document.querySelector("#page form").elements;
  const body = new URLSearchParams({ csrf_token: csrf_token.value, visit: visit.value });
  const answer = await fetch(still.dataset.still, { method: "POST", body }).catch(() => null); // no network: the words stay
  if (answer?.status !== 409) return;
  wipe();
  location.replace("/k/");
}
still?.addEventListener("close", stay);
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => still?.open && still.close());

setInterval(check, 5000);
addEventListener("visibilitychange", check);
for (const kind of ["pointerdown", "pointermove", "keydown", "input"]) addEventListener(kind, touch, { passive: true });
