// The service worker of a site: it hands the kernel's requests for files to the page that asked, and keeps every file of
// the site, so that it opens without a network from the second time on.
//
// An edition is what edition.json says at one time: each file with its sum. Files are kept under their path and their
// sum, so that what did not change belongs to the new edition as to the old one, and is not fetched again. A file that
// does not have its sum is not kept. An edition is whole when all its files are kept, and its list, which is kept last;
// one that is not whole is never used: a server whose folder is half copied leaves all as it was.
//
// A page, with its kernel, has one edition from its first file to its last. Which one is settled when it is opened: the
// server is asked what there is; offline, or where it takes longer than ASKED, that is the edition there was. A new one
// is fetched, and shown at once where it is whole within MOMENT; else the next page that is opened has it. What no page
// has any more is deleted then.
const SCOPE = new URL("./", location.href).href;
const STORE = `media-literacy-kit 1 ${SCOPE}`; // several sites share an origin, and its caches
const HEARTBEAT = "/api/service-worker-heartbeat"; // JupyterLite asks for it at the origin, wherever the site is
const ASKED = 1_500; // ms that a page waits for the server's word of a new edition
const MOMENT = 4_000; // ms that it waits, in all, for the new edition itself
const PATIENT = 60_000; // ms for the same word when nobody waits
const AT_ONCE = 3; // files fetched at a time
const QUIET = 1_500; // ms without a page asking the network for something, before a file is fetched to be kept
const LOOK = 5_000; // ms from one look whether a page that owes an answer is still there to the next
const LONGEST = 240_000; // ms that a kernel waits for one: a browser ends a service worker that is at one thing for 300 s
const YOUNG = 60_000; // ms in which a page that is being opened may not be among the pages yet

const channel = new BroadcastChannel("/sw-api.v1"); // JupyterLite's
const pause = (time) => new Promise((go) => setTimeout(go, time));

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if (event.data?.kit === "keep") event.waitUntil(keepFor(event.source));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) {
    // Nobody else is asked for anything, nor told: also not by Python, which runs where no page's policy is.
    return request.mode === "navigate" ? undefined : event.respondWith(Response.error());
  }
  if (url.pathname === HEARTBEAT) return event.respondWith(new Response("ok"));
  if (!url.href.startsWith(SCOPE)) return; // a neighbour's
  const path = pathOf(url);
  if (request.method === "POST" && /^api\/(drive$|stdin\/)/.test(path)) return event.respondWith(ask(event, url.pathname));
  if (request.method === "GET" && !request.headers.has("range")) {
    event.respondWith(answer(event, path).catch(() => fetch(request))); // also where the browser's store is damaged
  }
});

// ---- the kernel's files ----

/**
 * What the page answers to a request of its kernel: 507 where it could not do what was asked, which is an OSError there.
 * A slow page is waited for as long as there is somebody to be answered.
 */
async function ask(event, pathname) {
  const asked = await event.request.json();
  const { browsingContextId, requestId } = asked;
  return new Promise((resolve) => {
    const end = (words, status = 200) => {
      clearInterval(looking);
      channel.removeEventListener("message", hear);
      resolve(new Response(words, { status }));
    };
    const hear = ({ data }) => {
      if (data?.browsingContextId !== browsingContextId || data.requestId !== requestId || !("response" in data)) return;
      const failed = data.response?.kitFailed;
      failed ? end(failed, 507) : end(JSON.stringify(data.response));
    };
    const began = Date.now();
    const late = () => pathname.endsWith("/drive") && Date.now() - began > LONGEST; // a person may take their time
    const looking = setInterval(async () => {
      if (late() || (event.clientId && !(await self.clients.get(event.clientId)))) end("the page did not answer", 504);
    }, LOOK);
    channel.addEventListener("message", hear);
    channel.postMessage({ ...asked, pathname });
  });
}

