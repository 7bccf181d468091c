// A question, its answer, and what is revealed once it is answered. Python owns the answer; this draws it.

import { earlierAnswers, enterAnswers, keyHint, paragraphs } from "./answered.js";
import { classTable } from "./classmates.js";
import { make, newId } from "./dom.js";
import { PAUSE, delay, describeBy, frame, markRefused, talk, together } from "./form.js";
import { say } from "./strings.js";

const THINKING = 12000; // ms to wait for an answer that may take work, such as a parser's first sentence
const SIGN = 300; // ms after which such work shows

// Controls for each kind: `value()` is undefined while nothing is entered, and `put` enters something; `fields` are what a
// refusal is about.
const CONTROLS = {
  choice(model, id, changed) {
    const inputs = model.get("options").map((_, i) =>
      make("input", { type: "radio", name: id, value: i, id: `${id}-${i}`, change: changed }),
    );
    const rows = model.get("options").map((words, i) =>
      make("label", { class: "kw-option", for: `${id}-${i}` }, inputs[i], make("span", { text: words })),
    );
    const box = make("div", { class: "kq-options", role: "radiogroup", "aria-labelledby": `${id}-prompt` }, ...rows);
    return {
      box,
      fields: [box],
      value: () => inputs.findIndex((input) => input.checked),
      put: (value) => inputs.forEach((input, i) => (input.checked = i === value)),
    };
  },

  number(model, id, changed) {
    const [min, max] = model.get("bounds");
    const about = { min, max, step: 1, "aria-labelledby": `${id}-prompt` };
    const slider = make("input", { type: "range", ...about });
    const field = make("input", { type: "number", ...about });
    slider.addEventListener("input", () => ((field.value = slider.value), changed()));
    field.addEventListener("input", () => ((slider.value = field.value), changed()));
    const box = make("div", { class: "kq-number" }, slider, field, make("span", { text: model.get("unit") }));
    return {
      box,
      fields: [slider, field],
      value() {
        if (field.value === "" && !field.validity?.badInput) return undefined;
        const number = Number(field.value);
        return Number.isFinite(number) && !field.validity?.badInput ? number : "no number"; // as text, for Python to refuse
      },
      put(value) {
        slider.value = value ?? Math.round((min + max) / 2);
        field.value = value ?? "";
      },
    };
  },

  text(model, id, changed) {
    const area = make("textarea", { rows: 3, "aria-labelledby": `${id}-prompt`, input: changed });
    return { box: area, fields: [area], value: () => area.value, put: (value) => (area.value = value ?? "") };
  },

  name(_, id) {
    const field = make("input", { type: "text", "aria-labelledby": `${id}-prompt`, autocomplete: "off", maxlength: 200 });
    return { box: field, fields: [field], value: () => field.value, put: (value) => (field.value = value ?? "") };
  },

  check() {
    return { box: make("span"), fields: [], value: () => true, put() {} };
  },
};

/** Go to the text with these marks, of its versions and views the one that is seen. */
function goToMarks(el, ids) {
  const page = el.closest(".jp-NotebookPanel") ?? document;
  const texts = ids.flatMap((id) => [...page.querySelectorAll(`[data-kit-marks="${id}"]`)]);
  const text = texts.find((each) => each.getClientRects().length);
  text?.scrollIntoView({ block: "start" });
  text?.querySelector(".kit-text").focus({ preventScroll: true });
}

/** Whether what is said of an answer is that it is none; of a name nothing else is said. */
function isRefused(model) {
  const words = model.get("status");
  if (model.get("kind") === "name") return words !== "";
  const [low, high] = model.get("bounds");
  return [say("question.choose-one"), say("question.write-first"), say("question.give-number", { low, high })].includes(words);
}

function render({ model, el }) {
  const id = newId("kq");
  const kind = model.get("kind");
  const asksAgain = !["check", "name"].includes(kind);
  const working = delay();

  const read = () => ({ value: control.value(), submit: false });
  const put = () => control.put(model.get("answer").value);
  const draw = () => {
    working.stop();
    const submitted = Boolean(model.get("answer").submitted);
    reveal.replaceChildren(...paragraphs(model.get("revealed")), ...classTable(submitted ? model.get("beside") : {}));
    earlier.draw();
    root.classList.toggle("kw-answered", submitted);
    markRefused(control.fields, isRefused(model));
    const again = asksAgain && (submitted || model.get("earlier").length);
    if (toMarks) toMarks.hidden = !submitted;
    button.textContent = again ? say("question.answer-again") : model.get("button");
  };
  const python = talk(model, { read, put, draw, traits: ["answer", "revealed", "earlier", "beside"] });
  const submit = () => {
    python.send({ value: control.value(), submit: true }, THINKING);
    working.set(SIGN, () => python.tell(say("question.working")));
  };
  const control = CONTROLS[kind](model, id, () => python.changed(kind === "choice" ? 0 : PAUSE));
  const button = make("button", { type: "button", class: "kw-button", click: submit });
  const lead = { type: "button", class: "kw-button", click: () => goToMarks(el, model.get("marks")) };
  const toMarks = model.get("marks").length ? make("button", lead, say("question.to-marks")) : null;
  const reveal = make("div", { class: "kw-reveal", tabindex: "-1", "aria-live": "polite" });
  const earlier = earlierAnswers(model, model.get("every"));
  const status = describeBy(control.fields, python.status);
  const row = make("div", { class: "kw-row" }, button, toMarks, kind === "text" ? keyHint() : null, status);
  const root = frame(model, id, "kq-root", control.box, row, python.other, reveal, earlier.box);

  enterAnswers(control.box, submit);
  el.append(root);
  put();
  python.show();
  return together(working.stop, python.stop);
}

export default { render };
