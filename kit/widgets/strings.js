// The words that a learner reads, from the table that Python reads too. Python gives a page those of its edition; who reads
// the table as it is, as Node.js does, gets those of a desktop.

import STRINGS from "./strings.json" with { type: "json" };

const PLURALS = new Intl.PluralRules(STRINGS.language);

/** What the table has for a key, its places filled with `values`; the plural is that of `values.n`. */
export function say(key, values = {}) {
  const said = STRINGS[key]?.desktop ?? STRINGS[key];
  if (said === undefined) throw new Error(`strings.json has nothing for ${key}`);
  const form = typeof said === "string" ? said : (said[PLURALS.select(values.n)] ?? said.other);
  return form.replace(/\{(\w+)\}/g, (_, place) => values[place]);
}
