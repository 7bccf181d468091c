// The swap bench: a phrase to put another way, and both sentences side by side. Python compares them; this draws it.

const PATIENCE = 3000; // ms to wait for the kernel before saying that it does not answer
const PAUSE = 400; // ms without a keystroke after which a wording is sent

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") node.textContent = value;
    else node.setAttribute(name, value);
  }
  // JupyterLab looks for this on the very element that has the focus, and then leaves the key to us.
  if (["input", "textarea", "button"].includes(tag)) node.dataset.lmSuppressShortcuts = "true";
  node.append(...children);
  return node;
}

function side(title, tag) {
  const words = make("p", { class: "ks-words", dir: "auto" });
  const draw = (runs) =>
    words.replaceChildren(...runs.map(({ text, changed }) => (changed ? make(tag, { text }) : text)));
  return { box: make("div", { class: "ks-side" }, make("p", { class: "ks-head", text: title }), words), draw };
}

function render({ model, el }) {
  const name = `ks-${Math.random().toString(36).slice(2)}`; // each widget loads this module anew
  const given = model.get("answer");
  let sent = model.get("received");
  let draft, patience;

  const field = make("textarea", { rows: 1, id: `${name}-wording`, "aria-describedby": `${name}-said` });
  field.value = given.wording;
  const radios = Object.keys(model.get("changes")).map((value) => {
    const radio = make("input", { type: "radio", name, value, id: `${name}-${value}` });
    radio.checked = given.change === value;
    return radio;
  });
  const options = radios.map((radio) =>
    make("label", { class: "ks-option", for: radio.id }, radio, make("span", { text: model.get("changes")[radio.value] })),
  );
  const [before, after] = [side("As printed", "del"), side("As you put it", "ins")];
  const said = make("p", { class: "ks-said", id: `${name}-said`, "aria-live": "polite" });
  const button = make("button", { type: "button", class: "ks-button", text: "What does the key think?" });
  const status = make("span", { class: "ks-status", role: "status" });
  const reveal = make("div", { class: "ks-reveal", "aria-live": "polite" });
  const root = make(
    "section",
    { class: "ks-root", "aria-labelledby": `${name}-prompt` },
    make("p", { class: "ks-step", text: model.get("step") }),
    make("p", { class: "ks-prompt", id: `${name}-prompt`, text: model.get("prompt") }),
    make("label", { class: "ks-label", for: field.id, text: `Instead of “${model.get("phrase")}”, write (or write nothing):` }),
    field,
    make("div", { class: "ks-pair" }, before.box, after.box),
    said,
    make(
      "div",
      { class: "ks-options", role: "radiogroup", "aria-labelledby": `${name}-ask` },
      make("p", { class: "ks-label", id: `${name}-ask`, text: "What did your wording change?" }),
      ...options,
    ),
    make("div", { class: "ks-row" }, button, status),
    reveal,
  );

  const send = (submit) => {
    clearTimeout(draft);
    sent = Math.max(sent, model.get("received")) + 1;
    const change = radios.find((radio) => radio.checked)?.value ?? "";
    model.send({ number: sent, wording: field.value, change, submit });
    clearTimeout(patience);
    patience = setTimeout(() => {
      status.textContent =
        "The kernel is not answering. Where a cell is still running, wait for it to end; " +
        "else choose Kernel ▸ Restart Kernel and Run All Cells. What was saved is safe.";
    }, PATIENCE);
  };
  const changed = (wait) => {
    clearTimeout(draft);
    draft = setTimeout(() => send(false), wait);
  };
  const draw = () => {
    before.draw(model.get("before"));
    after.draw(model.get("after"));
    said.textContent = model.get("said");
    status.textContent = model.get("status");
    reveal.replaceChildren(...(model.get("revealed") ? [make("p", { text: `The key: ${model.get("revealed")}` })] : []));
    root.classList.toggle("ks-answered", Boolean(model.get("answer").submitted));
  };
  const heard = () => {
    if (model.get("received") < sent) return;
    clearTimeout(patience);
    draw(); // where the status is as before, what was said while waiting has to go
  };

  field.addEventListener("input", () => changed(PAUSE));
  for (const radio of radios) radio.addEventListener("change", () => changed(0));
  button.addEventListener("click", () => send(true));
  el.append(root);
  draw();
  const events = ["change:answer", "change:before", "change:after", "change:said", "change:status", "change:revealed"];
  for (const event of events) model.on(event, draw);
  model.on("change:received", heard);
  return () => {
    clearTimeout(draft);
    clearTimeout(patience);
    for (const event of events) model.off(event, draw);
    model.off("change:received", heard);
  };
}

export default { render };
