// The camera on the welcome page. A code that it reads is sent like typed letters, so that no code gets into an address.
import { askPermission } from "../camera/permission.js";
import { panel, part, showPicture, tell, tellForeign, tellPermission } from "./camera_panel.js";
import { rememberCamera, rememberedCamera } from "./chosen_camera.js";
import { isSent, sendCode } from "./code.js";
import { isInTheWay, watchAgain } from "./refused_card.js";

const CARD = /(?:^|\W)([A-Z2-7]{26})\W*$/; // the end of a card's address, as the server reads it
let isRunning = false;
let camera = null; // as camera.js returns it, once it is open

// Returns whether the text is the code of a card that counts now.
function found(text) {
  const [, code] = CARD.exec(text.toUpperCase()) || [];
  if (!code) tellForeign(() => camera);
  if (!code || isInTheWay(code)) return false;
  sendCode(code);
  return true;
}

function ended(state) {
  isRunning = false;
  camera = null;
  if (state !== "found") showPicture(false);
  tell(state);
  if (state === "hidden") document.addEventListener("visibilitychange", () => start(rememberedCamera()), { once: true });
}

async function start(wanted) {
  if (isRunning || isSent) return;
  isRunning = true;
  const { openCamera } = await import(panel.dataset.camera);
  const { vendor, wasm } = panel.dataset;
  const video = panel.querySelector("video");
  showPicture(true);
  tell("opening");
  watchAgain();
  try {
    camera = await openCamera(video, { vendor, wasm, wanted }, found, ended);
    if (!camera) return;
    tellPermission("granted");
    showPicture(true, true);
    tell("looking");
    video.classList.toggle("mirrored", camera.mirrored);
    part("other").hidden = !camera.other;
  } catch (fault) {
    isRunning = false;
    showPicture(false);
    tellPermission(fault.message);
  }
}

function stop() {
  if (camera) camera.stop();
  ended("ask");
}

function changeCamera() {
  const { other } = camera;
  rememberCamera(other);
  stop();
  start(other);
}

part("start").addEventListener("click", () => start(rememberedCamera()));
part("stop").addEventListener("click", stop);
part("other").addEventListener("click", changeCamera);
panel.hidden = false;
askPermission().then((permission) => {
  tellPermission(permission);
  if (permission === "granted") start(rememberedCamera());
});
