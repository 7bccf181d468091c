// Elements for the start page, and for windows above a lesson; text is always text.

/** An element with its properties and attributes (those with a hyphen, role and for), and what is in it. */
export function made(name, about = {}, ...inside) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(about)) {
    if (key.includes("-") || key === "role" || key === "for") node.setAttribute(key, value);
    else node[key] = value;
  }
  node.append(...inside.filter(Boolean));
  return node;
}

export function button(words, press, about = {}) {
  const node = made("button", { type: "button", ...about }, words);
  node.addEventListener("click", press);
  return node;
}

/** A question before something is done: words, and what one can answer. It can be given the focus. */
export function ask(words, ...answers) {
  const box = made("div", { className: "ask", role: "group", tabIndex: -1, "aria-label": words });
  box.append(made("p", {}, words), made("div", { className: "row" }, ...answers));
  return box;
}
