// Bring answers back from a hand-in: first what is in it and what it would change, and only then the change.

import { HandInError, LARGEST, readHandIn } from "./hand_in.js";
import { SAID, shown, WRONG } from "./hand_in_words.js";
import { asides, beside, putBack, restored } from "./start_answers.js";
import { classKept, readClass } from "./start_class.js";
import { button, made } from "./start_made.js";
import { WORDS } from "./start_words.js";

export function bring(page) {
  const [file, drop, read, told] = ["file", "drop", "read", "brought"].map((id) => document.getElementById(id));

  const isFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  // A file that misses the box is not opened in place of the page.
  for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => isFile(event) && event.preventDefault());
  drop.addEventListener("dragover", () => drop.classList.add("over"));
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    drop.classList.remove("over");
    if (event.dataTransfer.files.length) open(event.dataTransfer.files[0]);
  });
  file.addEventListener("change", () => file.files.length && open(file.files[0]));

  async function open(chosen) {
    read.replaceChildren();
    told.textContent = "";
    try {
      if (chosen.size > LARGEST) throw new HandInError("large");
      const bytes = new Uint8Array(await chosen.arrayBuffer().catch(() => []));
      const theClass = readClass(bytes);
      if (theClass) return await openClass(theClass);
      const given = readHandIn(bytes);
      await page.look();
      propose(given);
    } catch (error) {
      const wrong = () => WORDS.wrong(shown(chosen.name), WRONG[error.key](...error.given));
      told.textContent = error instanceof HandInError ? wrong() : WORDS.blocked;
    }
    file.value = ""; // so that the same file can be chosen again
  }

  /** From now on the lessons show this class. */
  async function openClass(theClass) {
    if (await page.change((_, now) => classKept(theClass, now))) told.textContent = WORDS.classOpened(theClass);
    file.value = "";
  }

  function propose(given) {
    const made_ = new Date(given.made);
    const { learner } = page.given;
    const rows = Object.keys(given.lessons).sort().map((name) => row(name, given, made_));
    const chosen = () => rows.filter(({ box }) => box.checked).map(({ name }) => name);
    const put = button("", () => write(given, chosen()), { className: "main" });
    const offer = () => {
      put.textContent = WORDS.bring(chosen().length);
      put.disabled = !chosen().length;
    };
    for (const { box } of rows) box.addEventListener("change", offer);
    offer();
    const something = rows.some(({ box }) => !box.disabled);
    const none = rows.length ? WORDS.nothingNew : WORDS.empty;
    const other = learner.name && learner.folder !== given.learner.folder;
    const box = made("div", { className: "ask" });
    box.append(
      made("h3", {}, WORDS.whose(given.learner.name, made_)),
      made("ul", { className: "choices" }, ...rows.map(({ item }) => item)),
      something ? (other ? made("p", {}, WORDS.switches(learner.name, given.learner.name)) : "") : made("p", {}, none),
      made("div", { className: "row" }, something ? put : "", button(WORDS.leave, close)),
    );
    read.replaceChildren(box);
    read.focus();
  }

  /** One lesson of it. What would take the place of something newer is chosen only by hand. */
  function row(name, given, at) {
    const lesson = given.lessons[name];
    const { fresh, differing, changed } = beside(page.models, given.learner.folder, name, lesson);
    const words = [
      lesson.progress && `${SAID.steps(lesson.progress)};`,
      fresh ? `${WORDS.fresh(fresh)}${differing ? ";" : ""}` : "",
      differing ? WORDS.differ(differing, changed, at) : "",
      fresh || differing ? "" : WORDS.same,
    ];
    const isNew = Boolean(fresh || differing);
    const box = made("input", { type: "checkbox", checked: isNew && !(changed > at), disabled: !isNew });
    const small = made("small", {}, words.filter(Boolean).join(" "));
    return { name, box, item: made("li", {}, made("label", {}, box, made("span", {}, page.titleOf(name), small))) };
  }

  async function write(given, chosen) {
    if (!(await page.change((models, now) => restored(models, given, chosen, now)))) return;
    read.replaceChildren();
    told.textContent = WORDS.brought(chosen.length, given.learner.name);
    (document.querySelector("#who a") ?? document.querySelector("#who button"))?.focus();
  }

  function close() {
    read.replaceChildren();
    told.textContent = WORDS.left;
    file.focus();
  }

  file.disabled = false;
  return { show() {} };
}

/** What was kept aside when something was brought back, each to be put back. */
export function asideList(page) {
  const place = document.getElementById("aside");

  function show() {
    const found = asides(page.models, page.given.learner.at).filter((each) => !each.cleared);
    const items = found.map((each) => {
      const words = WORDS.asideOf(page.titleOf(each.lesson), each.when);
      return made("li", {}, words, " ", button(WORDS.putBack, () => back(each), { className: "quiet", "aria-label": WORDS.putBackOf(words) }));
    });
    place.replaceChildren(...(found.length ? [made("h3", {}, WORDS.asides), made("ul", {}, ...items)] : []));
  }

  async function back(each) {
    if (!(await page.change((models, now) => putBack(models, each, now)))) return;
    page.say(WORDS.undone(page.titleOf(each.lesson)));
    place.querySelector("button")?.focus();
  }

  return { show };
}
