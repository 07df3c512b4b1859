// The tablet's own camera reads QR cards. What it sees stays in this tablet: each picture is looked at and forgotten.
import { findOtherCamera } from "./camera/other.js";
import { askPermission } from "./camera/permission.js";
import { makeReader } from "./camera/reader.js";

const BETWEEN = 140; // ms from one look to the next, seven a second; a slow tablet takes the time it needs
const PATIENCE = 2 * 60 * 1000; // ms without any code
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } };
const FRONT = { facingMode: "user" }; // pupils hold their cards up to a tablet that stands
const WHY = { NotAllowedError: "refused", SecurityError: "refused", NotReadableError: "busy", AbortError: "busy" };

// Shows the camera in `video` and gives each code to found(text), which returns whether it was the one. Stops then, when
// the page is hidden, when the camera goes away and after two minutes of nothing, and calls ended("found", "hidden",
// "lost", "tired"). Throws an error with the reason as its message: insecure, none, refused, busy, failed.
export async function openCamera(video, { vendor, wasm, wanted = FRONT }, found, ended) {
  const stream = await askStream(wanted);
  const [track] = stream.getVideoTracks();
  let isOpen = true;

  function close(why) {
    if (!isOpen) return;
    isOpen = false;
    document.removeEventListener("visibilitychange", closeHidden);
    track.stop();
    video.srcObject = null;
    if (why) ended(why);
  }
  const closeHidden = () => document.hidden && close("hidden");
  document.addEventListener("visibilitychange", closeHidden);
  track.addEventListener("ended", () => close("lost"));

  async function watch(read) {
    let since = performance.now();
    while (isOpen) {
      const began = performance.now();
      const texts = await read(video);
      if (!isOpen) return;
      if (texts.some(found)) return close("found");
      if (texts.length) since = began;
      if (began - since > PATIENCE) return close("tired");
      await wait(Math.max(BETWEEN - (performance.now() - began), BETWEEN / 4));
    }
  }

  try {
    video.srcObject = stream;
    closeHidden();
    await video.play();
    const read = await makeReader(vendor, wasm);
    const other = await findOtherCamera(track);
    if (!isOpen) return null;
    watch(read).catch(() => close("lost"));
    return { stop: () => close(""), other, mirrored: track.getSettings().facingMode !== "environment" };
  } catch {
    if (!isOpen) return null;
    close("");
    throw new Error("failed");
  }
}

async function askStream(wanted) {
  const permission = await askPermission();
  if (permission === "insecure" || permission === "none") throw new Error(permission);
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...SIZE, ...wanted } });
  } catch (fault) {
    if (fault.name === "OverconstrainedError" && wanted !== FRONT) return askStream(FRONT); // the chosen one was unplugged
    throw new Error(WHY[fault.name] || "none");
  }
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
