// The meeting: all that is set and typed is kept at once, one request after another.
const form = document.querySelector("[data-meeting]");
const status = document.querySelector("[data-status]");
const SOON = 800; // ms after which typed words are sent, and a 1 that may become 10
const AGAIN = 5000; // ms after which what the network lost is sent again
const PATIENCE = 2000; // ms for which a link waits until all is kept
const changed = new Set();
const lost = new Map(); // what was sent without an answer: it may stand there by now
const refused = new Set();
let waiting;
let sending = Promise.resolve();

const pause = (time) => new Promise((done) => setTimeout(done, time));
const later = (wait) => (clearTimeout(waiting), (waiting = setTimeout(keep, wait)));
const keep = () => (clearTimeout(waiting), (sending = sending.then(sendAll)));

// Each by itself: what is refused of one leaves the others.
async function sendAll() {
  for (const name of [...changed]) if (!refused.has(name)) await send(name); // what fails is put back: not in this turn
}

async function send(name) {
  const whole = new FormData(form);
  const said = whole.get(name) ?? "";
  const body = new URLSearchParams({ csrf_token: whole.get("csrf_token"), over: whole.get("over"), [name]: said });
  body.set(`${name}_before`, whole.get(`${name}_before`));
  if (lost.has(name)) body.set(`${name}_sent`, lost.get(name));
  changed.delete(name);
  const options = { method: "POST", body, keepalive: true, redirect: "manual", headers: { Accept: "application/json" } };
  const answer = await fetch(form.action, options).catch(() => null);
  if (answer?.ok) {
    form.elements[`${name}_before`].value = said;
    lost.delete(name);
    return tell(changed.size ? "" : form.dataset.kept);
  }
  changed.add(name);
  if (answer && answer.status < 500) {
    refused.add(name); // signed out, or set by somebody else: trying again would not help
    return tell(form.dataset.refused);
  }
  lost.set(name, said);
  tell(form.dataset.notKept);
  later(AGAIN);
}

function tell(words) {
  if (refused.size && words !== form.dataset.refused) return;
  status.value = words;
  status.classList.toggle("error", refused.size > 0);
}

form.addEventListener("input", ({ target }) => {
  changed.add(target.name);
  tell("");
  const isWhole = target.type === "radio" && target.value !== "1";
  later(isWhole ? 0 : SOON);
});
form.addEventListener("submit", (event) => (event.preventDefault(), keep()));
// The next page shows what is kept: it waits for what was typed last.
addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-carries]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  await Promise.race([keep(), pause(PATIENCE)]);
  location.assign(link.href);
});
addEventListener("pagehide", () => {
  clearTimeout(waiting);
  for (const name of [...changed]) if (!refused.has(name)) send(name); // all at once: there is no time to wait
});
addEventListener("beforeunload", (event) => (refused.size || lost.size) && event.preventDefault());
form.querySelector("[data-keep]").hidden = true;
