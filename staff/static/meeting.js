// The meeting: arrow keys go on, M hides the names, a number sets what is agreed; all is kept as it is typed.
const form = document.querySelector("[data-meeting]");
const status = document.querySelector("[data-status]");
const SOON = 800; // ms in which a 0 after a 1 makes 10, and after which typed words are sent
const GO = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const changed = new Set();
let typed = { digit: "", at: 0 };
let waiting;

function body() {
  const whole = new FormData(form);
  const sent = new URLSearchParams({ csrf_token: whole.get("csrf_token") });
  if (changed.has("reason")) changed.add("score"); // a reason belongs to a number
  if (changed.has("score")) changed.add("reason");
  for (const name of changed) sent.set(name, whole.get(name) ?? "");
  return sent;
}

// A reason waits for its number.
const isReady = () => changed.size > Number(changed.has("reason") && !new FormData(form).get("score"));

async function keep(keepalive = false) {
  clearTimeout(waiting);
  if (!isReady()) return;
  const held = changed.has("reason") && !changed.has("score") && !new FormData(form).get("score");
  if (held) changed.delete("reason");
  const sent = body();
  const names = [...changed];
  changed.clear();
  if (held) changed.add("reason");
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent, keepalive, headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    status.value = form.dataset.kept;
  } catch {
    names.forEach((name) => changed.add(name));
    status.value = form.dataset.notKept;
    waiting = setTimeout(keep, 5000);
  }
}

form?.addEventListener("input", ({ target }) => {
  changed.add(target.name);
  status.value = "";
  clearTimeout(waiting);
  waiting = setTimeout(keep, target.type === "radio" ? 0 : SOON);
});
form?.addEventListener("submit", (event) => (event.preventDefault(), keep()));
addEventListener("pagehide", () => form && keep(true));

function set(digit, at) {
  const ten = digit === "0" && typed.digit === "1" && at - typed.at < SOON;
  typed = { digit, at };
  const input = form?.querySelector(`input[name="score"][value="${ten ? 10 : digit}"]`);
  if (!input || input.checked) return;
  input.checked = true;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function mask() {
  const masked = document.documentElement.classList.toggle("masked");
  document.querySelector("[data-mask]").setAttribute("aria-pressed", masked);
  const carry = (address) => {
    const url = new URL(address, location);
    masked ? url.searchParams.set("masked", 1) : url.searchParams.delete("masked");
    return url;
  };
  history.replaceState(null, "", carry(location));
  for (const link of document.querySelectorAll(".steps a:not(.date-it), .all a")) link.href = carry(link.href);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const writes = event.target.matches("textarea, input:not([type='radio'])");
  if (event.key === "Escape") event.target.blur();
  if (writes) return;
  const link = document.querySelector(`[data-${GO[event.key]}]`);
  if (link && GO[event.key]) {
    event.preventDefault();
    link.click();
  } else if (/^\d$/.test(event.key)) set(event.key, event.timeStamp);
  else if (event.key.toLowerCase() === "m") mask();
});

const button = document.querySelector("[data-mask]");
button.hidden = false;
button.addEventListener("click", mask);
if (form) form.querySelector("[data-keep]").hidden = true;

const clock = document.querySelector("[data-clock]");
const began = Date.now();
const zero = Date.parse(clock.dateTime);
const minutes = () => {
  const [hour, minute] = clock.dataset.clock.split(":").map(Number);
  const now = hour * 60 + minute + Math.floor((zero % 60000 + Date.now() - began) / 60000);
  clock.textContent = `${String(Math.floor(now / 60) % 24).padStart(2, "0")}:${String(now % 60).padStart(2, "0")}`;
};
clock.dataset.clock = clock.textContent;
setInterval(minutes, 5000);
