// Dragging with one finger or the mouse.
const FAR_ENOUGH = 8; // px: a finger that only trembles is a tap

// Calls move(element, event, x, y) while an element of the selector is dragged, x and y px away from where it began, and
// drop(element, event) at its end; cancel(element) where the browser takes the finger over, to scroll for instance.
export function onDrag(selector, move, drop, cancel) {
  let drag = null;

  document.addEventListener("pointerdown", (event) => {
    const element = event.target.closest(selector);
    if (!element || !event.isPrimary || event.button !== 0) return;
    drag = { element, x: event.clientX, y: event.clientY, moving: false };
  });

  document.addEventListener("pointermove", (event) => {
    if (!drag || !event.isPrimary) return;
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moving && Math.hypot(x, y) < FAR_ENOUGH) return;
    if (!drag.moving) drag.element.setPointerCapture(event.pointerId);
    drag.moving = true;
    move(drag.element, event, x, y);
  });

  const endWith = (finish) => (event) => {
    const ended = drag;
    drag = null;
    if (ended && ended.moving) finish(ended.element, event);
  };
  document.addEventListener("pointerup", endWith(drop));
  document.addEventListener("pointercancel", endWith(cancel));
}
