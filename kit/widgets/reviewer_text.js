// The article beside the proposals: the one in front outlined, what is decided shown quietly, the words that are being
// chosen. Words of the article reach the page through text nodes alone; only blocks on which something changed are drawn.

import { make, set } from "./dom.js";
import { blockOf, runs, touching, within } from "./highlighter_text.js";

/** An empty paragraph for each block; `view.words[b]` is that of block b. */
export function buildText(view) {
  view.painted = new Map();
  view.texts = [];
  view.owner = new WeakMap();
  view.words = view.doc.blocks.map((_, b) => make("p", { dir: "auto", "data-block": b + 1 }));
  view.flow.replaceChildren(...view.words);
}

/** What is drawn: [first, last, kind, number], the one in front last; of another layer than that only `at`. */
export function drawnSpans(rows, layer, current, chosen) {
  const out = [];
  rows.forEach((row, n) => row.layer === layer && n !== current && out.push([...row.at, row.state, n]));
  if (rows[current]) {
    for (const [, at] of rows[current].evidence) out.push([...at, "evidence", current]);
    if (!chosen) out.push([...rows[current].at, "now", current]);
  }
  if (chosen) out.push([...chosen, "chosen", -1]);
  return out;
}

export function drawText(view, spans, byBlock) {
  view.doc.blocks.forEach((block, b) => {
    const last = block.first + block.starts.length - 1;
    const here = touching(spans, block.first, last);
    const signature = JSON.stringify([here, byBlock]);
    if (view.painted.get(b) === signature) return;
    view.painted.set(b, signature);
    const whole = byBlock ? here.filter(([, , kind]) => kind !== "evidence") : [];
    const mark = whole.at(-1); // what is in front, where it is this
    set(view.words[b], "data-kind", mark?.[2]);
    set(view.words[b], "data-number", mark && mark[3] >= 0 ? mark[3] : null);
    drawWords(view, b, here.filter((span) => !whole.includes(span)));
  });
}

function drawWords(view, b, here) {
  const block = view.doc.blocks[b];
  const spans = here.map(([first, last, kind, number]) => {
    const [from, to] = within(block, first, last);
    return { from, to, kind, number, begins: first >= block.first, ends: blockOf(view.doc, last) === b };
  });
  view.texts[b] = [];
  const drawn = runs(block.text.length, spans).map(({ from, to, covers }) => {
    const node = document.createTextNode(block.text.slice(from, to));
    const place = { node, block: b, from, to };
    view.texts[b].push(place);
    view.owner.set(node, place);
    if (!covers.length) return node;
    const on = covers.map((s) => spans[s]);
    const front = on.find(({ kind }) => kind === "now" || kind === "chosen");
    const edges = front ? [front.begins && front.from === from && "kr-first", front.ends && front.to === to && "kr-last"] : [];
    const own = on.findLast(({ kind }) => kind !== "evidence");
    const kinds = on.map(({ kind }) => `kr-${kind}`);
    const shown = { class: [...new Set([...kinds, ...edges.filter(Boolean)])].join(" ") };
    return make("span", { ...shown, "data-number": own && own.number >= 0 ? own.number : null }, node);
  });
  view.words[b].replaceChildren(...drawn);
}

/** Scroll the text, and no more than the text, until what is in front can be seen. */
export function bringForward(view) {
  const front = view.flow.querySelector(".kr-chosen, .kr-now, [data-kind=now], [data-kind=chosen]");
  if (!front) return;
  const [box, pane] = [front.getBoundingClientRect(), view.text.getBoundingClientRect()];
  const room = pane.bottom - pane.top;
  if (box.top >= pane.top + 24 && box.bottom <= pane.bottom - 24) return;
  view.text.scrollTop += box.top - pane.top - Math.max(24, Math.min(room / 3, room - (box.bottom - box.top) - 24));
}
