// The head of the explorer: the open articles, of which one is in front, and the way to another.

import { make, set } from "./dom.js";
import { say } from "./strings.js";

/** The open articles, each with what closes it; `opening` is where another is opened. */
export function head(bus, opening) {
  const shelf = make("ul", { class: "ke-shelf", "aria-label": say("explorer.opened") });
  const another = make("button", { type: "button", class: "ke-quiet", text: say("explorer.open-another"), click: () => opening.toggle() });
  opening.told = (isOpen, had) => {
    set(another, "aria-expanded", String(isOpen));
    if (had && !isOpen) another.focus(); // what had the focus is hidden
  };
  const close = (id) => bus.askAnyway("close", { document: id }).then(() => bus.forget(id), (error) => bus.say(error.message));
  const entry = ({ id, title }) => {
    const current = id === (bus.coming ?? bus.doc?.id);
    const front = { type: "button", class: "ke-shelved", "aria-current": current ? "true" : null, title, click: () => bus.front(id) };
    const name = say("explorer.close-article", { title });
    const away = { type: "button", class: "ke-close", "aria-label": name, title: name, click: () => close(id) };
    return make("li", { class: current ? "ke-front" : "" }, make("button", { ...front, text: title, dir: "auto" }), make("button", { ...away, text: "×" }));
  };
  const node = make("div", { class: "ke-head" }, shelf, another);
  return {
    node,
    list(open) {
      const had = shelf.contains(document.activeElement);
      shelf.replaceChildren(...open.map(entry));
      node.hidden = !open.length;
      opening.needed(!open.length);
      if (had) (shelf.querySelector("[aria-current]") ?? another).focus();
    },
  };
}
