// The tablet remembers which of its cameras was chosen, where the browser may remember anything.
export function rememberedCamera() {
  try {
    return JSON.parse(localStorage.getItem("camera")) || undefined;
  } catch {
    return undefined;
  }
}

export function rememberCamera(wanted) {
  try {
    localStorage.setItem("camera", JSON.stringify(wanted));
  } catch {} // it is chosen for this time only
}
