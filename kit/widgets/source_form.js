// A ledger to fill in: a table with a row for each speaker. The page holds the rows while they are typed; Python keeps them.

const PATIENCE = 3000; // ms to wait for the kernel before saying that it does not answer
const PAUSE = 400; // ms without a change after which the rows are sent
const SIGNS = { agree: "✓ agrees", differ: "≠ differs", missed: "○ not in yours", extra: "+ only yours" };

/** The rows as they are sent: those that say nothing at all are left out. */
export function worthKeeping(rows) {
  return rows.filter((row) => row.speaker.trim() || row.record || row.way);
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") node.textContent = value;
    else node.setAttribute(name, value);
  }
  // JupyterLab looks for this on the very element that has the focus, and then leaves the key to us.
  if (["input", "select", "button"].includes(tag)) node.dataset.lmSuppressShortcuts = "true";
  node.append(...children);
  return node;
}

function render({ model, el }) {
  const name = `kl-${Math.random().toString(36).slice(2)}`; // each widget loads this module anew
  let rows = model.get("rows").map((row) => ({ ...row }));
  let sent = model.get("received");
  let pause, patience;

  const status = make("span", { class: "kl-status", role: "status" });
  const body = make("tbody");
  const add = make("button", { type: "button", class: "kl-button", text: "Add a speaker" });
  const findings = make("div", { class: "kl-findings", "aria-live": "polite" });
  const heads = ["Who speaks", "Named?", "In whose words", ""].map((text) => make("th", { scope: "col", text }));
  heads[3].append(make("span", { class: "kl-hidden", text: "Remove" }));
  const root = make(
    "section",
    { class: "kl-root", "aria-labelledby": `${name}-prompt` },
    make("p", { class: "kl-step", text: model.get("step") }),
    make("p", { class: "kl-prompt", id: `${name}-prompt`, text: model.get("prompt") }),
    make("table", {}, make("thead", {}, make("tr", {}, ...heads)), body),
    make("div", { class: "kl-row" }, add, status),
    findings,
  );

  const send = () => {
    sent = Math.max(sent, model.get("received")) + 1;
    model.send({ number: sent, rows: worthKeeping(rows) });
    clearTimeout(patience);
    patience = setTimeout(() => {
      status.textContent =
        "The kernel is not answering. Where a cell is still running, wait for it to end; " +
        "else choose Kernel ▸ Restart Kernel and Run All Cells. What was saved is safe.";
    }, PATIENCE);
  };
  const changed = (wait = PAUSE) => {
    clearTimeout(pause);
    pause = setTimeout(send, wait);
  };
  const choice = (row, i, key, options, label) => {
    const select = make("select", { "aria-label": `${label}, row ${i + 1}` }, make("option", { value: "", text: "choose …" }));
    for (const [value, text] of Object.entries(options)) select.append(make("option", { value, text }));
    select.value = row[key];
    select.addEventListener("change", () => ((row[key] = select.value), changed(0)));
    return make("td", {}, select);
  };
  const line = (row, i) => {
    const speaker = make("input", { type: "text", "aria-label": `Who speaks, row ${i + 1}`, autocomplete: "off" });
    speaker.value = row.speaker;
    speaker.addEventListener("input", () => ((row.speaker = speaker.value), changed()));
    const away = make("button", { type: "button", class: "kl-away", "aria-label": `Remove row ${i + 1}`, text: "×" });
    away.addEventListener("click", () => {
      rows.splice(i, 1);
      draw();
      (body.querySelectorAll("input")[Math.min(i, rows.length - 1)] ?? add).focus();
      changed(0);
    });
    const cells = [choice(row, i, "record", model.get("records"), "Named?"), choice(row, i, "way", model.get("ways"), "In whose words")];
    return make("tr", {}, make("td", {}, speaker), ...cells, make("td", {}, away));
  };
  const draw = () => {
    if (!rows.length) rows.push({ speaker: "", record: "", way: "" });
    body.replaceChildren(...rows.map(line));
  };
  const tell = () => (status.textContent = model.get("status"));
  const show = () => {
    const found = model.get("findings").map(({ speaker, status: kind, said }) =>
      make("li", { "data-status": kind }, make("strong", { text: `${SIGNS[kind]}: ` }), `${speaker}. The key: ${said}.`),
    );
    findings.replaceChildren(...(found.length ? [make("ul", {}, ...found)] : []));
  };
  const heard = () => {
    if (model.get("received") < sent) return;
    clearTimeout(patience);
    tell(); // where the status is as before, what was said while waiting has to go
  };

  add.addEventListener("click", () => {
    rows.push({ speaker: "", record: "", way: "" });
    draw();
    body.querySelector("tr:last-child input").focus();
  });
  el.append(root);
  draw();
  tell();
  show();
  model.on("change:status", tell);
  model.on("change:findings", show);
  model.on("change:received", heard);
  return () => {
    clearTimeout(pause);
    clearTimeout(patience);
    model.off("change:status", tell);
    model.off("change:findings", show);
    model.off("change:received", heard);
  };
}

export default { render };
