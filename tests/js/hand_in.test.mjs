// A hand-in as JavaScript makes and reads it: the same as Python, whose tests read the same cases.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import {
  answered, canonical, checkedClass, checkedName, fileName, folderName, gather, handInText, HandInError, inWords, isFileName,
  isLessonName, keptBy, LARGEST, marked, notedIn, notedText, notHandedIn, readHandIn, signedIn,
} from "../../kit/lesson/mode/media-literacy-kit/hand_in.js";
import { WRONG } from "../../kit/lesson/mode/media-literacy-kit/hand_in_words.js";
import { sha256 } from "../../kit/lesson/mode/media-literacy-kit/sha256.js";

const CASES = JSON.parse(readFileSync(new URL("../hand_in_cases.json", import.meta.url), "utf-8"));
const bytes = (text) => new TextEncoder().encode(text);

/** What JupyterLab has of files, by their paths. */
function contents(files) {
  const inside = (folder) => {
    const names = Object.keys(files).filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
    return [...new Set(names.map((name) => name.split("/")[0]))].map((name) => {
      const path = `${folder}/${name}`;
      return { name, type: path in files ? "file" : "directory" };
    });
  };
  return {
    async get(path) {
      if (path in files) return { content: files[path] };
      if (!inside(path).length) throw new Error("404");
      return { content: inside(path) };
    },
  };
}

test("the sum is that of the standard, whatever the length", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    const data = Uint8Array.from({ length }, (_, at) => (at * 131) % 256);
    assert.equal(sha256(data), createHash("sha256").update(data).digest("hex"), `${length} bytes`);
  }
});

test("canonical text and sum are Python's", () => {
  for (const { value, text } of CASES.canonical) assert.equal(canonical(value), text);
  for (const { value, sha256: sum } of CASES.sums) assert.equal(sha256(bytes(canonical(value))), sum);
  assert.throws(() => canonical(0.5), HandInError);
});

test("the same answers make the same text as Python makes, of all lessons and of one", async () => {
  const given = { made: new Date(CASES.made), kit: "0.1.0" };
  const kept = keptBy(contents(CASES.files));
  assert.equal(handInText({ ...(await gather(kept)), ...given }), CASES.hand_in);
  assert.equal(handInText({ ...(await gather(kept, CASES.lesson)), ...given }), CASES.of_lesson);
});

test("what was made is read again", () => {
  const read = readHandIn(bytes(CASES.hand_in));
  const { lessons } = read;
  assert.deepEqual(lessons, JSON.parse(CASES.hand_in).lessons);
  assert.equal(read.class, "7B");
  assert.match(fileName(read), /^7B-blue-heron-é-[a-z2-7]{16}-all\.kit\.json$/);
  const { files } = lessons[CASES.lesson];
  assert.deepEqual([inWords(files), marked(files)], [1, 1]);
  assert.equal(answered(lessons[CASES.lesson].files), 2); // marks as they were first are of the same question
});

test("classes, folders and files are named as Python names them", () => {
  for (const { given, class: clean } of CASES.classes) assert.equal(checkedClass(given), clean, JSON.stringify(given));
  for (const { name, folder } of CASES.folders) assert.equal(folderName(name), folder, name);
  for (const { learner, lessons, class: className, file } of CASES.file_names) {
    assert.equal(fileName({ learner, lessons: Object.fromEntries(lessons.map((name) => [name, {}])), class: className }), file);
  }
  assert.equal(folderName("CON", ["con"]), "con"); // the folder that an older version named
  assert.deepEqual([" Ana ", " ", "\u202e", "x".repeat(201), "\ud800"].map(checkedName), ["Ana", null, null, null, null]);
});

test("what a window shows is what Python gives: what is missing by name, class and what was handed in", async () => {
  const given = await gather(keptBy(contents(CASES.files)));
  assert.deepEqual([given.missing, given.class, given.handed, given.offered], [CASES.missing, CASES.noted.class, CASES.noted.handed, "7B"]);
  assert.deepEqual(notHandedIn(given).sort(), CASES.not_handed_in);
  assert.deepEqual(notHandedIn({ ...given, learner: { name: "", folder: "me" } }), []); // nobody's name could be said
});

