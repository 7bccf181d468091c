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
const NOTED = "hand-in.json"; // in a learner's folder, as kit/activity/handed.py has it
const OFFERED = "class.txt"; // the class that the folder was handed out with
const LONGEST = 200; // characters of a name
const LONGEST_CLASS = 40; // characters of that of a class
const LONGEST_FOLDER = 80; // bytes
const DEVICE = /^(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\.|$)/; // what Windows takes for no file
const TAKEN = /^(learner\.txt|class\.txt)|^me$/; // among the answers
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

/** The text of a hand-in; all as `gather` gives it. */
export function handInText({ learner, lessons, class: className, made = new Date(), kit = KIT }) {
  const named = Object.keys(lessons).sort();
  const rest = {
    format: FORMAT,
    version: VERSION,
    kit,
    made: `${made.toISOString().slice(0, 19)}Z`,
    learner: { name: learner.name, folder: learner.folder },
    ...(className ? { class: className } : {}),
    lessons: Object.fromEntries(named.map((name) => [name, lessons[name]])),
  };
  return `${JSON.stringify({ ...rest, sha256: sumOf(rest) }, null, 1)}\n`;
}

/** The name of the file: the class, where there is one, whose it is, and which lesson, or all. */
export function fileName({ learner, lessons, class: className }) {
  const names = Object.keys(lessons);
  const plain = (words) => words.replace(/[^\p{L}\p{M}\p{N}_]+/gu, "-").replace(/^-|-$/g, "");
  const parts = [plain(className ?? ""), plain(learner.folder), names.length === 1 ? names[0] : "all"];
  return `${parts.filter(Boolean).join("-")}.kit.json`;
}

// ---- names that learners give ----

const stripped = (words) => words.replace(new RegExp(`^${SPACE}+|${SPACE}+$`, "gu"), "");

/** The name of a class, without space around it; nothing where it is none. */
export function checkedClass(name) {
  const clean = typeof name === "string" ? stripped(name) : "";
  return isSeen(clean) && [...clean].length <= LONGEST_CLASS && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(clean) ? clean : null;
}

/** A learner's name, without space around it; nothing where nobody can have it. */
export function checkedName(name) {
  const clean = stripped(name);
  return isSeen(clean) && [...clean].length <= LONGEST && !/\p{Cs}/u.test(clean) ? clean : null;
}

/** What two names of one learner have in common. */
const keyOf = (name) => stripped(name).normalize("NFC").toLowerCase().normalize("NFC");

/** The folder of a learner's name, as kit/activity/learners.py gives it; `folders` are those that are there. */
export function folderName(name, folders = []) {
  const key = keyOf(name);
  if (isFaithful(key)) return key;
  const stem = cut(Array.from(key, (sign) => (isLetter(sign) || "-_".includes(sign) ? sign : "-")).join("").replace(/-+/g, "-"));
  const folder = `${stem.replace(/^[-_]+|[-_]+$/g, "") || "name"}~${shortSum(key)}`;
  return !folders.includes(folder) && folders.includes(key) && NAME.test(key) ? key : folder; // which older versions named
}

const isLetter = (sign) => /[\p{L}\p{M}\p{N}]/u.test(sign) && !UNSEEN.test(sign);

/** Whether a folder can be named by a name as it is, on any system. */
function isFaithful(key) {
  const known = FOLDER.test(key) && !key.includes("~") && !UNSEEN.test(key) && !/^\p{M}/u.test(key);
  return known && !DEVICE.test(key) && !TAKEN.test(key) && alike(key) === key && bytesOf(key).length <= LONGEST_FOLDER;
}

/** What no file system tells apart counts as the same; sign by sign, for a Greek word ends with a sign of its own. */
const alike = (key) =>
  Array.from(key.normalize("NFKC").toUpperCase(), (sign) => sign.toLowerCase()).join("").normalize("NFC");

const bytesOf = (text) => new TextEncoder().encode(text);

