// Replaces all that an element holds. (Element.replaceChildren is newer than iPadOS 13.)
export function replaceContent(element, ...content) {
  element.textContent = "";
  element.append(...content);
}
