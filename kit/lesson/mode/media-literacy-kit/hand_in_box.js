// "Hand in": a button, and a window of its own that asks whose answers they are, where that is not known, shows what would
// be in the file, and makes it. Above a lesson, in the list of lessons and on a site's start page it is the same window.
// What it asks of where it stands is a `desk`: see hand_in_desk.js.

import { download } from "./download.js";
import { checkedClass, checkedName, fileName, handedState, handInText, inWords, LARGEST, marked, notHandedIn, sumOfFiles } from "./hand_in.js";
import { SAID } from "./hand_in_words.js";
import { button, made } from "./made.js";

/** A button that opens the window of a desk. */
export function handInButton(desk, words = SAID.handIn) {
  const opener = button(words, () => openHandIn(desk, opener), { "aria-haspopup": "dialog" });
  return opener;
}

/** A window above all else, which Escape closes; `closed` is called then, and the focus goes back to what opened it. */
export function dialog(title, opener, closed = () => {}) {
  const id = `kit-window-${Date.now()}`;
  const close = button(SAID.close, () => box.close());
  const body = made("div");
  const said = made("p", { role: "status" });
  const row = made("div", { className: "kit-window-row" }, close);
  const about = { className: "kit-window", "aria-labelledby": id, "data-lm-suppress-shortcuts": "true" };
  const box = made("dialog", about, made("h2", { id, tabIndex: -1 }, title), body, said, row);
  box.addEventListener("close", () => {
    box.remove();
    opener.focus();
    closed();
  });
  document.body.append(box);
  box.showModal();
  return {
    box,
    say: (words = "") => void (said.textContent = words),
    /** Show parts, and buttons before that which closes; the first field or button of them has the focus. */
    show(parts, buttons = []) {
      body.replaceChildren(...parts.filter(Boolean));
      row.replaceChildren(...buttons.filter(Boolean), close);
      said.textContent = "";
      (body.querySelector("input:not([type=checkbox])") ?? row.querySelector("button")).focus();
    },
  };
}

/** The window of a desk; the focus goes back to `opener`. */
export async function openHandIn(desk, opener) {
  const view = { ...dialog(desk.title, opener, desk.closed), desk };
  view.say(SAID.looking);
  await begin(view);
}

/** Look at what is there, and ask or show. */
async function begin(view) {
  try {
    const given = await view.desk.look();
    if (!Object.keys(given.lessons).length && given.learner.name) nothing(view, given);
    else if (!Object.keys(given.lessons).length) view.say(SAID.nothing);
    else if (!given.learner.name) askWho(view, given, SAID.asksName);
    else if (given.class === null) askClass(view, given);
    else contents(view, given);
  } catch (error) {
    console.warn(error);
    view.say(SAID.failed);
  }
}

function nothing(view, given) {
  view.show([whose(view, given)]);
  view.say(SAID.nothing);
}

// ---- whose it is ----

/** A field with its label. */
function field(words, value, name) {
  const input = made("input", { type: "text", value, autocomplete: "off", name, spellcheck: false });
  return { input, label: made("label", {}, made("span", {}, words), input) };
}

const FORM = "kit-window-form"; // so that Enter in a field sends it, whose button stands below

/** A form of fields; `send(values)` gives the words of what is wrong and the field that it is in, or nothing. */
function form(view, words, fields, send) {
  const go = made("button", { type: "submit", className: "kit-window-main" }, SAID.goOn);
  const node = made("form", { noValidate: true, id: FORM }, made("p", {}, words), ...fields.map(({ label }) => label));
  go.setAttribute("form", FORM);
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (go.disabled) return;
    go.disabled = true;
    const wrong = await send().catch((error) => ({ words: SAID.notKept(error.message) }));
    go.disabled = false;
    for (const { input } of fields) input.removeAttribute("aria-invalid");
    if (!wrong) return;
    view.say(wrong.words);
    wrong.input?.setAttribute("aria-invalid", "true");
    (wrong.input ?? go).focus();
  });
  return [[node], [go]];
}

/** The class that a site was handed out for, which its pages say. */
const classOfSite = () => document.querySelector("meta[name=kit-class]")?.content ?? "";

const classField = (given) => field(SAID.class, given.class ?? (given.offered || classOfSite()), "class");

/** The class as it was typed, or what is wrong with it. */
function classOf({ input }) {
  const name = input.value.trim() === "" ? "" : checkedClass(input.value);
  return name === null ? { wrong: { words: SAID.noClass, input } } : { name };
}

/** Ask for name and class; `then` goes on once somebody has signed in. */
function askWho(view, given, words, then = () => begin(view)) {
  const [name, inClass] = [field(SAID.name, "", "name"), classField(given)];
  const send = async () => {
    const who = checkedName(name.input.value);
    if (who === null) return { words: SAID.noName, input: name.input };
    const { name: className, wrong } = classOf(inClass);
    if (wrong) return wrong;
    await view.desk.workAs(who, className);
    then();
  };
  view.show(...form(view, words, [name, inClass], send));
}

