// The card sort: a pressed card goes to the tray; it can also be dragged there and back. The cards are check boxes, so
// keys and screen readers have them as they are, and without this script they stay where they are.
import { onDrag } from "./drag.js";

function arrangeCards() {
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
  for (let slot = 0; slot < slots; slot += 1) {
    const place = document.createElement("i");
    place.className = slot < chosen.length ? "taken" : "";
    tray.append(place);
  }
}

function chooseCard(input, checked) {
  if (!input || input.disabled || input.checked === checked) return;
  input.checked = checked;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function moveCard(card, event, x, y) {
  card.classList.add("dragged");
  card.style.transform = `translate(${x}px, ${y}px)`;
}

function putBack(card) {
  card.classList.remove("dragged");
  card.style.transform = "";
}

function dropCard(card, event) {
  putBack(card);
  card.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
  const box = card.closest("[data-sort]").querySelector("[data-tray]").getBoundingClientRect();
  const isWithin = event.clientX > box.left && event.clientX < box.right;
  chooseCard(card.querySelector("input"), isWithin && event.clientY > box.top && event.clientY < box.bottom);
}

onDrag("[data-sort] .card", moveCard, dropCard, putBack);
document.addEventListener("input", arrangeCards);
document.addEventListener("step", arrangeCards);
arrangeCards();
