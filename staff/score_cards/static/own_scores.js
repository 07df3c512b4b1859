// The grid of the own scores by keyboard: a whole number goes on to the next pupil, arrows move, Escape takes back.
const form = document.querySelector("[data-own-scores]");
const FIELDS = "td :is(input, textarea)";
const rows = [...form?.querySelectorAll("tbody tr") ?? []].map((row) => [...row.querySelectorAll(FIELDS)]);
const place = new Map(rows.flatMap((row, y) => row.map((field, x) => [field, { x, y }])));
const changed = form?.querySelector("[data-changed]");
const goesOn = document.querySelector("[data-goes-on]");
const kept = (field) => field.dataset.kept ?? field.defaultValue;

function count() {
  const different = [...place.keys()].filter((field) => field.value !== kept(field));
  for (const field of place.keys()) field.toggleAttribute("data-is-changed", field.value !== kept(field));
  if (changed) changed.value = different.length > 1 ? changed.dataset.many.replace("{number}", different.length) : different.length ? changed.dataset.one : "";
  return different.length;
}

// The next field that way that can be written in.
function go(from, right, down) {
  let { x, y } = place.get(from);
  do [x, y] = [x + right, y + down];
  while (rows[y]?.[x]?.readOnly);
  const next = rows[y]?.[x];
  next?.focus();
  next?.select();
  return Boolean(next);
}

// Down the column; from its foot to the head of the next one.
function on(from) {
  if (go(from, 0, 1)) return;
  const next = rows.map((row) => row[place.get(from).x + 1]).find((field) => field && !field.readOnly);
  if (next?.matches("input")) next.focus();
}

const MOVES = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

// In words the arrows move the cursor first; from their end they go on.
function leaves(field, key) {
  if (field.matches("input")) return true;
  const { selectionStart: at, selectionEnd: end, value } = field;
  if (at === 0 && end === value.length) return true;
  return at === end && (key === "ArrowRight" || key === "ArrowDown" ? at === value.length : at === 0);
}

form?.addEventListener("keydown", (event) => {
  const field = event.target.closest(FIELDS);
  if (!field || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return void (event.preventDefault(), form.requestSubmit());
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isScore = field.matches("input");
  if (MOVES[event.key] && !(event.shiftKey && !isScore)) {
    if (leaves(field, event.key) && go(field, ...MOVES[event.key])) event.preventDefault();
    else if (isScore) event.preventDefault();
  } else if (event.key === "Enter" && isScore) {
    event.preventDefault();
    event.shiftKey ? go(field, 0, -1) : on(field);
  } else if (event.key === "Escape") {
    field.value = isScore ? kept(field) : field.defaultValue;
    count();
  } else if (event.key === "Delete" && isScore && !field.readOnly) {
    event.preventDefault();
    field.value = "";
    count();
  } else if (/^\d$/.test(event.key) && isScore && field.value === "1" && event.key !== "0" && goesOn.checked && field.selectionStart === field.selectionEnd) {
    on(field); // 1 and then 7: the 1 was whole, the 7 belongs to the next pupil
  }
});

form?.addEventListener("input", (event) => {
  const field = event.target.closest(FIELDS);
  if (!field) return;
  count();
  if (field.matches("input") && goesOn.checked && !event.inputType?.startsWith("delete") && /^(0|[2-9]|10)$/.test(field.value)) on(field);
});

// A full cell that is clicked or reached is written over, not added to.
for (const kind of ["focusin", "pointerup"]) form?.addEventListener(kind, ({ target }) => target.matches("td input") && target.select());

let sent = false;
form?.addEventListener("submit", () => (sent = true));
addEventListener("beforeunload", (event) => !sent && count() && event.preventDefault());
addEventListener("pageshow", () => ((sent = false), form && count()));
document.querySelector("[data-keys]")?.removeAttribute("hidden");