function askClass(view, given) {
  const inClass = classField(given);
  const send = async () => {
    const { name, wrong } = classOf(inClass);
    if (wrong) return wrong;
    await view.desk.keepClass(name);
    await begin(view);
  };
  view.show(...form(view, SAID.asksClass(given.learner.name), [inClass], send));
}

/** Whose answers these are, and what to do where that is wrong. */
function whose(view, given) {
  const quiet = { className: "kit-window-quiet" };
  return made(
    "div", { className: "kit-window-who" }, made("span", {}, SAID.whose(given.learner.name, given.class)),
    button(SAID.changeClass, () => askClass(view, given), quiet),
    view.desk.takenOver && button(SAID.somebodyElse, () => takeOver(view, given), quiet),
  );
}

/** Somebody else begins: first whoever worked is told what they have not handed in. */
async function takeOver(view, given) {
  const all = view.desk.lookAll ? await view.desk.lookAll() : given;
  const ask = () =>
    askWho(view, { ...given, class: null }, SAID.takesOver(given.learner.name), () => {
      view.box.close();
      view.desk.takenOver();
    });
  const titles = notHandedIn(all).map(view.desk.titleOf);
  if (!titles.length) return ask();
  const main = { className: "kit-window-main" };
  view.show([made("p", {}, SAID.notHandedIn(given.learner.name, titles))], [button(SAID.handInNow, () => begin(view), main), button(SAID.goOn, ask)]);
}

// ---- what is in it ----

/** What is in a hand-in, what is missing, and a button that makes it. */
function contents(view, given) {
  const { desk } = view;
  const names = Object.keys(given.lessons).sort();
  const boxes = names.length > 1 || desk.all ? names.map((name) => choice(view, given, name)) : [];
  const chosen = () => (boxes.length ? boxes.filter(({ box }) => box.checked).map(({ name }) => name) : names);
  const file = made("p");
  const save = button(SAID.save, () => saved(view, chosen()), { className: "kit-window-main" });
  const offer = () => {
    const now = chosen();
    save.disabled = !now.length;
    file.textContent = now.length ? SAID.file(fileName({ ...given, lessons: only(given.lessons, now) })) : SAID.noneChosen;
  };
  for (const { box } of boxes) box.addEventListener("change", offer);
  offer();
  const missing = (desk.all ?? []).filter((name) => !Object.hasOwn(given.lessons, name)).map(desk.titleOf);
  const isOpen = missing.length || names.some((name) => notDone(given, name));
  const shown = boxes.length ? [made("ul", { className: "kit-window-list" }, ...boxes.map(({ item }) => item))] : lines(given, names[0]).map((words) => made("p", {}, words));
  const told = [missing.length && SAID.notBegun(missing), isOpen && SAID.later].filter(Boolean);
  view.show([whose(view, given), ...shown, ...told.map((words) => made("p", {}, words)), file], [save]);
  save.focus();
}

const only = (lessons, names) => Object.fromEntries(names.map((name) => [name, lessons[name]]));

const notDone = ({ lessons, missing }, name) => lessons[name].progress && SAID.missing(lessons[name].progress, missing[name]);

/** What there is to say of one lesson, a line each. */
function lines(given, name) {
  const { files, progress } = given.lessons[name];
  const state = handedState(given, name);
  const has = SAID.has(progress, inWords(files), marked(files));
  return [has, notDone(given, name), state && SAID.handedOn(state)].filter(Boolean);
}

function choice(view, given, name) {
  const box = made("input", { type: "checkbox", checked: true });
  const small = lines(given, name).map((words) => made("small", {}, words));
  return { name, box, item: made("li", {}, made("label", {}, box, made("span", {}, view.desk.titleOf(name), ...small))) };
}

/** Make the file, of what there is at this moment, and note that it was made. */
async function saved(view, names) {
  const { desk } = view;
  try {
    const now = await desk.look(); // a lesson may have gone on meanwhile, in another window
    const given = { ...now, lessons: only(now.lessons, names.filter((name) => Object.hasOwn(now.lessons, name))) };
    const text = handInText(given);
    if (new TextEncoder().encode(text).length > LARGEST) return view.say(SAID.large);
    download(fileName(given), text);
    const sums = Object.entries(given.lessons).map(([name, { files }]) => [name, sumOfFiles(files)]);
    await desk.handed(Object.fromEntries(sums), new Date().toISOString()).catch(console.warn); // it is then asked again, no more
    view.say(SAID.saved(fileName(given))); // now the page may be left
  } catch (error) {
    console.warn(error);
    view.say(SAID.failed);
  }
}
