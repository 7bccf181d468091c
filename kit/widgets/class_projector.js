// The projector view: a lesson's questions on the wall, one at a time, revealed part by part, with nobody's name. It is a
// dialog over the whole page, so that it is the same in a notebook and in a page of its own.

import { wallDraw } from "./class_projector_draw.js";
import { wallFit, wallTurn } from "./class_projector_fit.js";
import { WALL_KEYS, wallMoved, wallParts, wallQuestions, wallTyped } from "./class_projector_steps.js";
import { make, newId, set } from "./dom.js";
import { say } from "./strings.js";

const WALL_SWIPE = 60; // px that a finger goes to turn a page
const WALL_ZOOMS = [1, 1.25, 1.5];

/**
 * Put a lesson of a class on the wall, at an activity where one is named, and give back `{ close }`.
 *
 * `lesson` is what kit/classroom/view.py gives of it: `{ title, questions, written, starred }`. `about` is
 * `{ name, synthetic, at, closed }`: the class's name, and what to call when the view was left.
 */
export function openProjector(lesson, { name = "", synthetic = false, at = null, closed = () => {} } = {}) {
  const questions = wallQuestions(lesson);
  const wall = {
    questions,
    parts: questions.map(wallParts),
    here: { question: Math.max(0, questions.findIndex(({ activity }) => activity === at)), part: 0, page: 0 },
    pages: 1,
    digits: "",
    zoom: 0,
  };
  const view = wallFrameOf(wall, { title: lesson.title, name, synthetic });
  const shut = wallListen(wall, view, closed);
  document.body.append(view.dialog);
  view.dialog.showModal?.();
  wallShow(wall, view);
  view.root.focus();
  return { close: shut };
}

/** The dialog and its parts, empty. */
function wallFrameOf(wall, { title, name, synthetic }) {
  const id = newId("kj");
  const view = { id };
  view.where = make("p", { class: "kj-where", role: "status" });
  view.step = make("p", { class: "kj-step" });
  view.prompt = make("h2", { class: "kj-asked-above", dir: "auto" });
  view.head = make("h2", { class: "kj-title" });
  view.flow = make("div", { class: "kj-flow" });
  view.frame = make("div", { class: "kj-frame" }, view.flow);
  view.help = make("section", { class: "kj-help", hidden: true, "aria-label": say("class.wall-help") }, make("h2", { class: "kj-title", text: say("class.wall-help") }), ...wallHelpLines());
  const head = make("header", { class: "kj-top" }, make("p", { class: "kj-class" }, make("bdi", { text: [name, title].filter(Boolean).join(" · ") })), synthetic ? make("p", { class: "kj-synthetic", text: say("class.wall-synthetic") }) : null, view.step);
  view.buttons = make("div", { class: "kj-buttons" });
  const stage = make("main", { class: "kj-stage" }, view.prompt, view.head, view.frame, view.help);
  view.root = make("div", { class: "kj-root", tabindex: -1, "data-dark": "false" }, head, stage, make("footer", { class: "kj-bottom" }, view.where, view.buttons));
  view.dialog = make("dialog", { class: "kj-dialog", "aria-label": say("class.wall-name", { title }), "data-lm-suppress-shortcuts": "true" }, view.root);
  return view;
}

const wallHelpLines = () =>
  [say("class.wall-help-next"), say("class.wall-help-skip"), say("class.wall-help-jump"), say("class.wall-help-size"), say("class.wall-help-leave")].map((text) => make("p", { class: "kj-prose", text }));

const wallPartOf = ({ here, parts }) => parts[here.question]?.[here.part];

/** Show where one is. */
function wallShow(wall, view) {
  const { here, questions } = wall;
  const question = questions[here.question];
  if (!question) {
    view.flow.replaceChildren(make("p", { class: "kj-big", text: say("class.wall-no-questions") }));
    return void (view.where.textContent = "");
  }
  const part = wallPartOf(wall);
  const asking = part.name === "ask";
  view.step.textContent = question.step || say("class.wall-beside");
  view.prompt.textContent = asking ? "" : question.prompt.replaceAll("\n\n", " ");
  view.head.textContent = asking ? "" : wallPartTitle(part);
  set(view.prompt, "hidden", asking);
  set(view.head, "hidden", asking);
  view.flow.replaceChildren(...wallDraw(question, part));
  wallRefit(wall, view);
}

/** Fit what is shown into the room there is, on its page. */
function wallRefit(wall, view) {
  if (!wallPartOf(wall)) return;
  wall.pages = wallFit(view.flow);
  wall.here = { ...wall.here, page: Math.min(wall.here.page, wall.pages - 1) };
  wallShowPage(wall, view);
}

function wallShowPage(wall, view) {
  const { here, pages, parts, questions } = wall;
  wallTurn(view.flow, here.page);
  const place = say("class.wall-where", { at: here.question + 1, of: questions.length, part: here.part + 1, parts: parts[here.question].length });
  const more = here.page + 1 < pages;
  const page = more ? say("class.wall-page", { at: here.page + 1, of: pages }) : say("class.wall-last-page", { at: pages, of: pages });
  view.where.textContent = pages > 1 ? `${place}, ${page}` : place;
}

