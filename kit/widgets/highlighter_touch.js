// Marking by touch: a tap or a long press takes a word, and a grip at each end of it drags the selection further.

import { make } from "./dom.js";
import { tokenFromPoint } from "./highlighter_places.js";
import { ends } from "./highlighter_text.js";

/** The two grips, made once: the one that is held must not be made anew while it moves. */
export function buildGrips() {
  return ["start", "end"].map((side) => make("span", { class: `kit-grip kit-grip-${side}`, "aria-hidden": "true", hidden: true }));
}

/** Put the grips at the ends of the selection, where fingers mark; `rects` are its lines, `home` what they lie in. */
export function drawGrips(view, rects, home) {
  const isShown = view.byTouch && rects.length > 0 && !view.findings;
  for (const grip of view.grips) if (grip.hidden === isShown) grip.hidden = !isShown;
  if (!isShown) return;
  const [start, end] = view.grips;
  place(start, rects[0].left - home.left, rects[0].bottom - home.top);
  place(end, rects.at(-1).right - home.left, rects.at(-1).bottom - home.top);
}

function place(grip, left, top) {
  grip.style.left = `${left}px`;
  grip.style.top = `${top}px`;
}

/** Let a grip be dragged: `on` listens as long as the view is there. */
export function dragGrips(view, on) {
  for (const grip of view.grips) {
    let held = null; // the token at the other end, and how far the finger is from the line that it moves on
    on(grip, "pointerdown", (event) => {
      const [first, last] = ends(view.selection);
      const box = grip.getBoundingClientRect();
      const line = parseFloat(getComputedStyle(view.flow).lineHeight) / 2;
      held = { other: grip === view.grips[0] ? last : first, x: event.clientX - (box.left + box.right) / 2, y: event.clientY - box.top + line };
      grip.setPointerCapture(event.pointerId);
      event.stopPropagation();
    });
    on(grip, "pointermove", (event) => {
      if (!held) return;
      const [x, y] = [event.clientX - held.x, event.clientY - held.y];
      const target = document.elementFromPoint(x, y) ?? view.flow;
      const token = view.flow.contains(target) ? tokenFromPoint(view, { clientX: x, clientY: y, target }) : null;
      if (token !== null) view.select({ anchor: held.other, focus: token });
    });
    for (const type of ["pointerup", "pointercancel"]) on(grip, type, () => (held = null));
    on(grip, "click", (event) => event.stopPropagation());
  }
}
