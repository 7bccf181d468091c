// The views beside the text: who speaks, words, the text as a strip, how hard it is. Each asks when it is first seen.

import { make, newId, set } from "./dom.js";
import { numbersView } from "./explorer_numbers.js";
import { speakersView } from "./explorer_speakers.js";
import { stripView } from "./explorer_strip.js";
import { tabs } from "./explorer_tabs.js";
import { termsView } from "./explorer_terms.js";
import { delay } from "./form.js";
import { say } from "./strings.js";

const IDLE = 1_500; // ms in which nothing came, after which is counted what takes long
const SOON = 15_000; // words of an article of which that does not take too long

/**
 * What is selected, in words, and a way to let it go. Where the text stands beside the views, its own line says so, and reads it
 * out, and this one only tells of a mark in the text; where it stands above them, out of sight, this one leads there.
 */
function selectedLine(bus) {
  const words = make("p", { class: "kv-selected", dir: "auto" });
  const toText = () => node.closest(".ke-two")?.querySelector(".ke-text")?.focus();
  const there = make("button", { type: "button", class: "kv-plain kv-there", text: say("explorer.to-text"), click: toText });
  const clear = make("button", { type: "button", class: "kv-plain", text: say("explorer.clear"), click: () => bus.select(null) });
  const node = make("div", { class: "kv-bar kv-top" }, words, there, clear);
  const follow = (selection) => {
    const told = selection && say("explorer.selected", { label: selection.label, n: selection.at.length });
    words.textContent = told ?? say("explorer.select-how");
    set(node, "data-from", selection?.from);
    there.hidden = clear.hidden = !selection;
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
  const rest = delay();
  const prepare = (which) => {
    if (!bus.doc || shown.has(which)) return;
    shown.add(which);
    all[which].show(bus.doc);
  };
  const enter = (next) => {
    at = next;
    prepare(at);
    if (bus.doc) all[at].follow(bus.selection);
  };
  const head = tabs(newId("kv"), say("explorer.views"), titles, panels, enter);
  const node = make("div", { class: "kv-root" }, head.list, selected.node, ...panels);
  const show = (doc) => {
    shown.clear();
    node.hidden = !doc;
    selected.follow(null);
    enter(at);
    if (doc?.words <= SOON) rest.set(IDLE, () => prepare(all.length - 1));
    else rest.stop();
  };
  const follow = (selection) => {
    selected.follow(selection);
    if (bus.doc) all[at].follow(selection);
  };
  return { node, show, follow };
}
