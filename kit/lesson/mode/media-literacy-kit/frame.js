// What stands around a lesson: the line above it, the list of lessons beside it, and JupyterLab's own parts put away.

import { fitLine, hasRoom, onRoom, pressedWhile, replaceKeepingFocus } from "./access.js";
import { handedState, isFileName, keptBy, notedIn, notePath, progressOf, whoIs } from "./hand_in.js";
import { SAID } from "./hand_in_words.js";
import { WORDS } from "./words.js";

/** What of JupyterLab's own parts a lesson does without. */
const PARTS = ["jp-top-panel", "jp-menu-panel", "jp-bottom-panel"];
const OWN = "my-lessons"; // the folder of lessons that were made

/** Put JupyterLab's parts away, or back where they were. */
export function frame(shell, nav) {
  let before = null;
  const list = () => (hasRoom() ? shell.activateById(nav.id) : shell.collapseLeft());
  onRoom(() => before !== null && list());
  const parts = () => [...shell.layout.widgets].filter((widget) => PARTS.includes(widget.id));
  const sides = ["left", "right"];
  return (calm) => {
    if (calm === (before !== null)) return;
    document.body.classList.toggle("kit-calm", calm);
    if (calm) {
      before = {
        mode: shell.mode,
        hidden: new Set(parts().filter((part) => part.isHidden)),
        sides: sides.filter((side) => shell.isSideTabBarVisible(side)),
      };
      shell.mode = "single-document";
      for (const part of parts()) part.hide();
      for (const side of before.sides) shell.toggleSideTabBarVisibility(side);
      shell.collapseRight();
      list();
    } else {
      const { mode, hidden, sides: shown } = before;
      before = null;
      for (const part of parts()) part.setHidden(hidden.has(part)); // first: another mode keeps the menu elsewhere
      shell.mode = mode;
      for (const side of shown) shell.toggleSideTabBarVisibility(side);
    }
  };
}

/** A button with words. */
export function button(words, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}

/** The title at the head of a notebook, or nothing; ``source`` is that of its first cell. */
export const heading = (source = "") => /^# (.+)/.exec([source].flat().join(""))?.[1] ?? "";

const byName = (a, b) => a.name.localeCompare(b.name);

/** Notebooks by their files, each with its title and the lesson that it is, if it is one. */
async function described(contents, books) {
  const read = await Promise.all(books.map((book) => contents.get(book.path).catch(() => null)));
  return books.map((book, at) => {
    const { cells = [], metadata = {} } = read[at]?.content ?? {};
    return { path: book.path, title: heading(cells[0]?.source) || book.name, lesson: metadata.kit?.lesson };
  });
}

/** The lessons of the working folder in order, and its other notebooks. */
const notebooks = (contents, files) =>
  described(contents, files.filter((file) => file.type === "notebook").sort(byName));

/** Lessons that were made, or unpacked: each in a folder of its name. What was set aside has another name. */
async function made(contents, files) {
  if (!files.some((file) => file.name === OWN && file.type === "directory")) return [];
  const { content = [] } = await contents.get(OWN).catch(() => ({}));
  const folders = content.filter((file) => file.type === "directory").sort(byName);
  const books = folders.map(({ name }) => ({ name, path: `${OWN}/${name}/${name}.ipynb` }));
  const found = await described(contents, books);
  return found.filter((book, at) => book.lesson === books[at].name);
}

/** How far whoever has signed in is in each lesson, by its name: steps `done` of how many, and how it was `handed` in. */
function howFar(contents) {
  const kept = keptBy(contents);
  const seen = new Map(); // what was found of files, as long as they are the same
  const list = async (path) => (await contents.get(path, { content: true })).content;

  async function handed(folder, name, note, files) {
    const stand = [note.sha256, ...files.map(({ name: file, last_modified: at }) => `${file} ${at}`)].join("\n");
    if (seen.get(name)?.stand !== stand) {
      const texts = await Promise.all(files.map(async ({ name: file, path }) => [file, await kept.text(path)]));
      const given = { lessons: { [name]: { files: Object.fromEntries(texts) } }, handed: { [name]: note } };
      seen.set(name, { stand, state: handedState(given, name) });
    }
    return seen.get(name).state;
  }

  return async () => {
    const far = {};
    try {
      const { learner, inside } = await whoIs(kept);
      if (!inside.some(({ name, isFolder }) => isFolder && name === learner.at)) return far;
      const home = await list(`answers/${learner.at}`);
      const notes = notedIn(home.some(({ path }) => path === notePath(learner.at)) ? await kept.text(notePath(learner.at)) : null).handed;
      for (const lesson of home.filter(({ type }) => type === "directory")) {
        const files = await list(lesson.path);
        const count = files.find((file) => file.name === "progress.json");
        const done = count ? progressOf(await kept.text(count.path)) : null;
        const note = Object.hasOwn(notes, lesson.name) && notes[lesson.name];
        const answers = files.filter(({ name, type }) => type !== "directory" && isFileName(name));
        far[lesson.name] = { done, handed: note ? await handed(lesson.path, lesson.name, note, answers) : null };
      }
    } catch {
      // A list that is behind keeps nobody from a lesson.
    }
    return far;
  };
}

