// Which text a class's own key is of, and buttons to make it and to leave it. Python does all three.

import { make, newId } from "./dom.js";
import { follow, together } from "./form.js";
import { kernelLine } from "./highlighter_kernel.js";
import { say } from "./strings.js";

function chooserOf(model, id, chosen) {
  const option = ([value, text]) => make("option", { value, text });
  const group = ([label, texts]) => make("optgroup", { label }, ...texts.map(option));
  const first = make("option", { value: "", text: say("form.choose") });
  return make("select", { id, change: (event) => event.target.value && chosen(event.target.value) }, first, ...model.get("texts").map(group));
}

function render({ model, el }) {
  const id = newId("ky");
  const said = make("p", { class: "ky-said", role: "status" });
  const kernel = kernelLine(model, id, {
    answered: (answer) => (said.textContent = kernel.silence() || answer.said),
    silent: () => (said.textContent = kernel.silence()),
  });
  const select = chooserOf(model, id, (text) => kernel.ask("choose", { text }));
  const button = (kind, text) => make("button", { type: "button", class: "kw-button", "data-does": kind, text, click: () => kernel.ask(kind) });
  const save = button("make", say("class.key-make"));
  const leave = button("leave", say("class.key-leave"));
  const inUse = make("p", { class: "ky-in-use" });
  const draw = () => {
    select.value = model.get("text");
    inUse.textContent = model.get("in_use");
    save.hidden = !model.get("text");
    const stood = leave === document.activeElement;
    leave.hidden = !model.get("own");
    if (stood && leave.hidden) save.focus(); // and not to the page
  };
  const label = make("label", { for: id, text: say("class.key-of") });
  const row = make("div", { class: "ky-row" }, label, select, save, leave);
  el.append(make("section", { class: "kw-form ky-root", "aria-label": say("class.key-name") }, make("p", { text: say("class.key-lead") }), row, inUse, said));
  draw();
  return together(kernel.close, follow(model, { "change:text": draw, "change:in_use": draw, "change:own": draw }));
}

export default { render };
