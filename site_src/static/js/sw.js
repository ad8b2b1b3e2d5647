// Keeps what was visited, the start page and the list, so that a class without good reception still has them.
// VERSION and PRECACHE are filled in by the build: another build, another cache.
const VERSION = "{{version}}";
const PRECACHE = ["{{precache}}"];

addEventListener("install", (event) => {
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(PRECACHE)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => names.filter((name) => name.startsWith("td-") && name !== VERSION));
  event.waitUntil(old.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => clients.claim()));
});

const unchanging = (url) => url.pathname.includes("/static/");

async function fromNetwork(request) {
  const cache = await caches.open(VERSION);
  const bare = new URL(request.url);
  bare.search = "";
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(bare, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(bare);
    if (kept) return kept;
    throw error;
  }
}

async function fromCache(request) {
  return (await (await caches.open(VERSION)).match(request)) ?? fromNetwork(request);
}

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  event.respondWith(unchanging(url) ? fromCache(event.request) : fromNetwork(event.request));
});
