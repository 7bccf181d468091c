// The views beside the text: who speaks, words, the text as a strip, how hard it is. Each asks when it is first seen.

import { make, newId } from "./dom.js";
import { numbersView } from "./explorer_numbers.js";
import { speakersView } from "./explorer_speakers.js";
import { stripView } from "./explorer_strip.js";
import { tabs } from "./explorer_tabs.js";
import { termsView } from "./explorer_terms.js";
import { say } from "./strings.js";

/** What is selected, in words, and a way to let it go. */
function selectedLine(bus) {
  const said = make("p", { class: "kv-selected", role: "status" });
  const clear = make("button", { type: "button", class: "kv-plain", text: say("explorer.clear"), click: () => bus.select(null) });
  const node = make("div", { class: "kv-bar kv-top" }, said, clear);
  const follow = (selection) => {
    said.textContent = selection ? say("explorer.selected", { label: selection.label, n: selection.at.length }) : say("explorer.select-how");
    clear.hidden = !selection;
  };
  return { node, follow };
}

/** The views beside the text. */
export function views(bus) {
  const titles = [say("explorer.tab-voices"), say("explorer.tab-words"), say("explorer.tab-strip"), say("explorer.tab-numbers")];
  const all = [speakersView(bus), termsView(bus), stripView(bus), numbersView(bus)];
  const panels = all.map((view) => make("div", { class: "kv-panel" }, view.node));
  const selected = selectedLine(bus);
  const shown = new Set(); // the views that show the article in front
  let at = 0;
  const enter = (next) => {
    at = next;
    if (bus.doc && !shown.has(at)) {
      shown.add(at);
      all[at].show(bus.doc);
    }
    if (bus.doc) all[at].follow(bus.selection);
  };
  const head = tabs(newId("kv"), say("explorer.views"), titles, panels, enter);
  const node = make("section", { class: "kv-root", "aria-label": say("explorer.views") }, head.list, selected.node, ...panels);
  const show = (doc) => {
    shown.clear();
    node.hidden = !doc;
    selected.follow(null);
    enter(at);
  };
  const follow = (selection) => {
    selected.follow(selection);
    if (bus.doc) all[at].follow(selection);
  };
  return { node, show, follow };
}
