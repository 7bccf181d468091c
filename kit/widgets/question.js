// A question, its answer, and what is revealed once it is answered. Python owns the answer; this draws it.

const PATIENCE = 3000; // ms to wait for the kernel before saying that it does not answer
const THINKING = 12000; // the same for an answer that may take work, such as a parser's first sentence
const SIGN = 300; // ms after which such work shows
const PAUSE = 400; // ms without a keystroke after which a draft is sent

export function paragraphs(text) {
  return text.split(/\n{2,}/).filter((part) => part.trim());
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") node.textContent = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// Controls for each kind: `value()` is undefined while nothing is entered.
const CONTROLS = {
  choice(model, name, changed) {
    const answer = model.get("answer").value;
    const inputs = model.get("options").map((_, i) => {
      const input = make("input", { type: "radio", name, value: i, id: `${name}-${i}` });
      input.checked = answer === i;
      input.addEventListener("change", changed);
      return input;
    });
    const rows = model.get("options").map((words, i) =>
      make("label", { class: "kq-option", for: `${name}-${i}` }, inputs[i], make("span", { text: words })),
    );
    const box = make("div", { class: "kq-options", role: "radiogroup", "aria-labelledby": `${name}-prompt` }, ...rows);
    return { box, inputs, value: () => inputs.findIndex((input) => input.checked) };
  },

  number(model, name, changed) {
    const [min, max] = model.get("bounds");
    const given = model.get("answer").value;
    const middle = Math.round((min + max) / 2);
    const about = { min, max, step: 1, "aria-labelledby": `${name}-prompt` };
    const slider = make("input", { type: "range", ...about });
    const field = make("input", { type: "number", ...about });
    slider.value = given ?? middle;
    field.value = given ?? "";
    slider.addEventListener("input", () => ((field.value = slider.value), changed()));
    field.addEventListener("input", () => ((slider.value = field.value), changed()));
    const box = make("div", { class: "kq-number" }, slider, field, make("span", { text: model.get("unit") }));
    return { box, inputs: [slider, field], value: () => (field.value === "" ? undefined : Number(field.value)) };
  },

  text(model, name, changed) {
    const area = make("textarea", { rows: 3, "aria-labelledby": `${name}-prompt` });
    area.value = model.get("answer").value ?? "";
    area.addEventListener("input", changed);
    return { box: area, inputs: [area], value: () => area.value };
  },

  check() {
    return { box: make("span"), inputs: [], value: () => true };
  },
};

function render({ model, el }) {
  const name = `kq-${Math.random().toString(36).slice(2)}`; // each widget loads this module anew, so a counter would repeat
  const kind = model.get("kind");
  let sent = model.get("received");
  let draft, working, patience;

  const rest = () => [draft, working, patience].forEach(clearTimeout);
  const send = (submit) => {
    rest();
    sent = Math.max(sent, model.get("received")) + 1;
    model.send({ number: sent, value: control.value(), submit });
    if (submit) working = setTimeout(() => (status.textContent = "Working …"), SIGN);
    patience = setTimeout(() => {
      status.textContent =
        "The kernel is not answering. Where a cell is still running, wait for it to end; " +
        "else choose Kernel ▸ Restart Kernel and Run All Cells. What was saved is safe.";
    }, submit ? THINKING : PATIENCE);
  };
  const control = CONTROLS[kind](model, name, () => {
    clearTimeout(draft);
    draft = setTimeout(() => send(false), kind === "choice" ? 0 : PAUSE);
  });
  const button = make("button", { type: "button", class: "kq-button", text: model.get("button") });
  const status = make("span", { class: "kq-status", role: "status" });
  const reveal = make("div", { class: "kq-reveal", tabindex: "-1", "aria-live": "polite" });
  const root = make(
    "section",
    { class: "kq-root", "aria-labelledby": `${name}-prompt` },
    make("p", { class: "kq-step", text: model.get("step") }),
    make("p", { class: "kq-prompt", id: `${name}-prompt`, text: model.get("prompt") }),
    control.box,
    make("div", { class: "kq-row" }, button, status),
    reveal,
  );
  // JupyterLab looks for this on the element that has the focus, so that digits and arrows stay here.
  for (const node of [...control.inputs, button, reveal]) node.setAttribute("data-lm-suppress-shortcuts", "true");

  const draw = () => {
    const submitted = Boolean(model.get("answer").submitted);
    status.textContent = model.get("status");
    reveal.replaceChildren(...paragraphs(model.get("revealed")).map((text) => make("p", { text })));
    root.classList.toggle("kq-answered", submitted);
    if (kind !== "check") button.textContent = submitted ? "Answer again" : model.get("button");
  };
  const heard = () => {
    if (model.get("received") < sent) return;
    clearTimeout(working);
    clearTimeout(patience);
    draw(); // an answer like the last one changes nothing else, and what was said while waiting has to go
  };

  button.addEventListener("click", () => send(true));
  el.append(root);
  draw();
  const events = ["change:answer", "change:status", "change:revealed"];
  for (const event of events) model.on(event, draw);
  model.on("change:received", heard);
  return () => {
    rest();
    for (const event of events) model.off(event, draw);
    model.off("change:received", heard);
  };
}

export default { render };
