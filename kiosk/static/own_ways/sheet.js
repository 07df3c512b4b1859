// A sheet that covers the question: the page below cannot be pressed or reached by keys until it is closed.

// Calls onOpen(step) and onClose() around it.
export function makeSheet(visit, sheet, button, { onOpen, onClose }) {
  const close = () => {
    if (sheet.hidden) return;
    onClose();
    sheet.hidden = true;
    visit.form.classList.remove("covered");
    visit.settle(visit.form); // the second tap of a double tap would press what lies below
    const back = visit.form.querySelector(button);
    if (back) back.focus({ preventScroll: true });
  };
  const open = (step) => {
    sheet.hidden = false;
    visit.form.classList.add("covered");
    visit.settle(sheet);
    onOpen(step);
    sheet.querySelector("h2").focus({ preventScroll: true });
    scrollTo(0, 0);
    document.dispatchEvent(new Event("help")); // a pupil who wants it hears what is on the sheet
  };
  sheet.querySelector("[data-close]").addEventListener("click", close);
  sheet.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  document.addEventListener("step", close);
  visit.form.addEventListener("click", ({ target }) => target.closest(button) && open(visit.currentStep()));
}

// The field of a step that names its file, and the button that says whether there is one.
export function noteFile(visit, step, { field, button, file }) {
  const input = step.node.querySelector(`input[name="${field}"]`);
  input.value = file || "";
  showButton(step.node.querySelector(button), input);
  if (file) visit.markHintFollowed();
}

export function showButton(element, { value }) {
  const words = element.querySelector("span");
  element.dataset.fresh = element.dataset.fresh || words.textContent;
  words.textContent = value ? element.dataset.again : element.dataset.fresh;
  element.classList.toggle("has-file", Boolean(value));
  element.hidden = element.parentNode.hidden = false;
}

export const stepButtons = (visit, button) => {
  const nodes = visit.steps.map(({ node }) => node);
  return nodes.map((node) => node.querySelector(button)).filter(Boolean);
};
