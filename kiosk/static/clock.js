// Tells a tablet that slept from one whose clock was set. performance.now() counts on whatever the clock says, but in some
// tablets it stands still while they sleep. Then both clocks are apart, and only a page that was hidden can have slept.
let counted = performance.now();
let shown = Date.now();
let wasHidden = document.hidden;

document.addEventListener("visibilitychange", () => (wasHidden = true));

// Returns by how many ms the clock went further than the time that was counted since the last call: `slept` where the
// page was hidden, `jumped` where it was not. A clock that was set back changes nothing.
export function awayFromClock() {
  const apart = Math.max(0, Date.now() - shown - (performance.now() - counted));
  const isSleep = wasHidden;
  [counted, shown, wasHidden] = [performance.now(), Date.now(), document.hidden];
  return isSleep ? { slept: apart, jumped: 0 } : { slept: 0, jumped: apart };
}
