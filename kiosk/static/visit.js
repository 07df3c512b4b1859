// A turn without loading a page: all steps lie ready as templates, each press shows the next one at once, and what was
// given is sent behind it, one small request. What cannot be sent waits sealed in the tablet's outbox (outbox.js).
// Without this script the same page works as a plain form, step by step.
const form = document.querySelector("[data-turn]");
const words = form.dataset;
const preview = "preview" in words;
const TYPING = 1500; // ms from a letter typed until it is sent
const OVER = [403, 404, 409, 410]; // the house says that this turn cannot go on; other pages are a proxy's
const PATIENCE = 8000; // ms that a request may take
const RETRY = 5000; // ms between two tries
const ASK = 10000; // ms between two looks whether the turn still goes on
const started = performance.now();
const steps = new Map(); // name -> { node, action, task, answered, dropped }, in order
let here = "";
let sequence = Number(words.sequence);
let unsent = 0;
let typing = null;
let outbox = null;

for (const part of form.querySelectorAll("[data-step]")) {
  const { step, task = step.split("-")[0], action = form.getAttribute("action") } = part.dataset;
  const node = part.content?.firstElementChild ?? part;
  steps.set(step, { node, action, task, answered: "answered" in part.dataset, dropped: "dropped" in part.dataset });
  if (part === node) here = step;
}

const bar = () => form.querySelector(".bar");
const given = () => new FormData(form);
const at = (name) => steps.get(name);
const asked = () => [...steps.keys()].filter((name) => !at(name).dropped && at(name).task !== "end");

// --- going from step to step ---

function show(name) {
  const { node, action, task } = at(name);
  at(here).node.replaceWith(node);
  here = name;
  form.setAttribute("action", action);
  const line = asked();
  const [number, of] = [line.indexOf(name) + 1, line.length];
  document.title = task === "end" ? words.endTitle : words.title.replace("{number}", number).replace("{of}", of);
  history.replaceState(null, "", action);
  drawWay(line, number);
  say();
  scrollTo(0, 0);
  for (const open of form.querySelectorAll(".top details[open]")) open.open = false;
  form.querySelector("h1").focus({ preventScroll: true });
  document.dispatchEvent(new Event("step"));
}

function drawWay(line, number) {
  const way = form.querySelector("[data-way]");
  way.querySelector(".sr").textContent = document.title;
  for (const task of way.querySelectorAll("[data-task]")) {
    const marks = line.filter((name) => at(name).task === task.dataset.task);
    task.replaceChildren(...marks.map((name) => mark(name, line[number - 1])));
  }
}

function mark(name, current) {
  const dot = document.createElement("i");
  dot.className = name === current ? "here" : at(name).answered ? "done" : "open";
  return dot;
}

function following() {
  const line = asked();
  const open = (name) => !at(name).answered;
  return line.slice(line.indexOf(here) + 1).find(open) ?? line.find((name) => name !== here && open(name)) ?? "end-0";
}

function before() {
  const line = asked();
  return at(here).task === "end" ? line.at(-1) : line[line.indexOf(here) - 1];
}

// --- what was given ---

const needs = () => bar().dataset.needs.split(" ").filter(Boolean);
const isFilled = (name, data) => data.getAll(name).some((value) => value.trim());
const isEnough = (data) => !needs().length || needs().some((name) => isFilled(name, data));
const typed = () => [...form.querySelectorAll(".step textarea, .step input:not([type])")];
const isTyped = () => typed().some((field) => field.value.trim());

function press(how) {
  const data = given();
  clearTimeout(typing);
  typing = null;
  if (how === "next" && !isEnough(data) && !at(here).answered) return hint();
  if (how === "next" && isEnough(data)) give("next", data);
  else if (how === "skip" || how === "unknown") give(how, data);
  else if (how === "back" || how === "stop") keepOnLeaving(data);
  if (how === "stop") return end("stop");
  if (how === "back") return before() && show(before());
  show(following());
}

function keepOnLeaving(data) {
  if (!needs().length) return;
  if (isEnough(data)) give("next", data);
  else if (isTyped()) post(here, "draft", data);
}

function give(how, data) {
  const step = at(here);
  step.answered = true;
  step.skipped = how === "skip";
  if (how !== "next") clear();
  if (step.task === "card_sort") shorten();
  post(here, how, data);
}

// "I don't know" and a score exclude each other.
function clear() {
  for (const field of form.querySelectorAll(".step :checked")) field.checked = false;
}

