// A page of one pupil: nothing of it may come back by Back, Forward or a restored tab (no-store alone does not prevent it).
const wipe = () => document.body.replaceChildren();

addEventListener("pagehide", wipe);
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    wipe();
    location.replace("/k/");
  }
});
