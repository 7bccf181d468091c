// The service worker of a site, with stand-ins for the browser and the server: what is kept, what is shown, who is answered.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const CODE = readFileSync(new URL("../../kit/site/static/sw.js", import.meta.url), "utf8");
const ROOT = "https://school.example/media/";
const sumOf = (text) => createHash("sha256").update(text).digest("hex");
const turn = () => new Promise((go) => setImmediate(go));

/** What edition.json says of files, by their text. */
const listOf = (edition, files) => ({
  edition,
  files: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, sumOf(text)])),
});

const ONE = { "index.html": "start 1", "notebooks/index.html": "page", "files/01.ipynb": "lesson 1", "build/a b.js": "code" };
const TWO = { ...ONE, "index.html": "start 2", "files/01.ipynb": "lesson 2" };

/** A server: its files by address, what was asked, copies that it says are still good, whether it is off, or slow. */
function server() {
  const made = { files: {}, copies: {}, asked: [], off: false, slow: null, loose: {} };
  made.put = (edition, files, root = ROOT) => {
    made.files[`${root}edition.json`] = JSON.stringify(listOf(edition, files));
    for (const [path, text] of Object.entries(files)) made.files[root + path.split("/").map(encodeURIComponent).join("/")] = text;
  };
  made.fetch = (request, { signal, cache } = {}) => {
    const url = new URL(request.url ?? request);
    made.asked.push([url.href, cache]);
    if (made.off) return Promise.reject(new TypeError("Failed to fetch"));
    const stands = url.origin + url.pathname.replace(/\/$/, "/index.html");
    const text = (cache === "no-cache" && made.copies[stands]) || made.files[stands];
    const response = text === undefined ? new Response("no", { status: 404 }) : new Response(text);
    if (made.redirects?.(url.href)) Object.defineProperty(response, "redirected", { value: true });
    if (!made.slow?.test(url.href)) return Promise.resolve(response);
    return new Promise((go, fail) => {
      made.release = () => go(response);
      signal?.addEventListener("abort", () => fail(signal.reason));
    });
  };
  return made;
}

/** A browser's store of responses, which outlives the worker. */
function cacheStorage() {
  const stores = new Map();
  const open = async (name) => {
    if (!stores.has(name)) stores.set(name, new Map());
    const there = stores.get(name);
    return {
      match: async (key) => there.get(key)?.clone(),
      put: async (key, response) => {
        if (open.full?.test(key)) throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
        there.set(key, new Response(await response.text(), response));
      },
      keys: async () => [...there.keys()].map((url) => ({ url })),
      delete: async (key) => there.delete(key),
    };
  };
  return { open, stores };
}

/** A worker that has started, in a browser that has `caches` and `pages`, below an address of its own. */
function worker(net, caches = cacheStorage(), pages = new Map(), root = ROOT) {
  let clock = 1e9;
  let timers = [];
  const heard = {};
  const hearers = new Set();
  const posted = [];
  const later = (go, time, every) => {
    const timer = { go, due: clock + time, every };
    timers.push(timer);
    return timer;
  };
  const forget = (timer) => (timers = timers.filter((each) => each !== timer));
  const scope = {
    URL, Response, Headers, caches, fetch: net.fetch, navigator: { onLine: true },
    crypto: { subtle: { digest: async (_, data) => createHash("sha256").update(new Uint8Array(data)).digest() } },
    console: { warn: (words) => said.push(words) },
    location: new URL(`${root}service-worker.js?enableCache=false`),
    Date: { now: () => clock },
    setTimeout: (go, time) => later(go, time),
    setInterval: (go, time) => later(go, time, time),
    clearInterval: forget,
    AbortSignal: {
      timeout: (time) => {
        const stop = new AbortController();
        later(() => stop.abort(new Error("late")), time);
        return stop.signal;
      },
    },
    BroadcastChannel: class {
      addEventListener(_, hear) { hearers.add(hear); }
      removeEventListener(_, hear) { hearers.delete(hear); }
      postMessage(data) { posted.push(structuredClone(data)); }
    },
    addEventListener: (name, hear) => (heard[name] = hear),
    clients: {
      get: async (id) => pages.get(id),
      matchAll: async () => [...pages.values()],
      claim: async () => {},
    },
    skipWaiting: async () => {},
  };
  const said = [];
  scope.self = scope;
  runInNewContext(CODE, scope);

  /** Let time go by. */
  const pass = async (time) => {
    for (let i = 0; i < 50; i++) await turn();
    clock += time;
    for (const timer of [...timers].filter(({ due }) => due <= clock)) {
      timer.every ? (timer.due += timer.every) : forget(timer);
      timer.go();
    }
    for (let i = 0; i < 50; i++) await turn();
  };
  const event = (more) => {
    const waits = [];
    return { waits, waitUntil: (wait) => waits.push(wait), ...more };
  };
  /** Ask for an address: its response, or undefined where the worker leaves it to the browser. */
  const get = async (path, { mode = "cors", from = "", makes = "", method = "GET", headers = {}, body } = {}) => {
    let answer;
    const request = { url: new URL(path, root).href, method, mode, headers: new Headers(headers), json: async () => body };
    const fetched = event({ request, clientId: from, resultingClientId: makes, respondWith: (given) => (answer = given) });
    heard.fetch(fetched);
    const response = await answer;
    get.waits = fetched.waits;
    return response;
  };
  /** Open a page by a link or a reload: it is there from then on. */
  const open = async (path, id) => {
    const response = await get(path, { mode: "navigate", makes: id });
    pages.set(id, { id, postMessage: () => {} });
    return response;
  };
  /** Have what the server has kept, as a page at rest asks for it; what it is told. */
  const keep = async () => {
    let told;
    const asks = event({ data: { kit: "keep" }, source: { postMessage: (data) => (told = data) } });
    heard.message(asks);
    for (let round = 0; !told && round < 100; round++) await pass(500);
    await Promise.all(asks.waits);
    return told;
  };
  return { get, open, keep, pass, posted, said, pages, caches, hearers, say: (data) => hearers.forEach((hear) => hear({ data })), again: () => worker(net, caches, pages, root) };
}

