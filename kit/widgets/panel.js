// Controls, and the chart that follows them. Python counts and says what to draw; this draws it.

import { drawChart, drawTable } from "./chart.js";
import { make, newId } from "./dom.js";
import { delay, follow, latest, line, together } from "./form.js";
import { say } from "./strings.js";

const TYPING = 250; // ms without a keystroke after which words are sent
const QUIET = 600; // ms without a change after which the finding is read out

// Controls for each kind: the element, and how its value is shown.
const CONTROLS = {
  choice({ label, options }, id, changed) {
    const select = make("select", { id }, ...options.map(([value, text]) => make("option", { value, text })));
    select.addEventListener("input", () => changed(select.value));
    return { box: make("div", { class: "kf-control" }, make("label", { for: id, text: label }), select), show: (value) => (select.value = value) };
  },
  several({ label, options }, id, changed) {
    const inputs = options.map(([value]) => make("input", { type: "checkbox", value, id: `${id}-${value}` }));
    const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
    for (const input of inputs) input.addEventListener("input", () => changed(chosen()));
    const labels = options.map(([, text], i) => make("label", { class: "kf-check" }, inputs[i], make("span", { text })));
    const box = make("fieldset", { class: "kf-control kf-several" }, make("legend", { text: label }), ...labels);
    return { box, show: (value) => inputs.forEach((input) => (input.checked = value.includes(input.value))) };
  },
  check({ label }, id, changed) {
    const input = make("input", { type: "checkbox", id });
    input.addEventListener("input", () => changed(input.checked));
    const box = make("label", { class: "kf-control kf-check", for: id }, input, make("span", { text: label }));
    return { box, show: (value) => (input.checked = value) };
  },
  range({ label, bounds: [min, max] }, id, changed) {
    const input = make("input", { type: "range", id, min, max, step: 1 });
    const said = make("output", { for: id });
    const show = (value) => (said.textContent = input.value = value);
    input.addEventListener("input", () => (show(Number(input.value)), changed(Number(input.value))));
    const line = make("div", { class: "kf-range" }, input, said);
    return { box: make("div", { class: "kf-control" }, make("label", { for: id, text: label }), line), show };
  },
  words({ label }, id, changed) {
    const input = make("input", { type: "text", id, maxlength: 200, autocomplete: "off", spellcheck: "false" });
    input.addEventListener("input", () => changed(input.value, TYPING));
    return { box: make("div", { class: "kf-control" }, make("label", { for: id, text: label }), input), show: (value) => (input.value = value) };
  },
};

/** The controls of a panel; `changed` is told all settings, and after how long a pause to send them. */
function controlsOf(model, id, changed) {
  return model.get("controls").map((control) => ({
    name: control.name,
    ...CONTROLS[control.kind](control, `${id}-${control.name}`, (value, wait = 0) => changed(control.name, value, wait)),
  }));
}

/** What follows the controls: the finding, the chart and its words, and the table beside it. */
function figureBox(title) {
  const finding = make("p", { class: "kf-finding" });
  const drawing = make("div");
  const caption = make("figcaption");
  const name = say("panel.as-table", { title });
  const figures = make("div", { class: "kf-table", role: "region", tabindex: "0", "aria-label": name });
  const draw = (view) => {
    finding.textContent = view.title;
    drawing.replaceChildren(drawChart(view));
    caption.textContent = view.caption;
    figures.replaceChildren(drawTable(view.table));
  };
  return { box: make("div", { class: "kf-body" }, make("figure", {}, finding, drawing, caption), figures), draw };
}

/** A panel behind the words `prompt` until it is opened, where there are such; the look is that of `closed` in Python. */
function shut(panel, prompt) {
  if (!prompt) return panel;
  const summary = make("summary", { class: "kf-closed", text: prompt });
  summary.dataset.lmSuppressShortcuts = "true";
  return make("details", { class: "kit-closed" }, summary, panel);
}

function render({ model, el }) {
  const id = newId("kf");
  const [pause, quiet] = [delay(), delay()];
  let settings = { ...model.get("settings") };

  const hint = make("p", { class: "kf-hint", role: "status" });
  const said = make("span", { class: "kw-hidden", role: "status" });
  const figure = figureBox(model.get("title"));
  const queue = latest((state) => kernel.send({ settings: state }));
  const controls = controlsOf(model, id, (name, value, wait) => {
    settings = { ...settings, [name]: value };
    pause.stop();
    if (wait) pause.set(wait, () => queue.push(settings));
    else queue.push(settings);
  });
  const tell = () => (hint.textContent = model.get("hint"));
  const kernel = line(model, {
    heard: () => (tell(), queue.answered()),
    silent: () => ((hint.textContent = say("panel.silent")), queue.answered()),
  });

  const draw = () => figure.draw(model.get("view"));
  const speak = () => quiet.set(QUIET, () => (said.textContent = model.get("view").title));
  const show = () => {
    if (queue.busy()) return; // the hand is ahead of the kernel
    settings = { ...model.get("settings") };
    for (const control of controls) control.show(settings[control.name]);
  };

  const title = make("p", { class: "kf-title", id: `${id}-title`, text: model.get("title") });
  const boxes = make("div", { class: "kf-controls" }, ...controls.map((control) => control.box));
  const about = { class: "kw-form kw-frame kf-root", "aria-labelledby": `${id}-title` };
  el.append(shut(make("section", about, title, boxes, hint, figure.box, said), model.get("closed")));
  show();
  draw();
  tell();
  const stop = follow(model, { "change:view": () => (draw(), speak()), "change:hint": tell, "change:settings": show });
  return together(pause.stop, quiet.stop, kernel.close, stop);
}

export default { render };
