// The margin beside a text of claims: a handle at each sentence, which takes the whole of it. For pointers alone; keys
// have Alt and the arrows.

import { make } from "./dom.js";
import { rectsOf } from "./highlighter_places.js";
import { sentencesOf } from "./highlighter_text.js";
import { say } from "./strings.js";

const SIZE = 24; // px: the least that a finger can be asked to hit (WCAG 2.2, 2.5.8)

/** Put the handles of some blocks where their sentences now stand. */
export function drawMargin(view, blocks) {
  const places = [...blocks].map((b) => [b, linesOf(view, b)]); // all first: what is then drawn would lay the page out anew
  for (const [b, lines] of places) {
    for (const handle of view.handles.get(b) ?? []) handle.remove();
    const sentences = sentencesOf(view.doc, b);
    const handles = byLine(lines).map(({ line, takes }) => {
      const title = takes.length > 1 ? say("highlighter.take-sentences") : say("highlighter.take-sentence");
      const handle = make("span", { class: "kit-handle", "aria-hidden": "true", title });
      handle.style.top = `${(line.top + line.bottom - SIZE) / 2}px`;
      handle.kit = takes.map((i) => sentences[i]);
      return handle;
    });
    view.handles.set(b, handles);
    view.words[b].append(...handles);
  }
}

/** The lines of each sentence of a block, from its top. */
function linesOf(view, b) {
  const { top } = view.words[b].getBoundingClientRect();
  const below = (rect) => ({ top: rect.top - top, bottom: rect.bottom - top });
  return sentencesOf(view.doc, b).map(([first, last]) => rectsOf(view, first, last).map(below));
}

/** Where handles go, and which sentences each takes: the first line of a sentence that no other has, or else, for one
 *  that has no line to itself, its first. `sentences` are the lines of each. */
export function byLine(sentences) {
  const handles = [];
  const on = (line) => handles.find((handle) => handle.line.top < line.bottom - 2 && line.top < handle.line.bottom - 2);
  sentences.forEach((lines, i) => {
    const free = lines.find((line) => !on(line));
    if (free) handles.push({ line: free, takes: [i] });
    else if (lines.length) on(lines[0]).takes.push(i);
  });
  return handles;
}

/** The sentence that a handle takes: of several the one after that which is selected, or the first. */
export function sentenceFor(takes, selection) {
  const at = takes.findIndex(([first, last]) => selection && selection.anchor === first && selection.focus === last);
  return takes[(at + 1) % takes.length];
}
