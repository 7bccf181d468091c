// The selection as shown: boxes over words, or rows picked out, and what of the labels and the list it touches.

import { make, set } from "./dom.js";
import { MOST_BOXES, rectsOf } from "./highlighter_places.js";
import { ends, touching } from "./highlighter_text.js";
import { drawGrips } from "./highlighter_touch.js";

/** Show the selection, and which labels it has. */
export function drawSelection(view) {
  if (view.doc.unit === "block") drawRows(view);
  else drawBoxes(view);
  showCurrent(view);
}

function drawRows(view) {
  const [first, last] = view.selection ? ends(view.selection) : [0, -1];
  for (const row of view.chosen) row.setAttribute("aria-selected", "false");
  view.chosen = view.rows.slice(first, last + 1);
  for (const row of view.chosen) row.setAttribute("aria-selected", "true");
  view.flow.querySelector(".kit-cursor")?.classList.remove("kit-cursor");
  if (!view.selection) return;
  const cursor = view.rows[view.selection.focus];
  cursor.classList.add("kit-cursor");
  view.text.setAttribute("aria-activedescendant", cursor.id);
}

function drawBoxes(view) {
  const home = view.flow.getBoundingClientRect();
  const boxesOf = (rects, kind) => rects.slice(0, MOST_BOXES).map((rect) => box(rect, home, kind));
  const selected = view.selection ? rectsOf(view, ...ends(view.selection)) : [];
  const cursor = view.selection ? rectsOf(view, view.selection.focus, view.selection.focus) : [];
  const read = view.beingRead ? rectsOf(view, ...view.beingRead) : [];
  const pointed = view.pointed ? rectsOf(view, ...view.pointed) : [];
  view.boxes.replaceChildren(
    ...boxesOf(read, "kit-box kit-read"),
    ...boxesOf(pointed, "kit-box kit-pointed"),
    ...boxesOf(selected, "kit-box"),
    ...boxesOf(cursor, "kit-box kit-cursor"),
  );
  drawGrips(view, selected, home);
}

function box({ left, top, right, bottom }, home, kind) {
  const node = make("div", { class: kind });
  const place = { left: left - home.left, top: top - home.top, width: right - left, height: bottom - top };
  for (const [name, value] of Object.entries(place)) node.style[name] = `${value}px`;
  return node;
}

/** Which label the selection has, shown on its button and in the list. */
function showCurrent(view) {
  const [first, last] = view.selection ? ends(view.selection) : [0, -1];
  const names = new Set(touching(view.marks, first, last).map((mark) => mark[2]));
  for (const chip of view.tools.querySelectorAll(".kit-chip")) {
    set(chip, "aria-pressed", String(names.has(chip.dataset.label)));
  }
  set(view.acts.firstChild, "aria-disabled", names.size ? null : "true");
  for (const entry of view.list.children) {
    const { range } = entry.kit;
    set(entry, "data-current", range[0] <= last && range[1] >= first ? "true" : null);
  }
}