/** What the list says of a lesson below its title. */
function farWords({ done, handed }) {
  return [done && WORDS.steps(done.done, done.steps), handed && (handed.changed ? SAID.changed : SAID.handedIn)].filter(Boolean).join(" · ");
}

/** A lesson of the list, or another notebook, with how `far` one is in it. */
function item(book, far, current, open) {
  const entry = document.createElement("li");
  const link = button(book.title, () => open(book.path));
  link.dataset.path = book.path;
  if (book.path === current) link.setAttribute("aria-current", "page");
  const words = far ? farWords(far) : "";
  if (words) {
    const small = document.createElement("small");
    small.textContent = words;
    link.append(small);
  }
  entry.append(link);
  return entry;
}

/** Notebooks of one kind under their title; nothing where there are none. */
function part(title, items) {
  const heading = document.createElement("h2");
  const list = document.createElement("ol");
  heading.textContent = title;
  list.append(...items);
  return items.length ? [heading, list] : [];
}

/** The list of lessons, each with what is done of it; below it the `actions(list)` for all of them. */
export function lessonList(Widget, contents, open, actions = () => []) {
  const widget = new Widget({ node: document.createElement("nav") });
  widget.id = "kit-lessons";
  widget.title.label = WORDS.lessons;
  widget.addClass("kit-nav");
  widget.node.setAttribute("aria-label", WORDS.lessons);
  widget.node.setAttribute("data-lm-suppress-shortcuts", "true");
  const progress = howFar(contents);
  const lists = document.createElement("div");
  const titles = new Map();
  widget.titleOf = (lesson) => titles.get(lesson) ?? lesson;
  widget.lessons = () => [...titles.keys()];
  const foot = document.createElement("div");
  foot.className = "kit-nav-actions";
  foot.append(...actions(widget));
  widget.node.append(lists, foot);
  widget.refresh = async (current) => {
    const { content: files } = await contents.get("");
    const [books, own, far] = await Promise.all([notebooks(contents, files), made(contents, files), progress()]);
    titles.clear();
    for (const { lesson, title } of [...books, ...own]) if (lesson) titles.set(lesson, title);
    const items = (some) => some.map((book) => item(book, far[book.lesson], current, open));
    replaceKeepingFocus(lists, [
      ...part(WORDS.lessons, items(books.filter((book) => book.lesson))),
      ...part(WORDS.own, items(own)),
      ...part(WORDS.others, items(books.filter((book) => !book.lesson))),
    ]);
  };
  return widget;
}

export const isDark = () => document.body.dataset.jpThemeLight === "false";

/** A button that shows code, or hides it. */
export function codeButton() {
  const code = button(WORDS.showCode, () => {
    const shown = document.body.classList.toggle("kit-code");
    code.setAttribute("aria-pressed", String(shown));
  });
  code.setAttribute("aria-pressed", "false");
  return code;
}

/** A button for a dark page. */
export function darkButton(toggleDark) {
  const dark = button(WORDS.dark, toggleDark);
  pressedWhile(dark, isDark, document.body, ["data-jp-theme-light"]);
  return dark;
}

/** The line above a lesson. */
export function header(Widget, toggleNav, toggleDark, toggleFull, handIn) {
  const widget = new Widget({ node: document.createElement("div") });
  widget.id = "kit-header";
  widget.addClass("kit-header");
  widget.node.setAttribute("data-lm-suppress-shortcuts", "true");
  const nav = button(WORDS.lessons, toggleNav);
  const title = document.createElement("strong");
  const code = codeButton();
  const dark = darkButton(toggleDark);
  const full = button(WORDS.full, toggleFull);
  widget.node.append(nav, title, dark, code, handIn, full);
  fitLine(widget);
  widget.listIs = (open) => nav.setAttribute("aria-expanded", String(open));
  widget.stand = (calm, name, hands) => {
    title.textContent = name;
    full.textContent = calm ? WORDS.full : WORDS.back;
    widget.node.setAttribute("role", calm ? "banner" : "region"); // JupyterLab's own banner is back
    if (calm) widget.node.removeAttribute("aria-label");
    else widget.node.setAttribute("aria-label", WORDS.lesson);
    for (const part of [nav, title, dark, code]) part.hidden = !calm;
    handIn.hidden = !(calm && hands);
  };
  return widget;
}
