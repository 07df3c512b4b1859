// The welcome page: letters to press, a scanner's typing, the page's own camera, a call from a grown-up, and what an
// earlier visit could not send. The server sends this file with everything it imports as one file (web/joined.py).
import "./older.js";
import "./oldest.js";
import "./welcome/camera.js";
import "./welcome/called.js";
import "./welcome/waiting.js";
import "./welcome/worker.js";
import "./read.js";
