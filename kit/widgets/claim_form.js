// A ledger of claims: under each its kind to choose, and room to say what would settle it. Python keeps what is entered.

const PATIENCE = 3000; // ms to wait for the kernel before saying that it does not answer
const PAUSE = 400; // ms without a keystroke after which the rows are sent
const SIGNS = { agree: "✓ The same kind", differ: "≠ Another kind" };

/** What is said under a claim, as [words in bold, the rest]; nothing while it was not compared. */
export function said({ status, kind, why, settle } = {}) {
  if (!status) return [];
  const lines = [[`${SIGNS[status]}.`, ` The key says ${kind}. ${why}`.trimEnd()]];
  return settle ? [...lines, ["What would settle it, by the key:", ` ${settle}`]] : lines;
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") node.textContent = value;
    else node.setAttribute(name, value);
  }
  // JupyterLab looks for this on the very element that has the focus, and then leaves the key to us.
  if (["select", "textarea"].includes(tag)) node.dataset.lmSuppressShortcuts = "true";
  node.append(...children);
  return node;
}

function render({ model, el }) {
  const name = `kc-${Math.random().toString(36).slice(2)}`; // each widget loads this module anew
  const rows = model.get("rows").map((row) => ({ ...row }));
  let sent = model.get("received");
  let pause, patience;

  const send = () => {
    sent = Math.max(sent, model.get("received")) + 1;
    model.send({ number: sent, rows });
    clearTimeout(patience);
    patience = setTimeout(() => {
      status.textContent =
        "The kernel is not answering. Where a cell is still running, wait for it to end; " +
        "else choose Kernel ▸ Restart Kernel and Run All Cells. What was saved is safe.";
    }, PATIENCE);
  };
  const changed = (wait) => {
    clearTimeout(pause);
    pause = setTimeout(send, wait);
  };
  const claim = (row, i) => {
    const select = make("select", {}, make("option", { value: "", text: "choose …" }));
    for (const [value, text] of Object.entries(model.get("labels"))) select.append(make("option", { value, text }));
    select.value = row.label;
    select.addEventListener("change", () => ((row.label = select.value), changed(0)));
    const settle = make("textarea", { rows: 2 });
    settle.value = row.settle;
    settle.addEventListener("input", () => ((row.settle = settle.value), changed(PAUSE)));
    return make(
      "li",
      {},
      make(
        "fieldset",
        {},
        make("legend", { text: row.claim }),
        make("label", { class: "kc-kind" }, make("span", { text: "Kind of claim" }), select),
        make("label", {}, make("span", { text: "What would settle this?" }), settle),
      ),
      findings[i],
    );
  };

  const findings = rows.map(() => make("div", { class: "kc-finding", "aria-live": "polite" }));
  const status = make("p", { class: "kc-status", role: "status" });
  const root = make(
    "section",
    { class: "kc-root", "aria-labelledby": `${name}-prompt` },
    make("p", { class: "kc-step", text: model.get("step") }),
    make("p", { class: "kc-prompt", id: `${name}-prompt`, text: model.get("prompt") }),
    make("ol", {}, ...rows.map(claim)),
    status,
  );

  const tell = () => (status.textContent = model.get("status"));
  const show = () => {
    findings.forEach((box, i) => {
      const lines = said(model.get("findings")[i]);
      box.replaceChildren(...lines.map(([bold, rest]) => make("p", {}, make("strong", { text: bold }), rest)));
    });
  };
  const heard = () => {
    if (model.get("received") < sent) return;
    clearTimeout(patience);
    tell(); // where the status is as before, what was said while waiting has to go
  };

  el.append(root);
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
