// The card sort: a pressed card goes to the tray; it can also be dragged there and back. The cards are check boxes, so
// keys and screen readers have them as they are, and without this script they stay where they are.
import { onDrag } from "./drag.js";
import { current, steps } from "./visit/steps.js";

function arrangeCards() {
  const sort = document.querySelector("[data-sort]");
  if (!sort) return;
  const tray = sort.querySelector("[data-tray]");
  tray.hidden = false;
  hideCardsOfOtherSide(sort);
  const chosen = sort.querySelectorAll(".card :checked");
  const slots = Math.min(Number(sort.dataset.sort), sort.querySelectorAll(".card:not([hidden])").length);
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
  noteWhetherAllFits(sort);
}

// A card that is most like me is not among those that are least like me.
function hideCardsOfOtherSide(sort) {
  const [most, least] = steps.filter(({ task }) => task === "card_sort");
  if (current !== least) return;
  const taken = [...most.node.querySelectorAll(":checked")].map(({ value }) => value);
  for (const card of sort.querySelectorAll(".card")) {
    const input = card.querySelector("input");
    card.hidden = taken.includes(input.value);
    if (card.hidden) input.checked = false;
  }
}

// Where nothing has to be scrolled, a finger that goes straight up takes its card along.
function noteWhetherAllFits(sort = document.querySelector("[data-sort]")) {
  if (sort) sort.classList.toggle("fits", document.documentElement.scrollHeight <= innerHeight + 1);
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
  ignoreClickOfDrag(card);
  const box = card.closest("[data-sort]").querySelector("[data-tray]").getBoundingClientRect();
  const isWithin = event.clientX > box.left && event.clientX < box.right;
  chooseCard(card.querySelector("input"), isWithin && event.clientY > box.top && event.clientY < box.bottom);
}

// A mouse that lets go of a card clicks it as well. A finger does not: its next tap counts.
function ignoreClickOfDrag(card) {
  const ignore = (click) => click.preventDefault();
  card.addEventListener("click", ignore, { once: true, capture: true });
  addEventListener("pointerdown", () => card.removeEventListener("click", ignore, true), { once: true, capture: true });
}

onDrag("[data-sort] .card", moveCard, dropCard, putBack);
document.addEventListener("input", arrangeCards);
document.addEventListener("step", arrangeCards);
document.addEventListener("help", () => noteWhetherAllFits());
addEventListener("resize", () => noteWhetherAllFits());
arrangeCards();
