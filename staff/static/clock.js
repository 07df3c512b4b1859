// A quiet clock: it goes on from the server's time, in the school's own time zone.
const clock = document.querySelector("[data-clock]");
const began = Date.now();
const zero = Date.parse(clock.dateTime);
const minutes = () => {
  const [hour, minute] = clock.dataset.clock.split(":").map(Number);
  const now = hour * 60 + minute + Math.floor((zero % 60000 + Date.now() - began) / 60000);
  clock.textContent = `${String(Math.floor(now / 60) % 24).padStart(2, "0")}:${String(now % 60).padStart(2, "0")}`;
};
clock.dataset.clock = clock.textContent;
setInterval(minutes, 5000);
