// What could not be sent waits in the tablet's outbox (outbox.js). It is loaded before anything can be answered: without a
// network it could not be loaded any more.
import { formData, fromServer, isPreview, showStatus } from "./page.js";
import { noteWaiting } from "./saved.js";

export let outbox = null;
let opening = null;

// Resolves to the outbox, or to null: the network went before it was loaded.
export function openOutbox() {
  opening = opening || load().catch(() => (opening = null));
  return opening;
}

async function load() {
  const [module] = await Promise.all([import(fromServer.outbox), import(fromServer.seal)]);
  const token = formData().get("csrf_token"); // its form may have left the page by now
  outbox = await module.open(fromServer.messages, token, fromServer.seal, fromServer.key, showDelivered);
  return outbox;
}

// Puts a message into the outbox. Resolves to whether the tablet has stored it; if not, an outbox that is open tries to
// send it for as long as the page is open.
export async function putAside(message) {
  const opened = await openOutbox();
  return opened ? opened.put(message).catch(() => false) : false;
}

function showDelivered(left) {
  noteWaiting(left);
  if (left && outbox) showStatus(outbox.isAllStored() ? fromServer.waiting : fromServer.unsafe);
  else showStatus(fromServer.saved, true);
}

if (!isPreview) {
  openOutbox();
  for (const type of ["pointerdown", "keydown"]) addEventListener(type, openOutbox);
}
