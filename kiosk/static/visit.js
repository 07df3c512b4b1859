// A visit without loading a page: all steps are in the page as templates, each press shows the next one at once, and
// each answer is saved behind it in one small request. Without this script the same page works as a plain form.
// The server sends this file with everything it imports as one file (web/joined.py).
import "./guard.js";
import "./oldest.js";
import "./visit/listen.js";
import "./visit/unsafe.js";
import "./visit/own_card.js";
import "./visit/own_ways.js";
import "./track.js";
import "./sort.js";
import "./read.js";
