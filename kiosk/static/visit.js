// A turn without reloading: each button costs one request, and its answer is the next page's part.
// When the network, a proxy or the server fails, everything typed stays, and the bar says so.
// Without this script the same forms work by themselves.
const OURS = [200, 403, 404, 409, 410, 422]; // answers that are meant for the pupil
const OVER = 204; // the turn has ended: the next page is the welcome page
let busy = false;
let leaving = false;

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-answer]")) return;
  event.preventDefault();
  if (!busy) send(event.target, event.submitter);
});

// What stands in the fields now is not kept yet, and a hint has been followed. It keeps its place, so that nothing jumps.
document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-answer]");
  form?.querySelector("#hint")?.classList.add("followed");
  const status = form?.querySelector("[data-status]");
  status?.replaceChildren();
  status?.classList.remove("waiting");
});

async function send(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  const address = button?.getAttribute("formaction") ?? form.action;
  busy = true;
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { "X-Fragment": "1" } });
    if (answer.status === OVER) {
      leaving = true;
      return location.assign(answer.headers.get("Content-Location"));
    }
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!OURS.includes(answer.status) || !next.querySelector("#page")) throw new Error("not kept");
    show(next, answer.headers.get("Content-Location"));
  } catch {
    notSent(form);
  } finally {
    busy = leaving;
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
