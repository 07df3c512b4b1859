// The welcome page: letters to press, a scanner's typing, the page's own camera, a call from a grown-up, and what an
// earlier visit could not send. The server sends this file with everything it imports as one file (web/joined.py).
import "./older.js";
import "./oldest.js";
import { form } from "./welcome/code.js";
import "./welcome/camera.js";
import "./welcome/called.js";
import "./read.js";

const { outbox, messages } = form.dataset;
const token = document.querySelector("[name=csrf_token]").value;
import(outbox).then((module) => module.open(messages, token)).catch(() => {}); // a browser that stores nothing has nothing to send
