// Mouse and finger in the text: what a press, a drag and a click take, and what is shown under the pointer.

import { sentenceFor } from "./highlighter_margin.js";
import { nativeSelection, tokenFromPoint } from "./highlighter_places.js";
import { reasonsHere, showReasons } from "./highlighter_reasons.js";
import { drawSelection } from "./highlighter_selection.js";
import { meaningsOf, showMeaning } from "./highlighter_terms.js";
import { sentenceOf } from "./highlighter_text.js";
import { dragGrips } from "./highlighter_touch.js";

/** Listen to the pointer; `on` listens as long as the view is there. */
export function followPointer(view, on) {
  on(view.card, "pointerdown", (event) => hold(view, event));
  for (const type of ["pointerup", "touchend", "touchcancel"]) on(document, type, () => letGo(view));
  on(document, "selectionchange", () => takeNative(view));
  on(view.text, "mousedown", (event) => press(view, event));
  on(view.text, "click", (event) => click(view, event));
  for (const type of ["pointerover", "pointerleave"]) on(view.flow, type, (event) => hover(view, event));
  on(view.meaning, "click", () => showMeaning(view, [])); // it lies over the lines below
  dragGrips(view, on);
}

/** Shift and click extends from the cursor, also where the keyboard put it; a double click takes the word, a triple one
 *  its sentence. The browser would go by its own idea of each. */
function press(view, event) {
  const extend = event.shiftKey && view.selection;
  if (event.button !== 0 || event.target.closest(".kit-reasons, .kit-handle")) return;
  const token = tokenFromPoint(view, event);
  view.pressed = token;
  if (token === null || (!extend && !(event.detail > 1))) return;
  event.preventDefault();
  view.text.focus({ preventScroll: true });
  const [first, last] = event.detail > 2 && view.doc.unit === "word" ? sentenceOf(view.doc, token) : [token, token];
  view.select(extend ? { anchor: view.selection.anchor, focus: token } : { anchor: first, focus: last });
}

function click(view, event) {
  const handle = event.target.closest(".kit-handle");
  if (handle) return takeSentence(view, handle);
  if (event.shiftKey || event.detail > 1 || event.target.closest(".kit-reasons")) return; // what the press took stays
  if (!getSelection().isCollapsed) return getSelection().removeAllRanges(); // a drag, which has been taken over
  const token = tokenFromPoint(view, event);
  if (token === null) return;
  // Pressed on the middle of a letter, Chromium may select nothing by a drag: it has gone from where it was pressed to here.
  view.select({ anchor: (view.byTouch ? null : view.pressed) ?? token, focus: token });
  if (view.findings) showReasons(view, reasonsHere(view));
  const term = event.target.closest(".kit-term");
  if (!term) return;
  view.speak(meaningsOf([term.kit]).join(" "));
  showMeaning(view, [term.kit], term.getBoundingClientRect());
}

function takeSentence(view, handle) {
  const [anchor, focus] = sentenceFor(handle.kit, view.selection);
  view.select({ anchor, focus });
}

/** A drag, a long press or a screen reader's own selection: taken over by whole tokens. */
function takeNative(view) {
  const selection = nativeSelection(view);
  if (!selection) return;
  view.select(selection, { native: true });
  // Where a finger has let go, grips of our own stand at its ends in place of the browser's.
  if (view.byTouch && !view.isHeld) getSelection().removeAllRanges();
}

function hold(view, { pointerType }) {
  view.isHeld = true;
  view.pressed = null;
  view.byTouch = pointerType === "touch";
  view.card.classList.toggle("kit-by-touch", view.byTouch);
}

function letGo(view) {
  if (!view.isHeld) return;
  view.isHeld = false;
  if (view.byTouch) takeNative(view);
}

/** Show what the term under the pointer, or under the finger, means; and which sentence a handle would take. */
function hover(view, { type, target, pointerType }) {
  if (type === "pointerleave" && pointerType === "touch") return; // what a tap has shown stays
  const over = (selector) => (type === "pointerleave" ? null : target.closest(selector));
  if (over(".kit-meaning")) return;
  const term = over(".kit-term");
  showMeaning(view, term ? [term.kit] : [], term?.getBoundingClientRect());
  const handle = over(".kit-handle");
  if (!handle && !view.pointed) return;
  view.pointed = handle && sentenceFor(handle.kit, view.selection);
  drawSelection(view);
}
