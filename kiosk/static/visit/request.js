// Sends a form to the school's server.
const TIMEOUT = 8000; // ms

export function request(action, data) {
  const body = new URLSearchParams(data);
  const headers = { Accept: "application/json" };
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT);
  const sending = fetch(action, { method: "POST", body, headers, keepalive: true, signal: abort.signal });
  return sending.finally(() => clearTimeout(timer));
}

// Only what says whose visit it is: the answers in the fields have gone before.
export function withoutAnswers(data) {
  const rest = new FormData();
  for (const name of ["csrf_token", "visit", "press"]) rest.set(name, data.get(name));
  return rest;
}