// The chosen cards become the score card, once both sides are sorted and the round says so.
function shorten() {
  const sides = [...steps.values()].filter((step) => step.task === "card_sort");
  if (!("shorten" in words)) return;
  const chosen = sides.flatMap(({ node }) => [...node.querySelectorAll(":checked")].map((card) => `score_card-${card.value}`));
  const sorted = sides.every((side) => side.answered) && chosen.length;
  for (const [name, step] of steps) if (step.task === "score_card") step.dropped = sorted ? !chosen.includes(name) : false;
}

function hint() {
  const note = form.querySelector("[data-hint]");
  note.hidden = false;
  note.classList.remove("followed");
  note.focus({ preventScroll: true });
}

// --- sending ---

function post(name, how, data) {
  if (preview) return;
  sequence = Math.max(sequence + 1, Number(words.sequence) + Math.round(performance.now() - started));
  data.set("sequence", sequence);
  data.set("press", how);
  const { action } = at(name);
  send(action, data, letterOf(name, data), accepted(name, how));
}

function letterOf(name, data) {
  const letter = Object.fromEntries([...new Set(data.keys())].map((key) => [key, data.getAll(key).join("\n")]));
  const [, task, id] = name.match(/^(.*)-(\d+)$/);
  const { csrf_token, visit, ...rest } = letter;
  return { key: `${visit}:${name}`, visit, letter: { ...rest, task, step: id } };
}

async function send(action, data, sealed, done) {
  unsent += 1;
  const waiting = outbox?.put(sealed);
  try {
    const answer = await request(action, data);
    if (answer.status === 204 || answer.status === 422) {
      unsent -= 1;
      waiting?.then(() => outbox.drop(sealed.key, sealed.letter.sequence));
      return done(answer);
    }
    if (OVER.includes(answer.status) && (await over(answer, sealed))) return;
    throw new Error("not kept");
  } catch {
    unsent -= 1;
    const kept = await (await openOutbox())?.put(sealed).then(() => true, () => false);
    say(kept ? words.waiting : words.unsafe);
    if (!kept) setTimeout(() => send(action, data, sealed, done), RETRY); // no store: it waits in this page alone
  }
}

function request(action, data) {
  const body = new URLSearchParams(data);
  const headers = { Accept: "application/json" };
  return fetch(action, { method: "POST", body, headers, keepalive: true, signal: AbortSignal.timeout?.(PATIENCE) });
}

const accepted = (name, how) => async (answer) => {
  if (answer.status === 422) return refused(name, (await answer.json()).hint);
  if (how !== "draft" || name === here) say(unsent ? "" : words.kept, true);
};

function refused(name, hintWords) {
  at(name).answered = false;
  show(name);
  form.querySelector("[data-hint]").textContent = hintWords;
  hint();
}

// The scripts that seal and keep letters come with the first touch: what is seen first goes first.
if (!preview) for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, openOutbox, { once: true });

async function openOutbox() {
  try {
    const [module] = await Promise.all([import(words.outbox), import(words.seal)]);
    outbox ??= await module.open(words.letters, words.seal, words.key, tellKept);
  } catch {
    outbox = null; // no network before the first answer, or a store that refuses
  }
  return outbox;
}

const tellKept = (left) => say(left ? words.waiting : words.kept, !left);

// The turn is over on the server. What was given goes as a letter; the page that comes says what to do.
async function over(answer, sealed) {
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!next.querySelector("#page")) return false;
  if (sealed) await (await openOutbox())?.put(sealed).catch(() => {});
  outbox?.flush();
  document.querySelector("#page").replaceWith(next.querySelector("#page"));
  document.title = next.title;
  document.querySelector("h1").focus();
  return true;
}

// The room may be closed by now, or the pupil gone on at another tablet: then this page makes way by itself.
async function ask() {
  if (document.hidden || !form.isConnected) return;
  const answer = await fetch(words.goesOn).catch(() => null);
  if (!answer || !OVER.includes(answer.status) || !form.isConnected) return;
  const data = given();
  data.set("sequence", sequence + 1);
  data.set("press", "draft");
  await over(answer, needs().length && isTyped() ? letterOf(here, data) : null);
}
if (!preview) setInterval(ask, ASK);

function say(what = "", good = false) {
  const status = form.querySelector("[data-status]");
  if (!status) return;
  status.classList.toggle("waiting", Boolean(what) && !good);
  status.textContent = what;
}

// --- the end, and the ways out ---

