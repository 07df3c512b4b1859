// The card sort: a pressed card flies to the tray; it can also be dragged there and back. The cards are check boxes, so
// keys and screen readers have them as they are, and without this script they stay where they lie.
const FAR_ENOUGH = 8; // px: a finger that only trembles is a tap
let drag = null;

function arrange() {
  const sort = document.querySelector("[data-sort]");
  if (!sort) return;
  const tray = sort.querySelector("[data-tray]");
  const chosen = sort.querySelectorAll(".card :checked");
  tray.hidden = false;
  const slots = Number(sort.dataset.sort);
  for (const card of sort.querySelectorAll(".card")) {
    const input = card.querySelector("input");
    input.disabled = !input.checked && chosen.length >= slots;
    card.classList.toggle("full", input.disabled);
  }
  for (const place of tray.querySelectorAll("i")) place.remove();
  for (let place = 0; place < slots; place += 1) {
    const mark = document.createElement("i");
    mark.className = place < chosen.length ? "taken" : "";
    tray.append(mark);
  }
}

const toggle = (input, checked) => {
  if (!input || input.disabled || input.checked === checked) return;
  input.checked = checked;
  input.dispatchEvent(new Event("input", { bubbles: true }));
};

document.addEventListener("pointerdown", (event) => {
  const card = event.target.closest?.("[data-sort] .card");
  if (card && event.isPrimary && event.button === 0) drag = { card, x: event.clientX, y: event.clientY, moving: false };
});

document.addEventListener("pointermove", (event) => {
  if (!drag || !event.isPrimary) return;
  const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
  if (!drag.moving && Math.hypot(x, y) < FAR_ENOUGH) return;
  if (!drag.moving) drag.card.setPointerCapture(event.pointerId);
  drag.moving = true;
  drag.card.classList.add("dragged");
  drag.card.style.translate = `${x}px ${y}px`;
});

function drop(event) {
  if (!drag) return;
  const { card, moving } = drag;
  drag = null;
  card.classList.remove("dragged");
  card.style.translate = "";
  if (!moving) return;
  card.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
  const box = card.closest("[data-sort]").querySelector("[data-tray]").getBoundingClientRect();
  const inside = event.clientY < box.bottom && event.clientY > box.top && event.clientX > box.left && event.clientX < box.right;
  toggle(card.querySelector("input"), inside);
}
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", () => {
  drag?.card.classList.remove("dragged");
  if (drag) drag.card.style.translate = "";
  drag = null;
});

document.addEventListener("input", arrange);
document.addEventListener("step", arrange);
arrange();
