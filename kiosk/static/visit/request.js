// Sends a form to the school's server.
const TIMEOUT = 8000; // ms

export function request(action, data) {
  const body = new URLSearchParams(data);
  const headers = { Accept: "application/json" };
  return fetch(action, { method: "POST", body, headers, keepalive: true, signal: AbortSignal.timeout?.(TIMEOUT) });
}

// Only what says whose visit it is: the answers in the fields have gone before.
export function withoutAnswers(data) {
  const rest = new FormData();
  for (const name of ["csrf_token", "visit", "press"]) rest.set(name, data.get(name));
  return rest;
}
