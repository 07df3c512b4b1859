// Notes in the tablet, when a page is left, whether it had anything that neither the server nor the outbox has yet. It
// says only whether, never what.
import { isSending } from "./saved.js";
import { outbox } from "./waiting.js";

function noteUnsafe() {
  try {
    if (isSending() || !outbox || !outbox.isAllStored()) localStorage.setItem("unsafe", "1");
    else localStorage.removeItem("unsafe");
  } catch {} // a browser that stores nothing shows no such page either
}
addEventListener("pagehide", noteUnsafe);
