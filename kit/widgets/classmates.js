// What a class answered, beside one's own answer: a small table with a bar in each row.

import { make } from "./dom.js";
import { say } from "./strings.js";

/** The table of `{ title, bars: [{ label, count, mine }] }`, in a list; none where there is no class. */
export function classTable({ title, bars = [] } = {}) {
  if (!bars.length) return [];
  const most = Math.max(...bars.map(({ count }) => count));
  const row = ({ label, count, mine }) => {
    const bar = make("span", { class: "kb-bar", "aria-hidden": "true" });
    bar.style.width = `${(100 * count) / most}%`;
    return make(
      "tr",
      { class: mine ? "kb-mine" : null },
      make("th", { scope: "row", dir: "auto" }, label, mine ? make("span", { class: "kb-you", text: ` ${say("beside.mine")}` }) : null),
      make("td", { class: "kb-track" }, bar),
      make("td", { class: "kb-count", text: String(count) }),
    );
  };
  const heads = [say("beside.answer"), "", say("beside.learners")].map((text) => make(text ? "th" : "td", { scope: text ? "col" : null, text }));
  const head = make("thead", { class: "kw-hidden" }, make("tr", {}, ...heads));
  return [make("table", { class: "kb-table" }, make("caption", { text: title }), head, make("tbody", {}, ...bars.map(row)))];
}
