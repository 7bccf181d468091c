// The explorer: articles, what was found in them, and views that are linked with the text. Python reads and counts.

import { beside } from "./explorer_beside.js";
import { makeBus, lineTo } from "./explorer_bus.js";
import { card } from "./explorer_card.js";
import { exports } from "./explorer_export.js";
import { head } from "./explorer_head.js";
import { opener } from "./explorer_open.js";
import { reader } from "./explorer_reader.js";
import { tabs } from "./explorer_tabs.js";
import { views } from "./explorer_views.js";
import { make, newId } from "./dom.js";
import { follow, together } from "./form.js";
import { say } from "./strings.js";

// Each part, and where it stands: in a mode, or "over" the text or "aside", in the column beside it. What is worked at on the stage
// under the explorer ("mark", "correct") has no part here: Python puts it there, and says which of the two it offers.
const PARTS = [
  [card, "over"],
  [reader, "read"],
  [views, "aside"],
  [beside, "beside"],
  [exports, "save"],
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
    closer: say("explorer.step-closer"),
  };
}

/** A box for each mode, with the parts in it; those of "read" stand beside a column of views. */
function boxesOf(bus, modes, offers) {
  const placed = PARTS.map(([part, where]) => [bus.add(part(bus, offers)).node, where]);
  const at = (place) => placed.filter(([, where]) => where === place).map(([node]) => node);
  const boxes = modes.map(([name]) => make("div", { class: `ke-mode ke-mode-${name}` }, ...at(name)));
  const [read] = boxes;
  const text = make("div", { class: "ke-main" }, ...read.childNodes);
  const aside = make("aside", { class: "ke-aside", "aria-label": say("explorer.views") }, ...at("aside"));
  read.replaceChildren(...at("over"), make("div", { class: "ke-two" }, text, aside));
  return boxes;
}

/** The tabs of the modes, with what is seen in each; Python hears which is chosen. */
function modeTabs(model, bus, id) {
  const modes = modesOf(model);
  const before = model.get("mode");
  const boxes = boxesOf(bus, modes, model.get("offers"));
  const choose = (at) => {
    const [name] = modes[at];
    tell(model, { mode: name }); // first, so that Python takes in what was corrected before a part asks
    for (const part of bus.parts) part.entered?.(name); // a view that is not seen need not ask
  };
  const made = tabs(`${id}-mode`, say("explorer.modes"), modes.map(([, title]) => title), boxes, choose);
  const at = modes.findIndex(([name]) => name === before);
  if (at > 0) made.choose(at);
  return make("div", { class: "ke-body" }, made.list, ...boxes);
}

/** Tell Python how the page stands. */
function tell(model, state) {
  for (const [name, value] of Object.entries(state)) model.set(name, value);
  model.save_changes();
}

function render({ model, el }) {
  const id = newId("ke");
  const said = make("p", { class: "ke-said", role: "status" });
  const line = lineTo(model, id, (silent) => (said.textContent = silent ? say("explorer.silent") : ""));
  const bus = makeBus(line);
  bus.say = (words) => (said.textContent = words);
  bus.step = ({ step }) => bus.say(step ? `${stepsOf()[step]} …` : "");
  const body = modeTabs(model, bus, id);
  const opening = opener(bus, model.get("offers"));
  const heads = head(bus, opening);
  bus.arrive = (doc) => {
    body.hidden = !doc;
    bus.show(doc);
    if (doc?.note) bus.say(doc.note);
    const leads = doc && opening.leads && heads.node.contains(document.activeElement);
    const text = body.querySelector(".ke-text"); // out of sight in another mode, where the tab leads on
    if (leads) (text.offsetParent ? text : body.querySelector("[role=tab][aria-selected=true]")).focus({ preventScroll: true });
    opening.leads = false;
  };
  bus.fronted = (number) => {
    heads.list(bus.open);
    tell(model, { front: number ?? 0 });
  };
  const list = listing(model, bus, heads);
  el.append(make("section", { class: "kw-form ke-root", "aria-label": say("explorer.name") }, heads.node, opening.node, said, body));
  list();
  return together(line.close, follow(model, { "change:documents": list }));
}

/** What follows the articles that Python has open: a call for each time that something has changed of them. */
function listing(model, bus, heads) {
  const editions = new Map(); // of articles in which something was corrected, that of what the page has
  return () => {
    bus.open = model.get("documents");
    const renewed = bus.open.filter(({ id, edition }) => edition !== editions.get(id));
    for (const { id, edition } of renewed) {
      editions.set(id, edition);
      bus.forget(id);
      if (bus.doc?.id === id) bus.front(id);
    }
    heads.list(bus.open);
    for (const part of bus.parts) part.listed?.(bus.open);
    const still = bus.open.some((each) => each.id === bus.doc?.id || each.id === bus.coming);
    const before = bus.open.find(({ id }) => id === model.get("front")); // when the page was left
    if (!still) bus.front((before ?? bus.open.at(-1))?.id ?? null);
  };
}

export default { render };
