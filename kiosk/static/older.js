// Browsers before Safari 14.1 load the style sheet again in words that they know (web/older.py).
const olderSheet = document.querySelector("meta[name=older-styles]");

if (olderSheet && !CSS.supports("inset", "0")) {
  const sheet = document.createElement("link");
  Object.assign(sheet, { rel: "stylesheet", href: olderSheet.content });
  document.head.append(sheet);
}
