// The grid of the own scores by keyboard: a whole number goes on to the next pupil, arrows move, Escape takes back.
const form = document.querySelector("[data-own-scores]");
const rows = [...form?.querySelectorAll("tbody tr") ?? []].map((row) => [...row.querySelectorAll("input")]);
const place = new Map(rows.flatMap((row, y) => row.map((input, x) => [input, { x, y }])));
const changed = form?.querySelector("[data-changed]");
const goesOn = document.querySelector("[data-goes-on]");

function count() {
  const different = [...place.keys()].filter((input) => input.value !== input.defaultValue);
  for (const input of place.keys()) input.toggleAttribute("data-is-changed", input.value !== input.defaultValue);
  if (changed) changed.value = different.length > 1 ? changed.dataset.many.replace("{number}", different.length) : different.length ? changed.dataset.one : "";
  return different.length;
}

function go(from, x, y) {
  const { x: column, y: row } = place.get(from);
  const next = rows[row + y]?.[column + x];
  next?.focus();
  next?.select();
  return Boolean(next);
}

// Down the column; from its foot to the head of the next one.
function on(from) {
  const { x } = place.get(from);
  if (go(from, 0, 1)) return;
  const next = rows[0][x + 1];
  next?.focus();
  next?.select();
}

const MOVES = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

form?.addEventListener("keydown", (event) => {
  const input = event.target.closest("td input");
  if (!input || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return void (event.preventDefault(), form.requestSubmit());
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (MOVES[event.key]) {
    event.preventDefault();
    go(input, ...MOVES[event.key]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    event.shiftKey ? go(input, 0, -1) : on(input);
  } else if (event.key === "Escape") {
    input.value = input.defaultValue;
    count();
  } else if (event.key === "Delete" && !input.readOnly) {
    event.preventDefault();
    input.value = "";
    count();
  } else if (/^\d$/.test(event.key) && input.value === "1" && event.key !== "0" && goesOn.checked && input.selectionStart === input.selectionEnd) {
    // 1 and then 7: the 1 was whole, the 7 belongs to the next pupil.
    on(input);
  }
});

form?.addEventListener("input", (event) => {
  const input = event.target.closest("td input");
  if (!input) return;
  count();
  if (goesOn.checked && !event.inputType?.startsWith("delete") && /^(0|[2-9]|10)$/.test(input.value)) on(input);
});

form?.addEventListener("focusin", (event) => event.target.matches("td input") && event.target.select());

let sent = false;
form?.addEventListener("submit", () => (sent = true));
addEventListener("beforeunload", (event) => !sent && count() && event.preventDefault());
addEventListener("pageshow", () => ((sent = false), form && count()));
document.querySelector("[data-keys]")?.removeAttribute("hidden");