test("what is damaged of what is noted counts as nothing, and what is new is added to the rest", () => {
  for (const text of [null, "", "{", "[]", '{"class": 7}', '{"lessons": {"a": 1}}', '{"lessons": [1]}', '{"class": "\\n"}']) {
    assert.deepEqual(notedIn(text), { class: null, handed: {} });
  }
  const before = notedIn(notedText(notedIn(null), { class: "7B" }));
  assert.deepEqual(notedIn(notedText(before, { handed: { a: { at: "x", sha256: "y" } } })), { class: "7B", handed: { a: { at: "x", sha256: "y" } } });
});

test("names that are none are refused, in files as in answers", () => {
  for (const name of CASES.names.lessons) assert.ok(isLessonName(name), name);
  for (const name of CASES.names.no_lessons) assert.ok(!isLessonName(name), name);
  for (const name of CASES.names.files) assert.ok(isFileName(name), name);
  for (const name of CASES.names.no_files) assert.ok(!isFileName(name), name);
});

test("each wrong file is refused, and words say why", () => {
  for (const { set: [path, value], unsummed, js } of CASES.wrong) {
    const said = JSON.parse(CASES.hand_in);
    const last = path.at(-1);
    path.slice(0, -1).reduce((at, name) => at[name], said)[last] = value;
    const { sha256: _, ...rest } = said;
    const whole = unsummed ? said : { ...rest, sha256: sha256(bytes(canonical(rest))) };
    assert.throws(() => readHandIn(bytes(JSON.stringify(whole))), (error) => {
      assert.equal(error.key, js, `${path}`);
      assert.ok(WRONG[error.key](...error.given).length > 30);
      return error instanceof HandInError;
    });
  }
});

test("half a character in a name opens nobody else's folder", () => {
  const of = (learner) => {
    const { sha256: _, ...rest } = { ...JSON.parse(CASES.hand_in), learner };
    return bytes(JSON.stringify({ ...rest, sha256: sha256(bytes(canonical(rest))) }));
  };
  assert.throws(() => readHandIn(of({ name: "a\ud800", folder: folderName("Weiß") })), { key: "shape" });
  assert.equal(readHandIn(of({ name: "a\ud800", folder: "a~ewazxg2d2smqslvs" })).learner.name, "a\ud800");
});

test("what is cut off, is no text, too large or nested without end is refused too", () => {
  const refused = (data, key) => assert.throws(() => readHandIn(data), (error) => error.key === key);
  for (const end of [0, 1, 100, CASES.hand_in.length - 3]) refused(bytes(CASES.hand_in.slice(0, end)), "unreadable");
  refused(Uint8Array.of(0xff, 0xfe, 0x00), "unreadable");
  refused(new Uint8Array(LARGEST + 1), "large");
  refused(bytes('{"format": "media-literacy-kit hand-in", "version": 1, "x": ' + "[".repeat(1000) + "]".repeat(1000) + "}"), "changed");
  refused(bytes(`{"format": "media-literacy-kit hand-in", "version": 1, "x": [${"1,".repeat(500_000)}1]}`), "changed"); // one list
});

test("who is signed in is read as Python reads it", () => {
  assert.deepEqual(signedIn("", []), { name: "", folder: "me", at: "me" });
  assert.deepEqual(signedIn("blue-heron\n", ["blue-heron"]), { name: "blue-heron", folder: "blue-heron", at: "blue-heron" });
  const moving = '{"name": "Ana", "folder": "ana", "before": "me"}';
  assert.equal(signedIn(moving, ["me"]).at, "me");
  assert.equal(signedIn(moving, ["me", "ana"]).at, "ana");
  assert.equal(signedIn("{", []).folder, "me");
});
