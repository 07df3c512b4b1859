// Reads the QR codes in a video: with the browser's own reader, or with ours where it has none.
import { makeShutter } from "./shutter.js";

const KINDS = { formats: ["qr_code"] };
const textsOf = (codes) => codes.map((code) => code.rawValue);

// Returns read(video): the texts of the codes in sight.
export async function makeReader(vendor, wasm) {
  const takePicture = makeShutter();
  let own = await makeOwnReader();
  let ours = own ? null : await makeOurReader(vendor, wasm);
  return async (video) => {
    const picture = takePicture(video);
    if (!picture) return [];
    if (own) {
      try {
        return textsOf(await own.detect(picture));
      } catch {
        own = null; // some tablets promise a reader and have none
      }
    }
    ours = ours || (await makeOurReader(vendor, wasm));
    return textsOf(await ours.detect(picture));
  };
}

async function makeOwnReader() {
  const { BarcodeDetector } = window;
  if (!BarcodeDetector) return null;
  const formats = (await BarcodeDetector.getSupportedFormats().catch(() => null)) || [];
  return formats.includes("qr_code") ? new BarcodeDetector(KINDS) : null;
}

// Ours is large, so it is loaded only when it is needed, from the school's own server.
async function makeOurReader(vendor, wasm) {
  const { BarcodeDetector, prepareZXingModule } = await import(vendor);
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  return new BarcodeDetector(KINDS);
}
