// The look of the camera's panel on the welcome page: what it says, and what can be seen and pressed.
const CALM = 3000; // ms for which the page says that a code is not one of ours
export const panel = document.querySelector("[data-camera]");
export const part = (name) => panel.querySelector(`[data-${name}]`);
const availability = document.querySelector("[data-works]");
let calming = 0;

export function tell(state) {
  const text = panel.dataset[state] || "";
  if (part("told").textContent !== text) part("told").textContent = text; // set again it would be read aloud again
}

// Shows the picture while the camera opens, and its buttons once it is open.
export function showPicture(isShown, isOpen = false) {
  document.querySelector("[data-middle]").classList.toggle("watching", isShown);
  part("view").hidden = !isShown;
  part("buttons").hidden = !isOpen;
  part("start").hidden = isShown;
}

export function tellPermission(permission) {
  const isPossible = permission === "ask" || permission === "granted";
  availability.textContent = isPossible ? availability.dataset.yes : availability.dataset.no;
  part("start").hidden = permission === "insecure"; // pressing again helps everywhere else
  panel.classList.toggle("off", permission === "insecure");
  tell(permission === "granted" ? "ask" : permission);
}

export function tellForeign(isStillLooking) {
  tell("foreign");
  clearTimeout(calming);
  calming = setTimeout(() => isStillLooking() && tell("looking"), CALM);
}