/** As many whole characters as there is room for. */
function cut(text) {
  let [short, size] = ["", 0];
  for (const sign of text) {
    size += bytesOf(sign).length;
    if (size > LONGEST_FOLDER / 2) break;
    short += sign;
  }
  return short;
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

/** How many questions the files of a lesson answer otherwise than by marks. */
export const inWords = (files) => Object.keys(files).filter((name) => name.endsWith(".json")).length;

/** How many places the files of a lesson mark, as they are now. */
export function marked(files) {
  const now = Object.entries(files).filter(([name]) => name.endsWith(".jsonl") && name.split(".").length === 2);
  return now.flatMap(([, text]) => text.split("\n").filter(Boolean)).length;
}

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

/** The object that a text says in JSON; an empty one where it says none. */
function parsed(text) {
  try {
    const said = JSON.parse(text);
    return isObject(said) ? said : {};
  } catch {
    return {};
  }
}

/**
 * The learner who is signed in; what was answered, by lesson (`lesson` alone, where one is named); what is `missing`, the
 * titles of steps, where they are known; their `class`, null where it was not asked for; the one that is `offered`; and of
 * lessons that were `handed` in, when, and the sum of their files then.
 * `kept` lists a folder (`list(path)`, names with `isFolder`, nothing where it is none) and reads a file (`text(path)`).
 */
export async function gather(kept, lesson) {
  const { learner, inside } = await whoIs(kept);
  const home = `answers/${learner.at}`;
  const there = inside.some(({ name, isFolder }) => isFolder && name === learner.at) ? await kept.list(home) : [];
  const [lessons, missing] = [[], []];
  for (const { name, isFolder } of there) {
    if (!isFolder || !isLessonName(name) || (lesson && name !== lesson)) continue;
    const { titles, ...given } = await handedIn(kept, `${home}/${name}`);
    if (Object.keys(given.files).length || given.progress?.done) lessons.push([name, given]);
    if (titles.length) missing.push([name, titles]);
  }
  const noted = notedIn(there.some(({ name }) => name === NOTED) ? await kept.text(`${home}/${NOTED}`) : null);
  const offered = inside.some(({ name }) => name === OFFERED) ? await kept.text(`answers/${OFFERED}`) : "";
  const known = Object.fromEntries(lessons); // which has any name, also those that objects have from birth
  const said = Object.fromEntries(missing.filter(([name]) => Object.hasOwn(known, name)));
  return { learner, lessons: known, missing: said, ...noted, offered: checkedClass(offered) ?? "" };
}

/** The learner who is signed in, and what lies beside the answers. */
export async function whoIs(kept) {
  const inside = await kept.list("answers");
  const folders = inside.filter((each) => each.isFolder).map((each) => each.name);
  const signed = inside.some((each) => each.name === "learner.txt") ? await kept.text("answers/learner.txt") : "";
  return { learner: signedIn(signed, folders), inside };
}

/** What is noted in a learner's folder of hand-ins; nothing of what is damaged. */
export function notedIn(text) {
  const said = parsed(text ?? "{}");
  const className = said.class === "" ? "" : checkedClass(said.class);
  const notes = Object.entries(isObject(said.lessons) ? said.lessons : {});
  const whole = notes.filter(([, each]) => typeof each?.at === "string" && typeof each.sha256 === "string");
  return { class: className, handed: Object.fromEntries(whole.map(([name, { at, sha256: sum }]) => [name, { at, sha256: sum }])) };
}

/** The text of what is noted, with what is new of it. */
export function notedText(before, { class: className = before.class, handed = {} }) {
  const said = { ...(className === null ? {} : { class: className }), lessons: { ...before.handed, ...handed } };
  return `${JSON.stringify(said)}\n`;
}

export const notePath = (folder) => `answers/${folder}/${NOTED}`;

/** What tells whether a lesson's files are those that were handed in. */
export const sumOfFiles = (files) => sumOf(files);

/** When a lesson was handed in, and whether it has changed since; nothing where it was not. */
export function handedState({ lessons, handed }, lesson) {
  const note = Object.hasOwn(handed, lesson) ? handed[lesson] : null;
  return note && { at: new Date(note.at), changed: note.sha256 !== sumOfFiles(lessons[lesson].files) };
}

/** The lessons with answers that were not handed in, or have changed since; none where nobody has a name. */
export function notHandedIn(given) {
  const changed = (name) => handedState(given, name)?.changed ?? true;
  return given.learner.name ? Object.keys(given.lessons).filter((name) => Object.keys(given.lessons[name].files).length && changed(name)) : [];
}

async function handedIn(kept, folder) {
  const there = (await kept.list(folder)).filter((each) => !each.isFolder).map((each) => each.name);
  const files = [];
  for (const name of there.filter(isFileName).sort()) {
    const text = await kept.text(`${folder}/${name}`);
    if (text !== null) files.push([name, text]);
  }
  const count = there.includes(COUNT) ? await kept.text(`${folder}/${COUNT}`) : null;
  const { missing } = parsed(count ?? "{}");
  const titles = Array.isArray(missing) ? missing.filter((title) => typeof title === "string") : [];
  return { files: Object.fromEntries(files), progress: count === null ? null : progressOf(count), titles };
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
  return Object.values(value).reduce((most, each) => Math.max(most, deep(each, level + 1)), level); // however many there are
}

function checked({ kit, made, learner, lessons, class: className = null }) {
  if (typeof kit !== "string") throw new HandInError("shape", "kit");
  if (!isTime(made)) throw new HandInError("shape", "made");
  if (!isLearner(learner)) throw new HandInError("shape", "learner");
  const inClass = className === null ? "" : checkedClass(className);
  if (inClass === null) throw new HandInError("shape", "class");
  const read = named("lessons", lessons, isLessonName).map(([name, given]) => [name, checkedLesson(`lessons, ${name}`, given)]);
  return { kit, made, learner: { name: learner.name, folder: learner.folder }, class: inClass, lessons: Object.fromEntries(read) };
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
  const fits = FOLDER.test(folder) && !DEVICE.test(folder) && bytesOf(folder).length <= LONGEST_FOLDER;
  return fits && !TAKEN.test(folder) && isSeen(name) && [...name].length <= LONGEST && isOf(folder, name);
}

const isSeen = (name) => [...name].some((sign) => SEEN.test(sign) && !UNSEEN.test(sign));

/** Whether a folder is that of a name, as kit/activity/learners.py gives it: the name itself, or its sum behind a ~. */
function isOf(folder, name) {
  const key = keyOf(name);
  if (SPACED.test(name)) return false;
  return folder === key || folder.endsWith(`~${shortSum(key)}`);
}

/** What of a name's sum stands in the name of its folder. */
const shortSum = (key) => base32(sha256(Uint8Array.from(Array.from(key, signBytes).flat()))).slice(0, 16);

/** The bytes of a sign; half a character, which UTF-8 has none for, has those that Python gives it. */
function signBytes(sign) {
  const code = sign.codePointAt(0);
  return /\p{Cs}/u.test(sign) ? [0xed, 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)] : [...bytesOf(sign)];
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
