// "Draw it": strokes in three colours, as an SVG, which needs less memory than a canvas. What is drawn is sealed on this
// tablet every second, and sent when the sheet is closed. Undo and Clear lose nothing: what was there before stays.
import { keepFile, showKept } from "./keep.js";
import { makeSheet, noteFile, showButton, stepButtons } from "./sheet.js";

const [WIDE, HIGH] = [1000, 600];
const FORMAT = "personalise drawing 1"; // learning/visits/drawings.py
const MOST_DRAWN = 200000; // characters
const LONGEST_STROKE = 400; // points; a longer one goes on as another
const APART = 5; // between two points
const SOON = 1000; // ms
const DRAW_BUTTON = "[data-draw-it]";
const SVG = "http://www.w3.org/2000/svg";

export function offerDrawing(visit) {
  const sheet = document.querySelector("[data-draw-sheet]");
  if (!sheet || !window.PointerEvent) return;
  const paper = sheet.querySelector("[data-paper]");
  const drawings = new Map(); // by step
  let drawing = null; // the one on the paper
  let stroke = null; // the one under the finger
  let colour = "1";
  let timer = null;

  for (const button of stepButtons(visit, DRAW_BUTTON)) showButton(button, button.parentNode.querySelector("[name=drawing]"));

  const drawingOf = (step) => {
    if (!drawings.has(step)) {
      // isNew: not put into the outbox yet; isWaiting: only there; hasGrown: there is more on it than was ever kept
      const states = { isNew: false, isWaiting: false, hasGrown: false };
      drawings.set(step, { step, strokes: [], file: null, saving: Promise.resolve(), ...states });
    }
    return drawings.get(step);
  };
  const textOf = ({ strokes }) => [FORMAT, ...strokes.map((each) => each.text)].join("\n");
  const sizeOf = ({ strokes }) => strokes.reduce((size, each) => size + each.text.length + 1, 0);

  // --- saving ---

  function saveSoon() {
    timer = timer || setTimeout(() => save(true), SOON);
  }

  function save(isGrowing) {
    clearTimeout(timer);
    timer = null;
    const { step, file, isNew, isWaiting } = drawing;
    if (!(isNew || (isWaiting && !isGrowing))) return;
    const bytes = new TextEncoder().encode(textOf(drawing));
    Object.assign(drawing, { isNew: false, isWaiting: isGrowing, hasGrown: drawing.hasGrown && isGrowing });
    const saved = drawing.saving.then(() => keepFile(visit, step, { file, bytes, isGrowing }));
    drawing.saving = saved.catch(() => {});
    if (isGrowing) return;
    visit.noteOnItsWay(saved);
    saved.then((how) => showKept(visit, sheet, how), () => showKept(visit, sheet, "unsafe"));
  }

  // Before anything is taken away: what is on the paper now stays as a drawing of its own.
  function setAside() {
    if (drawing.hasGrown || drawing.isWaiting) save(false);
    clearTimeout(timer);
    timer = null;
    Object.assign(drawing, { file: null, isWaiting: false, hasGrown: false });
  }

  function note() {
    if (drawing.strokes.length && !drawing.file) drawing.file = visit.nextSequence();
    const file = drawing.strokes.length ? drawing.file : null;
    noteFile(visit, drawing.step, { field: "drawing", button: DRAW_BUTTON, file });
  }

  // --- drawing ---

  function pointOf(event) {
    const { a, d, e, f } = paper.getScreenCTM();
    const within = (value, most) => Math.min(most, Math.max(0, Math.round(value)));
    return [within((event.clientX - e) / a, WIDE), within((event.clientY - f) / d, HIGH)];
  }

  function begin(point) {
    stroke = { colour, points: 0, text: colour, line: document.createElementNS(SVG, "polyline"), end: null };
    stroke.line.setAttribute("class", `stroke-${colour}`);
    paper.append(stroke.line);
    drawing.strokes.push(stroke);
    extend(point);
  }

  function extend([x, y]) {
    stroke.points += 1;
    stroke.end = [x, y];
    stroke.text += ` ${x},${y}`;
    const points = stroke.text.slice(2);
    stroke.line.setAttribute("points", stroke.points === 1 ? `${points} ${points}` : points);
    Object.assign(drawing, { isNew: true, hasGrown: true });
    saveSoon();
  }

  paper.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0 || stroke) return;
    event.preventDefault();
    if (sizeOf(drawing) > MOST_DRAWN) return showFull();
    paper.setPointerCapture(event.pointerId);
    begin(pointOf(event));
    note();
  });

  paper.addEventListener("pointermove", (event) => {
    if (!stroke || !event.isPrimary) return;
    const [x, y] = pointOf(event);
    if (Math.hypot(x - stroke.end[0], y - stroke.end[1]) < APART) return;
    if (stroke.points >= LONGEST_STROKE) begin(stroke.end);
    extend([x, y]);
    if (sizeOf(drawing) > MOST_DRAWN) lift();
  });

  function lift() {
    stroke = null;
  }
  for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) paper.addEventListener(type, lift);

  function showFull() {
    sheet.querySelector("[data-kept]").textContent = sheet.dataset.full;
  }

  function drawAll() {
    paper.textContent = "";
    for (const { line } of drawing.strokes) paper.append(line);
  }

  function takeAway(number) {
    if (!drawing.strokes.length) return;
    lift();
    setAside();
    drawing.strokes.splice(drawing.strokes.length - number, number);
    drawing.isNew = drawing.strokes.length > 0;
    drawAll();
    note();
    if (drawing.isNew) saveSoon();
  }

  sheet.querySelector("[data-undo]").addEventListener("click", () => takeAway(1));
  sheet.querySelector("[data-clear]").addEventListener("click", () => takeAway(drawing.strokes.length));
  sheet.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-colour]");
    if (!button) return;
    colour = button.value;
    for (const each of sheet.querySelectorAll("[data-colour]")) each.setAttribute("aria-pressed", each === button);
  });

  makeSheet(visit, sheet, DRAW_BUTTON, {
    onOpen(step) {
      drawing = drawingOf(step);
      showKept(visit, sheet, "");
      drawAll();
    },
    onClose() {
      lift();
      save(false);
    },
  });
  addEventListener("pagehide", () => drawing && save(true));
}
