// What is done with answers where no kernel does it, as changes to the models that JupyterLite keeps, or JupyterLab has: a
// change is `{ puts, removes }`, models to put in and paths to take out. Shared by lesson mode and a site's start page;
// nothing here asks the page or the browser.

import {
  activityOf, folderName, gather, NAMELESS, notedIn, notedText, notePath, progressOf, signedIn, sumOfFiles,
} from "./hand_in.js";

const FOLDER = "answers";
const SIGNED = `${FOLDER}/learner.txt`;
const DAY = 24 * 60 * 60 * 1000; // ms
const ASIDE = /^(.+) \((cleared|replaced) (\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\)$/; // which no lesson can be named

// ---- reading ----

const isFolder = (model) => model.type === "directory";

/** The bytes of a file. */
export function bytesOf({ format, content }) {
  if (format === "base64") return Uint8Array.from(atob(content ?? ""), (sign) => sign.charCodeAt(0));
  return new TextEncoder().encode(format === "json" ? JSON.stringify(content) : content);
}

function textOf({ format, content }) {
  if (format === "json") return JSON.stringify(content);
  if (format !== "base64") return content;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytesOf({ format, content }));
  } catch {
    return null; // no text, and so no answer
  }
}

const nameOf = (path) => path.slice(path.lastIndexOf("/") + 1);
const folderOf = (path) => path.slice(0, Math.max(path.lastIndexOf("/"), 0));
const inside = (models, folder) => [...models].filter(([path]) => folderOf(path) === folder);
const below = (models, folder) => [...models].filter(([path]) => path === folder || path.startsWith(`${folder}/`));

/** Models as `gather` of hand_in.js reads files. */
export const kept = (models) => ({
  list: async (path) => inside(models, path).map(([key, model]) => ({ name: nameOf(key), isFolder: isFolder(model) })),
  text: async (path) => (models.has(path) ? textOf(models.get(path)) : null),
});

/** Who is signed in, and what they have answered, by lesson. */
export const handedIn = (models) => gather(kept(models));

const foldersIn = (models) => inside(models, FOLDER).filter(([, each]) => isFolder(each)).map(([path]) => nameOf(path));

/** Who is signed in. */
const learnerIn = (models) => signedIn(models.has(SIGNED) ? textOf(models.get(SIGNED)) : "", foldersIn(models));

/** What is noted of somebody's hand-ins. */
const notedOf = (models, folder) => notedIn(models.has(notePath(folder)) ? textOf(models.get(notePath(folder))) : null);

/** The folders of everybody who has answers here, with the names that are known of them. */
export function people(models, names) {
  const folders = inside(models, FOLDER).filter(([path, model]) => isFolder(model) && !nameOf(path).startsWith("."));
  const withAnswers = folders.filter(([path]) => below(models, path).some(([, model]) => !isFolder(model)));
  return withAnswers.map(([path]) => {
    const folder = nameOf(path);
    const plain = folder === NAMELESS ? "" : folder;
    return { folder, name: names[folder] ?? (folder.includes("~") ? null : plain) }; // a ~ stands for what is not told
  });
}

/** What was kept aside of a learner's lessons, the last first: `lesson`, whether it was `cleared`, `when`, its `path`. */
export function asides(models, folder) {
  const found = inside(models, `${FOLDER}/${folder}`).flatMap(([path, model]) => {
    const match = isFolder(model) && ASIDE.exec(nameOf(path));
    if (!match) return [];
    const [, lesson, kind, year, month, day, ...time] = match;
    return [{ lesson, cleared: kind === "cleared", when: new Date(`${year}-${month}-${day}T${time.join(":")}Z`), path }];
  });
  return found.sort((a, b) => b.when - a.when);
}

/** What a hand-in of a lesson has beside its place here: how many answers are `fresh`, how many are `differing`, and when
 * those here were last `changed`. */
export function beside(models, folder, lesson, given) {
  const there = (name) => models.get(`${FOLDER}/${folder}/${lesson}/${name}`);
  const names = Object.keys(given.files);
  const differ = names.filter((name) => there(name) && textOf(there(name)) !== given.files[name]);
  const differing = new Set(differ.map(activityOf));
  const fresh = new Set(names.filter((name) => !there(name)).map(activityOf).filter((each) => !differing.has(each)));
  const times = differ.map((name) => Date.parse(there(name).last_modified) || 0);
  return { fresh: fresh.size, differing: differing.size, changed: times.length ? new Date(Math.max(...times)) : null };
}

// ---- changes ----

const bytesText = (text) => {
  let binary = "";
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
};

/** A model of a folder, or with a text of a file, as the kernel's own are. */
export function model(path, now, text) {
  const time = now.toISOString();
  const common = { name: nameOf(path), path, last_modified: time, created: time, writable: true };
  if (text === undefined) return { ...common, type: "directory", format: "json", mimetype: "application/json", content: [], size: 0 };
  const size = new TextEncoder().encode(text).length;
  return { ...common, type: "file", format: "base64", mimetype: "application/octet-stream", content: bytesText(text), size };
}

/** The folders that have to be there for a path, and are not. */
function missingFolders(models, path, now) {
  const folders = path.split("/").slice(0, -1).map((_, at, parts) => parts.slice(0, at + 1).join("/"));
  return folders.filter((folder) => !models.has(folder)).map((folder) => model(folder, now));
}

const stamp = (now) => now.toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");

