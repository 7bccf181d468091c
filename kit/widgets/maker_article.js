// The article of a lesson: the one in front, one that is brought, or a draft that waits.

import { make, newId, set } from "./dom.js";
import { opener } from "./explorer_open.js";
import { say } from "./strings.js";

/** What is there before a draft is. */
export function chooseArticle(bus, line) {
  const id = newId("kma");
  const working = ({ step }) => bus.say(step === "make" ? say("maker.making") : say("maker.reading"));
  const begun = (told) => (bus.say(told?.new === false ? say("maker.there") : say("maker.begun")), bus.focus(bus.model.get("state").step));
  const take = (name, more) => bus.ask(name, more, working).then(begun, () => null);
  const front = make("button", { type: "button", class: "kw-button", click: () => take("front") });
  const other = make("button", { type: "button", class: "kw-button ke-plain", text: say("maker.another"), click: () => panel.toggle() });
  const drafts = make("div", { class: "km-drafts", role: "group", "aria-labelledby": `${id}-waiting` });
  const open = { say: bus.say, askAnyway: (name, given, _, buffers) => line.ask(name, given, working, buffers), front: begun };
  const panel = opener(open, bus.model.get("offers"));
  panel.told = (isOpen) => set(other, "aria-expanded", String(isOpen));
  panel.needed(false);
  const draft = ({ name, title, when }) =>
    make(
      "button",
      { type: "button", class: "kw-button ke-plain km-go-on", click: () => take("go-on", { name }) },
      make("span", { dir: "auto", text: say("maker.go-on", { title }) }),
      make("span", { class: "kw-hint", text: say("maker.go-on-when", { when, name }) }),
    );
  const waits = make("div", {}, make("h3", { class: "ke-label", id: `${id}-waiting`, text: say("maker.waiting") }), drafts);
  return {
    node: make("div", { class: "km-choose" }, make("p", { class: "kw-hint", text: say("maker.where") }), make("div", { class: "kw-row" }, front, other), panel.node, waits),
    draw() {
      const title = bus.model.get("front");
      front.hidden = !title;
      front.textContent = say("maker.of-front", { title });
      waits.hidden = !bus.model.get("drafts").length;
      drafts.replaceChildren(...bus.model.get("drafts").map(draft));
    },
  };
}

/** The article that was chosen. */
export function articleStep(bus) {
  const about = make("p", {});
  const leave = () => bus.ask("leave").then(() => bus.say(""), () => null);
  const other = make("button", { type: "button", class: "kw-button ke-plain", text: say("maker.leave"), click: leave });
  return {
    node: make("div", {}, about, make("div", { class: "kw-row" }, other)),
    show: ({ file, size }) => (about.textContent = say("maker.as-it-came", { file, size })),
  };
}
