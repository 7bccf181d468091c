// The swap bench: a phrase to put another way, and both sentences side by side. Python compares them; this draws it.

import { earlierAnswers, enterAnswers, keyHint, paragraphs } from "./answered.js";
import { make, newId } from "./dom.js";
import { PAUSE, describeBy, frame, markRefused, talk } from "./form.js";
import { say } from "./strings.js";

function side(title, tag) {
  const words = make("p", { class: "ks-words", dir: "auto" });
  const draw = (runs) =>
    words.replaceChildren(...runs.map(({ text, changed }) => (changed ? make(tag, { text }) : text)));
  return { box: make("div", { class: "ks-side" }, make("p", { class: "ks-head", text: title }), words), draw };
}

/** What changed, to choose from: `value()` is empty while nothing is chosen. */
function changes(model, id, changed) {
  const radios = Object.keys(model.get("changes")).map((value) =>
    make("input", { type: "radio", name: id, value, id: `${id}-${value}`, change: changed }),
  );
  const options = Object.values(model.get("changes")).map((text, i) =>
    make("label", { class: "kw-option", for: radios[i].id }, radios[i], make("span", { text })),
  );
  const box = make(
    "div",
    { class: "ks-options", role: "radiogroup", "aria-labelledby": `${id}-ask` },
    make("p", { class: "ks-label", id: `${id}-ask`, text: say("swap.what-changed") }),
    ...options,
  );
  return {
    box,
    value: () => radios.find((radio) => radio.checked)?.value ?? "",
    put: (value) => radios.forEach((radio) => (radio.checked = radio.value === value)),
  };
}

/** Both sentences, side by side, and in words what changed. */
function sentences(model, id) {
  const [before, after] = [side(say("swap.as-printed"), "del"), side(say("swap.as-you-put-it"), "ins")];
  const said = make("p", { class: "ks-said", id: `${id}-said`, "aria-live": "polite" });
  const draw = () => {
    before.draw(model.get("before"));
    after.draw(model.get("after"));
    said.textContent = model.get("said");
  };
  return { pair: make("div", { class: "ks-pair" }, before.box, after.box), said, draw };
}

/** Say of the wording, or of the choice, that it was refused. */
function showRefused(model, field, choice) {
  markRefused([field], model.get("status") === say("swap.as-it-was"));
  markRefused([choice], model.get("status") === say("swap.say-what-changed"));
}

function render({ model, el }) {
  const id = newId("ks");
  const read = () => ({ wording: field.value, change: choice.value(), submit: false });
  const put = () => {
    field.value = model.get("answer").wording;
    choice.put(model.get("answer").change);
  };
  const draw = () => {
    both.draw();
    const [reference, thought] = [model.get("reference"), model.get("revealed")];
    reveal.replaceChildren(...(thought ? paragraphs(say("swap.thought", { reference, thought })) : []));
    earlier.draw();
    const submitted = Boolean(model.get("answer").submitted);
    root.classList.toggle("kw-answered", submitted);
    showRefused(model, field, choice.box);
    button.textContent = submitted || model.get("earlier").length ? say("question.answer-again") : say("swap.ask", { reference });
  };
  const traits = ["answer", "before", "after", "said", "revealed", "earlier"];
  const python = talk(model, { read, put, draw, traits });
  const submit = () => python.send({ ...read(), submit: true });

  const typed = { "aria-describedby": `${id}-said`, input: () => python.changed(PAUSE) };
  const field = make("textarea", { rows: 1, id: `${id}-wording`, ...typed });
  const instead = say("swap.instead-of", { phrase: model.get("phrase") });
  const label = make("label", { class: "ks-label", for: `${id}-wording`, text: instead });
  const both = sentences(model, id);
  const choice = changes(model, id, () => python.changed(0));
  const button = make("button", { type: "button", class: "kw-button", click: submit });
  const row = make("div", { class: "kw-row" }, button, keyHint(), describeBy([field, choice.box], python.status));
  const reveal = make("div", { class: "kw-reveal", "aria-live": "polite" });
  const earlier = earlierAnswers(model);
  const parts = [label, field, both.pair, both.said, choice.box, row, python.other, reveal, earlier.box];
  const root = frame(model, id, "ks-root", ...parts);

  enterAnswers(root, submit);
  el.append(root);
  put();
  python.show();
  return python.stop;
}

export default { render };
