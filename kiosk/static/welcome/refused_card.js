// A card that was refused, or that still lies in front of the camera after its visit, must go away before it counts.
import { field } from "./code.js";

const AWAY = 3000; // ms without a card in sight: it was taken away
const isAfterVisit = "thanks" in document.querySelector("[data-camera]").dataset;
let waitingCode = field.defaultValue; // the code that was just refused
let watchingSince = 0;
let seenAt = 0;

export function watchAgain() {
  watchingSince = seenAt = performance.now();
}

export function isInTheWay(code) {
  const now = performance.now();
  if (isAfterVisit && !waitingCode && now - watchingSince < AWAY) waitingCode = code;
  const isStillHere = code === waitingCode && now - seenAt < AWAY;
  if (isStillHere) seenAt = now;
  return isStillHere;
}
