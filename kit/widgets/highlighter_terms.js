// The glossary: the terms in the text, and what they mean, shown at the word that one stands on.

import { make } from "./dom.js";
import { blockOf, tokenAt } from "./highlighter_text.js";
import { say } from "./strings.js";

/** A term as drawn around some of its words. Tab stops at one that can be pressed, at its first words; an option of a list
 *  box can hold no button, so by blocks the cursor says the terms of its block. */
export function drawTerm(doc, term, node, atStart) {
  const stop = { role: "button", tabindex: "0", "aria-roledescription": say("highlighter.term-role") };
  const drawn = make("span", { class: "kit-term", ...(doc.unit === "word" && atStart ? stop : {}) }, node);
  drawn.kit = term;
  return drawn;
}

/** Where Tab has come to a term: select it, the cursor on its first word, and say what it means. A press goes by its own
 *  word, and by blocks no term has the focus. */
export function takeTerm(view, { kit: term }) {
  if (!term || view.isHeld) return;
  const block = view.doc.blocks[term.block];
  view.select({ anchor: tokenAt(block, term.to - 1), focus: tokenAt(block, term.from, true) });
  view.reveal();
  view.explain();
}

/** The terms that a token has a part of. */
export function termsAt(doc, token) {
  const b = blockOf(doc, token);
  const { first, starts, ends } = doc.blocks[b];
  const [start, end] = [starts[token - first], ends[token - first]];
  return (doc.terms.get(b) ?? []).filter((term) => term.from < end && start < term.to);
}

/** Terms and their meanings, as they are read out: each once. */
export function meaningsOf(terms) {
  return [...new Set(terms.map(({ term, meaning }) => say("highlighter.meaning", { term, meaning })))];
}

/** Show what terms mean, under a place on the screen; nothing without a term. */
export function showMeaning(view, terms, rect) {
  const isShown = terms.length > 0 && Boolean(rect);
  if (!isShown && view.meaning.hidden) return; // to hide it again would style the page anew at each key
  view.meaning.hidden = !isShown;
  if (!isShown) return;
  view.meaning.replaceChildren(...meaningsOf(terms).map((words) => make("div", {}, words)));
  const home = view.flow.getBoundingClientRect();
  const room = home.right - home.left - view.meaning.getBoundingClientRect().width;
  view.meaning.style.left = `${Math.max(0, Math.min(rect.left - home.left, room))}px`;
  view.meaning.style.top = `${rect.bottom - home.top}px`;
}
