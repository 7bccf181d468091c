// What the start page does with answers: each change to what JupyterLite keeps, and that none of it loses anything.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";

// Side by side, as in a site.
const site = mkdtempSync(join(tmpdir(), "kit-start-"));
after(() => rmSync(site, { recursive: true }));
for (const from of ["../../kit/lesson/mode/media-literacy-kit", "../../kit/site/static"]) {
  cpSync(new URL(from, import.meta.url), site, { recursive: true, filter: (path) => !path.endsWith("package.json") });
}
const load = (name) => import(pathToFileURL(join(site, name)).href);
const { asides, beside, cleared, expired, handedIn, people, putBack, noted, restored, signedInAs, workingAs } = await load("answers.js");
const { canonical, handedState, notHandedIn, sumOfFiles } = await load("hand_in.js");
const { classAway, classIn, classKept, readClass } = await load("class_file.js");
const { sha256 } = await load("sha256.js");
const { databaseName, readAnswers, writeAnswers, Blocked } = await load("start_storage.js");

const NOW = new Date("2026-11-28T10:00:00Z");
const later = (hours) => new Date(NOW.getTime() + hours * 3_600_000);
const ANA = { name: "Ana", folder: "ana" };

/** Models of files, by their paths, with the folders that they lie in. */
function models(files, changed = "2026-11-20T09:00:00.000Z") {
  const found = new Map();
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split("/");
    parts.slice(0, -1).forEach((_, at) => {
      const folder = parts.slice(0, at + 1).join("/");
      found.set(folder, { path: folder, name: parts[at], type: "directory", format: "json", content: [] });
    });
    const content = Buffer.from(text).toString("base64");
    found.set(path, { path, name: parts.at(-1), type: "file", format: "base64", content, last_modified: changed });
  }
  return found;
}

function changed(before, { puts = [], removes = [] }) {
  const now = new Map(before);
  for (const path of removes) now.delete(path);
  for (const model of puts) {
    assert.equal(model.name, model.path.split("/").at(-1));
    now.set(model.path, model);
  }
  for (const path of now.keys()) {
    const folder = path.slice(0, path.lastIndexOf("/"));
    assert.ok(!path.includes("/") || now.get(folder)?.type === "directory", `${path} lies in no folder`);
  }
  return now;
}

const texts = (found) =>
  Object.fromEntries([...found].filter(([, { type }]) => type === "file").map(([path, { content }]) => [path, Buffer.from(content, "base64").toString()]));

const FILES = {
  "answers/learner.txt": '{"name": "Ana", "folder": "ana"}\n',
  "answers/ana/01-x/a.json": "1",
  "answers/ana/01-x/b.jsonl": "2",
  "answers/ana/01-x/progress.json": '{"done": 1, "steps": 3}\n',
  "answers/ben/01-x/a.json": "ben's",
};
const given = (files, progress = null) => ({ learner: ANA, lessons: { "01-x": { files, progress } }, made: NOW.toISOString() });

test("begun again, a lesson is empty, and undone as it was, byte for byte", async () => {
  const before = models(FILES);
  const empty = changed(before, cleared(before, "ana", "01-x", NOW));
  assert.deepEqual((await handedIn(empty)).lessons, {});
  const [aside] = asides(empty, "ana");
  assert.deepEqual([aside.lesson, aside.cleared, aside.when], ["01-x", true, NOW]);
  assert.deepEqual(texts(changed(empty, putBack(empty, aside, NOW))), FILES);
});

test("what was answered meanwhile is kept aside when the older is put back", () => {
  const before = models(FILES);
  const empty = changed(before, cleared(before, "ana", "01-x", NOW));
  const anew = new Map([...empty, ...models({ "answers/ana/01-x/a.json": "new" })]);
  const back = changed(anew, putBack(anew, asides(anew, "ana")[0], later(1)));
  assert.equal(texts(back)["answers/ana/01-x/a.json"], "1");
  assert.equal(texts(back)["answers/ana/01-x (replaced 20261128-110000)/a.json"], "new");
});

