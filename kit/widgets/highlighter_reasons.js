// The reasons for a finding: a card in the text, under the line or the block that they are about. It opens where one
// chooses a mark, stays until another is chosen or Esc is pressed, and needs no hover.

import { make } from "./dom.js";
import { reason } from "./highlighter_compare.js";
import { extent, findingsAt, ofStatus } from "./highlighter_findings.js";
import { drawMargin } from "./highlighter_margin.js";
import { indexAt } from "./highlighter_places.js";
import { drawSelection } from "./highlighter_selection.js";
import { blockOf, ends, excerpt, within } from "./highlighter_text.js";
import { say } from "./strings.js";

/** Open the reasons for some findings where the cursor is, and read them out; without findings, close them. */
export function showReasons(view, findings) {
  if (!findings.length && !view.opened.length) return showPlace(view);
  const before = view.reasons.parentElement;
  view.opened = findings;
  view.reasons.remove();
  showPlace(view);
  if (findings.length) putCard(view, findings);
  const moved = [before, view.reasons.parentElement].map((row) => view.words.indexOf(row)).filter((b) => b >= 0);
  if (view.hasMargin) drawMargin(view, new Set(moved));
  drawSelection(view); // words have moved, also where the text is as high as it was
}

function putCard(view, findings) {
  const words = (first, last) => excerpt(view.doc, first, last, 160);
  const cards = findings.slice(0, 4).map((finding) => reason(finding, view.reference, view.titleOf, words));
  const cross = { class: "kit-shut", "data-does": "shut", "aria-hidden": "true", title: say("highlighter.close") };
  view.reasons.replaceChildren(...cards, make("span", cross, "×"));
  const b = blockOf(view.doc, view.selection.focus);
  if (view.doc.unit === "block") view.rows[b].append(view.reasons);
  else view.words[b].insertBefore(view.reasons, after(view, b, findings[0]));
  view.speak(cards.flatMap((card) => [...card.children].map((line) => line.textContent)).join(" "));
}

/** What follows the end of a finding in a block: a card before it, as wide as the text, stands under that line. */
function after(view, b, finding) {
  const [, end] = within(view.doc.blocks[b], ...extent(finding));
  const { node } = view.texts[b][indexAt(view.texts[b], end - 1)];
  const row = view.words[b];
  let drawn = node;
  while (drawn.parentElement !== row) drawn = drawn.parentElement;
  return row.childNodes[[...row.childNodes].indexOf(drawn) + 1] ?? null;
}

/** The findings that are shown, and of those the ones under the cursor. */
export function reasonsHere(view) {
  return findingsAt(ofStatus(view.findings, view.filter), view.selection);
}

/** The finding after the one that is open, or before it; where none is open, after or before the cursor. */
export function nextFinding(view, step) {
  const shown = ofStatus(view.findings, view.filter);
  const open = shown.indexOf(view.opened[0]);
  if (open >= 0) return shown.at((open + step) % shown.length);
  const [first, last] = view.selection ? ends(view.selection) : [0, -1];
  if (step > 0) return shown.find((finding) => extent(finding)[0] >= first) ?? shown[0];
  return shown.findLast((finding) => extent(finding)[1] <= last) ?? shown.at(-1);
}

/** Which finding of how many is open. */
function showPlace(view) {
  if (!view.findings) return;
  const shown = ofStatus(view.findings, view.filter);
  const at = shown.indexOf(view.opened[0]) + 1;
  view.place.textContent = at ? say("highlighter.place", { at, n: shown.length }) : say("highlighter.places", { n: shown.length });
}
