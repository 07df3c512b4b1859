// A pupil's page before the visit: "Is this you?" and the secret pictures.
import "./guard.js";
import "./read.js";
