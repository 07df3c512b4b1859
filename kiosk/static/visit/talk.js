// "I want to talk to someone": tells a grown-up now, or as soon as the network is back.
import { messageOf } from "./message.js";
import { isOver } from "./over.js";
import { closePanels, form, formData, fromServer, isPreview } from "./page.js";
import { request } from "./request.js";
import { current } from "./steps.js";
import { putAside } from "./waiting.js";

export async function talk() {
  if (isPreview) return;
  const data = formData();
  data.set("press", "talk");
  const place = form.querySelector("h1").textContent;
  const { key, visit } = messageOf(current, data);
  const message = { key: `${key}:talk`, visit, content: { press: "talk", place } };
  try {
    const answer = await request(`${current.action}/talk`, data);
    if (await isOver(answer, message)) return;
    if (!answer.ok) throw new Error("nobody was told");
    showNote((await answer.json()).told);
  } catch {
    const isWaiting = await putAside(message);
    showNote(isWaiting ? fromServer.talkLater : fromServer.talkNow); // only what waits will be told
  }
}

function showNote(text) {
  for (const earlier of form.querySelectorAll("[data-told]")) earlier.remove();
  const note = document.createElement("p");
  Object.assign(note, { className: "note", textContent: text, tabIndex: -1 });
  note.setAttribute("role", "status");
  note.dataset.told = "";
  form.querySelector(".middle").prepend(note);
  closePanels();
  note.focus({ preventScroll: true });
  scrollTo(0, 0);
}
