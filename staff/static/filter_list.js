// A search box that filters a list as you type, and counts the ticks. Without script the whole list is shown.

for (const box of document.querySelectorAll("[data-filters]")) {
  const list = document.querySelector(box.dataset.filters);
  const items = [...list.children];
  const texts = items.map((item) => item.textContent.toLocaleLowerCase());
  const tally = box.parentElement.querySelector("output");

  const filter = () => {
    const sought = box.value.toLocaleLowerCase().split(/\s+/);
    items.forEach((item, at) => {
      item.hidden = !sought.every((word) => texts[at].includes(word));
    });
  };
  const count = () => {
    const chosen = list.querySelectorAll(":checked").length;
    if (tally) tally.textContent = chosen ? `${chosen} ${tally.dataset.chosen}` : "";
  };

  const hider = box.closest("[hidden]");
  if (hider) hider.removeAttribute("hidden");
  box.addEventListener("input", filter);
  // Enter in the search box must not send the form.
  box.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  list.addEventListener("change", count);
  filter();
  count();
}
