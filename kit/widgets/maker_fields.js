// What the maker's steps share: a field whose words are sent a moment after they are typed.

import { make, newId } from "./dom.js";
import { PAUSE, delay } from "./form.js";

/** A field with its label; `changed` is told its words after a pause, and at once when it is left. `put` fills it in. */
export function wordsField(title, changed, { rows = 0, hint = "", ...more } = {}) {
  const id = newId("kmf");
  const wait = delay();
  let sent = "";
  const send = () => {
    wait.stop();
    if (field.value === sent) return;
    sent = field.value;
    changed(sent);
  };
  const about = { id, dir: "auto", "aria-describedby": hint ? `${id}-hint` : null, ...more };
  const field = rows ? make("textarea", { ...about, rows }) : make("input", { type: "text", ...about });
  field.addEventListener("input", () => wait.set(PAUSE, send));
  field.addEventListener("change", send);
  const label = make("label", { for: id, class: "ke-label", text: title });
  const node = make("div", { class: "km-field" }, label, field, hint ? make("p", { class: "kw-hint", id: `${id}-hint`, text: hint }) : null);
  return { node, field, stop: send, put: (words) => (sent = field.value = words) };
}
