// The text of the article in front, with its layers.

import { make } from "./dom.js";

/** The text, block by block. */
export function reader(bus) {
  const node = make("div", { class: "ke-reader" });
  const show = (doc) => {
    node.replaceChildren(...(doc?.text.blocks ?? []).map((block) => make("p", { dir: "auto", text: block.text })));
  };
  return { node, early: true, show, follow: () => bus.selection };
}
