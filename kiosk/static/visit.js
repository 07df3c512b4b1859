// A turn without reloading: each button costs one request, and its answer is the next page's part.
// When the network fails, everything typed stays, and the bar says so. Without this script the same forms work by themselves.
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
    if (answer.status === 503) throw new Error("not kept");
    show(await answer.text(), answer.headers.get("Content-Location"));
  } catch {
    notSent(form);
  } finally {
    busy = false;
    form.removeAttribute("aria-busy");
  }
}

function show(html, address) {
  const next = new DOMParser().parseFromString(html, "text/html");
  document.title = next.title;
  document.querySelector("#page").replaceWith(next.querySelector("#page"));
  if (address) history.replaceState(null, "", address);
  scrollTo(0, 0);
  (document.querySelector("[data-focus]") ?? document.querySelector("h1"))?.focus({ preventScroll: true });
}

function notSent(form) {
  const status = form.querySelector("[data-status]");
  status.classList.add("waiting");
  status.textContent = form.dataset.notSent;
}