test("two changes in one second do not meet", () => {
  const before = models(FILES);
  const once = changed(before, cleared(before, "ana", "01-x", NOW));
  const anew = new Map([...once, ...models({ "answers/ana/01-x/a.json": "new" })]);
  const twice = changed(anew, cleared(anew, "ana", "01-x", NOW));
  assert.deepEqual(asides(twice, "ana").map(({ when }) => when.toISOString().slice(11, 19)), ["10:00:01", "10:00:00"]);
});

test("what was cleared goes after a day; what was replaced stays", () => {
  const before = models({ ...FILES, "answers/ana/02-y (replaced 20260101-000000)/a.json": "old" });
  const empty = changed(before, cleared(before, "ana", "01-x", NOW));
  assert.deepEqual(expired(empty, later(23)).removes, []);
  const after = changed(empty, expired(empty, later(25)));
  assert.deepEqual(asides(after, "ana").map(({ lesson }) => lesson), ["02-y"]);
  assert.equal(texts(after)["answers/ben/01-x/a.json"], "ben's");
});

test("on another computer everything is there, and its learner signed in", async () => {
  const whole = models(FILES);
  const { learner, lessons } = await handedIn(whole);
  const it = { learner, lessons, class: "7B", made: "2026-11-28T09:00:00Z" };
  const there = changed(new Map(), restored(new Map(), it, Object.keys(lessons), NOW));
  const after = await handedIn(there);
  assert.equal(after.class, "7B");
  assert.deepEqual(notHandedIn(after), []); // for the file was handed in
  there.delete("answers/ana/hand-in.json");
  const mine = Object.entries(FILES).filter(([path]) => !path.startsWith("answers/ben"));
  assert.deepEqual(
    Object.fromEntries(Object.entries(texts(there)).map(([path, text]) => [path, text.startsWith("{") ? JSON.parse(text) : text])),
    Object.fromEntries(mine.map(([path, text]) => [path, text.startsWith("{") ? JSON.parse(text) : text])),
  );
});

test("brought back over other answers, the lesson as it was is kept aside, and what only it had stays", () => {
  const before = models(FILES);
  const it = given({ "a.json": "other", "c.json": "3" }, { done: 2, steps: 3 });
  assert.deepEqual(beside(before, "ana", "01-x", it.lessons["01-x"]), { fresh: 1, differing: 1, changed: new Date("2026-11-20T09:00:00Z") });
  const after = texts(changed(before, restored(before, it, ["01-x"], NOW)));
  const aside = "answers/ana/01-x (replaced 20261128-100000)";
  assert.deepEqual(
    [after["answers/ana/01-x/a.json"], after["answers/ana/01-x/b.jsonl"], after["answers/ana/01-x/c.json"], after[`${aside}/a.json`], after[`${aside}/b.jsonl`]],
    ["other", "2", "3", "1", "2"],
  );
  assert.deepEqual(JSON.parse(after["answers/ana/01-x/progress.json"]), { done: 2, steps: 3 });
});

test("what is the same changes nothing, and a smaller count does not take the place of a larger", () => {
  const before = models(FILES);
  const it = given({ "a.json": "1", "b.jsonl": "2" }, { done: 0, steps: 3 });
  assert.deepEqual(beside(before, "ana", "01-x", it.lessons["01-x"]), { fresh: 0, differing: 0, changed: null });
  assert.deepEqual(restored(before, it, ["01-x"], NOW).puts.map(({ path }) => path).filter((path) => path.includes("01-x")), []);
});

test("only what is chosen is brought back, and nobody else's answers change", () => {
  const before = models(FILES);
  const it = { ...given({ "a.json": "other" }), lessons: { "01-x": { files: { "a.json": "other" }, progress: null }, "02-y": { files: { "z.json": "0" }, progress: null } } };
  const after = texts(changed(before, restored(before, it, ["02-y"], NOW)));
  assert.equal(after["answers/ana/01-x/a.json"], "1");
  assert.equal(after["answers/ana/02-y/z.json"], "0");
  assert.equal(after["answers/ben/01-x/a.json"], "ben's");
});

