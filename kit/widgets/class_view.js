// A class, for its teacher: who has handed in what, what they thought, marked and wrote, and what to do with it.

import { acts } from "./class_acts.js";
import { agreement } from "./class_agreement.js";
import { bars } from "./class_bars.js";
import { makeDesk, menu, tick } from "./class_desk.js";
import { handed } from "./class_handed.js";
import { heat } from "./class_heat.js";
import { items } from "./class_items.js";
import { written } from "./class_written.js";
import { make, newId } from "./dom.js";
import { lineTo } from "./explorer_bus.js";
import { tabs } from "./explorer_tabs.js";
import { say } from "./strings.js";

/** Show a class in an element of a page of its own; `data` is what kit/classroom/view.py makes of it. */
export function showClass(el, { overview, lessons }) {
  const desk = makeDesk(overview, { load: (name) => Promise.resolve(lessons[name]) });
  el.append(page(desk, { can: [] }).node);
  return desk;
}

function page(desk, { can, choose = null }) {
  const id = newId("kcv");
  const said = make("p", { class: "kcv-status", role: "status" });
  const head = make("header", { class: "kcv-head" });
  const tell = (words) => (said.textContent = words);
  const pick = (name) => desk.choose(name).then(() => tell(""), (error) => tell(error.message));
  const drawHead = () => {
    const { view, named } = desk;
    const options = view.lessons.map(({ name, title }) => [name, `${/^\d+/.exec(name)?.[0] ?? ""} ${title}`.trim()]);
    const names = tick(say("class.names"), named, (on) => desk.name(on));
    head.replaceChildren(
      make("div", {}, make("h2", { class: "kcv-title", id: `${id}-title`, text: say("class.title", { name: view.class }) }), view.synthetic ? make("p", { class: "kcv-synthetic", text: say("class.synthetic") }) : null),
      make("div", { class: "kcv-head-tools" }, choose ?? "", options.length ? menu(`${id}-lesson`, say("class.lesson"), options, desk.lesson?.name ?? options[0][0], pick) : "", names),
    );
  };
  const renewed = ({ overview }) => {
    if (overview) desk.view = overview;
    drawHead();
    const name = desk.lesson?.name ?? desk.view.lessons[0]?.name;
    if (name) pick(name);
  };
  const parts = [handed(desk), bars(desk), heat(desk), items(desk), written(desk), agreement(desk), acts(desk, { can, renewed })];
  const titles = [say("class.handed"), say("class.predictions"), say("class.heat"), say("class.items"), say("class.written"), say("class.agreement"), say("class.acts")];
  const row = tabs(`${id}-tab`, say("class.sections"), titles, parts.map(({ node }) => node), (at) => desk.see(parts[at]));
  drawHead();
  if (desk.view.lessons.length) pick(desk.view.lessons.at(-1).name).then(drawHead);
  const node = make("section", { class: "kw-form kcv-root", "aria-labelledby": `${id}-title` }, head, row.list, said, ...parts.map(({ node: each }) => each));
  return { node, tell };
}

function render({ model, el }) {
  const line = lineTo(model, newId("kcv"), (silent) => shown.tell(silent ? say("form.silent") : ""));
  const loaded = new Map();
  const load = async (name) => {
    if (!loaded.has(name)) loaded.set(name, await line.ask("lesson", { name }));
    return loaded.get(name);
  };
  const ask = async (what, more, progress, buffers) => {
    const answer = await line.ask(what, more, progress, buffers);
    if (answer?.overview) loaded.clear(); // what was collected may change any lesson
    return answer ?? {};
  };
  const desk = makeDesk(model.get("overview"), { load, ask });
  const shown = page(desk, { can: model.get("can") });
  el.append(shown.node);
  return line.close;
}

export default { render };
