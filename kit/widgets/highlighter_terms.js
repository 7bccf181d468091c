// The glossary: the terms in the text, and what they mean, shown at the word that one stands on.

import { make } from "./dom.js";
import { blockOf } from "./highlighter_text.js";
import { say } from "./strings.js";

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
