// A turn without reloading: each button costs one request, and its answer is the next page's part.
// When the network, a proxy or the server fails, everything typed stays, and the bar says so.
// Without this script the same forms work by themselves.
const OURS = [200, 403, 404, 409, 410, 422]; // answers that are meant for the pupil
let busy = false;

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!event.target.matches("[data-answer]")) return;
  if (busy) return event.preventDefault();
  if (!button?.matches("[data-swap]")) return;
  event.preventDefault();
  send(event.target, button);
});

// What stands in the fields now is not kept yet.
document.addEventListener("input", (event) => {
  const status = event.target.closest("[data-answer]")?.querySelector("[data-status]");
  status?.replaceChildren();
  status?.classList.remove("waiting");
});

async function send(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  const address = button.getAttribute("formaction") ?? form.action;
  busy = true;
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { "X-Fragment": "1" } });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!OURS.includes(answer.status) || !next.querySelector("#page")) throw new Error("not kept");
    show(next, answer.headers.get("Content-Location"));
  } catch {
    notSent(form);
  } finally {
    busy = false;
    form.removeAttribute("aria-busy");
  }
}

function show(next, address) {
  document.querySelector("#page").replaceWith(next.querySelector("#page"));
  document.title = next.title;
  if (address) history.replaceState(null, "", address);
  scrollTo(0, 0);
  (document.querySelector("[data-focus]") ?? document.querySelector("h1"))?.focus({ preventScroll: true });
}

function notSent(form) {
  const status = form.querySelector("[data-status]");
  status.classList.add("waiting");
  status.textContent = form.dataset.notSent;
}
