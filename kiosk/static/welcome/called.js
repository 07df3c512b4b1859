// The welcome page asks every few seconds whether a grown-up has called a pupil without a QR card to this tablet.
import { field, form } from "./code.js";

const BETWEEN = 4000; // ms

async function askWhetherCalled() {
  if (document.hidden || field.value !== field.defaultValue) return; // somebody is typing: a pupil is here already
  const answer = await fetch(form.dataset.called, { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer && answer.status === 200) location.assign((await answer.json()).there);
}
setInterval(askWhetherCalled, BETWEEN);
