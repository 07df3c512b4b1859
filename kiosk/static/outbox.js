// The tablet's outbox: letters that wait for the network, sealed with the key of their visit, which is in its page alone.
// Whoever looks into this store finds nothing to read; the school's machine opens what arrives.
const AGAIN = 5000; // ms between two tries
let store = null;
let deliver = null;

// `key` and `seal` are there in a visit; a page between two visits only delivers.
export async function open(address, seal, key, tell = () => {}) {
  store = await openStore();
  const token = document.querySelector("[name=csrf_token]").value;
  const bytes = key && Uint8Array.from(atob(key), (character) => character.charCodeAt(0));

  const put = async ({ key: name, visit, letter }) => {
    const { chacha20poly1305 } = await import(seal);
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const box = chacha20poly1305(bytes, nonce).encrypt(new TextEncoder().encode(JSON.stringify(letter)));
    const sequence = letter.sequence ?? 0;
    await ask("readwrite", (letters) => letters.put({ key: name, visit, sequence, box: base64([...nonce, ...box]) }));
  };

  const drop = async (name, sequence = 0) => {
    const kept = await ask("readonly", (letters) => letters.get(name));
    if (kept && kept.sequence === sequence) await ask("readwrite", (letters) => letters.delete(name));
  };

  const flush = () => (deliver ??= send(address, token, drop, tell).finally(() => (deliver = null)));
  setInterval(flush, AGAIN);
  addEventListener("online", flush);
  await flush();
  return { put, drop, flush };
}

async function send(address, token, drop, tell) {
  const letters = await ask("readonly", (all) => all.getAll());
  if (!letters.length) return;
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  const body = JSON.stringify({ letters: letters.map(({ key, visit, box }) => ({ key, visit, box })) });
  const answer = await fetch(address, { method: "POST", headers, body }).catch(() => null);
  if (!answer?.ok) return;
  const { done } = await answer.json();
  for (const { key, sequence } of letters) if (done.includes(key)) await drop(key, sequence);
  tell(letters.length - done.length);
}

const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

function openStore() {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("outbox", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("letters", { keyPath: "key" });
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
}

function ask(mode, question) {
  return new Promise((done, failed) => {
    const work = store.transaction("letters", mode, { durability: "strict" });
    const request = question(work.objectStore("letters"));
    work.oncomplete = () => done(request.result);
    work.onerror = work.onabort = () => failed(work.error);
  });
}
