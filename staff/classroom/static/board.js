// Refreshes the board of a room every few seconds, without a reload. If the network fails, it says since when the board is
// out of date. A screen that nobody touches is signed out by the server like any other page.
const ASK = 4000; // ms
const PATIENCE = 8000; // ms
const connection = document.querySelector("[data-connection]");
let seen = new Date();
let touched = true; // somebody opened the page just now

for (const kind of ["pointermove", "pointerdown", "keydown"]) addEventListener(kind, () => (touched = true), { passive: true });

async function ask() {
  const live = document.querySelector("#live[data-live]");
  if (!live || document.hidden) return again();
  const address = new URL(live.dataset.live, location.href);
  if (!touched) address.searchParams.set("live", "1"); // nobody is here: this does not count as presence
  touched = false;
  try {
    const answer = await fetch(address, { signal: givingUp() });
    if (answer.redirected) return signedOut(live);
    if (!answer.ok) throw new Error("no board");
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#live");
    if (!next) throw new Error("no board");
    show(live, next);
  } catch {
    connection.textContent = live.dataset.lost.replace("{time}", seen.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  }
  again();
}

function givingUp() {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), PATIENCE);
  return abort.signal;
}

const again = () => setTimeout(ask, ASK);

function show(live, next) {
  const focused = live.contains(document.activeElement) && document.activeElement.getAttribute("href");
  if (live.innerHTML !== next.innerHTML) live.replaceWith(next);
  const link = focused && document.querySelector(`#live a[href="${focused}"]`);
  if (link) link.focus({ preventScroll: true });
  seen = new Date();
  connection.textContent = "";
}

function signedOut(live) {
  live.textContent = "";
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = live.dataset.out;
  connection.textContent = "";
  connection.append(link);
}

addEventListener("online", () => (connection.textContent = ""));
again();
