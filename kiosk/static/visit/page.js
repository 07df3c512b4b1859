// The form of a visit: what the server put into it, what is filled in now, and its status.
export const form = document.querySelector("[data-visit-form]");
export const fromServer = form.dataset; // texts, addresses and the key of the outbox
export const isPreview = "preview" in fromServer;

export const formData = () => new FormData(form);

export function showStatus(text = "", isGood = false) {
  const status = form.querySelector("[data-status]");
  if (!status) return;
  status.classList.toggle("waiting", Boolean(text) && !isGood);
  status.textContent = text;
}

export function closePanels() {
  for (const panel of form.querySelectorAll(".top details[open]")) {
    if (panel.contains(document.activeElement)) panel.querySelector("summary").focus({ preventScroll: true });
    panel.open = false;
  }
}
