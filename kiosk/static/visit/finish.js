// The end of a visit: finished, or stopped for now. Nothing of the pupil stays on the screen.
import { replaceContent } from "../content.js";
import { messageOf } from "./message.js";
import { isOver } from "./over.js";
import { formData, fromServer, isPreview } from "./page.js";
import { request, withoutAnswers } from "./request.js";
import { allIsSafe } from "./save.js";
import { show } from "./show.js";
import { current, endStep, steps } from "./steps.js";
import { outbox, putAside } from "./waiting.js";

const RETRY_WELCOME = 5000; // ms between two tries

export async function end(how) {
  if (isPreview) return show(steps[0]);
  const data = formData();
  data.set("press", how);
  const { action } = how === "finish" ? endStep() : current;
  const sent = how === "finish" ? data : withoutAnswers(data);
  try {
    const answer = await request(action, sent);
    if (await isOver(answer)) return;
    if (answer.status !== 204) throw new Error("not ended");
    await allIsSafe();
    if (outbox) await outbox.flush();
    if (outbox && !outbox.isAllStored()) throw new Error("not saved");
    location.assign(answer.headers.get("Content-Location") || fromServer.welcome);
  } catch {
    thankWithoutNetwork(how === "finish" ? messageOf(endStep(), data) : null);
  }
}

// Says what is true: first that the answers are being saved, then where they are. The welcome page comes with the network.
async function thankWithoutNetwork(finish) {
  const page = document.createElement("main");
  const heading = document.createElement("h1");
  page.className = "middle gone";
  page.append(heading);
  const tell = (text) => (heading.textContent = document.title = text);
  tell(fromServer.allSending);
  replaceContent(document.querySelector("#page"), page);
  if (finish) await putAside(finish);
  await allIsSafe();
  do {
    if (outbox) outbox.flush();
    tell(outbox && outbox.isAllStored() ? fromServer.gone : fromServer.goneUnsafe);
    await new Promise((done) => setTimeout(done, RETRY_WELCOME));
  } while (!(await isReady(finish)));
  location.replace(fromServer.welcome);
}

// Whether the server answers again, and all that only this page has is there.
async function isReady(finish) {
  const answer = await fetch(fromServer.welcome).catch(() => null);
  if (!answer || !answer.ok) return false;
  if (finish && !outbox) await putAside(finish);
  if (outbox) await outbox.flush();
  return outbox ? outbox.isAllStored() : !finish;
}
