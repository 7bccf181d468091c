// A hand-in: a learner's answers as one file. The format, and what is checked of it, are told in kit/activity/hand_in.py,
// which makes and reads the same. Shared by lesson mode and a site's start page; it needs neither a page nor a network.

import { sha256 } from "./sha256.js";

export const KIT = "0.1.0"; // the kit's version
const FORMAT = "media-literacy-kit hand-in";
export const VERSION = 1;
export const LARGEST = 5_000_000; // bytes of a hand-in
export const NAMELESS = "me"; // the folder of answers from before a name was chosen
const MOST = 200; // lessons in one, and files in one lesson
const DEEPEST = 50; // levels of JSON, as kit/jsonl.py reads
const ENDINGS = [".first.jsonl", ".review.jsonl", ".jsonl", ".json"];
const COUNT = "progress.json";
const DEVICE = /^(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\.|$)/; // what Windows takes for no file
const NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.-]{0,38}[\p{L}\p{N}_])?$/u;
const UNSEEN = /[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\u{e0100}-\u{e01ef}]/u; // letters and marks
const FOLDER = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N} _.'’~-]*[\p{L}\p{M}\p{N}])?$/u;
const SEEN = /[^\p{C}\p{Z}]/u; // what of a name can be read
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]"; // Python's
const SPACED = new RegExp(`^${SPACE}|${SPACE}$`, "u");
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** What is wrong with a file that is no hand-in: which of the words in hand_in_words.js say it, with what in them. */
export class HandInError extends Error {
  constructor(key, ...given) {
    super(`${key} ${given.join(" ")}`);
    this.key = key;
    this.given = given;
  }
}

// ---- text and sum ----

/** Plain data as the one text that its sum is made of. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const names = Object.keys(value).sort(); // by UTF-16, as Python does on purpose
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new HandInError("changed");
  return JSON.stringify(value);
}

const sumOf = (rest) => sha256(new TextEncoder().encode(canonical(rest)));

/** The text of a hand-in; `lessons` as `gather` gives them. */
export function handInText({ learner, lessons, made = new Date(), kit = KIT }) {
  const named = Object.keys(lessons).sort();
  const rest = {
    format: FORMAT,
    version: VERSION,
    kit,
    made: `${made.toISOString().slice(0, 19)}Z`,
    learner: { name: learner.name, folder: learner.folder },
    lessons: Object.fromEntries(named.map((name) => [name, lessons[name]])),
  };
  return `${JSON.stringify({ ...rest, sha256: sumOf(rest) }, null, 1)}\n`;
}

/** The name of the file: whose it is, and which lesson, or all. */
export function fileName(learner, lessons) {
  const names = Object.keys(lessons);
  const who = learner.folder.replace(/[^\p{L}\p{M}\p{N}_-]+/gu, "-");
  return `${who}-${names.length === 1 ? names[0] : "all"}.kit.json`;
}

// ---- answers, from where they are kept ----

/** Whether a name can be that of a lesson, or with its ending that of a file of answers. */
export function isLessonName(name) {
  const folded = name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFC");
  return NAME.test(name) && folded === name && !DEVICE.test(name) && !UNSEEN.test(name);
}

export function isFileName(name) {
  const ending = ENDINGS.find((each) => name.endsWith(each));
  const stem = ending ? name.slice(0, -ending.length) : ".";
  return name !== COUNT && !stem.includes(".") && isLessonName(stem);
}

/** The activity that a file is of: its answer, or marks as they are and as they were first. */
export const activityOf = (file) => file.slice(0, file.indexOf("."));

/** How many activities the files of a lesson answer. */
export const answered = (files) => new Set(Object.keys(files).map(activityOf)).size;

/** How many steps are done, of how many, as a file says; nothing where it does not. */
export function progressOf(text) {
  try {
    return counted(JSON.parse(text));
  } catch {
    return null;
  }
}

function counted(given) {
  const { done, steps } = given ?? {};
  if (!Number.isSafeInteger(done) || !Number.isSafeInteger(steps) || done < 0 || steps < done) throw new Error("no count");
  return { done, steps };
}

/**
 * Who is signed in, as learner.txt says: the name as typed, the folder that is theirs, and the one in which the answers
 * still are (`at`), where those from before a name come along and have not moved yet.
 */