const textOf = async (response) => (await response).text();

/** A server with an edition, and a worker that has it. */
async function visited() {
  const net = server();
  net.put("one", ONE);
  const sw = worker(net);
  assert.equal((await sw.keep()).edition, "one");
  net.asked.length = 0;
  return { net, sw };
}

const kept = (sw) => [...sw.caches.stores.get(`media-literacy-kit 1 ${ROOT}`).keys()].map((key) => key.slice(ROOT.length));

test("until an edition is whole, the network answers; then no request leaves the browser, whatever stands behind a ?", async () => {
  const net = server();
  net.put("one", ONE);
  const sw = worker(net);
  assert.equal(await textOf(sw.open("", "page")), "start 1");
  assert.equal(net.asked.length, 1);
  assert.equal((await sw.keep()).edition, "one");
  for (const [url, cache] of net.asked.slice(1)) assert.equal(cache, url.endsWith("edition.json") ? "no-store" : "no-cache");
  net.off = true;
  for (const path of ["", "index.html", "?v=3", "index.html?_=12"]) assert.equal(await textOf(sw.open(path, "page 2")), "start 1");
  assert.equal(await textOf(sw.open("notebooks/?path=01.ipynb", "page 3")), "page");
  assert.equal(await textOf(sw.get("build/a%20b.js?_=1", { from: "page 3" })), "code");
  assert.equal((await sw.get("notebooks?path=01.ipynb", { mode: "navigate" })).headers.get("location"), `${ROOT}notebooks/?path=01.ipynb`);
  const restarted = sw.again();
  assert.equal(await textOf(restarted.open("", "page 4")), "start 1");
});

test("what an edition does not have is asked of the network, and without one is not there; a list of a folder never is", async () => {
  const { net, sw } = await visited();
  net.files[`${ROOT}notes.pdf`] = "a teacher's";
  assert.equal(await textOf(sw.get("notes.pdf")), "a teacher's");
  net.asked.length = 0;
  assert.equal((await sw.get("api/contents/answers/all.json")).status, 404);
  assert.deepEqual(net.asked, []);
  net.off = true;
  assert.equal((await sw.get("notes.pdf")).status, 404);
});

test("other hosts are not asked; neighbours, other methods and parts of files are left alone", async () => {
  const { sw } = await visited();
  const others = [
    ["https://elsewhere.example/media/index.html", { mode: "navigate" }], ["https://school.example/"], ["https://school.example/other/api/drive", { method: "POST" }],
    ["index.html", { method: "HEAD" }], ["index.html", { method: "POST" }], ["index.html", { headers: { range: "bytes=0-1" } }],
  ];
  for (const [path, how] of others) assert.equal(await sw.get(path, how), undefined, path);
  assert.equal((await sw.get("https://elsewhere.example/media/index.html")).type, "error");
  assert.equal(await textOf(sw.get("https://school.example/api/service-worker-heartbeat")), "ok");
});