test("whoever has answers here can be worked as, by the name as it was typed", async () => {
  const before = models({ ...FILES, "answers/con~abc/01-x/a.json": "1", "answers/me/01-x/a.json": "1", "answers/.lock": "" });
  const known = Object.fromEntries(people(before, { ana: "Ana" }).map(({ folder, name }) => [folder, name]));
  assert.deepEqual(known, { ana: "Ana", ben: "ben", "con~abc": null, me: "" });
  const ben = changed(before, signedInAs(before, { name: "ben", folder: "ben" }, NOW));
  assert.equal((await handedIn(ben)).learner.folder, "ben");
  const nobody = changed(ben, signedInAs(ben, null, NOW));
  assert.equal((await handedIn(nobody)).learner.folder, "me");
});

test("a name that is given when handing in is a sign-in: answers without one come along, with what was noted", async () => {
  const before = models({ "answers/me/01-x/a.json": "1", "answers/me/.begun-x/.keep": "", "answers/ben/01-x/a.json": "ben's" });
  const ana = changed(before, workingAs(before, "Ana", "7B", NOW));
  const now = await handedIn(ana);
  assert.deepEqual([now.learner.folder, now.class, Object.keys(now.lessons)], ["ana", "7B", ["01-x"]]);
  assert.ok(![...ana.keys()].some((path) => path.startsWith("answers/me")));
  // Whoever has answers of their own signs in, and what has no name stays where it is.
  const ben = texts(changed(before, workingAs(before, "Ben", "", NOW)));
  assert.deepEqual([ben["answers/me/01-x/a.json"], ben["answers/ben/01-x/a.json"], JSON.parse(ben["answers/ben/hand-in.json"]).class], ["1", "ben's", ""]);
  // What was to come along with another, and did not yet, is theirs.
  const late = models({ "answers/me/01-x/a.json": "1", "answers/learner.txt": '{"name": "Ana", "folder": "ana", "before": "me"}' });
  const cleo = changed(late, workingAs(late, "Cleo", "", NOW));
  assert.deepEqual([texts(cleo)["answers/ana/01-x/a.json"], (await handedIn(cleo)).learner.folder], ["1", "cleo"]);
});

test("what was handed in is noted beside the answers, and told from what has changed since", async () => {
  const before = models(FILES);
  const { lessons } = await handedIn(before);
  const note = { "01-x": { at: NOW.toISOString(), sha256: sumOfFiles(lessons["01-x"].files) } };
  const after = changed(before, noted(before, "ana", { handed: note }, NOW));
  assert.deepEqual(handedState(await handedIn(after), "01-x"), { at: NOW, changed: false });
  assert.deepEqual(texts(after)["answers/ana/01-x/a.json"], "1");
  const further = changed(after, { puts: [...models({ "answers/ana/01-x/a.json": "2" }).values()] });
  assert.equal(handedState(await handedIn(further), "01-x").changed, true);
});

// ---- the database ----

