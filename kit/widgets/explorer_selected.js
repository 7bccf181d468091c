// The line that says what is selected, and where it stands: to the next place, to the one before, and away with it.

import { make } from "./dom.js";
import { say } from "./strings.js";

/** The line; `goTo` is told a place, as [first, last]. */
export function placesLine(bus, goTo) {
  const words = make("span", { class: "ke-selected-words", dir: "auto" });
  const spoken = make("span", { class: "kw-hidden", role: "status" }); // there before it says something, to be read out
  let [at, selection] = [0, null];
  const tell = () => {
    const { label, at: places } = selection;
    const told = at === null ? say("explorer.places", { label, n: places.length }) : say("explorer.place", { label, at: at + 1, n: places.length });
    words.textContent = spoken.textContent = told;
  };
  const step = (by) => {
    at = ((at ?? (by > 0 ? -1 : 0)) + by + selection.at.length) % selection.at.length;
    tell();
    goTo(selection.at[at]);
  };
  const button = (text, click, name) => make("button", { type: "button", class: "ke-quiet", text, "aria-label": name, title: name, click });
  const before = button("‹", () => step(-1), say("explorer.place-before"));
  const after = button("›", () => step(1), say("explorer.place-next"));
  const clear = button(say("explorer.clear"), () => bus.select(null), null);
  const line = make("div", { class: "ke-selected", hidden: true }, words, before, after, clear);
  return {
    node: make("div", {}, spoken, line),
    show(now) {
      selection = now?.from === "reader" ? null : now;
      line.hidden = !selection;
      at = null;
      if (!selection) return (spoken.textContent = "");
      before.hidden = after.hidden = selection.at.length < 2;
      tell();
    },
  };
}