function wallPartTitle({ name }) {
  const titles = {
    passage: say("class.wall-part-marked"),
    missed: say("class.wall-part-missed"),
    traps: say("class.wall-part-traps"),
    said: say("class.wall-part-said"),
    talk: say("class.wall-part-talk"),
  };
  return titles[name] ?? say("class.wall-part-class");
}

/** Make the buttons, hear keys and fingers, and give back what takes the view away. */
function wallListen(wall, view, closed) {
  const { dialog, root, help } = view;
  const sized = new ResizeObserver(() => wallRefit(wall, view));
  const move = (how) => {
    const before = wall.here;
    wall.digits = "";
    if (!wall.questions.length) return;
    wall.here = wallMoved(before, how, wall.parts.map((parts) => parts.length), wall.pages);
    if (before.question === wall.here.question && before.part === wall.here.part) wallShowPage(wall, view);
    else wallShow(wall, view);
  };
  const shut = () => {
    if (!dialog.parentElement) return;
    sized.disconnect();
    dialog.close?.();
    dialog.remove();
    closed();
  };
  const does = wallDoings(wall, view, { move, shut });
  view.buttons.append(...wallButtonsOf(does));
  dialog.addEventListener("keydown", (event) => wallPressed(event, wall, view, does));
  dialog.addEventListener("cancel", (event) => (event.preventDefault(), help.hidden ? shut() : does.help()));
  wallSwiped(root, (how) => move(how));
  sized.observe(view.frame);
  return shut;
}

/** What can be done, by name. */
function wallDoings(wall, view, { move, shut }) {
  const { root, help } = view;
  const toggle = (name, on) => set(view.buttons.querySelector(`[data-kj="${name}"]`) ?? root, "aria-pressed", String(on));
  return {
    back: () => move("back"),
    next: () => move("next"),
    skip: () => move("skip"),
    move,
    go: (question) => {
      wall.here = { question, part: 0, page: 0 };
      wallShow(wall, view);
    },
    dark: () => {
      root.dataset.dark = String(root.dataset.dark !== "true");
      toggle("dark", root.dataset.dark === "true");
    },
    size: (by) => {
      wall.zoom = Math.max(0, Math.min(WALL_ZOOMS.length - 1, wall.zoom + by));
      root.style.setProperty("--zoom", WALL_ZOOMS[wall.zoom]);
      wallRefit(wall, view);
    },
    screen: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.())?.catch?.(() => {}),
    help: () => {
      help.hidden = !help.hidden;
      view.frame.hidden = !help.hidden;
      toggle("help", !help.hidden);
      if (help.hidden) wallRefit(wall, view);
    },
    leave: shut,
  };
}

function wallButtonsOf(does) {
  const button = (name, text, kind = "") => make("button", { type: "button", class: `kj-button ${kind}`.trim(), "data-kj": name, text, click: () => does[name]() });
  const pressable = (name, text) => {
    const made = button(name, text);
    set(made, "aria-pressed", "false");
    return made;
  };
  return [
    button("back", say("class.wall-back")),
    button("next", say("class.wall-next"), "kj-main"),
    button("skip", say("class.wall-skip")),
    pressable("dark", say("class.wall-dark")),
    button("screen", say("class.wall-screen")),
    pressable("help", say("class.wall-keys")),
    button("leave", say("class.wall-leave")),
  ];
}

/** A key that is ours does what it does here, and nothing else of the page hears any. */
function wallPressed(event, wall, view, does) {
  event.stopPropagation();
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const { key } = event;
  const letters = { f: does.screen, d: does.dark, "?": does.help, "+": () => does.size(1), "-": () => does.size(-1) };
  if (WALL_KEYS[key]) does.move(WALL_KEYS[key]);
  else if (/^\d$/.test(key)) wallDigit(key, wall, view, does);
  else if (key === "Enter" && wall.digits) wallJump(wall, does);
  else if (letters[key.toLowerCase()]) letters[key.toLowerCase()]();
  else return;
  event.preventDefault();
}

function wallDigit(key, wall, view, does) {
  const { digits, question } = wallTyped(wall.digits, key, wall.questions.length);
  wall.digits = digits;
  if (question !== null) does.go(question);
  else view.where.textContent = digits ? say("class.wall-typed", { n: digits }) : say("class.wall-no-such", { n: wall.questions.length });
}

function wallJump(wall, does) {
  const question = Number(wall.digits) - 1;
  wall.digits = "";
  does.go(question);
}

/** A finger that goes to the left goes on, one that goes to the right goes back. */
function wallSwiped(root, move) {
  let began = null;
  root.addEventListener("pointerdown", (event) => (began = event.pointerType === "touch" ? event : null));
  root.addEventListener("pointerup", (event) => {
    const [far, down] = began ? [event.clientX - began.clientX, event.clientY - began.clientY] : [0, 0];
    began = null;
    if (Math.abs(far) > WALL_SWIPE && Math.abs(far) > 2 * Math.abs(down)) move(far < 0 ? "next" : "back");
  });
}
