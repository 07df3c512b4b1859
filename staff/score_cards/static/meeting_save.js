// The meeting saves everything that is set or typed at once, one request after another.
const form = document.querySelector("[data-meeting]");
const status = document.querySelector("[data-status]");
const SOON = 800; // ms after which typed text is sent, and a 1 that may become 10
const RETRY = 5000; // ms after which what the network lost is sent again
const PATIENCE = 2000; // ms for which a link waits until everything is saved
const changed = new Set();
const unanswered = new Map(); // what was sent without an answer: it may be saved by now
const refused = new Set();
let timer;
let sending = Promise.resolve();

const pause = (time) => new Promise((done) => setTimeout(done, time));
const saveLater = (wait) => (clearTimeout(timer), (timer = setTimeout(save, wait)));
const save = () => (clearTimeout(timer), (sending = sending.then(sendAll)));

// Each field is sent separately: if one is refused, the others are still saved.
async function sendAll() {
  for (const name of [...changed]) if (!refused.has(name)) await send(name); // what fails now waits for the next time
}

async function send(name) {
  const data = new FormData(form);
  const value = data.get(name) || "";
  const body = new URLSearchParams({ csrf_token: data.get("csrf_token"), summary_id: data.get("summary_id"), [name]: value });
  body.set(`${name}_before`, data.get(`${name}_before`));
  if (unanswered.has(name)) body.set(`${name}_sent`, unanswered.get(name));
  changed.delete(name);
  const options = { method: "POST", body, keepalive: true, redirect: "manual", headers: { Accept: "application/json" } };
  const answer = await fetch(form.action, options).catch(() => null);
  if (answer && answer.ok) {
    form.elements[`${name}_before`].value = value;
    unanswered.delete(name);
    return showStatus(changed.size ? "" : form.dataset.saved);
  }
  changed.add(name);
  if (answer && answer.status < 500) {
    refused.add(name); // signed out, or changed by somebody else: trying again would not help
    return showStatus(form.dataset.refused);
  }
  unanswered.set(name, value);
  showStatus(form.dataset.notSaved);
  saveLater(RETRY);
}

function showStatus(text) {
  if (refused.size && text !== form.dataset.refused) return;
  status.value = text;
  status.classList.toggle("error", refused.size > 0);
}

form.addEventListener("input", ({ target }) => {
  changed.add(target.name);
  showStatus("");
  const isWhole = target.type === "radio" && target.value !== "1";
  saveLater(isWhole ? 0 : SOON);
});
form.addEventListener("submit", (event) => (event.preventDefault(), save()));
// The next page shows what is saved: it waits for what was typed last.
addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-carries]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  await Promise.race([save(), pause(PATIENCE)]);
  location.assign(link.href);
});
addEventListener("pagehide", () => {
  clearTimeout(timer);
  for (const name of [...changed]) if (!refused.has(name)) send(name); // all at once: there is no time to wait
});
addEventListener("beforeunload", (event) => (refused.size || unanswered.size) && event.preventDefault());
form.querySelector("[data-save]").hidden = true;
