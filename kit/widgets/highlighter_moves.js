// The keyboard: what a key asks for, where a move leads, and what is then read out. Plain functions on plain data.

import { ends, excerpt, lastNotAfter, touching } from "./highlighter_text.js";
import { say } from "./strings.js";

/** What a key press asks of the text, or null where it is not ours. `rtl` is the direction of the cursor's block. */
export function commandFor(event, { unit, rtl = false, isComparing = false }) {
  const { key, shiftKey: extend, altKey: alt } = event;
  const control = event.ctrlKey || event.metaKey;
  const letter = key.length === 1 ? key.toLowerCase() : "";
  if (control && !alt) {
    if (letter === "z") return { does: extend ? "redo" : "undo" };
    if (letter === "y") return { does: "redo" };
    if (letter === "a") return { does: "all" };
    if (letter === "s") return { does: "save" };
    if (key === "Home" || key === "End") return { does: "move", by: "text", step: key === "Home" ? -1 : 1, extend };
    return null;
  }
  if (alt && !control && event.code === "KeyR") return { does: "read" };
  const step = { ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1, ArrowUp: -1, ArrowDown: 1, Home: -1, End: 1 }[key];
  if (step && !control) return { does: "move", by: stride(key, alt, unit), step, extend };
  if (alt || control) return null;
  if (key === "Delete" || key === "Backspace") return { does: "remove" };
  if (key === "Escape") return { does: "clear" };
  if (key === "?") return { does: "help" };
  if (key === "Enter") return { does: isComparing ? "reason" : "meaning" };
  if (isComparing && (letter === "n" || letter === "p")) return { does: letter === "n" ? "next" : "previous" };
  return /^[\p{L}\p{N}]$/u.test(key) ? { does: "label", key: key.toUpperCase() } : null;
}

function stride(key, alt, unit) {
  if (unit === "block") return key === "Home" || key === "End" ? "text" : "word"; // a block is this unit's word
  if (key === "Home" || key === "End") return "edge";
  if (key === "ArrowUp" || key === "ArrowDown") return alt ? "block" : "line";
  return alt ? "sentence" : "word";
}

/** The selection after a move. `lineTarget(token, step)` finds the token a line up or down: only the page knows. */
export function moved(doc, selection, command, lineTarget) {
  if (!selection) return { anchor: 0, focus: 0 };
  const focus = Math.max(0, Math.min(doc.count - 1, target(doc, selection, command, lineTarget)));
  return { anchor: command.extend ? selection.anchor : focus, focus };
}

function target(doc, { anchor, focus }, { by, step, extend }, lineTarget) {
  if (by === "word") return focus + step;
  if (by === "text") return step < 0 ? 0 : doc.count - 1;
  if (by === "line") return lineTarget(focus, step);
  const starts = by === "sentence" ? doc.sentences : doc.firsts;
  const at = lastNotAfter(starts, focus);
  const last = (i) => (i + 1 < starts.length ? starts[i + 1] : doc.count) - 1;
  if (by === "edge") return step < 0 ? starts[at] : last(at);
  if (step < 0) return focus > starts[at] ? starts[at] : starts[Math.max(0, at - 1)];
  if (extend && focus >= anchor) return last(focus < last(at) ? at : Math.min(at + 1, starts.length - 1));
  return at + 1 < starts.length ? starts[at + 1] : extend ? doc.count - 1 : focus;
}

/** The token nearest below or above: `rectOf(token)` says where one stands, `goal` the x to keep to. */
export function lineTarget(count, token, step, rectOf, goal) {
  const home = rectOf(token);
  let line = null;
  let best = token;
  let least = Infinity;
  for (let i = token + step; i >= 0 && i < count; i += step) {
    const rect = rectOf(i);
    const away = step > 0 ? rect.top >= home.bottom - 2 : rect.bottom <= home.top + 2;
    if (!away) continue;
    line ??= rect;
    if (step > 0 ? rect.top >= line.bottom - 2 : rect.bottom <= line.top + 2) break; // the line after next
    const far = Math.max(rect.left - goal, goal - rect.right, 0);
    if (far < least) [least, best] = [far, i];
  }
  return best;
}

/** The label that a key stands for: its digit, or its letter. */
export function labelFor(labels, key) {
  return labels.find((label) => label.offered && (label.key === key || label.letter === key));
}

/** What a screen reader hears when the cursor has moved: the words, then the labels on them. */
export function spokenMove(doc, selection, by, marks, titleOf) {
  const [first, last] = ends(selection);
  let [from, to] = [first, last];
  if (first === last && (by === "sentence" || by === "block")) {
    const starts = by === "sentence" ? doc.sentences : doc.firsts;
    to = (starts[lastNotAfter(starts, first) + 1] ?? doc.count) - 1;
  }
  const on = touching(marks, first, last).map((mark) => titleOf(mark[2]));
  const words = excerpt(doc, from, to, 400);
  const read = first < last ? say("highlighter.selected", { words }) : words;
  return on.length ? say("highlighter.said-marked", { words: read, labels: on.join(", ") }) : read;
}
