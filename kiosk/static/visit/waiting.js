// What could not be sent waits in the tablet's outbox (outbox.js), which is loaded at the first touch: what is seen
// first is loaded first.
import { formData, fromServer, isPreview, showStatus } from "./page.js";
import { noteWaiting } from "./saved.js";

export let outbox = null;

export async function openOutbox() {
  try {
    const [module] = await Promise.all([import(fromServer.outbox), import(fromServer.seal)]);
    const token = formData().get("csrf_token"); // its form may have left the page by now
    outbox = outbox || (await module.open(fromServer.messages, token, fromServer.seal, fromServer.key, showDelivered));
  } catch {
    outbox = null; // no network before the first answer, or the browser refuses to store anything
  }
  return outbox;
}

// Puts a message into the outbox. Resolves to whether it waits there now.
export async function putAside(message) {
  const store = await openOutbox();
  return store ? store.put(message).then(() => true, () => false) : false;
}

function showDelivered(left) {
  noteWaiting(left);
  showStatus(left ? fromServer.waiting : fromServer.saved, !left);
}

if (!isPreview) for (const type of ["pointerdown", "keydown"]) addEventListener(type, openOutbox, { once: true });
