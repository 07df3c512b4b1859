// The page of own scores by keyboard: a complete score moves on to the next pupil, arrow keys move, Escape undoes.
const form = document.querySelector("[data-own-scores]");
const FIELDS = "td input, td textarea";
const rows = [...document.querySelectorAll("[data-own-scores] tbody tr")].map((row) => [...row.querySelectorAll(FIELDS)]);
const place = new Map(rows.flatMap((row, y) => row.map((field, x) => [field, { x, y }])));
const changed = document.querySelector("[data-own-scores] [data-changed]");
const movesOn = document.querySelector("[data-moves-on]");
const savedValue = (field) => ("saved" in field.dataset ? field.dataset.saved : field.defaultValue);

const isChanged = (field) => field.value !== savedValue(field);

function countChanges() {
  const number = [...place.keys()].filter(isChanged).length;
  for (const field of place.keys()) field.toggleAttribute("data-is-changed", isChanged(field));
  if (!changed) return number;
  const { one, many } = changed.dataset;
  changed.value = number > 1 ? many.replace("{number}", number) : number ? one : "";
  return number;
}

const fieldAt = (x, y) => rows[y] && rows[y][x];

// Moves in a direction to the next field that is not read-only.
function move(from, right, down) {
  let { x, y } = place.get(from);
  do [x, y] = [x + right, y + down];
  while (fieldAt(x, y) && fieldAt(x, y).readOnly);
  const next = fieldAt(x, y);
  if (!next) return false;
  next.focus();
  next.select();
  return true;
}

// Moves down the column, and from its last cell to the top of the next column.
function moveOn(from) {
  if (move(from, 0, 1)) return;
  const next = rows.map((row) => row[place.get(from).x + 1]).find((field) => field && !field.readOnly);
  if (next && next.matches("input")) next.focus();
}

const MOVES = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

// In text the arrows move the cursor first, and from its end they leave the field.
function leavesField(field, key) {
  if (field.matches("input")) return true;
  const { selectionStart: at, selectionEnd: end, value } = field;
  if (at === 0 && end === value.length) return true;
  return at === end && (key === "ArrowRight" || key === "ArrowDown" ? at === value.length : at === 0);
}

const isCursor = (field) => field.selectionStart === field.selectionEnd; // nothing is selected

// Sends the form by its button, as a click does.
function send(event) {
  event.preventDefault();
  form.querySelector("button").click();
}

function moveByKey(event) {
  const field = event.target.closest(FIELDS);
  if (!field || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send(event);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isScore = field.matches("input");
  if (MOVES[event.key] && !(event.shiftKey && !isScore)) {
    if (leavesField(field, event.key) && move(field, ...MOVES[event.key])) event.preventDefault();
    else if (isScore) event.preventDefault();
  } else if (event.key === "Enter" && isScore) {
    event.preventDefault();
    event.shiftKey ? move(field, 0, -1) : moveOn(field);
  } else if (event.key === "Escape") {
    field.value = isScore ? savedValue(field) : field.defaultValue;
    countChanges();
  } else if (event.key === "Delete" && isScore && !field.readOnly) {
    event.preventDefault();
    field.value = "";
    countChanges();
  } else if (/^[1-9]$/.test(event.key) && isScore && field.value === "1" && movesOn.checked && isCursor(field)) {
    moveOn(field); // 1 and then 7: the score was 1, and the 7 is for the next pupil
  }
}

function countTyped(event) {
  const field = event.target.closest(FIELDS);
  if (!field) return;
  countChanges();
  const isWhole = field.matches("input") && /^(0|[2-9]|10)$/.test(field.value) && !(event.inputType || "").startsWith("delete");
  if (isWhole && movesOn.checked) moveOn(field);
}

// Typing in a cell that has a score replaces the score.
const selectScore = ({ target }) => target.matches("td input") && target.select();

let sent = false;
if (form) {
  form.addEventListener("keydown", moveByKey);
  form.addEventListener("input", countTyped);
  for (const kind of ["focusin", "pointerup"]) form.addEventListener(kind, selectScore);
  form.addEventListener("submit", () => (sent = true));
}
addEventListener("beforeunload", (event) => !sent && countChanges() && event.preventDefault());
addEventListener("pageshow", () => ((sent = false), form && countChanges()));
for (const keys of document.querySelectorAll("[data-keys]")) keys.hidden = false;

