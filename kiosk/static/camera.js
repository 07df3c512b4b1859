// The tablet's own camera reads QR cards. What it sees stays in this tablet: each picture is looked at and forgotten.
const BETWEEN = 140; // ms from one look to the next, seven a second; a slow tablet takes the time it needs
const PATIENCE = 2 * 60 * 1000; // ms without any code
const LARGEST = 1280; // dots across or down: more only costs time
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } };
const FRONT = { facingMode: "user" }; // pupils hold their cards up to a tablet that stands
const KINDS = { formats: ["qr_code"] };
const WHY = { NotAllowedError: "refused", SecurityError: "refused", NotReadableError: "busy", AbortError: "busy" };

// What is known before anybody presses: "granted", "ask", or why it cannot be.
export async function askWhether() {
  if (!isSecureContext) return "insecure";
  if (!navigator.mediaDevices) return "none";
  const permission = await navigator.permissions?.query({ name: "camera" }).catch(() => null);
  return { granted: "granted", denied: "refused" }[permission?.state] ?? "ask";
}

// Shows the camera in `video` and hands each code to found(text), which returns whether it was the one. Stops then, when
// the page is hidden, when the camera goes away and after two minutes of nothing, and calls ended("found", "hidden",
// "lost", "tired"). Throws an error with the reason as its message: insecure, none, refused, busy, failed.
export async function openCamera(video, { vendor, wasm, wanted = FRONT }, found, ended) {
  const stream = await ask(wanted);
  const [track] = stream.getVideoTracks();
  let open = true;

  function close(why) {
    if (!open) return;
    open = false;
    document.removeEventListener("visibilitychange", hide);
    track.stop();
    video.srcObject = null;
    if (why) ended(why);
  }
  const hide = () => document.hidden && close("hidden");
  document.addEventListener("visibilitychange", hide);
  track.addEventListener("ended", () => close("lost"));

  async function watch(read) {
    let since = Date.now();
    while (open) {
      const began = Date.now();
      const texts = await read(video);
      if (!open) return;
      if (texts.some(found)) return close("found");
      if (texts.length) since = began;
      if (began - since > PATIENCE) return close("tired");
      await wait(Math.max(BETWEEN - (Date.now() - began), BETWEEN / 4));
    }
  }

  try {
    video.srcObject = stream;
    hide();
    await video.play();
    const read = await makeReader(vendor, wasm);
    const other = await findOther(track);
    if (!open) return null;
    watch(read).catch(() => close("lost"));
    return { stop: () => close(""), other, mirrored: track.getSettings().facingMode !== "environment" };
  } catch {
    if (!open) return null;
    close("");
    throw new Error("failed");
  }
}

async function ask(wanted) {
  const whether = await askWhether();
  if (whether === "insecure" || whether === "none") throw new Error(whether);
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...SIZE, ...wanted } });
  } catch (fault) {
    if (fault.name === "OverconstrainedError" && wanted !== FRONT) return ask(FRONT); // the chosen one was unplugged
    throw new Error(WHY[fault.name] ?? "none");
  }
}

// What to ask for to get another camera than this one; null where there is none.
async function findOther(track) {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  const cameras = devices.filter((device) => device.kind === "videoinput");
  if (cameras.length < 2) return null;
  const { facingMode, deviceId } = track.getSettings();
  if (facingMode) return { facingMode: facingMode === "user" ? "environment" : "user" };
  const at = cameras.findIndex((camera) => camera.deviceId === deviceId);
  return { deviceId: { exact: cameras[(at + 1) % cameras.length].deviceId } };
}

// Returns read(video): the texts of the codes in sight.
async function makeReader(vendor, wasm) {
  const take = makeShutter();
  let own = await makeOwn();
  let ours = own ? null : await makeOurs(vendor, wasm);
  return async (video) => {
    const picture = take(video);
    if (!picture) return [];
    if (own) {
      try {
        return textsOf(await own.detect(picture));
      } catch {
        own = null; // some tablets promise a reader and have none
      }
    }
    ours ??= await makeOurs(vendor, wasm);
    return textsOf(await ours.detect(picture));
  };
}

const textsOf = (codes) => codes.map((code) => code.rawValue);

// The browser's own reader, where it has one for QR codes.
async function makeOwn() {
  const { BarcodeDetector } = globalThis;
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => null)) ?? [];
  return formats.includes("qr_code") ? new BarcodeDetector(KINDS) : null;
}

// Ours is large, so it is fetched only now, and from nowhere but here.
async function makeOurs(vendor, wasm) {
  const { BarcodeDetector, prepareZXingModule } = await import(vendor);
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  return new BarcodeDetector(KINDS);
}

// One canvas for every picture: a new one each time fills a small tablet's memory. Every second one is blurred a little
// (where the browser can): scratches vanish in it, and of badly scratched cards 37 in 40 are read instead of 32.
function makeShutter() {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  let blurred = true;
  return (video) => {
    const shrink = Math.min(1, LARGEST / Math.max(video.videoWidth, video.videoHeight));
    const [width, height] = [Math.round(video.videoWidth * shrink), Math.round(video.videoHeight * shrink)];
    if (!width || !height) return null; // nothing to see yet
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    blurred = !blurred;
    pen.filter = blurred ? "blur(1.5px)" : "none";
    pen.drawImage(video, 0, 0, width, height);
    return pen.getImageData(0, 0, width, height);
  };
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
