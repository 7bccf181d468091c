// What is drawn on the text, as plain data, and a block with it. A run of text in several marks is one element.

import { make } from "./dom.js";
import { blockOf, runs, within } from "./highlighter_text.js";

/** Block → what is drawn on it, as { from, to, kind, mark } in UTF-16 units; `mark` is the number of a mark. */
export function drawnByBlock(text, marks, selected, evidence) {
  const out = new Map();
  const put = ([first, last], span) => {
    for (let b = blockOf(text, first); b <= blockOf(text, last); b++) {
      const [from, to] = within(text.blocks[b], first, last);
      if (!out.has(b)) out.set(b, []);
      out.get(b).push({ ...span, from, to, opens: first >= text.blocks[b].first });
    }
  };
  for (const mark of marks) put(mark.at, { kind: mark.look, mark: mark.number, tag: mark.tag, spoken: mark.spoken });
  for (const at of selected) put(at, { kind: "selected" });
  for (const at of evidence) put(at, { kind: "evidence" });
  return out;
}

/** The nodes of a block's words with what is drawn on them; where a mark starts, one can stand by keyboard. */
export function nodesOf(text, spans) {
  return runs(text.length, spans).map(({ from, to, covers }) => {
    const words = text.slice(from, to);
    const over = covers.map((s) => spans[s]);
    const marks = over.filter((span) => span.mark !== undefined);
    const looks = [...new Set(over.map((span) => `ke-is-${span.kind}`))].join(" ");
    if (!marks.length) return looks ? make("span", { class: looks, text: words }) : document.createTextNode(words);
    const starting = marks.filter((span) => span.opens && span.from === from);
    const about = { class: `ke-mark ${looks}`, "data-marks": marks.map((span) => span.mark).join(" ") };
    if (!starting.length) return make("mark", { ...about, text: words });
    const tag = starting.map((span) => span.tag).join("");
    const spoken = `${starting.map((span) => span.spoken).join(", ")}: `;
    const stop = { role: "button", tabindex: "-1", "aria-expanded": "false", "data-tag": tag, "data-spoken": spoken };
    return make("mark", { ...about, ...stop, text: words });
  });
}

/** Furniture that stands together, folded into one line: runs of blocks as { blocks, labels }, or single blocks. */
export function groups(count, zoneOf) {
  const out = [];
  for (let b = 0; b < count; b++) {
    const zone = zoneOf(b);
    const last = out.at(-1);
    if (!zone?.furniture) out.push({ furniture: false, blocks: [b] });
    else if (last?.furniture) last.blocks.push(b);
    else out.push({ furniture: true, blocks: [b] });
  }
  return out.map((group) => ({ ...group, labels: [...new Set(group.blocks.map((b) => zoneOf(b)?.label).filter(Boolean))] }));
}
