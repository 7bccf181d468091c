// A question, its answer, and what is revealed once it is answered. Python owns the answer; this draws it.

import { make, newId } from "./dom.js";
import { PATIENCE, PAUSE, delay, follow, frame, line, together } from "./form.js";
import { say } from "./strings.js";

const THINKING = 12000; // ms to wait for an answer that may take work, such as a parser's first sentence
const SIGN = 300; // ms after which such work shows

/** The parts of a text that blank lines part. */
export function paragraphs(text) {
  return text.split(/\n{2,}/).filter((part) => part.trim());
}

/** A paragraph; a row of squares that it begins with is a picture of what it says, and not read out. */
function paragraph(text) {
  const [row] = text.match(/^[■□]*/);
  const picture = row && make("span", { class: "kq-squares", "aria-hidden": "true", text: row });
  return make("p", {}, picture || null, text.slice(row.length));
}

// Controls for each kind: `value()` is undefined while nothing is entered.
const CONTROLS = {
  choice(model, id, changed) {
    const answer = model.get("answer").value;
    const inputs = model.get("options").map((_, i) => {
      const input = make("input", { type: "radio", name: id, value: i, id: `${id}-${i}`, change: changed });
      input.checked = answer === i;
      return input;
    });
    const rows = model.get("options").map((words, i) =>
      make("label", { class: "kw-option", for: `${id}-${i}` }, inputs[i], make("span", { text: words })),
    );
    const box = make("div", { class: "kq-options", role: "radiogroup", "aria-labelledby": `${id}-prompt` }, ...rows);
    return { box, value: () => inputs.findIndex((input) => input.checked) };
  },

  number(model, id, changed) {
    const [min, max] = model.get("bounds");
    const given = model.get("answer").value;
    const about = { min, max, step: 1, "aria-labelledby": `${id}-prompt` };
    const slider = make("input", { type: "range", ...about });
    const field = make("input", { type: "number", ...about });
    slider.value = given ?? Math.round((min + max) / 2);
    field.value = given ?? "";
    slider.addEventListener("input", () => ((field.value = slider.value), changed()));
    field.addEventListener("input", () => ((slider.value = field.value), changed()));
    const box = make("div", { class: "kq-number" }, slider, field, make("span", { text: model.get("unit") }));
    return { box, value: () => (field.value === "" ? undefined : Number(field.value)) };
  },

  text(model, id, changed) {
    const area = make("textarea", { rows: 3, "aria-labelledby": `${id}-prompt`, input: changed });
    area.value = model.get("answer").value ?? "";
    return { box: area, value: () => area.value };
  },

  check() {
    return { box: make("span"), value: () => true };
  },
};

function render({ model, el }) {
  const id = newId("kq");
  const kind = model.get("kind");
  const [draft, working] = [delay(), delay()];

  const control = CONTROLS[kind](model, id, () => draft.set(kind === "choice" ? 0 : PAUSE, () => send(false)));
  const button = make("button", { type: "button", class: "kw-button", click: () => send(true) });
  const status = make("span", { class: "kw-status", role: "status" });
  const reveal = make("div", { class: "kw-reveal", tabindex: "-1", "aria-live": "polite" });
  const root = frame(model, id, "kq-root", control.box, make("div", { class: "kw-row" }, button, status), reveal);

  const draw = () => {
    const submitted = Boolean(model.get("answer").submitted);
    status.textContent = model.get("status");
    reveal.replaceChildren(...paragraphs(model.get("revealed")).map(paragraph));
    root.classList.toggle("kw-answered", submitted);
    button.textContent = submitted && kind !== "check" ? say("question.answer-again") : model.get("button");
  };
  const kernel = line(model, {
    heard() {
      working.stop();
      draw(); // an answer like the last one changes nothing else, and what was said while waiting has to go
    },
    silent: () => (status.textContent = say("form.silent")),
  });
  const send = (submit) => {
    draft.stop();
    working.stop();
    kernel.send({ value: control.value(), submit }, submit ? THINKING : PATIENCE);
    if (submit) working.set(SIGN, () => (status.textContent = say("question.working")));
  };

  el.append(root);
  draw();
  const stop = follow(model, { "change:answer": draw, "change:status": draw, "change:revealed": draw });
  return together(draft.stop, working.stop, kernel.close, stop);
}

export default { render };
