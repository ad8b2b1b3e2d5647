// Keeps what was visited, the start page and the list, so that a class without good reception still has them.
// Filled in by the build: another build, another cache. Pages come from the network as long as there is one; what is in
// /static/ never changes, and its digest says whether it came whole.
const VERSION = "{{version}}";
const PRECACHE = ["{{precache}}"];
const DIGESTS = { "{{digests}}": "" };
const MOST = 100; // of what was visited, fetched anew for a new version

const unchanging = (url) => url.pathname.includes("/static/");

function bare(address) {
  const url = new URL(address, location.href);
  url.search = url.hash = "";
  return url;
}

// Of the addresses that answer, only what is ours and complete: no half a page, no error, no page to log in first.
async function whole(answer, url) {
  if (!answer.ok || answer.redirected) return false;
  const isPage = url.pathname.endsWith("/") || url.pathname.endsWith(".html");
  if (!isPage && (answer.headers.get("content-type") ?? "").includes("html")) return false;
  const bytes = await answer.clone().arrayBuffer(); // fails when the connection broke
  const text = () => new TextDecoder().decode(bytes);
  if (isPage) return text().includes("<body data-base=") && text().trimEnd().endsWith("</html>");
  if (url.pathname.endsWith(".json")) JSON.parse(text());
  return true;
}

async function keep(cache, url, answer) {
  try {
    if (!(await whole(answer, url))) return false;
    await cache.put(url, answer);
    return true;
  } catch {
    return false; // broken off, or there is no room: what was kept before stays
  }
}

// A digest that does not match is an error; a browser that has a wrong answer in its own cache asks again.
async function fixed(url) {
  const integrity = DIGESTS[url.pathname];
  if (!integrity) return fetch(url);
  return fetch(url, { integrity }).catch(() => fetch(url, { integrity, cache: "reload" }));
}

const fresh = (request) => fetch(request, { cache: "no-cache" });

async function addOne(cache, url) {
  const kept = unchanging(url) ? await caches.match(url) : undefined;
  const answer = kept ?? (await (unchanging(url) ? fixed(url) : fresh(url)));
  if (!(await keep(cache, url, answer))) throw new TypeError(`not whole: ${url.pathname}`);
}

async function visited() {
  const open = (await clients.matchAll({ includeUncontrolled: true, type: "window" })).map((client) => client.url);
  const caught = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  const addresses = [...caught.flat().map((request) => request.url), ...open].map((address) => bare(address));
  return new Map(addresses.filter((url) => !unchanging(url)).map((url) => [url.href, url]));
}

async function install() {
  const before = await visited();
  const cache = await caches.open(VERSION);
  try {
    await Promise.all(PRECACHE.map((address) => addOne(cache, bare(address))));
  } catch (error) {
    await caches.delete(VERSION); // the version before stays until everything comes
    throw error;
  }
  for (const address of PRECACHE) before.delete(bare(address).href);
  await Promise.allSettled([...before.values()].slice(-MOST).map((url) => addOne(cache, url)));
  await skipWaiting();
}

// One cache from before stays: a page that is still open may ask for a script that is no longer on the server.
async function activate() {
  const names = (await caches.keys()).filter((name) => name.startsWith("td-") && name !== VERSION);
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
  await clients.claim();
}

async function fromNetwork(event, url) {
  const cache = await caches.open(VERSION);
  try {
    const answer = await fresh(event.request);
    if (event.request.mode === "navigate") await answer.clone().arrayBuffer(); // broken off is as good as no network
    event.waitUntil(keep(cache, url, answer.clone()));
    return answer;
  } catch (error) {
    const kept = await cache.match(url);
    if (kept) return kept;
    throw error;
  }
}

async function fromCache(event, url) {
  const kept = await caches.match(url);
  if (kept) return kept;
  const answer = await fixed(url);
  const copy = answer.clone();
  event.waitUntil(caches.open(VERSION).then((cache) => keep(cache, url, copy)));
  return answer;
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  event.respondWith(unchanging(url) ? fromCache(event, bare(url)) : fromNetwork(event, bare(url)));
});
