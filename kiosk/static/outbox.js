// The tablet's outbox: messages that wait for the network, sealed with the key of their visit, which only its page has.
// Nobody who looks into this store can read them; the school's server opens what arrives. In a browser that stores nothing
// they wait in the page alone.
const BETWEEN = 5000; // ms from one try to the next
const OPENS_WITHIN = 3000; // ms: in some versions of Safari a store never says whether it opens
const TIMEOUT = 20000; // ms, and a tenth for each character: a recording takes longer
const MOST_AT_ONCE = 300000; // characters; a recording can be larger and goes alone
const held = new Set(); // keys of what is still being recorded or drawn on this page: it is not sent yet

// What the seal needs and iPadOS 13 does not have: two lengths as whole numbers of 64 bits.
if (!window.BigInt) window.BigInt = Number;
const { prototype } = DataView;
prototype.setBigUint64 =
  prototype.setBigUint64 ||
  function setBigUint64(at, value, isLittle) {
    this.setUint32(at + (isLittle ? 4 : 0), Math.floor(Number(value) / 2 ** 32), isLittle);
    this.setUint32(at + (isLittle ? 0 : 4), Number(value) % 2 ** 32, isLittle);
  };

const inPage = new Map(); // what the store would not take
let store = null;
let delivery = null;

// A visit gives `seal` and `key`; a page between two visits only delivers. Calls delivered(left) after each delivery.
export async function open(address, token, seal, key, delivered = () => {}) {
  store = await openStore().catch(() => null);
  const bytes = key && Uint8Array.from(atob(key), (character) => character.charCodeAt(0));

  // Resolves to whether the tablet has stored it. A growing `file` is not sent yet.
  const put = async ({ key: name, visit, content, file, isGrowing }) => {
    const box = await sealed(seal, bytes, content, file);
    if (isGrowing) held.add(name);
    else held.delete(name);
    const sequence = Number(content.sequence || 0);
    const waiting = await find(name);
    if (waiting && Number(waiting.sequence) > sequence) return !inPage.has(name); // a later draft waits already
    return keep({ key: name, visit, sequence, box });
  };

  const remove = async (name, sequence = 0) => {
    const message = await find(name);
    if (message && Number(message.sequence) === Number(sequence)) await forget(name);
  };

  const flush = () => {
    delivery = delivery || deliver(address, token, remove, delivered).finally(() => (delivery = null));
    return delivery;
  };
  setInterval(flush, BETWEEN);
  addEventListener("online", flush);
  flush();
  return { put, remove, flush, waits: async (name) => Boolean(await find(name)), isAllStored: () => inPage.size === 0 };
}

async function deliver(address, token, remove, delivered) {
  const messages = (await all()).filter(({ key }) => !held.has(key));
  let left = messages.length;
  for (const some of batches(messages)) {
    const done = await send(address, token, some);
    if (!done) return;
    for (const { key, sequence } of some) if (done.includes(key)) await remove(key, sequence);
    left -= done.length;
    delivered(left);
  }
}

// Returns the keys of the messages that have arrived, or null without a network.
async function send(address, token, messages) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  const body = JSON.stringify({ letters: messages.map(({ key, visit, box }) => ({ key, visit, box })) });
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT + body.length / 10);
  const answer = await fetch(address, { method: "POST", headers, body, signal: abort.signal }).catch(() => null);
  clearTimeout(timer);
  return answer && answer.ok ? (await answer.json()).done : null;
}

function batches(messages) {
  const found = [];
  let size = MOST_AT_ONCE;
  for (const message of messages) {
    size += message.box.length;
    if (size > MOST_AT_ONCE) {
      found.push([]);
      size = message.box.length;
    }
    found[found.length - 1].push(message);
  }
  return found;
}

// A message, and after a byte that JSON never has, the recording or drawing that belongs to it.
async function sealed(seal, key, content, file) {
  const { chacha20poly1305 } = await import(seal);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(content));
  return base64(join(nonce, chacha20poly1305(key, nonce).encrypt(file ? join(text, [0], file) : text)));
}

function join(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

const stored = (question, nothing) => (store ? ask("readonly", question).catch(() => nothing) : nothing);
const find = async (name) => inPage.get(name) || stored((messages) => messages.get(name));
const all = async () => [...(await stored((messages) => messages.getAll(), [])), ...inPage.values()];

async function keep(message) {
  try {
    await ask("readwrite", (messages) => messages.put(message));
    inPage.delete(message.key);
    return true;
  } catch {
    inPage.set(message.key, message); // there is no store, or it is full
    return false;
  }
}

async function forget(name) {
  inPage.delete(name);
  if (store) await ask("readwrite", (messages) => messages.delete(name)).catch(() => {}); // else it is sent again: no harm
}

// The store has its first name: messages of an earlier version of the program may still wait in it.
function openStore() {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("outbox", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("letters", { keyPath: "key" });
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
    setTimeout(failed, OPENS_WITHIN);
  });
}

// A tablet that sleeps can lose the connection to its store: it is opened once more.
async function ask(mode, question) {
  try {
    return await transact(mode, question);
  } catch (error) {
    if (!store || (error && error.name === "QuotaExceededError")) throw error;
    store = await openStore().catch(() => null);
    return transact(mode, question);
  }
}

function transact(mode, question) {
  return new Promise((done, failed) => {
    const transaction = store.transaction("letters", mode, { durability: "strict" });
    const request = question(transaction.objectStore("letters"));
    transaction.oncomplete = () => done(request.result);
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
}