async function end(how) {
  if (preview) return show([...steps.keys()][0]);
  const data = given();
  const finished = how === "finish";
  data.set("press", how);
  const address = finished ? at("end-0").action : at(here).action;
  try {
    const answer = await request(address, finished ? data : leaving(data));
    if (OVER.includes(answer.status) && (await over(answer))) return;
    if (answer.status !== 204) throw new Error("not ended");
    await outbox?.flush();
    location.assign(answer.headers.get("Content-Location") ?? words.welcome);
  } catch {
    if (finished) await (await openOutbox())?.put(letterOf("end-0", data)).catch(() => {});
    gone();
  }
}

// What stands in the fields went before; this only ends the turn.
function leaving(data) {
  const ending = new FormData();
  for (const name of ["csrf_token", "visit", "press"]) ending.set(name, data.get(name));
  return ending;
}

// No network at the end: nothing of the pupil stays on the screen, and the welcome page comes with the network.
function gone() {
  const page = document.createElement("main");
  const text = document.createElement("h1");
  page.className = "middle gone";
  text.textContent = words.gone;
  page.append(text);
  document.querySelector("#page").replaceChildren(page);
  document.title = words.gone;
  setInterval(async () => {
    outbox?.flush();
    if ((await fetch(words.welcome).catch(() => null))?.ok) location.replace(words.welcome);
  }, RETRY);
}

async function talk() {
  if (preview) return;
  const data = given();
  data.set("press", "talk");
  try {
    const answer = await request(`${at(here).action}/talk`, data);
    if (OVER.includes(answer.status) && (await over(answer))) return;
    if (!answer.ok) throw new Error("not told");
    tellAbove((await answer.json()).told);
  } catch {
    const place = form.querySelector("h1").textContent;
    const { key, visit } = letterOf(here, data);
    const letter = { key: `${key}:talk`, visit, letter: { press: "talk", place } };
    await (await openOutbox())?.put(letter).catch(() => {});
    tellAbove(words.talkLater);
  }
}

function tellAbove(what) {
  form.querySelector("[data-told]")?.remove();
  const note = document.createElement("p");
  Object.assign(note, { className: "note", textContent: what, tabIndex: -1 });
  note.setAttribute("role", "status");
  note.dataset.told = "";
  form.querySelector(".middle").prepend(note);
  for (const open of form.querySelectorAll(".top details[open]")) open.open = false;
  note.focus({ preventScroll: true });
  scrollTo(0, 0);
}

// My own settings: turned at once, and kept for the next visits.
const NAMES = { text_size: "text", contrast: "contrast", easy_font: "easyFont", calm: "calm", symbols: "symbols", aloud: "aloud" };
function turnHelp(button) {
  const { dataset } = document.documentElement;
  const name = NAMES[button.dataset.help];
  const size = button.dataset.help === "text_size" ? (Number(dataset.text ?? 0) + 1) % 3 : Number(!(name in dataset));
  if (size) dataset[name] = size;
  else delete dataset[name];
  button.setAttribute("aria-pressed", Boolean(size));
  if (!preview) request(`${at(here).action}/help/${button.dataset.help}`, leaving(given())).catch(() => {});
  document.dispatchEvent(new Event("help"));
}

// --- listening ---

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  const how = button?.value ?? "next";
  if (button?.dataset.help) turnHelp(button);
  else if (how === "talk") talk();
  else if (how === "finish" || (how === "next" && at(here).task === "end")) end("finish");
  else press(how);
});

// A hint has been followed; what stands in the fields now is not kept yet, but soon.
form.addEventListener("input", (event) => {
  form.querySelector("[data-hint]")?.classList.add("followed");
  say();
  if (event.target.matches("textarea, input:not([type])")) typing ??= setTimeout(keepTyping, TYPING);
});

function keepTyping() {
  typing = null;
  post(here, "draft", given());
}

// The beginning of a sentence, as a button.
form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-starters] button");
  if (button) return begin(button);
  const link = event.target.closest(".end a");
  const name = link && [...steps].find(([, step]) => step.action === link.getAttribute("href"))?.[0];
  if (!name) return;
  event.preventDefault();
  show(name);
});

function begin(button) {
  const paper = form.querySelector(".step textarea");
  const start = `${button.value.replace(/…$/, "")} `;
  paper.value = paper.value.trim() ? `${paper.value.trimEnd()}\n${start}` : start;
  paper.focus();
  paper.setSelectionRange(paper.value.length, paper.value.length);
  paper.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const { node } of steps.values()) for (const part of node.querySelectorAll("[data-starters]")) part.hidden = false;
form.querySelector("[data-told], [data-hint]:not([hidden])")?.focus({ preventScroll: true });
