// The card of the article in front: what is known of where it comes from, and what is missing.

import { make } from "./dom.js";

/** The card. */
export function card(bus) {
  const node = make("div", { class: "ke-card" });
  return { node, early: true, show: (doc) => node.replaceChildren(doc ? make("h2", { text: doc.title, dir: "auto" }) : "") };
}
