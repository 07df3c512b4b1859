// The meeting's keys: arrows go on, a number sets what is agreed, M hides the names. How the screen is set is carried on.
const form = document.querySelector("[data-meeting]");
const SOON = 800; // ms in which a 0 after a 1 makes 10
const GO = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
let typed = { digit: "", at: 0 };

// A number that was pressed gives the arrow keys back to the meeting; one that was reached by keys keeps them.
form?.addEventListener("click", ({ detail, target }) => detail && target.matches("input[type='radio']") && target.blur());

function set(value) {
  const input = form?.querySelector(`input[name="score"][value="${value}"]`);
  if (!input || input.checked) return;
  input.checked = true;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function setDigit(digit, at) {
  const ten = digit === "0" && typed.digit === "1" && at - typed.at < SOON;
  typed = { digit, at };
  set(ten ? "10" : digit);
}

// How the screen is set goes on from page to page.
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
  const link = document.querySelector(`[data-${GO[event.key]}]`);
  if (link && GO[event.key] && !event.target.matches("input[type='radio']")) {
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
