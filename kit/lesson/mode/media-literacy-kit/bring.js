// Bring answers back from a hand-in: first what is in it and what it would change, and only then the change. Shared by the
// list of lessons in JupyterLab (bring_box.js) and a site's start page. A `page` has `models` and `given`, looks at what is
// there (`look(folder)`, also at that folder), and makes a change.

import { asides, beside, putBack, restored } from "./answers.js";
import { classAway, classIn, classKept, readClass } from "./class_file.js";
import { HandInError, inWords, LARGEST, marked, notHandedIn, readHandIn } from "./hand_in.js";
import { BRING, SAID, shown, WRONG } from "./hand_in_words.js";
import { button, made } from "./made.js";

/** The files that are chosen in a field, or dropped on a box, go to `open`. */
function takeFiles(file, drop, open) {
  const isFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const whole = drop.closest("dialog") ?? window; // a file that misses the box is not opened in place of the page
  for (const kind of ["dragover", "drop"]) whole.addEventListener(kind, (event) => isFile(event) && event.preventDefault());
  drop.addEventListener("dragover", () => drop.classList.add("over"));
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    drop.classList.remove("over");
    if (event.dataTransfer.files.length) open(event.dataTransfer.files[0]);
  });
  file.addEventListener("change", () => file.files.length && open(file.files[0]));
  file.disabled = false;
}

async function bytesIn(file) {
  if (file.size > LARGEST) throw new HandInError("large");
  return new Uint8Array(await file.arrayBuffer().catch(() => []));
}

/** `parts` are the field for a file, the box on which one can be dropped, where its contents are shown, and what is said. */
export function bring(page, { file, drop, read, told }, brought) {
  takeFiles(file, drop, open);

  async function open(chosen) {
    read.replaceChildren();
    told.textContent = "";
    try {
      const bytes = await bytesIn(chosen);
      const theClass = readClass(bytes);
      if (theClass) return await openClass(theClass);
      const given = readHandIn(bytes);
      await page.look(given.learner.folder);
      read.replaceChildren(proposal(page, given, write, close));
      read.focus();
    } catch (error) {
      const wrong = () => BRING.wrong(chosen.name, WRONG[error.key](...error.given));
      told.textContent = error instanceof HandInError ? wrong() : (page.unread ?? BRING.unread);
    } finally {
      file.value = ""; // so that the same file can be chosen again
    }
  }

  async function make(change, words) {
    if (!(await page.change(change))) return;
    read.replaceChildren();
    told.textContent = words;
    brought();
  }

  const openClass = (theClass) => make((_, now) => classKept(theClass, now), BRING.classOpened(theClass));

  const write = (given, chosen) =>
    make((models, now) => restored(models, given, chosen, now), BRING.brought(chosen.length, given.learner.name));

  function close() {
    read.replaceChildren();
    told.textContent = BRING.left;
    file.focus();
  }
}

/** What is in a hand-in, each lesson to be chosen, and what can be done with it. */
function proposal(page, given, write, close) {
  const at = new Date(given.made);
  const rows = Object.keys(given.lessons).sort().map((name) => row(page, name, given, at));
  const chosen = () => rows.filter(({ box }) => box.checked).map(({ name }) => name);
  const put = button("", () => write(given, chosen()), { className: "main" });
  const offer = () => {
    put.textContent = BRING.bring(chosen().length);
    put.disabled = !chosen().length;
  };
  for (const { box } of rows) box.addEventListener("change", offer);
  offer();
  const something = rows.some(({ box }) => !box.disabled);
  const none = rows.length ? BRING.nothingNew : BRING.empty;
  const box = made("div", { className: "ask" });
  box.append(
    made("h3", {}, BRING.whose(given.learner.name, at)),
    made("ul", { className: "choices" }, ...rows.map(({ item }) => item)),
    ...(something ? switching(page, given.learner) : [none]).map((words) => made("p", {}, words)),
    made("div", { className: "row" }, something ? put : "", button(BRING.leave, close)),
  );
  return box;
}

/** What is said where somebody else is signed in. */
function switching({ given, titleOf }, learner) {
  const here = given.learner;
  if (!here.name || here.folder === learner.folder) return [];
  const left = notHandedIn(given).map(titleOf);
  return [left.length ? SAID.notHandedIn(here.name, left) : "", BRING.switches(here.name, learner.name)].filter(Boolean);
}

/** One lesson of it. What would take the place of something newer is chosen only by hand. */
function row(page, name, given, at) {
  const { files, progress } = given.lessons[name];
  const { fresh, differing, changed } = beside(page.models, given.learner.folder, name, given.lessons[name]);
  const words = [
    SAID.has(progress, inWords(files), marked(files)),
    fresh ? BRING.fresh(fresh) : "",
    differing ? BRING.differ(differing, changed, at) : "",
    fresh || differing ? "" : BRING.same,
  ];
  const isNew = Boolean(fresh || differing);
  const box = made("input", { type: "checkbox", checked: isNew && !(changed > at), disabled: !isNew });
  const small = made("small", {}, words.filter(Boolean).join("; "));
  return { name, box, item: made("li", {}, made("label", {}, box, made("span", {}, page.titleOf(name), small))) };
}

/** What was kept aside when something was brought back, each to be put back; `place` is where it is shown. */
export function asideList(page, place, undone) {
  function show() {
    const found = asides(page.models, page.given.learner.at).filter((each) => !each.cleared);
    const items = found.map((each) => {
      const words = BRING.asideOf(page.titleOf(each.lesson), each.when);
      return made("li", {}, words, " ", button(BRING.putBack, () => back(each), { className: "quiet", "aria-label": BRING.putBackOf(words) }));
    });
    place.replaceChildren(...(found.length ? [made("h3", {}, BRING.asides), made("ul", {}, ...items)] : []));
  }

  async function back(each) {
    if (!(await page.change((models, now) => putBack(models, each, now)))) return;
    undone(BRING.undone(page.titleOf(each.lesson)));
    place.querySelector("button")?.focus();
  }

  return { show };
}

/** The class that the lessons show since its file was opened, to be taken away; `place` is where it is shown. */
export function classLine(page, place, gone) {
  function show() {
    const there = classIn(page.models);
    const line = there && made("p", {}, BRING.classShown(there), " ", button(BRING.classAway, away, { className: "quiet" }));
    place.replaceChildren(...(line ? [line] : []));
  }

  async function away() {
    if (await page.change(classAway)) gone(BRING.classGone);
  }

  return { show };
}
