// The swap bench: a phrase to put another way, and both sentences side by side. Python compares them; this draws it.

import { make, newId } from "./dom.js";
import { PAUSE, delay, follow, frame, line, together } from "./form.js";
import { say } from "./strings.js";

function side(title, tag) {
  const words = make("p", { class: "ks-words", dir: "auto" });
  const draw = (runs) =>
    words.replaceChildren(...runs.map(({ text, changed }) => (changed ? make(tag, { text }) : text)));
  return { box: make("div", { class: "ks-side" }, make("p", { class: "ks-head", text: title }), words), draw };
}

/** What changed, to choose from: `value()` is empty while nothing is chosen. */
function changes(model, id, changed) {
  const radios = Object.keys(model.get("changes")).map((value) => {
    const radio = make("input", { type: "radio", name: id, value, id: `${id}-${value}`, change: changed });
    radio.checked = model.get("answer").change === value;
    return radio;
  });
  const options = Object.values(model.get("changes")).map((text, i) =>
    make("label", { class: "kw-option", for: radios[i].id }, radios[i], make("span", { text })),
  );
  const box = make(
    "div",
    { class: "ks-options", role: "radiogroup", "aria-labelledby": `${id}-ask` },
    make("p", { class: "ks-label", id: `${id}-ask`, text: say("swap.what-changed") }),
    ...options,
  );
  return { box, value: () => radios.find((radio) => radio.checked)?.value ?? "" };
}

/** All that is shown: the wording and the choice to take from it, and how to draw what Python says. */
function build(model, id, changed, submit) {
  const label = say("swap.instead-of", { phrase: model.get("phrase") });
  const typed = { "aria-describedby": `${id}-said`, input: () => changed(PAUSE) };
  const field = make("textarea", { rows: 1, id: `${id}-wording`, ...typed });
  field.value = model.get("answer").wording;
  const choice = changes(model, id, () => changed(0));
  const [before, after] = [side(say("swap.as-printed"), "del"), side(say("swap.as-you-put-it"), "ins")];
  const said = make("p", { class: "ks-said", id: `${id}-said`, "aria-live": "polite" });
  const button = make("button", { type: "button", class: "kw-button", text: say("swap.ask-key"), click: submit });
  const status = make("span", { class: "kw-status", role: "status" });
  const reveal = make("div", { class: "kw-reveal", "aria-live": "polite" });
  const root = frame(
    model,
    id,
    "ks-root",
    make("label", { class: "ks-label", for: `${id}-wording`, text: label }),
    field,
    make("div", { class: "ks-pair" }, before.box, after.box),
    said,
    choice.box,
    make("div", { class: "kw-row" }, button, status),
    reveal,
  );
  const draw = () => {
    before.draw(model.get("before"));
    after.draw(model.get("after"));
    said.textContent = model.get("said");
    status.textContent = model.get("status");
    const thought = model.get("revealed");
    reveal.replaceChildren(...(thought ? [make("p", { text: say("swap.the-key", { thought }) })] : []));
    root.classList.toggle("kw-answered", Boolean(model.get("answer").submitted));
  };
  return { root, status, draw, value: () => ({ wording: field.value, change: choice.value() }) };
}

function render({ model, el }) {
  const draft = delay();
  const send = (submit) => {
    draft.stop();
    kernel.send({ ...form.value(), submit });
  };
  const form = build(model, newId("ks"), (wait) => draft.set(wait, () => send(false)), () => send(true));
  // When heard, drawn anew: where the status is as before, what was said while waiting has to go.
  const silent = () => (form.status.textContent = say("form.silent"));
  const kernel = line(model, { heard: form.draw, silent });

  el.append(form.root);
  form.draw();
  const traits = ["answer", "before", "after", "said", "status", "revealed"];
  const stop = follow(model, Object.fromEntries(traits.map((trait) => [`change:${trait}`, form.draw])));
  return together(draft.stop, kernel.close, stop);
}

export default { render };
