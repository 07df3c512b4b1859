// "Say it" and "Draw it": the script for them (own_ways.js) is loaded only where a question of this visit offers them,
// and shows their buttons. Without it there is typing.
import { markHintFollowed } from "./fields.js";
import { nextSequence } from "./message.js";
import { form, formData, fromServer, isPreview, showStatus } from "./page.js";
import { request, withoutAnswers } from "./request.js";
import { noteOnItsWay } from "./save.js";
import { noteWaiting, waitingCount } from "./saved.js";
import { settle } from "./settle.js";
import { current, steps } from "./steps.js";
import { openOutbox } from "./waiting.js";

const visit = {
  form,
  fromServer,
  isPreview,
  markHintFollowed,
  nextSequence,
  noteOnItsWay,
  noteWaiting,
  openOutbox,
  settle,
  showStatus,
  steps,
  waitingCount,
  currentStep: () => current,
  stayHere: (address) => request(address, withoutAnswers(formData())),
};
if (fromServer.ownWays) import(fromServer.ownWays).then(({ offerOwnWays }) => offerOwnWays(visit)).catch(() => {});
