// "Say it": a recording of up to two minutes. Every two seconds what was said so far is sealed on this tablet.
import { keepFile, showKept } from "./keep.js";
import { makeSheet, noteFile, showButton, stepButtons } from "./sheet.js";

const LONGEST = 120; // seconds
const EVERY = 2000; // ms
const LARGEST = 4000000; // bytes, a little less than the server takes
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus", "audio/webm"];
const QUALITY = 24000; // bits a second: enough for one voice
const TICK = 500; // ms
const BETWEEN_SIGNS = 60; // seconds between two signs of life to the server
const SAY_BUTTON = "[data-say-it]";

// Without a microphone's interfaces (plain http, iPadOS before 14.3) the button is never shown.
const canRecord = () => Boolean(window.isSecureContext && navigator.mediaDevices && window.MediaRecorder);

export function offerRecording(visit) {
  const sheet = document.querySelector("[data-say-sheet]");
  if (!sheet || !canRecord()) return;
  const part = (name) => sheet.querySelector(`[data-${name}]`);
  const still = document.querySelector("[data-still]");
  let step = null;
  let recording = null;
  let sound = null; // the finished recording, to listen to

  for (const button of stepButtons(visit, SAY_BUTTON)) showButton(button, button.parentNode.querySelector("[name=recording]"));

  function show(words, { listening = false } = {}) {
    part("words").textContent = sheet.dataset[words];
    part("start").hidden = listening;
    part("stop").hidden = !listening;
    part("clock").hidden = !listening;
    part("listen").hidden = listening || !sound;
    const label = part("start").querySelector("span");
    label.textContent = sound ? label.dataset.again : label.dataset.fresh;
    part("start").className = sound ? "other" : "go"; // one green button: the next thing to do
    part("close").className = sound ? "go" : "other";
    sheet.classList.toggle("listening", listening);
  }

  async function start() {
    if (recording) return;
    stopSound();
    sound = null;
    showKept(visit, sheet, "");
    recording = { pieces: [], file: null, size: 0, saving: Promise.resolve(), step };
    const thisRecording = recording;
    try {
      thisRecording.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (fault) {
      recording = null;
      return show(fault.name === "NotFoundError" ? "none" : "refused");
    }
    if (!sheet.hidden) return listen(thisRecording);
    recording = null; // the pupil went back while the browser asked
    endStream(thisRecording);
  }

  function listen(now) {
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    now.recorder = new MediaRecorder(now.stream, { mimeType, audioBitsPerSecond: QUALITY });
    now.recorder.addEventListener("dataavailable", ({ data }) => add(now, data));
    now.recorder.addEventListener("stop", () => finish(now));
    for (const track of now.stream.getTracks()) track.addEventListener("ended", stop);
    now.startedAt = performance.now();
    now.file = visit.nextSequence();
    now.recorder.start(EVERY);
    now.timer = setInterval(() => tick(now), TICK);
    show("listening", { listening: true });
    visit.settle(sheet); // "Stop" lies where "Start" was
    part("stop").focus();
    signOfLife();
  }

  const lengthOf = (now) => (performance.now() - now.startedAt) / 1000;

  function tick(now) {
    const length = Math.floor(lengthOf(now));
    part("clock").textContent = `${Math.floor(length / 60)}:${String(length % 60).padStart(2, "0")}`;
    window.dispatchEvent(new Event("input")); // for guard.js: somebody is talking
    if (length && length % BETWEEN_SIGNS === 0) signOfLife();
    if (length >= LONGEST || now.size > LARGEST || !sheet.isConnected) stop();
  }

  function signOfLife() {
    if (still && !visit.isPreview) visit.stayHere(still.dataset.still).catch(() => {});
  }

  function add(now, data) {
    if (!data.size) return;
    now.pieces.push(data);
    now.size += data.size;
    noteFile(visit, now.step, { field: "recording", button: SAY_BUTTON, file: now.file });
    if (now.recorder.state === "recording") now.saving = now.saving.then(() => keep(now, true));
  }

  async function keep(now, isGrowing) {
    const blob = new Blob(now.pieces, { type: now.recorder.mimeType });
    const bytes = new Uint8Array(await new Response(blob).arrayBuffer());
    const seconds = Math.min(LONGEST, Math.max(1, Math.round(isGrowing ? lengthOf(now) : now.seconds)));
    return keepFile(visit, now.step, { file: now.file, bytes, seconds, isGrowing });
  }

  function stop() {
    if (!recording || !recording.recorder || recording.recorder.state === "inactive") return;
    recording.seconds = lengthOf(recording);
    recording.recorder.stop();
  }

  function endStream({ stream, timer }) {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
  }

  function finish(now) {
    endStream(now);
    recording = null;
    now.seconds = now.seconds || lengthOf(now); // the microphone was unplugged
    if (!now.pieces.length) return show("none");
    sound = new Blob(now.pieces, { type: now.recorder.mimeType });
    show(now.seconds >= LONGEST ? "over" : "done");
    if (!sheet.hidden) part("close").focus();
    now.saving = now.saving.then(() => keep(now, false));
    visit.noteOnItsWay(now.saving);
    now.saving.then((how) => showKept(visit, sheet, how), () => showKept(visit, sheet, "unsafe"));
  }

  let player = null;
  function listenAgain() {
    stopSound();
    player = new Audio(URL.createObjectURL(sound));
    player.play().catch(() => {});
  }

  function stopSound() {
    if (!player) return;
    player.pause();
    URL.revokeObjectURL(player.src);
    player = null;
  }

  makeSheet(visit, sheet, SAY_BUTTON, {
    onOpen(shown) {
      if (step !== shown) sound = null; // another question's
      step = shown;
      part("question").textContent = step.node.querySelector("h1").textContent;
      showKept(visit, sheet, "");
      show(sound ? "done" : "ask");
    },
    onClose() {
      stop();
      stopSound();
    },
  });
  part("start").addEventListener("click", start);
  part("stop").addEventListener("click", stop);
  part("listen").addEventListener("click", listenAgain);
  document.addEventListener("visibilitychange", () => document.hidden && stop()); // nobody is recorded unseen
  addEventListener("pagehide", stop);
}
