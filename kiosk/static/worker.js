// The service worker of the pupils' side, on https alone. Where a page cannot be loaded it shows "Wait here" instead of
// the browser's own error. It stores that page and its files, and nothing else: never a page of a pupil.
// The server puts two lines before this file: CACHE, a name that changes with the files, and FILES, the page first.
const NO_TABLET = 403; // this browser is not one of the school's tablets any more

addEventListener("install", (event) => event.waitUntil(Promise.all([store(), letPass(event)])));
addEventListener("activate", (event) => event.waitUntil(forgetOthers(CACHE)));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(go(request));
  else if (FILES.some((file) => request.url === new URL(file, location.href).href)) event.respondWith(fetchFile(request));
});

// What a page sends while it is being left can get lost on its way through a worker, so it goes past this one.
async function letPass(event) {
  if (!event.addRoutes) return; // an older browser: the last two seconds may be lost
  await event.addRoutes({ condition: { requestMode: "cors", requestMethod: "POST" }, source: "network" });
}

async function store() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
  await skipWaiting();
}

async function forgetOthers(current) {
  for (const name of await caches.keys()) if (name !== current) await caches.delete(name);
}

async function go(request) {
  try {
    const answer = await fetch(request);
    if (answer.status === NO_TABLET) await remove();
    return answer;
  } catch {
    return request.method === "GET" ? caches.match(FILES[0]) : Response.redirect("/k/", 303);
  }
}

const fetchFile = (request) => fetch(request).catch(() => caches.match(request));

async function remove() {
  await forgetOthers("");
  await registration.unregister();
}