/** Copies of all below a folder, below another. */
const copied = (models, from, to) =>
  below(models, from).map(([path, each]) => {
    const moved = to + path.slice(from.length);
    return { ...each, path: moved, name: nameOf(moved) };
  });

const moved = (models, from, to) => ({
  puts: copied(models, from, to),
  removes: below(models, from).map(([path]) => path),
});

/** A name aside that nothing has yet: of two changes within a second, the second is a second later. */
function free(models, place, kind, now) {
  let at = now;
  const name = () => `${place} (${kind} ${stamp(at)})`;
  while (models.has(name())) at = new Date(at.getTime() + 1000);
  return name();
}

/** A lesson begun again: its answers are kept aside. */
export function cleared(models, folder, lesson, now) {
  const place = `${FOLDER}/${folder}/${lesson}`;
  return moved(models, place, free(models, place, "cleared", now));
}

/** What was kept aside in its place again, and what is there by now kept aside instead; as `renames`, too, in order. */
export function putBack(models, { lesson, path }, now) {
  const place = `${folderOf(path)}/${lesson}`;
  const back = moved(models, path, place);
  if (!models.has(place)) return { ...back, renames: [[path, place]] };
  const aside = free(models, place, "replaced", now);
  const away = moved(models, place, aside);
  const renames = [[place, aside], [path, place]];
  return { puts: [...away.puts, ...back.puts], removes: [...away.removes, ...back.removes], renames };
}

/** Without what was cleared more than a day ago. */
export function expired(models, now) {
  const old = foldersIn(models).flatMap((folder) => asides(models, folder)).filter((each) => each.cleared && now - each.when > DAY);
  return { removes: old.flatMap(({ path }) => below(models, path).map(([key]) => key)) };
}

/** Somebody signed in, as kit/activity/learners.py writes it; nobody, where nobody is given. */
export function signedInAs(models, learner, now) {
  if (!learner || learner.folder === NAMELESS) return { removes: [SIGNED] };
  const text = `${JSON.stringify({ name: learner.name, folder: learner.folder })}\n`;
  return { puts: [...missingFolders(models, SIGNED, now), model(SIGNED, now, text)] };
}

/**
 * Somebody signed in by a name, as `set_learner` of learners.py does it: what was answered before there was a name comes
 * along, unless somebody of that name has answers already; what was to come along with another does so first.
 */
export function workingAs(models, name, className, now) {
  const folders = foldersIn(models);
  const learner = { name, folder: folderName(name, folders) };
  const before = learnerIn(models);
  const isLeft = before.at === NAMELESS && folders.includes(NAMELESS);
  const heir = before.name && before.folder !== learner.folder ? before.folder : learner.folder;
  const comes = isLeft && !folders.includes(heir);
  const along = comes ? moved(models, `${FOLDER}/${NAMELESS}`, `${FOLDER}/${heir}`) : { puts: [], removes: [] };
  const there = comes ? changed(models, along) : models;
  const noting = noted(there, learner.folder, { class: className }, now);
  const { puts } = signedInAs(models, learner, now);
  return { puts: [...along.puts, ...noting.puts, ...puts], removes: along.removes };
}

/** Models with a change made. */
function changed(models, { puts, removes }) {
  const gone = new Set(removes);
  return new Map([...[...models].filter(([path]) => !gone.has(path)), ...puts.map((each) => [each.path, each])]);
}

/** Something noted of somebody's hand-ins: their class, or of lessons that were handed in when, and the sum of their files. */
export function noted(models, folder, what, now) {
  const path = notePath(folder);
  return { puts: [...missingFolders(models, path, now), model(path, now, notedText(notedOf(models, folder), what))], removes: [] };
}

/**
 * The lessons of a hand-in in their places, and its learner signed in. Where a file differs, the lesson as it was is kept
 * aside, whole; what only this browser has stays; of two counts of steps the larger does, until the lesson counts again.
 */
export function restored(models, { learner, lessons, class: className, made }, chosen, now) {
  const signs = signedInAs(models, learner, now);
  const puts = new Map();
  for (const lesson of chosen) {
    const given = lessons[lesson];
    const place = `${FOLDER}/${learner.folder}/${lesson}`;
    const { differing } = beside(models, learner.folder, lesson, given);
    const aside = differing ? copied(models, place, free(models, place, "replaced", now)) : [];
    const files = Object.entries(given.files).filter(([name, text]) => textOf(models.get(`${place}/${name}`) ?? {}) !== text);
    const written = files.map(([name, text]) => model(`${place}/${name}`, now, text));
    const count = further(given.progress, models.get(`${place}/progress.json`));
    if (count) written.push(model(`${place}/progress.json`, now, `${JSON.stringify(count)}\n`));
    for (const each of [...missingFolders(models, `${place}/x`, now), ...aside, ...written]) puts.set(each.path, each);
  }
  const notes = Object.fromEntries(chosen.map((lesson) => [lesson, { at: made, sha256: sumOfFiles(lessons[lesson].files) }]));
  const what = { handed: notes, ...(className && !notedOf(models, learner.folder).class ? { class: className } : {}) };
  const last = [...noted(models, learner.folder, what, now).puts, ...(signs.puts ?? [])]; // whoever is signed in has them
  for (const each of last) puts.set(each.path, each);
  return { puts: [...puts.values()], removes: signs.removes ?? [] };
}

function further(given, there) {
  const here = there ? progressOf(textOf(there)) : null;
  return given && (!here || given.done > here.done) ? given : null;
}
