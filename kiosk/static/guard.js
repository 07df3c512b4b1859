// A page of one pupil: nothing of it stays readable for the next one, and nothing comes back by Back, Forward or a
// restored tab (no-store does not prevent all of these).
import "./older.js";
import { awayFromClock } from "./clock.js";

const IDLE = 10 * 60 * 1000; // ms, as on the server
const QUIET = 3 * 60 * 1000; // ms after which the page asks whether somebody is there
const TIME_TO_ANSWER = 60 * 1000; // ms in which to answer where the tablet's clock has jumped
const RETRY_LEAVING = 5000; // ms
const visitNumber = Number(document.body.dataset.visit); // a later visit has a larger number; 0 before it has begun
const stillThere = document.querySelector("[data-still]");
let touchedAt = performance.now(); // on a clock that nobody can set
let isReplaced = false;
let isLeaving = false;

const wipe = () => (document.body.textContent = "");

addEventListener("pagehide", wipe);
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  wipe();
  if (!isReplaced) leave();
});

function showOver() {
  const heading = document.createElement("h1");
  heading.textContent = document.title = document.body.dataset.over;
  wipe();
  document.body.append(heading);
}

// Another pupil has begun in another tab. The welcome page would forget that pupil, so this tab stays where it is.
function showReplaced() {
  isReplaced = true;
  showOver();
}

// The welcome page comes with the network. Without it the browser would show an error of its own.
async function leave() {
  if (isLeaving) return;
  isLeaving = true;
  showOver();
  for (;;) {
    const answer = await fetch("/healthz").catch(() => null);
    if (isReplaced) return;
    if (answer && answer.ok) return location.replace("/k/");
    await new Promise((done) => setTimeout(done, RETRY_LEAVING));
  }
}

// An old browser has no such channel: there the ten minutes and the server's own check remain.
const channel = window.BroadcastChannel && new BroadcastChannel("visit");
const announce = () => visitNumber && !isReplaced && channel.postMessage(visitNumber);
if (channel) {
  channel.addEventListener("message", ({ data }) => {
    if (data > visitNumber) showReplaced();
    else if (data < visitNumber) announce(); // a page of the visit before woke up late
  });
  announce();
}

// Compares times instead of trusting a timer: a tablet that slept must not wake up with a pupil's words on it.
function checkIdle() {
  if (isReplaced || isLeaving) return;
  const { slept, jumped } = awayFromClock();
  if (slept) touchedAt -= slept;
  if (jumped > QUIET) touchedAt = Math.min(touchedAt, performance.now() - IDLE + TIME_TO_ANSWER); // a clock that was set, or sleep
  const idle = performance.now() - touchedAt;
  if (idle < QUIET) return;
  if (idle < IDLE) return askStillThere();
  if (document.hidden) return wipe(); // to leave from a hidden tab would end the visit of the pupil in the visible one
  leave();
}

// An old browser does not know dialogs: the style sheet puts it into the middle of the page.
function askStillThere() {
  if (!stillThere || !stillThere.isConnected || stillThere.hasAttribute("open")) return;
  if (stillThere.showModal) stillThere.showModal();
  else stillThere.setAttribute("open", "");
}

function touch() {
  checkIdle();
  touchedAt = performance.now();
}

// Somebody is there. The server counts from the last request, so it must know as well.
async function tellStillThere() {
  const { csrf_token, visit } = document.querySelector("#page form").elements;
  const body = new URLSearchParams({ csrf_token: csrf_token.value, visit: visit.value });
  const headers = { Accept: "application/json" };
  const answer = await fetch(stillThere.dataset.still, { method: "POST", body, headers }).catch(() => null);
  if (answer && answer.status === 409) leave(); // without a network the page stays
}

function closeStillThere() {
  if (!stillThere || !stillThere.hasAttribute("open")) return;
  if (stillThere.close) return stillThere.close();
  stillThere.removeAttribute("open");
  tellStillThere();
}
if (stillThere) stillThere.addEventListener("close", tellStillThere);
for (const type of ["pointerdown", "keydown"]) addEventListener(type, closeStillThere);

setInterval(checkIdle, 5000);
document.addEventListener("visibilitychange", checkIdle);
for (const type of ["pointerdown", "pointermove", "keydown", "input"]) addEventListener(type, touch, { passive: true });
