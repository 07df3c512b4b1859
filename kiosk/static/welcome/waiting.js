// Loads the tablet's outbox only where something waits in it, which is seldom. A browser that stores nothing has nothing.
import { form } from "./code.js";

const token = document.querySelector("[name=csrf_token]").value;

// Whether anything waits. A store that is not there yet stays away.
function isAnythingWaiting() {
  return new Promise((done) => {
    const opening = indexedDB.open("outbox", 1);
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = () => done(false);
    opening.onsuccess = () => {
      const count = opening.result.transaction("letters").objectStore("letters").count();
      count.onerror = () => done(true);
      count.onsuccess = () => {
        opening.result.close();
        done(count.result > 0);
      };
    };
  });
}

async function deliverWaiting() {
  if (!(await isAnythingWaiting())) return;
  const outbox = await import(form.dataset.outbox);
  await outbox.open(form.dataset.messages, token);
}
deliverWaiting().catch(() => {});
