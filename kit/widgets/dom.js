// Elements, as every widget makes them.

const TAKES_KEYS = ["button", "input", "select", "textarea"];

/** An element with its attributes and children: `text` is its words, a function listens, null and false are left out. */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") node.textContent = value;
    else if (typeof value === "function") node.addEventListener(name, value);
    else set(node, name, value);
  }
  // JupyterLab looks for this on the very element that has the focus, and then leaves the key to us.
  if (TAKES_KEYS.includes(tag) || "tabindex" in attributes) node.dataset.lmSuppressShortcuts = "true";
  // JupyterLab takes the line break from whoever presses Enter in a cell; heard first, and by nobody else, it stays.
  if (tag === "textarea") node.addEventListener("beforeinput", keepLineBreak, { capture: true });
  node.append(...children.filter((child) => child != null));
  return node;
}

/** Set an attribute, or take it away with null or false; true is an attribute without a value. */
export function set(node, name, value) {
  if (value === null || value === undefined || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : value);
}

/** An id that no other view has: each widget loads its script anew, so a counter would repeat. */
export function newId(prefix) {
  return `${prefix}-${Math.random().toString(36).slice(2)}`;
}

function keepLineBreak(event) {
  if (event.inputType === "insertLineBreak") event.stopImmediatePropagation();
}