// ---- what is kept: the edition for new pages, those of the pages that are open, and their files ----

/** A file's place in an edition: its address below the site's, without what JupyterLite puts behind a question mark. */
function pathOf(url) {
  const path = url.pathname.slice(new URL(SCOPE).pathname.length);
  try {
    return decodeURIComponent(path.replace(/(^|\/)$/, "$1index.html"));
  } catch {
    return path;
  }
}

const addressOf = (path) => SCOPE + path.split("/").map(encodeURIComponent).join("/");
const keyOf = (path, sum) => `${addressOf(path)}?sum=${sum}`;
const listKey = (edition) => `${SCOPE}edition.json?edition=${edition}`;
const STATE = `${SCOPE}edition.json?state`;
const asJson = (data) => new Response(JSON.stringify(data), { headers: { "content-type": "application/json" } });
const store = () => caches.open(STORE);

async function kept(key) {
  const response = await (await store()).match(key);
  return response ? response.json() : null;
}

let reading;

/** The edition for new pages, empty where none is whole; all that are; for each page, or kernel, its own and since when. */
function state() {
  reading ??= kept(STATE).then((said) => ({ current: "", whole: [], ...said, pages: new Map(said?.pages) }));
  return reading;
}

async function saveState() {
  const now = await state();
  await (await store()).put(STATE, asJson({ ...now, pages: [...now.pages] }));
}

/** The editions that are in use, or come to be. */
async function inUse() {
  const { current, pages } = await state();
  return new Set([current, ...[...pages.values()].map(([edition]) => edition)].filter(Boolean));
}

const lists = new Map();

/** The list of an edition that is whole, or nothing. */
async function listOf(edition) {
  if (!lists.has(edition)) lists.set(edition, await kept(listKey(edition)));
  return lists.get(edition);
}

// ---- answering ----

let asking = 0; // when a page asked the network for something, last

const fromNetwork = (request) => {
  asking = Date.now();
  return fetch(request);
};
const missing = () => new Response("There is no such file.", { status: 404, headers: { "content-type": "text/plain" } });

async function answer(event, path) {
  const { request } = event;
  const { pages } = await state();
  const edition = request.mode === "navigate" ? await editionForNew(event) : await editionOf(event.clientId);
  if (event.resultingClientId && edition) {
    pages.set(event.resultingClientId, [edition, Date.now()]); // a page, or the kernel of one
    event.waitUntil(saveState());
  }
  const list = edition && (await listOf(edition));
  if (!list) return fromNetwork(request);
  const sum = list.files[path];
  if (sum) return (await (await store()).match(keyOf(path, sum))) ?? keep(path, sum).catch(missing);
  if (list.files[`${path}/index.html`]) return Response.redirect(`${addressOf(path)}/${new URL(request.url).search}`);
  if (path.startsWith("api/")) return missing(); // JupyterLite asks for lists of folders that only the browser has
  return fromNetwork(request).catch(missing); // something else that a teacher has put there
}

async function editionOf(clientId) {
  const { current, pages } = await state();
  return pages.get(clientId)?.[0] ?? current;
}

/** The edition of a page that is being opened. */
async function editionForNew(event) {
  const { current } = await state();
  if (!current) return "";
  const began = Date.now();
  const list = await served(ASKED);
  if (list && list.edition !== current) {
    const whole = take(list).catch(told);
    event.waitUntil(whole);
    if (!refused.has(list.edition)) await Promise.race([whole, pause(MOMENT - (Date.now() - began))]);
  } else event.waitUntil(tidy());
  return (await state()).current;
}

// ---- fetching an edition ----

const taking = new Map(); // the editions that are being fetched
const refused = new Set(); // those of which a file was not there, or another: nobody waits for them

const told = (error) => console.warn(`This edition of the site is not kept: ${error.message}`);

