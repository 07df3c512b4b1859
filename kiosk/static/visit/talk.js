// "I want to talk to someone": tells a grown-up now, or as soon as the network is back. For a minute the pupil can take
// it back. What was pressed has a number of its own, so that it counts once, however often it is sent.
import { nextSequence } from "./message.js";
import { isOver } from "./over.js";
import { form, formData, fromServer, isPreview } from "./page.js";
import { request, withoutAnswers } from "./request.js";
import { current } from "./steps.js";
import { putAside } from "./waiting.js";

const CAN_TAKE_BACK = 60000; // ms, as on the server
const TRY_AGAIN = 5000; // ms between two tries, in a browser that stores nothing
const talkPanel = form.querySelector(".talk.ask");
const notMeant = talkPanel.querySelector("[data-not-meant]");
const choices = talkPanel.querySelector("[data-asking]");
let lastWish = null; // what can be taken back
let takeBackTimer = null;
let isTelling = false;

export async function talk() {
  const chosen = choices.querySelector("[name=who]:checked");
  const place = form.querySelector("h1").textContent;
  const wish = { press: "talk", who: chosen ? chosen.value : "", place, sequence: String(nextSequence()) };
  const isKnown = await tell(wish, "", fromServer.talkLater);
  if (!isKnown) return;
  lastWish = wish;
  offerToTakeBack(CAN_TAKE_BACK);
}

export async function takeBack() {
  const wish = lastWish || {};
  const taken = lastWish ? { taken_back: String(nextSequence()) } : {}; // else the server knows the last one
  if (await tell({ ...wish, ...taken, press: "not_meant" }, ":back", talkPanel.dataset.takenLater)) offerToTakeBack(0);
}

// Resolves to whether somebody knows, or will: the server, or the outbox.
async function tell(wish, part, later) {
  if (isPreview || isTelling) return false;
  isTelling = true;
  const data = withoutAnswers(formData());
  for (const name of Object.keys(wish)) data.set(name, wish[name]);
  const visit = data.get("visit");
  const message = wish.sequence ? { key: `${visit}:talk:${wish.sequence}${part}`, visit, content: wish } : null;
  const address = `${current.action}/talk`;
  try {
    const answer = await request(address, data);
    if (await isOver(answer, message)) return false;
    if (!answer.ok) throw new Error("nobody was told");
    showTold((await answer.json()).told);
    return true;
  } catch {
    const isWaiting = message && (await putAside(message));
    showTold(isWaiting ? later : fromServer.talkNow); // only what waits will be told
    if (!isWaiting) tryAgain(address, data);
    return isWaiting;
  } finally {
    isTelling = false;
  }
}

// Only this page has it, so it says no more than that.
function tryAgain(address, data) {
  setTimeout(() => request(address, data).catch(() => tryAgain(address, data)), TRY_AGAIN);
}

function showTold(text) {
  const note = talkPanel.querySelector("[data-told]");
  note.textContent = text;
  note.hidden = false;
  note.focus({ preventScroll: true });
  setTimeout(() => talkPanel.dispatchEvent(new Event("told", { bubbles: true }))); // once its buttons have changed
}

function offerToTakeBack(milliseconds) {
  clearTimeout(takeBackTimer);
  notMeant.hidden = !milliseconds;
  choices.hidden = milliseconds > 0;
  if (milliseconds) takeBackTimer = setTimeout(offerToTakeBack, milliseconds, 0);
  else lastWish = null;
}

if (Number(notMeant.dataset.notMeant)) offerToTakeBack(Number(notMeant.dataset.notMeant) * 1000);
