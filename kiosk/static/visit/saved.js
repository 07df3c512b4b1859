// What is not on the server yet: on its way, waiting in the tablet's outbox, or in this page alone. The last page says
// that everything is saved only once it is.
import { form, fromServer } from "./page.js";

let sendingCount = 0;
let waiting = 0;
let ofServer = ""; // the sentence of the page as the server sent it

export function noteSending(change) {
  sendingCount += change;
  tellAtTheEnd();
}

export function noteWaiting(count) {
  waiting = count;
  tellAtTheEnd();
}

export const isSending = () => sendingCount > 0;
export const waitingCount = () => waiting;

export function tellAtTheEnd() {
  const sentence = form.querySelector(".step [data-all-kept]");
  if (!sentence) return;
  ofServer = ofServer || sentence.textContent;
  sentence.textContent = waiting ? fromServer.allWaiting : sendingCount ? fromServer.allSending : ofServer;
}

document.addEventListener("step", tellAtTheEnd);
