// "Bring back" in the list of lessons: a window in which a hand-in is chosen, and what is in it comes back. It reads and
// writes by way of JupyterLab what a site's start page has in the browser's storage; the rest is the same (bring.js).

import { asideList, bring, classLine } from "./bring.js";
import { PLACE } from "./class_file.js";
import { gather, keptBy } from "./hand_in.js";
import { dialog } from "./hand_in_box.js";
import { BRING } from "./hand_in_words.js";
import { makeFolders } from "./keeping.js";
import { button, made } from "./made.js";

const SIGNED = "answers/learner.txt";

/** The button; `titleOf` names a lesson, `again()` shows what has come back. */
export function bringButton(contents, titleOf, again) {
  const opener = button(BRING.title, () => open(contents, titleOf, again, opener), { "aria-haspopup": "dialog" });
  return opener;
}

async function open(contents, titleOf, again, opener) {
  let changed = false;
  const view = dialog(BRING.title, opener, () => changed && again());
  const file = made("input", { type: "file", accept: ".json,application/json", id: "kit-file", disabled: true });
  const drop = made("div", { className: "drop" }, made("label", { for: "kit-file" }, BRING.choose), file);
  const read = made("div", { tabIndex: -1, role: "group", "aria-label": BRING.title });
  const told = made("p", { role: "status" });
  const [aside, theClass] = [made("div"), made("div")];
  const page = pageOf(contents, titleOf, view.say);
  view.show([made("p", {}, BRING.how), made("p", {}, BRING.howClass), drop, read, told, aside, theClass]);
  const done = (words) => {
    changed = true;
    view.show([made("p", { role: "status" }, words)], [button(BRING.goOn, () => view.box.close(), { className: "kit-window-main" })]);
  };
  bring(page, { file, drop, read, told }, () => done(told.textContent));
  const lists = [asideList(page, aside, done), classLine(page, theClass, done)];
  await page.look().then(() => lists.forEach((list) => list.show()), () => view.say(BRING.unread));
  file.focus();
}

/** What bring.js asks of a page. */
function pageOf(contents, titleOf, say) {
  const page = {
    titleOf,
    models: new Map(),
    given: { learner: { name: "", folder: "me", at: "me" }, lessons: {}, handed: {} },

    async look(folder) {
      page.given = await gather(keptBy(contents));
      page.models = await modelsOf(contents, new Set([page.given.learner.at, folder].filter(Boolean)));
    },

    async change(build) {
      try {
        await write(contents, build(page.models, new Date()));
        return true;
      } catch (error) {
        say(BRING.notWritten(error.message));
        return false;
      }
    },
  };
  return page;
}

/** All models of some folders among the answers, of who is signed in and of the class file, by their paths; of other folders, their own. */
async function modelsOf(contents, folders) {
  const found = new Map();
  const inside = async (path) => (await contents.get(path, { content: true })).content;
  const add = async ({ path, type, name }, deeper) => {
    const isFolder = type === "directory";
    found.set(path, isFolder ? { path, name, type } : await contents.get(path, { type: "file", format: "base64", content: true }));
    if (isFolder && deeper) for (const each of await inside(path)) await add(each, true);
  };
  const root = await contents.get("", { content: true });
  for (const each of root.content) if (each.path === PLACE) await add(each, false);
  if (!root.content.some(({ name, type }) => name === "answers" && type === "directory")) return found;
  found.set("answers", { path: "answers", name: "answers", type: "directory" });
  for (const each of await inside("answers")) {
    if (each.type === "directory" || each.path === SIGNED) await add(each, folders.has(each.name));
  }
  return found;
}

/** Make a change; who is signed in comes last. What takes the place of a folder is renamed. */
async function write(contents, { puts, removes, renames }) {
  if (renames) {
    for (const [from, to] of renames) await contents.rename(from, to);
    return;
  }
  const files = puts.filter(({ type }) => type !== "directory");
  for (const { path, format, content } of files.sort((a, b) => (a.path === SIGNED) - (b.path === SIGNED))) {
    await makeFolders(contents, path.split("/").slice(0, -1));
    await contents.save(path, { type: "file", format, content });
  }
  for (const path of removes) await contents.delete(path);
}