export function signedIn(text, folders) {
  const said = text?.trim().startsWith("{") ? parsed(text) : { name: text?.trim().split("\n")[0] ?? "" }; // older: a folder
  const name = typeof said.name === "string" && said.name !== NAMELESS ? said.name : "";
  const folder = name ? said.folder ?? name : NAMELESS;
  const left = said.before === NAMELESS && folders.includes(NAMELESS) && !folders.includes(folder);
  return { name, folder, at: left ? NAMELESS : folder };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/**
 * The learner who is signed in and what was answered, by lesson; `lesson` alone, where one is named.
 * `kept` lists a folder (`list(path)`, names with `isFolder`, nothing where it is none) and reads a file (`text(path)`).
 */
export async function gather(kept, lesson) {
  const inside = await kept.list("answers");
  const folders = inside.filter((each) => each.isFolder).map((each) => each.name);
  const signed = inside.some((each) => each.name === "learner.txt") ? await kept.text("answers/learner.txt") : "";
  const learner = signedIn(signed, folders);
  const lessons = [];
  for (const { name, isFolder } of folders.includes(learner.at) ? await kept.list(`answers/${learner.at}`) : []) {
    if (!isFolder || !isLessonName(name) || (lesson && name !== lesson)) continue;
    const given = await handedIn(kept, `answers/${learner.at}/${name}`);
    if (Object.keys(given.files).length || given.progress?.done) lessons.push([name, given]);
  }
  return { learner, lessons: Object.fromEntries(lessons) };
}

async function handedIn(kept, folder) {
  const there = (await kept.list(folder)).filter((each) => !each.isFolder).map((each) => each.name);
  const files = [];
  for (const name of there.filter(isFileName).sort()) {
    const text = await kept.text(`${folder}/${name}`);
    if (text !== null) files.push([name, text]);
  }
  const progress = there.includes(COUNT) ? progressOf(await kept.text(`${folder}/${COUNT}`)) : null;
  return { files: Object.fromEntries(files), progress }; // which has any name, also those that objects have from birth
}

/** What JupyterLab keeps, on a disk or in a browser, as `gather` reads it. */
export function keptBy(contents) {
  return {
    async list(path) {
      const { content } = await contents.get(path, { content: true }).catch(() => ({})); // which JupyterLite has to be told
      return (content ?? []).map(({ name, type }) => ({ name, isFolder: type === "directory" }));
    },
    async text(path) {
      const got = await contents.get(path, { type: "file", format: "text", content: true }).catch(() => null);
      return typeof got?.content === "string" ? got.content : null;
    },
  };
}

// ---- reading one ----

/** A hand-in from the bytes of a file, checked; raises `HandInError`. */
export function readHandIn(bytes) {
  if (bytes.length > LARGEST) throw new HandInError("large");
  let said;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    said = JSON.parse(text);
  } catch {
    throw new HandInError("unreadable");
  }
  if (!isObject(said) || said.format !== FORMAT) throw new HandInError("other");
  if (!Number.isSafeInteger(said.version) || said.version < 1) throw new HandInError("shape", "version");
  if (said.version > VERSION) throw new HandInError("newer", String(said.kit).slice(0, 40), KIT);
  const { sha256: sum, ...rest } = said;
  if (deep(rest) > DEEPEST || sum !== sumOf(rest)) throw new HandInError("changed");
  return checked(said);
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function deep(value, level = 1) {
  if (value === null || typeof value !== "object" || level > DEEPEST) return level;
  return Math.max(level, ...Object.values(value).map((each) => deep(each, level + 1)));
}

function checked({ kit, made, learner, lessons }) {
  if (typeof kit !== "string") throw new HandInError("shape", "kit");
  if (!isTime(made)) throw new HandInError("shape", "made");
  if (!isLearner(learner)) throw new HandInError("shape", "learner");
  const read = named("lessons", lessons, isLessonName).map(([name, given]) => [name, checkedLesson(`lessons, ${name}`, given)]);
  return { kit, made, learner: { name: learner.name, folder: learner.folder }, lessons: Object.fromEntries(read) };
}

function checkedLesson(where, given) {
  if (!isObject(given)) throw new HandInError("shape", where);
  const files = Object.fromEntries(named(`${where}, files`, given.files, isFileName));
  const wrong = Object.keys(files).find((file) => typeof files[file] !== "string");
  if (wrong) throw new HandInError("shape", `${where}, files, ${wrong}`);
  try {
    return { files, progress: given.progress == null ? null : counted(given.progress) };
  } catch {
    throw new HandInError("shape", `${where}, progress`);
  }
}

/** Whether it is a day that there is, and a time in it: browsers take February 30 for March 2. */
function isTime(made) {
  const at = TIME.test(made) && !made.startsWith("0000") ? Date.parse(made) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 19) === made.slice(0, 19);
}

function isLearner(learner) {
  const { name, folder } = learner ?? {};
  if (typeof name !== "string" || typeof folder !== "string") return false;
  if (folder === NAMELESS) return name === "";
  const fits = FOLDER.test(folder) && !DEVICE.test(folder) && new TextEncoder().encode(folder).length <= 80;
  return fits && !folder.startsWith("learner.txt") && isSeen(name) && [...name].length <= 200 && isOf(folder, name);
}

const isSeen = (name) => [...name].some((sign) => SEEN.test(sign) && !UNSEEN.test(sign));

/** Whether a folder is that of a name, as kit/activity/learners.py gives it: the name itself, or its sum behind a ~. */
function isOf(folder, name) {
  const key = name.normalize("NFC").toLowerCase().normalize("NFC");
  if (SPACED.test(name)) return false;
  if (/\p{Cs}/u.test(key)) return folder.includes("~"); // half a character has no bytes to make a sum of here
  return folder === key || folder.endsWith(`~${base32(sha256(new TextEncoder().encode(key))).slice(0, 16)}`);
}

/** What is written in hexadecimal, in base 32 (RFC 4648). */
function base32(hex) {
  const bits = Array.from(hex, (sign) => Number.parseInt(sign, 16).toString(2).padStart(4, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => "abcdefghijklmnopqrstuvwxyz234567"[Number.parseInt(five, 2)]).join("");
}

function named(where, given, fits) {
  if (!isObject(given)) throw new HandInError("shape", where);
  const entries = Object.entries(given);
  if (entries.length > MOST || !entries.every(([name]) => fits(name))) throw new HandInError("shape", where);
  return entries;
}
