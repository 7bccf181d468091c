// Where tokens stand on the screen, and which token stands at a place: only the page knows.

import { blockOf, joinRects, lastNotAfter, tokenAt, within } from "./highlighter_text.js";

export const MOST_BOXES = 2000; // rectangles drawn for one selection

/** Where tokens `first` to `last` stand on the screen, a rectangle a line. */
export function rectsOf(view, first, last) {
  const rects = [];
  for (let b = blockOf(view.doc, first); b <= blockOf(view.doc, last) && rects.length < MOST_BOXES; b++) {
    const [from, to] = within(view.doc.blocks[b], first, last);
    const places = view.texts[b];
    const [start, end] = [indexAt(places, from), indexAt(places, to - 1)];
    const lines = places.slice(start, end + 1).flatMap((place, i) => {
      const range = document.createRange(); // a node each: over several, it would take in a card between them
      range.setStart(place.node, i ? 0 : from - place.from);
      range.setEnd(place.node, start + i < end ? place.node.textContent.length : to - place.from);
      return [...range.getClientRects()];
    });
    rects.push(...joinRects(lines));
  }
  return rects;
}

/** Which of a block's text nodes, given in order, has the character at an offset. */
export function indexAt(places, offset) {
  return Math.max(0, lastNotAfter(places, offset, (place) => place.from));
}

/** The block and offset that a place in the page's tree stands for, or null. */
export function placeOf(view, node, offset) {
  const owner = view.owner.get(node);
  if (owner) return { block: owner.block, offset: owner.from + offset };
  const child = node.childNodes?.[offset];
  const element = (child ?? node).nodeType === 1 ? (child ?? node) : (child ?? node).parentElement;
  const row = element?.closest("[data-block]");
  if (!row || !view.flow.contains(row) || element.closest(".kit-reasons")) return null;
  const block = Number(row.dataset.block) - 1;
  return { block, offset: child ? 0 : view.doc.blocks[block].text.length };
}

/** The token that a press is on, or null. */
export function tokenFromPoint(view, { clientX, clientY, target: pressed }) {
  const row = pressed.closest("[data-block]");
  if (view.doc.unit === "block") return row ? Number(row.dataset.block) - 1 : null;
  const caret = document.caretPositionFromPoint?.(clientX, clientY);
  const range = caret ? null : document.caretRangeFromPoint?.(clientX, clientY);
  const node = caret?.offsetNode ?? range?.startContainer;
  const place = node && placeOf(view, node, caret?.offset ?? range.startOffset);
  if (!place) return null;
  const token = tokenAt(view.doc.blocks[place.block], place.offset);
  const under = (r) => clientX >= r.left && clientX <= r.right && clientY >= r.top && clientY <= r.bottom;
  // A click on the first half of a letter gives the caret before it; at a token's end that is the next one's.
  const touches = (i) => i < view.doc.count && rectsOf(view, i, i).some(under);
  return [token, token + 1, token - 1].find((i) => i >= 0 && touches(i)) ?? token;
}

/** What the browser's own selection comes to in whole tokens, or null: a drag, a long press, a screen reader's. */
export function nativeSelection(view) {
  const native = getSelection();
  if (!native || native.isCollapsed || !view.flow.contains(native.anchorNode)) return null;
  const range = native.getRangeAt(0);
  const start = placeOf(view, range.startContainer, range.startOffset);
  const end = placeOf(view, range.endContainer, range.endOffset);
  if (!start || !end) return null;
  const first = tokenAt(view.doc.blocks[start.block], start.offset, true);
  const last = tokenAt(view.doc.blocks[end.block], Math.max(0, end.offset - 1));
  if (last < first) return null;
  const forwards = range.startContainer === native.anchorNode && range.startOffset === native.anchorOffset;
  return forwards ? { anchor: first, focus: last } : { anchor: last, focus: first };
}