test("a new edition is shown to the next visit; what did not change is not fetched again, and what is gone is deleted", async () => {
  const { net, sw } = await visited();
  net.put("two", TWO);
  assert.equal(await textOf(sw.open("", "new")), "start 2");
  assert.deepEqual(net.asked.map(([url]) => url.slice(ROOT.length)), ["edition.json", "index.html", "files/01.ipynb"]);
  assert.equal(await textOf(sw.get("files/01.ipynb", { from: "new" })), "lesson 2");
  await sw.open("", "newer");
  await sw.pass(0);
  const names = kept(sw).map((key) => key.split("?")[0]);
  assert.deepEqual(names.sort(), [...Object.keys(TWO).map(encodeURI), "edition.json", "edition.json"].sort());
});

test("a page that is open keeps its edition, and so does its kernel; it is deleted when neither is there", async () => {
  const { net, sw } = await visited();
  await sw.open("notebooks/", "old");
  net.put("two", TWO);
  const later = sw.again(); // a browser ends and starts the worker as it likes
  await later.open("", "new");
  later.pages.set("kernel", { id: "kernel" });
  await later.get("build/a%20b.js", { from: "old", makes: "kernel" });
  for (const id of ["old", "kernel"]) assert.equal(await textOf(later.get("files/01.ipynb", { from: id })), "lesson 1");
  assert.equal(await textOf(later.get("files/01.ipynb", { from: "new" })), "lesson 2");

  await later.pass(61_000);
  await later.open("", "newer");
  await later.pass(0);
  const has = () => kept(later).includes("edition.json?edition=one");
  assert.ok(has());
  later.pages.delete("old");
  later.pages.delete("kernel");
  await later.open("", "newest");
  await later.pass(0);
  assert.ok(!has());
});

test("a page that was there before the first edition was whole has that one", async () => {
  const net = server();
  net.put("one", ONE);
  const sw = worker(net, undefined, new Map([["first", { id: "first" }]]));
  await sw.keep();
  net.put("two", TWO);
  await sw.open("", "new");
  assert.equal(await textOf(sw.get("files/01.ipynb", { from: "first" })), "lesson 1");
});

test("no word, or a late one, of a new edition leaves the old one; a slow edition is shown to the visit after", async () => {
  const { net, sw } = await visited();
  net.put("two", TWO);
  net.slow = /edition\.json/;
  const waits = sw.open("", "a");
  await sw.pass(1_600);
  assert.equal(await textOf(waits), "start 1");

  net.slow = /01\.ipynb/;
  const waited = sw.open("", "b");
  await sw.pass(4_100);
  assert.equal(await textOf(waited), "start 1");
  assert.equal(await textOf(sw.get("files/01.ipynb", { from: "b" })), "lesson 1");
  net.release();
  await sw.pass(0);
  net.slow = null;
  assert.equal(await textOf(sw.get("", { from: "b" })), "start 1");
  assert.equal(await textOf(sw.open("", "c")), "start 2");
});

test("a folder that is half copied changes nothing, and is not waited for again; when it is whole it is shown", async () => {
  const { net, sw } = await visited();
  net.put("two", { ...TWO, "build/new.js": "new" });
  net.files[`${ROOT}files/01.ipynb`] = "lesson 1";
  delete net.files[`${ROOT}build/new.js`];
  assert.equal(await textOf(sw.open("", "a")), "start 1");
  assert.match(sw.said.join(), /files\/01\.ipynb is not the file that edition\.json names|build\/new\.js is not there \(404\)/);
  net.slow = /new\.js/;
  assert.equal(await textOf(sw.open("", "b")), "start 1"); // at once
  net.slow = null;
  assert.ok(!kept(sw).includes("edition.json?edition=two"));
  assert.ok(!kept(sw).includes(`files/01.ipynb?sum=${sumOf("lesson 2")}`));
  net.put("two", { ...TWO, "build/new.js": "new" });
  net.release();
  await sw.pass(0); // and what was tried before it was whole has ended
  await sw.keep();
  assert.equal(await textOf(sw.open("", "c")), "start 2");
  assert.equal(await textOf(sw.get("build/new.js", { from: "c" })), "new");
});

test("a server that goes by dates, and takes a new file for the browser's old one, is asked for the whole of it", async () => {
  const { net, sw } = await visited();
  net.put("two", TWO);
  net.copies[`${ROOT}files/01.ipynb`] = "lesson 1";
  net.copies[`${ROOT}edition.json`] = JSON.stringify(listOf("one", ONE));
  assert.equal(await textOf(sw.open("", "new")), "start 2");
  assert.equal(await textOf(sw.get("files/01.ipynb", { from: "new" })), "lesson 2");
  assert.deepEqual(sw.said, []);
});

test("a server that says something else than an edition, such as a page to sign in at, leaves the old one", async () => {
  const { net, sw } = await visited();
  for (const said of ["<!doctype html>", "null", "{}", '{"edition": 3, "files": {}}']) {
    net.files[`${ROOT}edition.json`] = said;
    assert.equal(await textOf(sw.open("", "a")), "start 1");
  }
});

