// Controls, and the chart that follows them. Python counts and says what to draw; this draws it.

const PATIENCE = 3000; // ms to wait for the kernel before saying that it does not answer
const PAUSE = 250; // ms without a keystroke after which words are sent
const QUIET = 600; // ms without a change after which the finding is read out

/** Send states one at a time: what changes while an answer is awaited goes out as one, the latest, after it. */
export function latest(send) {
  let waiting = false;
  let next;
  const flush = () => {
    if (waiting || next === undefined) return;
    const state = next;
    next = undefined;
    waiting = true;
    send(state);
  };
  return {
    push: (state) => ((next = state), flush()),
    answered: () => ((waiting = false), flush()),
    busy: () => waiting || next !== undefined,
  };
}

/** Where a figure stands between the first and the last tick, in per cent. */
export function place(value, ticks) {
  const low = ticks[0];
  const high = ticks[ticks.length - 1];
  return high > low ? (100 * (value - low)) / (high - low) : 0;
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") node.textContent = value;
    else node.setAttribute(name, value);
  }
  // JupyterLab looks for this on the very element that has the focus, and then leaves the key to us.
  if (["input", "select"].includes(tag) || "tabindex" in attributes) node.dataset.lmSuppressShortcuts = "true";
  node.append(...children);
  return node;
}

const at = (value, ticks) => `--at:${place(value, ticks).toFixed(3)}`;

function axis(ticks) {
  const marks = ticks.map((tick) => make("span", { class: "kf-tick", style: at(tick, ticks), text: tick.toLocaleString("en") }));
  return make("div", { class: "kf-axis" }, ...marks);
}

function bar([value, text], look, ticks) {
  const cell = make("div", { class: "kf-cell", style: at(value ?? 0, ticks) });
  cell.append(make("div", { class: `kf-bar kf-look-${look}` }), make("span", { class: "kf-figure-text", text }));
  return cell;
}

function dot([value, text, low, high], ticks) {
  const cell = make("div", { class: "kf-cell kf-dots", style: at(value ?? ticks[0], ticks) });
  if (low !== null && high !== null) {
    const wide = place(high, ticks) - place(low, ticks);
    cell.append(make("div", { class: "kf-interval", style: `${at(low, ticks)};--wide:${wide.toFixed(3)}` }));
  }
  if (value !== null) cell.append(make("div", { class: "kf-dot" }));
  cell.append(make("span", { class: "kf-figure-text", text }));
  return cell;
}

function chart({ form, columns, rows, ticks, unit, alt }) {
  const heads = form === "bars" ? [make("span"), ...columns.map(([, text]) => make("span", { class: "kf-head", text }))] : [];
  const lines = rows.flatMap(([label, cells]) => [
    make("span", { class: "kf-label", text: label }),
    ...cells.map((cell, i) => (form === "bars" ? bar(cell, columns[i][0], ticks) : dot(cell, ticks))),
  ]);
  const feet = rows.length ? [make("span"), ...columns.map(() => axis(ticks))] : [];
  const box = make("div", { class: `kf-chart kf-${form}`, role: "img", "aria-label": alt });
  box.style.setProperty("--columns", columns.length);
  box.append(...heads, ...lines, ...feet, make("span"), make("span", { class: "kf-unit", text: unit }));
  return box;
}

function table(rows) {
  const [heads, ...body] = rows;
  const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col", text })));
  const lines = body.map(([first, ...rest]) =>
    make("tr", {}, make("th", { scope: "row", text: first }), ...rest.map((text) => make("td", { text }))),
  );
  return make("table", {}, make("thead", {}, head), make("tbody", {}, ...lines));
}

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
    input.addEventListener("input", () => changed(input.value, PAUSE));
    return { box: make("div", { class: "kf-control" }, make("label", { for: id, text: label }), input), show: (value) => (input.value = value) };
  },
};

function render({ model, el }) {
  const id = `kf-${Math.random().toString(36).slice(2)}`; // each widget loads this module anew, so a counter would repeat
  let settings = { ...model.get("settings") };
  let sent = model.get("received");
  let pause, patience, quiet;

  const hint = make("p", { class: "kf-hint", role: "status" });
  const finding = make("p", { class: "kf-finding" });
  const said = make("span", { class: "kf-hidden", role: "status" });
  const drawing = make("div");
  const caption = make("figcaption");
  const figures = make("div", { class: "kf-table", role: "region", tabindex: "0", "aria-label": `${model.get("title")}, as a table` });

  const queue = latest((state) => {
    sent = Math.max(sent, model.get("received")) + 1;
    model.send({ number: sent, settings: state });
    clearTimeout(patience);
    patience = setTimeout(() => {
      hint.textContent = "The kernel is not answering. Choose Kernel ▸ Restart Kernel and Run All Cells.";
      queue.answered();
    }, PATIENCE);
  });
  const controls = model.get("controls").map((control) => {
    const changed = (value, wait) => {
      settings = { ...settings, [control.name]: value };
      clearTimeout(pause);
      if (wait) pause = setTimeout(() => queue.push(settings), wait);
      else queue.push(settings);
    };
    return { name: control.name, ...CONTROLS[control.kind](control, `${id}-${control.name}`, changed) };
  });

  const draw = () => {
    const view = model.get("view");
    finding.textContent = view.title;
    drawing.replaceChildren(chart(view));
    caption.textContent = view.caption;
    figures.replaceChildren(table(view.table));
  };
  const speak = () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => (said.textContent = model.get("view").title), QUIET);
  };
  const tell = () => (hint.textContent = model.get("hint"));
  const show = () => {
    if (queue.busy()) return; // the hand is ahead of the kernel
    settings = { ...model.get("settings") };
    for (const control of controls) control.show(settings[control.name]);
  };
  const heard = () => {
    if (model.get("received") < sent) return;
    clearTimeout(patience);
    tell();
    queue.answered();
  };

  el.append(
    make(
      "section",
      { class: "kf-root", "aria-labelledby": `${id}-title` },
      make("p", { class: "kf-title", id: `${id}-title`, text: model.get("title") }),
      make("div", { class: "kf-controls" }, ...controls.map((control) => control.box)),
      hint,
      make("div", { class: "kf-body" }, make("figure", {}, finding, drawing, caption), figures),
      said,
    ),
  );
  show();
  draw();
  tell();
  const events = { "change:view": () => (draw(), speak()), "change:hint": tell, "change:settings": show, "change:received": heard };
  for (const [event, act] of Object.entries(events)) model.on(event, act);
  return () => {
    for (const timer of [pause, patience, quiet]) clearTimeout(timer);
    for (const [event, act] of Object.entries(events)) model.off(event, act);
  };
}

export default { render };
