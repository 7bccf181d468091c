// The explorer: articles, what was found in them, and views that are linked with the text. Python reads and counts.

import { makeBus, lineTo } from "./explorer_bus.js";
import { card } from "./explorer_card.js";
import { head } from "./explorer_head.js";
import { opener } from "./explorer_open.js";
import { reader } from "./explorer_reader.js";
import { tabs } from "./explorer_tabs.js";
import { make, newId } from "./dom.js";
import { follow, together } from "./form.js";
import { say } from "./strings.js";

// Each part, and where it stands: in a mode, or "aside", in the column beside the text. What is worked at on the stage
// under the explorer ("mark", "correct") has no part here: Python puts it there, and says which of the two it offers.
const PARTS = [
  [card, "read"],
  [reader, "read"],
];

/** The modes that there is a part for, or a stage, in order. */
function modesOf(model) {
  const all = {
    read: say("explorer.mode-read"),
    beside: say("explorer.mode-beside"),
    mark: say("explorer.mode-mark"),
    correct: say("explorer.mode-correct"),
    save: say("explorer.mode-save"),
  };
  const there = new Set([...PARTS.map(([, where]) => where), ...model.get("stages")]);
  return Object.entries(all).filter(([name]) => there.has(name));
}

/** What is said while a layer is looked for, by its name. */
function stepsOf() {
  return {
    zone: say("explorer.step-zone"),
    sentence: say("explorer.step-sentence"),
    quote: say("explorer.step-quote"),
    claim: say("explorer.step-claim"),
    loaded: say("explorer.step-loaded"),
  };
}

/** A box for each mode, with the parts in it; those of "read" stand beside a column of views, if there are any. */
function boxesOf(bus, modes) {
  const placed = PARTS.map(([part, where]) => [bus.add(part(bus)).node, where]);
  const at = (place) => placed.filter(([, where]) => where === place).map(([node]) => node);
  const aside = at("aside");
  const boxes = modes.map(([name]) => make("div", { class: `ke-mode ke-mode-${name}` }, ...at(name)));
  if (aside.length) {
    const [read] = boxes;
    const text = make("div", { class: "ke-main" }, ...read.childNodes);
    read.classList.add("ke-two");
    read.replaceChildren(text, make("aside", { class: "ke-aside", "aria-label": say("explorer.views") }, ...aside));
  }
  return boxes;
}

function render({ model, el }) {
  const id = newId("ke");
  const said = make("p", { class: "ke-said", role: "status" });
  const line = lineTo(model, id, (silent) => (said.textContent = silent ? say("explorer.silent") : ""));
  const bus = makeBus(line);
  bus.say = (words) => (said.textContent = words);
  bus.step = ({ step }) => bus.say(step ? `${stepsOf()[step]} …` : "");
  const modes = modesOf(model);
  const boxes = boxesOf(bus, modes);
  const choose = (at) => {
    const [name] = modes[at];
    for (const part of bus.parts) part.entered?.(name); // a view that is not seen need not ask
    model.set("mode", name);
    model.save_changes();
  };
  const modeTabs = tabs(`${id}-mode`, say("explorer.modes"), modes.map(([, title]) => title), boxes, choose);
  const body = make("div", { class: "ke-body" }, modeTabs.list, ...boxes);
  const opening = opener(bus, model.get("offers"));
  const heads = head(bus, opening);
  const show = (document) => {
    body.hidden = !document;
    bus.show(document);
  };
  bus.arrive = show;
  el.append(make("section", { class: "kw-form ke-root", "aria-label": say("explorer.name") }, heads.node, opening.node, said, body));
  const list = () => {
    bus.open = model.get("documents");
    heads.list(bus.open);
    const still = bus.open.some((each) => each.id === bus.doc?.id || each.id === bus.coming);
    if (!still) bus.front(bus.open.at(-1)?.id ?? null);
  };
  bus.fronted = (number) => {
    heads.list(bus.open);
    model.set("front", number ?? 0);
    model.save_changes();
  };
  modeTabs.choose(Math.max(0, modes.findIndex(([name]) => name === model.get("mode"))));
  list();
  return together(line.close, follow(model, { "change:documents": list }));
}

export default { render };