test("what came by way of another address is kept as a file of its own address", async () => {
  const net = server();
  net.put("one", ONE);
  net.redirects = (url) => url.endsWith("index.html");
  const sw = worker(net);
  await sw.keep();
  const page = await sw.open("notebooks/index.html", "page");
  assert.deepEqual([page.redirected, await page.text()], [false, "page"]);
});

test("where the browser has no room for an edition, the old one goes on, and the new one takes no room from answers", async () => {
  const { net, sw } = await visited();
  const before = kept(sw);
  net.put("two", TWO);
  sw.caches.open.full = /01\.ipynb/;
  assert.equal(await textOf(sw.open("", "a")), "start 1");
  assert.deepEqual(kept(sw), before);
  assert.equal(sw.said.length, 1);
});

test("a file that the browser has lost is fetched, and never one of another edition", async () => {
  const { net, sw } = await visited();
  const files = sw.caches.stores.get(`media-literacy-kit 1 ${ROOT}`);
  const key = [...files.keys()].find((each) => each.includes("ipynb"));
  files.delete(key);
  assert.equal(await textOf(sw.get("files/01.ipynb")), "lesson 1");
  files.delete(key);
  net.files[`${ROOT}files/01.ipynb`] = "lesson 2";
  assert.equal((await sw.get("files/01.ipynb")).status, 404);
});

test("two sites of one origin have nothing in common", async () => {
  const { net, sw } = await visited();
  const other = "https://school.example/";
  net.put("other", { "index.html": "the other" }, other);
  const neighbour = worker(net, sw.caches, new Map(), other);
  await neighbour.keep();
  assert.equal(await textOf(neighbour.open("", "n")), "the other");
  assert.equal(await textOf(sw.open("", "a")), "start 1");
  assert.equal(sw.caches.stores.size, 2);
});

// ---- the kernel's files ----

const ASKED = { browsingContextId: "tab", requestId: "7", data: { method: "get", path: "answers/a" } };
const drive = (sw, more = {}) => sw.get("api/drive", { method: "POST", from: "kernel", body: { ...ASKED, ...more } });

test("a kernel's request goes to the page that has it, and its answer back; others' words are not heard", async () => {
  const { sw } = await visited();
  sw.pages.set("kernel", { id: "kernel" });
  const answer = drive(sw);
  await sw.pass(0);
  assert.deepEqual(sw.posted, [{ ...ASKED, pathname: "/media/api/drive" }]);
  sw.say({ browsingContextId: "other", requestId: "7", response: 1 });
  sw.say({ browsingContextId: "tab", requestId: "8", response: 2 });
  sw.say({ ...ASKED, pathname: "/other/api/drive" }); // a request is no answer
  sw.say("what an extension says");
  await sw.pass(200_000); // a page that is slow is waited for
  sw.say({ browsingContextId: "tab", requestId: "7", response: { content: "{}", format: "text" } });
  assert.deepEqual(await (await answer).json(), { content: "{}", format: "text" });
  assert.equal(sw.hearers.size, 0);
});

test("nothing is an answer, and what the page could not do is an error", async () => {
  const { sw } = await visited();
  const first = drive(sw);
  await sw.pass(0);
  sw.say({ browsingContextId: "tab", requestId: "7", response: null });
  assert.deepEqual([(await first).status, await (await first).json()], [200, null]);
  const second = drive(sw);
  await sw.pass(0);
  sw.say({ browsingContextId: "tab", requestId: "7", response: { kitFailed: "QuotaExceededError" } });
  assert.equal((await second).status, 507);
});

test("a page that is gone leaves nothing waiting, and one that never answers is not waited for until the browser gives up", async () => {
  const { sw } = await visited();
  sw.pages.set("kernel", { id: "kernel" });
  const gone = drive(sw);
  await sw.pass(5_000);
  assert.equal(sw.hearers.size, 1);
  sw.pages.delete("kernel");
  await sw.pass(5_000);
  assert.equal((await gone).status, 504);
  assert.equal(sw.hearers.size, 0);

  sw.pages.set("kernel", { id: "kernel" });
  const silent = drive(sw);
  const typed = sw.get("api/stdin/kernel", { method: "POST", from: "kernel", body: { ...ASKED, requestId: "9" } });
  for (let passed = 0; passed <= 245_000; passed += 5_000) await sw.pass(5_000);
  assert.equal((await silent).status, 504);
  sw.say({ browsingContextId: "tab", requestId: "9", response: "what a person typed at last" });
  assert.equal((await typed).status, 200);
});