/** As much of IndexedDB as the page needs; `stores` are those of a database that is there. */
function indexedDB(stores, fails) {
  const made = { databases: stores ? { db: new Map([["files", new Map(stores)]]) } : {}, aborted: 0 };
  const soon = (request, name) => queueMicrotask(() => request[name]?.({ preventDefault() {} }));
  made.open = (name) => {
    if (fails) throw new Error("denied");
    const request = {};
    const isNew = !(name in made.databases);
    const store = isNew ? new Map() : made.databases[name];
    request.result = {
      objectStoreNames: { contains: (each) => store.has(each) },
      createObjectStore: (each) => store.set(each, new Map()),
      close() {},
      transaction(each) {
        const rows = store.get(each);
        const transaction = {
          objectStore: () => ({
            getAllKeys: () => ({ result: [...rows.keys()] }),
            getAll: () => ({ result: [...rows.values()] }),
            get: (key) => ({ result: rows.get(key) }),
            put: (model, key) => rows.set(key, model),
            delete: (key) => rows.delete(key),
          }),
        };
        soon(transaction, "oncomplete");
        return transaction;
      },
    };
    let aborted = false;
    request.transaction = { abort: () => (aborted = true) };
    queueMicrotask(() => {
      if (isNew) request.onupgradeneeded();
      if (aborted) {
        made.aborted++;
        request.error = { name: "AbortError" };
        return soon(request, "onerror");
      }
      made.databases[name] = store;
      soon(request, "onsuccess");
    });
    return request;
  };
  return made;
}
globalThis.IDBKeyRange = { bound: () => null };

test("a database that is not there is not made by looking, and is made by bringing back", async () => {
  globalThis.indexedDB = indexedDB(null);
  assert.equal((await readAnswers("db")).size, 0);
  assert.deepEqual([globalThis.indexedDB.databases, globalThis.indexedDB.aborted], [{}, 1]);
  await writeAnswers("db", { puts: [{ path: "answers" }] });
  assert.deepEqual([...globalThis.indexedDB.databases.db.keys()], ["files", "local-forage-detect-blob-support"]);
  assert.equal((await readAnswers("db")).size, 1);
});

test("only answers and a class file are looked at, and storage that is denied is said to be", async () => {
  globalThis.indexedDB = indexedDB([["answers", { path: "answers" }], ["answers-2", {}], ["x.ipynb", {}], ["class.kit.json", {}]]);
  assert.deepEqual([...(await readAnswers("db")).keys()], ["answers", "class.kit.json"]);
  globalThis.indexedDB = indexedDB(null, true);
  await assert.rejects(readAnswers("db"), Blocked);
  assert.equal(databaseName(new URL("https://school.example/course/")), "JupyterLite Storage - /course/");
});

test("a name is shown without what would act in it", async () => {
  const { WORDS } = await load("start_words.js");
  assert.equal(WORDS.works("A\u202ena\u0007"), "You work as A\ufffdna\ufffd.");
  assert.equal(WORDS.works("मीना 😀"), "You work as मीना 😀.");
});

const classBytes = (about = {}, sum) => {
  const said = { format: "media-literacy-kit class", version: 1, kit: "0.1.0", class: "7B", learners: 28, lessons: {}, ...about };
  return new TextEncoder().encode(JSON.stringify({ ...said, sha256: sum ?? sha256(new TextEncoder().encode(canonical(said))) }));
};

test("a class file is known by what it says, and put where the lessons look for it", () => {
  const found = readClass(classBytes());
  assert.deepEqual([found.name, found.learners], ["7B", 28]);
  const { puts, removes } = classKept(found, NOW);
  assert.deepEqual([puts.map(({ path, name, type }) => [path, name, type]), removes], [[["class.kit.json", "class.kit.json", "file"]], []]);
  assert.deepEqual(Buffer.from(puts[0].content, "base64"), Buffer.from(classBytes()));
  const before = models(FILES);
  const there = changed(before, { puts, removes });
  assert.deepEqual([classIn(before), classIn(there).name], [null, "7B"]);
  assert.equal(classIn(models({ "class.kit.json": "{" })).name, "");
  assert.deepEqual(texts(changed(there, classAway())), FILES);
});

test("a class file that was changed or is newer is refused, and any other file is left to others", () => {
  assert.throws(() => readClass(classBytes({}, "0".repeat(64))), { key: "changed" });
  assert.throws(() => readClass(classBytes({ version: 2 })), { key: "newer" });
  for (const other of ["", "[]", "null", '{"format": "media-literacy-kit hand-in"}']) assert.equal(readClass(new TextEncoder().encode(other)), null);
});
