// The views beside the text: who speaks, words, the text as a strip, how hard it is. Each asks when it is first seen.

import { make, newId } from "./dom.js";
import { numbersView } from "./explorer_numbers.js";
import { speakersView } from "./explorer_speakers.js";
import { stripView } from "./explorer_strip.js";
import { tabs } from "./explorer_tabs.js";
import { termsView } from "./explorer_terms.js";
import { delay } from "./form.js";
import { say } from "./strings.js";

const IDLE = 1_500; // ms in which nothing came, after which is counted what takes long
const SOON = 15_000; // words of an article of which that does not take too long

/** How the two sides go together; what is selected the text says, and where it stands out of sight this leads there. */
function selectedLine() {
  const toText = () => node.closest(".ke-two")?.querySelector(".ke-text")?.focus();
  const there = make("button", { type: "button", class: "kv-plain kv-there", hidden: true, text: say("explorer.to-text"), click: toText });
  const node = make("div", { class: "kv-bar kv-top" }, make("p", { class: "kv-hint", text: say("explorer.select-how") }), there);
  return { node, follow: (selection) => (there.hidden = !selection) };
}

/** The views beside the text. */
export function views(bus) {
  const titles = [say("explorer.tab-voices"), say("explorer.tab-words"), say("explorer.tab-strip"), say("explorer.tab-numbers")];
  const all = [speakersView(bus), termsView(bus), stripView(bus), numbersView(bus)];
  const panels = all.map((view) => make("div", { class: "kv-panel" }, view.node));
  const selected = selectedLine();
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
