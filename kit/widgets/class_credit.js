// Whose a text is, beside what is shown of it.

import { make } from "./dom.js";
import { say } from "./strings.js";

/** A paragraph of the `{ words, url, notice }` of kit/classroom/credits.py; nothing for a lesson's own words. */
export function creditLine(credit, kind) {
  if (!credit) return null;
  const { words, url, notice } = credit;
  const link = url ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer", text: url, "data-lm-suppress-shortcuts": "true" }) : null;
  return make("p", { class: kind, dir: "auto" }, say("class.credit", { words }), link && " · ", link, notice ? ` · ${notice}` : null);
}
