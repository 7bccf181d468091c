// What stands around a lesson: the line above it, the list of lessons beside it, and JupyterLab's own parts put away.

import { fitLine, hasRoom, onRoom, pressedWhile, replaceKeepingFocus } from "./access.js";
import { signedIn } from "./hand_in.js";
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

/** How many steps of how many are done in each lesson, by its name: of whoever has signed in. */
async function progress(contents, files) {
  const list = async (path) => (await contents.get(path)).content;
  const text = async (file) => (await contents.get(file.path, { type: "file", format: "text", content: true })).content;
  const done = {};
  try {
    if (!files.some((file) => file.name === "answers")) return done;
    const answers = await list("answers");
    const signed = answers.find((file) => file.name === "learner.txt");
    const folders = answers.filter((file) => file.type === "directory").map((file) => file.name);
    const name = signedIn(signed ? await text(signed) : "", folders).at;
    if (!folders.includes(name)) return done;
    for (const lesson of await list(`answers/${name}`)) {
      const kept = (await list(lesson.path)).find((file) => file.name === "progress.json");
      if (kept) done[lesson.name] = JSON.parse(await text(kept));
    }
  } catch {
    // A list that is behind keeps nobody from a lesson.
  }
  return done;
}

/** The list of lessons, each with what is done of it. */
export function lessonList(Widget, contents, open) {
  const widget = new Widget({ node: document.createElement("nav") });
  widget.id = "kit-lessons";
  widget.title.label = WORDS.lessons;
  widget.addClass("kit-nav");
  widget.node.setAttribute("aria-label", WORDS.lessons);
  widget.node.setAttribute("data-lm-suppress-shortcuts", "true");
  const item = (book, done, current) => {
    const entry = document.createElement("li");
    const link = button(book.title, () => open(book.path));
    link.dataset.path = book.path;
    if (book.path === current) link.setAttribute("aria-current", "page");
    if (done) {
      const small = document.createElement("small");
      small.textContent = WORDS.steps(done.done, done.steps);
      link.append(small);
    }
    entry.append(link);
    return entry;
  };
  const part = (title, books, done, current) => {
    const heading = document.createElement("h2");
    const list = document.createElement("ol");
    heading.textContent = title;
    list.append(...books.map((book) => item(book, done[book.lesson], current)));
    return books.length ? [heading, list] : [];
  };
  widget.refresh = async (current) => {
    const { content: files } = await contents.get("");
    const [books, own, done] = await Promise.all([notebooks, made, progress].map((read) => read(contents, files)));
    const [lessons, others] = [books.filter((b) => b.lesson), books.filter((b) => !b.lesson)];
    replaceKeepingFocus(widget.node, [
      ...part(WORDS.lessons, lessons, done, current),
      ...part(WORDS.own, own, done, current),
      ...part(WORDS.others, others, done, current),
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
export function header(Widget, toggleNav, toggleDark, toggleFull) {
  const widget = new Widget({ node: document.createElement("div") });
  widget.id = "kit-header";
  widget.addClass("kit-header");
  widget.node.setAttribute("data-lm-suppress-shortcuts", "true");
  const nav = button(WORDS.lessons, toggleNav);
  const title = document.createElement("strong");
  const code = codeButton();
  const dark = darkButton(toggleDark);
  const full = button(WORDS.full, toggleFull);
  widget.node.append(nav, title, dark, code, full);
  fitLine(widget);
  widget.listIs = (open) => nav.setAttribute("aria-expanded", String(open));
  widget.stand = (calm, name) => {
    title.textContent = name;
    full.textContent = calm ? WORDS.full : WORDS.back;
    widget.node.setAttribute("role", calm ? "banner" : "region"); // JupyterLab's own banner is back
    if (calm) widget.node.removeAttribute("aria-label");
    else widget.node.setAttribute("aria-label", WORDS.lesson);
    for (const part of [nav, title, dark, code]) part.hidden = !calm;
  };
  return widget;
}
