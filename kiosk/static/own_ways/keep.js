// Keeps a recording or a drawing: sealed in the outbox first, then on its way to the server.
const RETRY = 5000; // ms between two tries

// A growing file only waits on this tablet: the whole of it is sent once it is finished. `file` is its number in the
// visit. Resolves to "saved" (on the server), "waiting" (sealed on this tablet), "unsafe" (in this page alone) or "".
export async function keepFile(visit, step, { file, bytes, seconds = "", isGrowing = false }) {
  if (visit.isPreview) return ""; // nothing is saved
  const message = messageFor(visit, step, { file, bytes, seconds, isGrowing });
  const outbox = await openedOutbox(visit, isGrowing);
  if (!outbox) return "unsafe";
  const isStored = await outbox.put(message).catch(() => false);
  const how = isStored ? "waiting" : "unsafe";
  if (isGrowing) return how;
  await outbox.flush(); // a delivery may have begun before this was put
  await outbox.flush();
  if (!(await outbox.waits(message.key))) return "saved";
  visit.noteWaiting(visit.waitingCount() + 1);
  visit.showStatus(visit.fromServer[how]);
  return how;
}

// Only this page has a finished file while the outbox is not loaded, so it waits for that.
async function openedOutbox(visit, isGrowing) {
  for (;;) {
    const outbox = await visit.openOutbox();
    if (outbox || isGrowing) return outbox;
    visit.showStatus(visit.fromServer.unsafe);
    await new Promise((done) => setTimeout(done, RETRY));
  }
}

function messageFor(visit, step, { file, bytes, seconds, isGrowing }) {
  const id = visit.form.elements.visit.value;
  const [, task, step_id] = step.name.match(/^(.*)-(\d+)$/);
  const content = { press: "file", task, step: step_id, file: String(file), seconds: String(seconds) };
  content.sequence = String(visit.nextSequence());
  return { key: `${id}:${step.name}:file:${file}`, visit: id, content, file: bytes, isGrowing };
}

export function showKept(visit, sheet, how) {
  sheet.querySelector("[data-kept]").textContent = visit.fromServer[how] || "";
}
