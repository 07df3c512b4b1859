// A visit can end on the server: the room closes, or the pupil goes on at another tablet. Then this page makes way for
// the page that the server sends, which says what to do, and what was filled in goes to the outbox.
import { isTyped, needsAnything } from "./fields.js";
import { followingSequence, messageOf } from "./message.js";
import { form, formData, fromServer, isPreview } from "./page.js";
import { current } from "./steps.js";
import { outbox, putAside } from "./waiting.js";

const OVER = [403, 404, 409, 410]; // the server's answers when a visit cannot go on
const BETWEEN = 10000; // ms from one question to the server to the next

// Returns false where the visit goes on, or where a proxy answered with a page of its own.
export async function isOver(answer, message) {
  if (!OVER.includes(answer.status)) return false;
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!next.querySelector("#page")) return false;
  if (message) await putAside(message);
  if (outbox) outbox.flush();
  document.querySelector("#page").replaceWith(next.querySelector("#page"));
  document.title = next.title;
  document.querySelector("h1").focus();
  document.dispatchEvent(new Event("page"));
  return true;
}

async function askWhetherOver() {
  if (document.hidden || !form.isConnected) return;
  const answer = await fetch(fromServer.goesOn, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer || !OVER.includes(answer.status) || !form.isConnected) return;
  const data = formData();
  data.set("sequence", followingSequence());
  data.set("press", "draft");
  await isOver(answer, needsAnything() && isTyped() ? messageOf(current, data) : null);
}
if (!isPreview) setInterval(askWhetherOver, BETWEEN);
