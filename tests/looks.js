// Finds what is wrong with the look of the page that is shown. Evaluates to a function that returns sentences.
() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  const boxOf = (element) => element.getBoundingClientRect();
  const named = (element) => {
    const words = (element.innerText || element.value || "").trim().slice(0, 40);
    return `${element.tagName.toLowerCase()}.${element.className.baseVal || element.className || ""} "${words}"`;
  };
  const isSeen = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0 && !element.closest(".sr");
  const seen = (selector, parent = document) => [...parent.querySelectorAll(selector)].filter(isSeen);

  const dialog = seen("dialog[open]")[0];
  const sheet = seen(".own-sheet")[0];
  const panel = seen("details[open] > .panel")[0];
  const onTop = dialog || sheet || panel || document.querySelector("#page");
  const top = seen(".top")[0];
  const bar = seen(".bar")[0];
  const isStuck = (element) => Boolean(element.closest(".bar")) && getComputedStyle(element.closest(".bar")).position === "sticky";

  function textBoxes(element) {
    const boxes = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.data.trim() || !isSeen(parent) || parent.closest(".aloud span, .open-now")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      boxes.push(...range.getClientRects());
    }
    return boxes;
  }

  function countLines(boxes) {
    const tops = [];
    for (const box of boxes) if (!tops.some((top) => Math.abs(top - box.top) < box.height * 0.75)) tops.push(box.top);
    return tops.length;
  }

  function findWordsOutside() {
    const holders = [
      ".pill, .go, .other, .chip, .choices label > span, .card > span, .rail span, .hows label > span, .adults label > span",
      ".switch, .keys button, .qr-card, .room, .my-cards li, .note, .status, .rail :checked ~ b",
    ];
    for (const holder of seen(holders.join(", "))) {
      const box = boxOf(holder);
      for (const text of textBoxes(holder)) {
        const over = Math.max(box.left - text.left, text.right - box.right, box.top - text.top, text.bottom - box.bottom);
        if (over > 1.5) faults.push(`words leave ${named(holder)} by ${Math.round(over)} px`);
      }
      if (box.right > width + 1 || box.left < -1) faults.push(`${named(holder)} leaves the screen`);
    }
    for (const button of seen(".go, .other, .chip")) {
      const [box, around] = [boxOf(button), boxOf(button.parentElement)];
      if (box.right > around.right + 1.5 || box.left < around.left - 1.5) faults.push(`${named(button)} leaves what is around it`);
    }
  }

  // One line on a wide screen; two on a tablet held upright, three on a phone. The welcome page's open rooms have their own.
  function checkHeader() {
    if (!top || sheet) return;
    const middles = [];
    for (const child of top.children) {
      if (!isSeen(child)) continue;
      const box = boxOf(child.matches("details") ? child.firstElementChild : child);
      const middle = (box.top + box.bottom) / 2;
      if (!middles.some((each) => Math.abs(each - middle) < 14)) middles.push(middle);
    }
    const most = innerWidth > 992 && !top.closest(".welcome") ? 1 : innerWidth > 688 ? 2 : 3;
    if (middles.length > most) faults.push(`the header has ${middles.length} lines`);
    if (innerWidth <= 688) return;
    for (const pill of seen(".pill", top)) if (countLines(textBoxes(pill)) > 1) faults.push(`a line wraps in ${named(pill)}`);
  }

  // A guest's first page is a long form, with its button at its end.
  function checkMainButton() {
    const main = seen(".bar .go, .well-done .go, .own-sheet .go").pop();
    if (!main || dialog || scrollY > 0 || main.closest(".flows")) return;
    const box = boxOf(main);
    if (box.bottom > innerHeight + 1 || box.top < 0) faults.push(`the main button is not on the screen: ${named(main)}`);
  }

  function checkPanel() {
    if (!panel) return;
    const box = boxOf(panel);
    if (box.left < -1 || box.right > width + 1 || box.bottom > innerHeight + 1) faults.push("the panel leaves the screen");
  }

  function findOverlaps() {
    const kinds = [
      "h1, h2, h3, p, .pill, .go, .other, .chip, textarea, .slip, .progress, .switch, .tools > *, .drawing-paper, .view",
      ".choices label > span, .card > span, .rail label, .rail :checked ~ b, .ends > span, .anchors li, .hows label > span",
      ".adults label > span, .my-lines li, .my-cards li, .own-track, .keys button, .line input, .qr-card, .show-card",
      ".sunrise, .ways li, .given li > :not(.sr), .facts li, .who-form input, .who-form label",
    ];
    // what scrolls goes behind the button of the panel
    const things = seen(kinds.join(", "), onTop).filter((thing) => !thing.matches(".asking .go"));
    things.forEach((thing, place) => {
      for (const other of things.slice(place + 1)) {
        if (thing.contains(other) || other.contains(thing) || isStuck(thing) !== isStuck(other)) continue;
        const [a, b] = [boxOf(thing), boxOf(other)];
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 2 && high > 2) faults.push(`${named(thing)} overlaps ${named(other)} by ${Math.round(wide)} x ${Math.round(high)} px`);
      }
    });
  }

  function findFocusBehindBar() {
    const focus = document.activeElement;
    if (!bar || !isStuck(bar) || !focus.matches("textarea, [data-hint]")) return;
    const [box, ofBar] = [boxOf(focus), boxOf(bar)];
    if (box.bottom > ofBar.top + 2 && box.top < ofBar.bottom) faults.push(`${named(focus)} lies behind the bar`);
  }

  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page is wider than the screen");
  findWordsOutside();
  checkHeader();
  checkMainButton();
  checkPanel();
  findOverlaps();
  findFocusBehindBar();
  return [...new Set(faults)];
}
