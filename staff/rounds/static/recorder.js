// Records a question in the browser and saves it as a WAV file, the one kind that every tablet plays.
const RATE = 16000; // samples a second: clear for speech
const LONGEST = 90 * 1000; // ms
const form = document.querySelector("[data-recorder]");
const part = (name) => form.querySelector(`[data-${name}]`);
const canRecord = Boolean(window.MediaRecorder && navigator.mediaDevices && (window.OfflineAudioContext || window.webkitOfflineAudioContext));
let recorder = null;

part("microphone").hidden = !canRecord;
part("record").addEventListener("click", record);
part("stop").addEventListener("click", () => recorder.stop());

async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
  if (!stream) return tell("refused");
  const pieces = [];
  recorder = new MediaRecorder(stream);
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  recorder.addEventListener("stop", () => {
    for (const track of stream.getTracks()) track.stop();
    save(new Blob(pieces));
  });
  recorder.start();
  setTimeout(() => recorder.state === "recording" && recorder.stop(), LONGEST);
  tell("recording");
  part("record").hidden = true;
  part("stop").hidden = false;
}

const tell = (name) => (part("status").textContent = form.dataset[name]);

async function save(recorded) {
  tell("saving");
  part("stop").hidden = true;
  const data = new FormData(form);
  try {
    data.set("sound", await asWav(recorded), "recording.wav");
    const answer = await fetch(form.action, { method: "POST", body: data, redirect: "manual" });
    if (answer.type !== "opaqueredirect") throw new Error("not saved");
    location.reload(); // the page says whether it was saved
  } catch {
    part("record").hidden = false;
    tell("refused");
  }
}

async function asWav(recorded) {
  const Context = window.OfflineAudioContext || window.webkitOfflineAudioContext;
  const bytes = await recorded.arrayBuffer();
  const sound = await new Promise((done, failed) => new Context(1, 1, RATE).decodeAudioData(bytes, done, failed));
  const context = new Context(1, Math.ceil(sound.duration * RATE), RATE);
  const source = context.createBufferSource();
  source.buffer = sound;
  source.connect(context.destination);
  source.start();
  const mono = await context.startRendering();
  return wavOf(mono.getChannelData(0));
}

function wavOf(samples) {
  const file = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at, words) => [...words].forEach((letter, index) => file.setUint8(at + index, letter.charCodeAt(0)));
  const number = (at, value, bytes) => (bytes === 2 ? file.setUint16(at, value, true) : file.setUint32(at, value, true));
  text(0, "RIFF");
  number(4, 36 + samples.length * 2, 4);
  text(8, "WAVEfmt ");
  number(16, 16, 4); // bytes of this part
  number(20, 1, 2); // plain samples
  number(22, 1, 2); // one channel
  number(24, RATE, 4);
  number(28, RATE * 2, 4);
  number(32, 2, 2);
  number(34, 16, 2); // bits
  text(36, "data");
  number(40, samples.length * 2, 4);
  samples.forEach((sample, index) => file.setInt16(44 + index * 2, Math.max(-1, Math.min(1, sample)) * 32767, true));
  return new Blob([file], { type: "audio/wav" });
}
