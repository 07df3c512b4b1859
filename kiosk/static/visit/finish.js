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
  const isFinished = how === "finish";
  data.set("press", how);
  const { action } = isFinished ? endStep() : current;
  try {
    const answer = await request(action, isFinished ? data : withoutAnswers(data));
    if (await isOver(answer)) return;
    if (answer.status !== 204) throw new Error("not ended");
    await allIsSafe();
    if (outbox) await outbox.flush();
    location.assign(answer.headers.get("Content-Location") || fromServer.welcome);
  } catch {
    if (isFinished) await putAside(messageOf(endStep(), data));
    thankWithoutNetwork();
  }
}

// The welcome page comes with the network.
function thankWithoutNetwork() {
  const page = document.createElement("main");
  const heading = document.createElement("h1");
  page.className = "middle gone";
  heading.textContent = document.title = fromServer.gone;
  page.append(heading);
  replaceContent(document.querySelector("#page"), page);
  setInterval(async () => {
    if (outbox) outbox.flush();
    const answer = await fetch(fromServer.welcome).catch(() => null);
    if (!answer || !answer.ok) return;
    await allIsSafe();
    location.replace(fromServer.welcome);
  }, RETRY_WELCOME);
}
