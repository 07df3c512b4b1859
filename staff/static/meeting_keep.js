// The meeting: all that is set and typed is kept at once, one request after another.
const form = document.querySelector("[data-meeting]");
const status = document.querySelector("[data-status]");
const SOON = 800; // ms after which typed words are sent, and a 1 that may become 10
const AGAIN = 5000; // ms after which what the network lost is sent again
const changed = new Set();
let waiting;
let refused = false;
let sending = Promise.resolve();

const later = (wait) => (clearTimeout(waiting), (waiting = setTimeout(keep, wait)));
const keep = () => (clearTimeout(waiting), (sending = sending.then(send)));

// Only what was changed, so that two who type do not undo each other.
async function send() {
  if (!changed.size) return;
  const whole = new FormData(form);
  const names = [...changed];
  const body = new URLSearchParams({ csrf_token: whole.get("csrf_token"), over: whole.get("over") });
  for (const name of names) body.set(name, whole.get(name) ?? "");
  if (changed.has("notes")) body.set("notes_before", form.elements.notes_before.value); // another's are not written over
  changed.clear();
  const options = { method: "POST", body, keepalive: true, redirect: "manual", headers: { Accept: "application/json" } };
  const answer = await fetch(form.action, options).catch(() => null);
  if (answer?.ok) {
    if (names.includes("notes")) form.elements.notes_before.value = body.get("notes");
    return void (status.value = changed.size ? "" : form.dataset.kept);
  }
  for (const name of names) changed.add(name);
  refused = Boolean(answer) && answer.status < 500; // signed out, or no such place any more: trying again would not help
  status.value = refused ? form.dataset.refused : form.dataset.notKept;
  if (!refused) later(AGAIN);
}

form.addEventListener("input", ({ target }) => {
  changed.add(target.name);
  status.value = "";
  const isWhole = target.type === "radio" && target.value !== "1";
  later(isWhole ? 0 : SOON);
});
form.addEventListener("submit", (event) => (event.preventDefault(), keep()));
addEventListener("pagehide", () => (clearTimeout(waiting), send()));
addEventListener("beforeunload", (event) => refused && changed.size && event.preventDefault());
form.querySelector("[data-keep]").hidden = true;
