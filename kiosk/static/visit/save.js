// Saves an answer or a draft in one small request, while the next step is already shown.
import { showHint } from "./fields.js";
import { messageOf, nextSequence } from "./message.js";
import { isOver } from "./over.js";
import { fromServer, isPreview, showStatus } from "./page.js";
import { request } from "./request.js";
import { isSending, noteSending, noteWaiting, waitingCount } from "./saved.js";
import { show } from "./show.js";
import { current } from "./steps.js";
import { outbox, putAside } from "./waiting.js";

const RETRY = 5000; // ms between two tries
const onTheirWay = new Set(); // answers that neither the server nor the outbox has yet

export function save(step, how, data) {
  if (isPreview) return;
  data.set("sequence", nextSequence());
  data.set("press", how);
  const sending = send(step, how, data, messageOf(step, data)).finally(() => onTheirWay.delete(sending));
  onTheirWay.add(sending);
}

// For what is sent in its own way, as recordings and drawings are.
export function noteOnItsWay(sending) {
  noteSending(1);
  const over = () => {
    onTheirWay.delete(sending);
    noteSending(-1);
  };
  onTheirWay.add(sending);
  sending.then(over, over);
}

// Resolves once the server or the outbox has every answer: a page that is left before loses what only it has.
export const allIsSafe = () => Promise.allSettled([...onTheirWay]);

async function send(step, how, data, message) {
  noteSending(1);
  const waiting = outbox && outbox.put(message).catch(() => false);
  try {
    const answer = await request(step.action, data);
    if (answer.status === 204 || answer.status === 422) {
      noteSending(-1);
      if (waiting) waiting.then(() => outbox.remove(message.key, message.content.sequence));
      return received(step, how, answer);
    }
    if (await isOver(answer, message)) return;
    throw new Error("not saved");
  } catch {
    const isStored = await putAside(message);
    noteWaiting(waitingCount() + 1); // in the outbox, or for now in this page alone
    noteSending(-1);
    showStatus(isStored ? fromServer.waiting : fromServer.unsafe);
    if (outbox) return; // it tries again
    await new Promise((done) => setTimeout(done, RETRY)); // only this page has the answer
    noteWaiting(waitingCount() - 1);
    await send(step, how, data, message);
  }
}

async function received(step, how, answer) {
  if (answer.status === 422) return refused(step, (await answer.json()).hint);
  if (how !== "draft" || step === current) showStatus(isSending() ? "" : fromServer.saved, true);
}

function refused(step, hint) {
  step.answered = false;
  show(step);
  showHint(hint);
}
