// A search box that sifts a list as one types, and counts the ticks. Without it the list is simply whole.

for (const box of document.querySelectorAll("[data-sifts]")) {
  const list = document.querySelector(box.dataset.sifts);
  const lines = [...list.children];
  const words = lines.map((line) => line.textContent.toLocaleLowerCase());
  const tally = box.parentElement.querySelector("output");

  const sift = () => {
    const sought = box.value.toLocaleLowerCase().split(/\s+/);
    lines.forEach((line, at) => {
      line.hidden = !sought.every((word) => words[at].includes(word));
    });
  };
  const count = () => {
    const chosen = list.querySelectorAll(":checked").length;
    if (tally) tally.textContent = chosen ? `${chosen} ${tally.dataset.chosen}` : "";
  };

  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("input", sift);
  // Enter in the box must not send the form it stands in.
  box.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  list.addEventListener("change", count);
  sift();
  count();
}
