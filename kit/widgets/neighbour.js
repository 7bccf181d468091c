// A neighbour's hand-in, chosen or dropped: how far the two of you agree, and where you differ, to talk about. Python
// reads the file; nothing of it is kept.

import { paragraphs } from "./answered.js";
import { make, newId } from "./dom.js";
import { lineTo } from "./explorer_bus.js";
import { takesFiles } from "./file_drop.js";
import { follow, frame, together } from "./form.js";
import { say } from "./strings.js";

/** The places at which the two differ, as a list; what each of them has there. */
function places({ differ, more }) {
  if (!differ.length) return [make("p", { text: say("neighbour.same") })];
  const item = ({ words, mine, theirs }) =>
    make("li", {}, make("q", { dir: "auto", text: words }), " ", make("span", { text: say("neighbour.place", { mine, theirs }) }));
  const rest = more ? make("p", { text: say("neighbour.more", { n: more }) }) : null;
  return [make("h3", { class: "kn-head", text: say("neighbour.differ") }), make("ul", {}, ...differ.map(item)), rest].filter(Boolean);
}

/** What is shown of a neighbour, and the button that puts it away. */
function result(model, close) {
  const node = make("div", { class: "kw-reveal", "aria-live": "polite" });
  const draw = () => {
    const shown = model.get("shown");
    if (!shown.name) return node.replaceChildren();
    const away = make("button", { type: "button", class: "kw-button kn-plain", text: say("neighbour.close"), click: close });
    node.replaceChildren(
      make("p", {}, make("strong", { dir: "auto", text: say("neighbour.opened", { name: shown.name }) })),
      ...paragraphs(shown.said),
      ...places(shown),
      shown.rest ? make("details", {}, make("summary", { tabindex: "0", text: say("neighbour.rest") }), ...paragraphs(shown.rest)) : "",
      make("div", { class: "kw-row" }, away),
    );
  };
  draw();
  return { node, draw };
}

/** The button that asks for a file: the field itself looks other in each browser, and cannot be named. */
function fileButton(id, take) {
  const about = { type: "file", accept: ".json", class: "kw-hidden", tabindex: "-1", "aria-hidden": "true" };
  const input = make("input", { ...about, "aria-label": say("neighbour.choose") });
  input.addEventListener("change", () => {
    if (input.files[0]) take(input.files[0]);
    input.value = ""; // so that the same file can be chosen again
  });
  const click = () => input.click();
  const button = make("button", { type: "button", class: "kw-button", "aria-describedby": `${id}-hint`, text: say("neighbour.choose"), click });
  return { input, button };
}

function render({ model, el }) {
  const id = newId("kn");
  const said = make("span", { class: "kw-status", role: "status" });
  const wrong = make("p", { class: "kn-wrong", role: "alert", hidden: true });
  const line = lineTo(model, id, (silent) => (said.textContent = silent ? say("form.silent") : ""));
  const tell = (words) => ((wrong.textContent = words), (wrong.hidden = !words));
  const take = async (file) => {
    tell("");
    try {
      if (file.size > model.get("most")) throw new Error(say("neighbour.large", { most: model.get("most") / 1_000_000 }));
      said.textContent = say("neighbour.reading");
      await line.ask("open", {}, null, [await file.arrayBuffer()]);
    } catch (error) {
      tell(error.message);
    }
    said.textContent = "";
  };
  const close = () => line.ask("close").then(() => file.button.focus(), (error) => tell(error.message));
  const file = fileButton(id, take);
  const shown = result(model, close);
  const hint = make("span", { class: "kw-hint", id: `${id}-hint`, text: say("neighbour.hint") });
  const row = make("div", { class: "kw-row" }, file.button, file.input, hint, said);
  const root = frame(model, id, "kn-root", row, wrong, shown.node);
  root.dataset.kitTakesFiles = "yes";
  takesFiles(root, "kn-over", ([dropped]) => dropped && take(dropped));
  el.append(root);
  return together(line.close, follow(model, { "change:shown": shown.draw }));
}

export default { render };
