// A class, for its teacher: who has handed in what, what they thought, marked and wrote, and what to do with it.

import { acts } from "./class_acts.js";
import { agreement } from "./class_agreement.js";
import { bars } from "./class_bars.js";
import { makeDesk, menu, nothing, tick } from "./class_desk.js";
import { handed } from "./class_handed.js";
import { heat } from "./class_heat.js";
import { items } from "./class_items.js";
import { points } from "./class_points.js";
import { openProjector } from "./class_projector.js";
import { written } from "./class_written.js";
import { make, newId } from "./dom.js";
import { lineTo } from "./explorer_bus.js";
import { tabs } from "./explorer_tabs.js";
import { say } from "./strings.js";

/** Show a class in an element of a page of its own; `data` is what kit/classroom/view.py makes of it. */
export function showClass(el, { overview, lessons }) {
  const desk = makeDesk(overview, { load: (name) => Promise.resolve(lessons[name]) });
  el.append(page(desk, { can: [] }).node);
}

function page(desk, { can }) {
  const id = newId("kcv");
  const said = make("p", { class: "kcv-status", role: "status" });
  const keyed = make("p", { class: "kcv-own-key" });
  const head = make("header", { class: "kcv-head" });
  const tell = (desk.tell = (words) => (said.textContent = words));
  const pick = (name) => {
    const { own_keys: own = {} } = desk.view;
    keyed.textContent = own[name] ? say("class.own-key", { n: own[name].length }) : "";
    wall.disabled = true; // there is nothing to show before the lesson is there
    return desk.choose(name).then(() => ((wall.disabled = false), tell("")), (error) => tell(error.message));
  };
  desk.project = (from, at = null) => desk.lesson && openProjector(desk.lesson, { name: desk.view.class, synthetic: desk.view.synthetic, at, closed: () => from.focus() });
  const wall = make("button", { type: "button", class: "kw-button kcv-plain", text: say("class.act-projector"), click: () => desk.project(wall) });
  const drawHead = () => head.replaceChildren(...headOf(desk, id, pick, wall));
  const ofLesson = [bars, heat, items, written, agreement].map((part) => waiting(desk, part(desk)));
  const graded = can.includes("points") ? [waiting(desk, points(desk))] : [];
  const parts = [handed(desk), ...ofLesson, ...graded, acts(desk, can)];
  const titles = [say("class.handed"), say("class.predictions"), say("class.heat"), say("class.items"), say("class.written"), say("class.agreement"), ...graded.map(() => say("class.points")), say("class.acts")];
  const row = tabs(`${id}-tab`, say("class.sections"), titles, parts.map(({ node }) => node), (at) => desk.see(parts[at]));
  /** Show what is new in the class, where one was. */
  const renew = (view) => {
    desk.view = view;
    const name = desk.front ?? view.lessons.at(-1)?.name;
    drawHead();
    if (name) pick(name);
    else desk.draw();
  };
  renew(desk.view);
  if (!desk.view.lessons.length) row.choose(parts.length - 1); // there is nothing but to collect
  const node = make("section", { class: "kw-form kcv-root", "aria-labelledby": `${id}-title` }, head, keyed, row.list, said, ...parts.map(({ node: each }) => each));
  return { node, tell, renew, name: desk.view.class };
}

/** A part that shows the lesson in front, once it is there. */
function waiting(desk, part) {
  const isThere = () => (desk.lesson?.name ?? null) === desk.front;
  const show = () => (isThere() ? part.show() : part.node.replaceChildren(nothing(say("class.working"))));
  return { node: part.node, show };
}

/** What stands above all parts: which class, which lesson, with names or without. */
function headOf(desk, id, pick, wall) {
  const { view, front, named } = desk;
  const options = view.lessons.map(({ name, title }) => [name, `${/^\d+/.exec(name)?.[0] ?? ""} ${title}`.trim()]);
  const title = make("h2", { class: "kcv-title", id: `${id}-title`, text: say("class.title", { name: view.class }) });
  const synthetic = view.synthetic ? make("p", { class: "kcv-synthetic", text: say("class.synthetic") }) : null;
  const lessons = options.length ? menu(`${id}-lesson`, say("class.lesson"), options, front ?? options.at(-1)[0], pick) : null;
  const names = tick(say("class.names"), named, (on) => desk.name(on));
  return [make("div", {}, title, synthetic), make("div", { class: "kcv-head-tools" }, lessons, names, lessons ? wall : null)];
}

/** Where no class is open: those that there are, how to make one, and one to try all of it. */
function start(classes, ask) {
  const said = make("p", { class: "kcv-status", role: "status" });
  const button = (text, what, more = {}) => {
    const click = () => {
      said.textContent = say("class.working");
      ask(what, more, (step) => (said.textContent = step.said)).catch((error) => (said.textContent = error.message));
    };
    return make("button", { type: "button", class: "kw-button kcv-plain", text, click });
  };
  const list = make("div", { class: "kw-row" }, ...classes.map((name) => button(say("class.title", { name }), "open", { name })));
  const node = make(
    "section",
    { class: "kw-form kcv-root", "aria-label": say("class.choose") },
    make("h2", { class: "kcv-title", text: say("class.choose") }),
    classes.length ? list : make("p", { class: "kcv-lead", text: say("class.none") }),
    make("p", { class: "kcv-lead", text: say("class.make") }),
    make("pre", { class: "kcv-command", tabindex: "0" }, make("code", { text: "kit class new 7B --roster ROSTER.csv" })),
    make("p", { class: "kcv-lead", text: say("class.try") }),
    make("div", { class: "kw-row" }, button(say("class.demo"), "demo")),
    said,
  );
  return { node, tell: (words) => (said.textContent = words) };
}

function render({ model, el }) {
  let shown = null;
  const line = lineTo(model, newId("kcv"), (silent) => shown.tell(silent ? say("form.silent") : ""));
  const loaded = new Map();
  const load = async (name) => {
    if (!loaded.has(name)) loaded.set(name, await line.ask("lesson", { name }));
    return loaded.get(name);
  };
  const draw = () => {
    const view = model.get("overview");
    loaded.clear(); // what was collected may change any lesson
    if (view.class !== undefined && view.class === shown?.name) return shown.renew(view);
    shown = view.class === undefined ? start(view.classes, line.ask) : page(makeDesk(view, { load, ask: line.ask }), { can: model.get("can") });
    el.replaceChildren(shown.node);
  };
  draw();
  model.on("change:overview", draw);
  return () => (model.off("change:overview", draw), line.close());
}

export default { render };
