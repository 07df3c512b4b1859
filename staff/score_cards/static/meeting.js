// The meeting's keys: arrows move on, a number sets the agreed score, M hides the names. Settings go with every link.
const form = document.querySelector("[data-meeting]");
const SOON = 800; // ms in which a 0 after a 1 makes 10
const DIRECTIONS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
let typed = { digit: "", at: 0 };

// After a click on a number, the arrow keys move through the meeting again. After keys, they move between numbers.
const blurNumber = ({ detail, target }) => detail && target.matches("input[type='radio']") && target.blur();
if (form) form.addEventListener("click", blurNumber);

function set(value) {
  const input = form && form.querySelector(`input[name="score"][value="${value}"]`);
  if (!input || input.checked) return;
  input.checked = true;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function setDigit(digit, at) {
  const ten = digit === "0" && typed.digit === "1" && at - typed.at < SOON;
  typed = { digit, at };
  set(ten ? "10" : digit);
}

// Puts a setting into the address of this page and of every link.
function carry(name, on) {
  const carried = (address) => {
    const url = new URL(address, location);
    on ? url.searchParams.set(name, 1) : url.searchParams.delete(name);
    return url;
  };
  history.replaceState(null, "", carried(location));
  for (const link of document.querySelectorAll("a[data-carries]")) link.href = carried(link.href);
  if (form) form.action = carried(form.action);
}

function mask() {
  const masked = document.documentElement.classList.toggle("masked");
  carry("masked", masked);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") event.target.blur();
  if (event.target.matches("textarea, input:not([type='radio'], [type='checkbox'])")) return;
  const link = document.querySelector(`[data-${DIRECTIONS[event.key]}]`);
  if (link && DIRECTIONS[event.key] && !event.target.matches("input[type='radio']")) {
    event.preventDefault();
    link.click();
  } else if (!keys.checked) return;
  else if (/^\d$/.test(event.key)) setDigit(event.key, event.timeStamp);
  else if (event.key === "Delete" || event.key === "Backspace") set("");
  else if (event.key.toLowerCase() === "m") mask();
});

const button = document.querySelector("[data-mask]");
button.hidden = false;
button.addEventListener("click", mask);
const keys = document.querySelector("[data-single-keys]");
keys.addEventListener("change", () => carry("still", !keys.checked));
keys.closest("[hidden]").hidden = false;
