// A new step hears nothing until the finger that called it up is lifted, and for half a second more: the second tap of
// a double tap would press what lies there now, which the pupil has not seen yet.
const SETTLING = 500; // ms, as in parts/motion.css
let fingers = 0;

addEventListener("pointerdown", () => (fingers += 1), true);
for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => (fingers = Math.max(0, fingers - 1)), true);

export function settle(node) {
  node.classList.add("settling");
  const wake = () => (fingers ? addEventListener("pointerup", () => settle(node), { once: true }) : hear(node));
  node.addEventListener("animationend", ({ animationName }) => animationName === "settle" && wake(), { once: true });
  setTimeout(wake, SETTLING); // for pupils who want nothing to move
}

const hear = (node) => node.classList.remove("settling");

// A key that is held down is one press as well.
document.addEventListener("keydown", (event) => {
  if (event.repeat && event.key === "Enter" && !event.target.closest("textarea")) event.preventDefault();
});
