// The margin beside a text of claims: a handle at each sentence, which takes the whole of it. For pointers alone; keys
// have Alt and the arrows.

import { make } from "./dom.js";
import { rectsOf } from "./highlighter_places.js";
import { sentencesOf } from "./highlighter_text.js";
import { say } from "./strings.js";

const SIZE = 24; // px: the least that a finger can be asked to hit (WCAG 2.2, 2.5.8)

/** Put the handles of some blocks where their sentences now stand. */
export function drawMargin(view, blocks) {
  for (const b of blocks) {
    for (const handle of view.handles.get(b) ?? []) handle.remove();
    const home = view.words[b].getBoundingClientRect();
    const placed = freeLines(sentencesOf(view.doc, b).map(([first, last]) => rectsOf(view, first, last)));
    const handles = sentencesOf(view.doc, b).map(([first, last], i) => {
      if (!placed[i]) return null;
      const handle = make("span", { class: "kit-handle", "aria-hidden": "true", title: say("highlighter.take-sentence") });
      handle.style.top = `${(placed[i].top + placed[i].bottom) / 2 - home.top - SIZE / 2}px`;
      handle.kit = { first, last };
      return handle;
    });
    view.handles.set(b, handles.filter(Boolean));
    view.words[b].append(...view.handles.get(b));
  }
}

/** For each sentence the first of its lines that no sentence before it has taken; null where none is left. */
export function freeLines(sentences) {
  const taken = [];
  return sentences.map((lines) => {
    const free = lines.find((line) => !taken.some((other) => line.top < other.bottom - 2 && other.top < line.bottom - 2));
    if (free) taken.push(free);
    return free ?? null;
  });
}
