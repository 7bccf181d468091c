// Which layer to mark, as a row of buttons, and a button to compare the marks with the program. Python does both.

import { make, newId, set } from "./dom.js";
import { follow, together } from "./form.js";
import { kernelLine } from "./highlighter_kernel.js";
import { rove, roveBy } from "./highlighter_roving.js";
import { say } from "./strings.js";

function render({ model, el }) {
  const said = make("p", { class: "kt-said", role: "status" });
  const kernel = kernelLine(model, newId("kt"), {
    answered: (answer) => (said.textContent = kernel.silence() || answer.said),
    silent: () => (said.textContent = kernel.silence()),
  });
  const choice = ([layer, text]) => make("button", { type: "button", class: "kw-button", "data-layer": layer, text, click: () => kernel.ask("layer", { layer }) });
  const choices = make("div", { class: "kt-layers", role: "toolbar", "aria-label": say("marking.layers") }, ...Object.entries(model.get("layers")).map(choice));
  const compare = make("button", { type: "button", class: "kw-button kt-compare", text: say("marking.compare"), click: () => kernel.ask("compare") });
  const about = model.get("about") ? make("p", { class: "kw-hint kt-about", text: model.get("about") }) : null;
  const draw = () => {
    for (const button of choices.children) set(button, "aria-pressed", String(button.dataset.layer === model.get("layer")));
    const stood = compare === document.activeElement;
    compare.hidden = model.get("comparing");
    if (stood && compare.hidden) choices.querySelector("[aria-pressed=true]").focus(); // and not to the page
  };
  choices.addEventListener("keydown", (event) => {
    if (!roveBy(choices, event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  rove(choices);
  draw();
  el.append(make("section", { class: "kw-form kt-root", "aria-label": say("marking.name") }, about, make("div", { class: "kt-row" }, choices, compare), said));
  return together(kernel.close, follow(model, { "change:layer": draw, "change:comparing": draw }));
}

export default { render };