/** The list of the edition that the server has, or nothing. */
async function served(patience) {
  if (navigator.onLine === false) return null;
  try {
    const response = await fetch(`${SCOPE}edition.json`, { cache: "no-store", signal: AbortSignal.timeout(patience) });
    const list = response.ok ? await response.json() : null;
    return typeof list?.edition === "string" && typeof list.files === "object" ? list : null;
  } catch {
    return null;
  }
}

/** Have an edition whole, and make it that of new pages; an error says what it is that cannot be kept. */
function take(list) {
  if (!taking.has(list.edition)) taking.set(list.edition, fetchAll(list).finally(() => taking.delete(list.edition)));
  return taking.get(list.edition);
}

async function fetchAll(list) {
  const first = !(await state()).current;
  const there = new Set((await (await store()).keys()).map(({ url }) => url));
  const left = Object.entries(list.files).filter(([path, sum]) => !there.has(keyOf(path, sum))).values();
  let failed = null;
  const some = async () => {
    for (const [path, sum] of left) {
      while (Date.now() - asking < QUIET) await pause(QUIET);
      if (failed) return;
      await keep(path, sum).catch((error) => (failed = error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, some));
  if (failed) await giveUp(list, failed);
  await (await store()).put(listKey(list.edition), asJson(list));
  lists.set(list.edition, list);
  refused.delete(list.edition);
  const now = await state();
  now.current = list.edition;
  now.whole = [...new Set([...now.whole, list.edition])];
  if (first) for (const { id } of await everybody()) now.pages.set(id, [list.edition, Date.now()]);
  await saveState();
}

async function giveUp(list, error) {
  if (error instanceof RangeError) refused.add(list.edition);
  if (error.name === "QuotaExceededError") await sweep(); // answers need the room more
  throw error;
}

/**
 * Fetch a file and keep it; `RangeError` where the server has none, or one of another edition. A server that goes by
 * dates says of a new file with an older date that the browser's copy is still good: then the whole of it is asked for.
 */
async function keep(path, sum) {
  for (const cache of ["no-cache", "reload"]) {
    const response = await fetch(addressOf(path), { cache });
    if (!response.ok) throw new RangeError(`${path} is not there (${response.status})`);
    const data = await response.clone().arrayBuffer();
    if ((await sha256(data)) !== sum) continue;
    // What came by way of another address is not taken for a page that is opened.
    const sound = response.redirected ? new Response(data, { headers: response.headers }) : response;
    await (await store()).put(keyOf(path, sum), sound.clone());
    return sound;
  }
  throw new RangeError(`${path} is not the file that edition.json names`);
}

async function sha256(data) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keep what the server has, for a page that is at rest, and tell it whether an edition is whole. */
async function keepFor(page) {
  const list = await served(PATIENT);
  if (list && list.edition !== (await state()).current) await take(list).catch(told);
  const { current } = await state();
  page?.postMessage({ kit: "kept", edition: current });
}

// ---- forgetting editions ----

const everybody = () => self.clients.matchAll({ type: "all", includeUncontrolled: true });

/** Forget pages that are gone, and then what only they had. */
async function tidy() {
  const { pages, whole } = await state();
  const here = new Set((await everybody()).map(({ id }) => id));
  for (const [id, [, since]] of pages) if (!here.has(id) && Date.now() - since > YOUNG) pages.delete(id);
  const used = await inUse();
  if (!taking.size && whole.some((edition) => !used.has(edition))) await sweep();
}

/** Delete what belongs to no edition that a page has, or a new one would have. */
async function sweep() {
  const now = await state();
  const keys = new Set([STATE]);
  now.whole = [...(await inUse())];
  for (const edition of now.whole) {
    keys.add(listKey(edition));
    for (const [path, sum] of Object.entries((await listOf(edition))?.files ?? {})) keys.add(keyOf(path, sum));
  }
  await saveState();
  const files = await store();
  for (const { url } of await files.keys()) if (!keys.has(url)) await files.delete(url);
}
