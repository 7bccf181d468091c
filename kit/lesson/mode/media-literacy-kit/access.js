// What lesson mode does for those who hear a lesson, go through it by keys, or have it large: names, order, what is said.

const WIDE = "(min-width: 901px)"; // px of the window, at its zoom, from which the list of lessons has room beside a lesson
const LINE = 6; // px below the buttons above a lesson, as in lesson.css
const TITLE = "Media Literacy Kit";

/**
 * A lesson is a page and no feed: its cells are neither named nor one tab stop each. JupyterLab gives the cell that it
 * calls active a tab stop, time and again; it may still have the focus, so that keys scroll the page.
 */
export function asPage(panel) {
  const cells = panel.content.node.querySelector("[role=feed]");
  for (const name of ["role", "aria-label"]) cells?.removeAttribute(name);
  for (const { node } of panel.content.widgets) {
    node.tabIndex = -1;
    Object.defineProperty(node, "tabIndex", { get: () => -1, set: () => {}, configurable: true });
    unnamed(node);
  }
}

/** Without the name of a cell, which JupyterLab gives it and, when it has run, gives again. */
function unnamed(node) {
  const take = () => node.hasAttribute("aria-label") && node.removeAttribute("aria-label");
  take();
  new MutationObserver(take).observe(node, { attributes: true, attributeFilter: ["aria-label"] });
}

/** A line that is read out when it changes, and not seen: it has to be there before it says something. */
export function spokenLine(panel) {
  const line = document.createElement("div");
  line.className = "kit-aloud";
  line.setAttribute("role", "status");
  panel.node.append(line);
  return (words) => {
    if (line.textContent !== words) line.textContent = words;
  };
}

/** Name the window after the lesson in front, which `nameOf` says; JupyterLab names it after the file, time and again. */
export function nameWindow(nameOf) {
  const title = document.querySelector("title");
  const name = () => {
    const words = nameOf() && `${nameOf()} · ${TITLE}`;
    if (words && document.title !== words) document.title = words;
  };
  if (title) new MutationObserver(name).observe(title, { childList: true, characterData: true, subtree: true });
  return name;
}

const wide = window.matchMedia(WIDE);

/** Whether the list of lessons has room beside a lesson. */
export const hasRoom = () => wide.matches;

/** Call a function when the list comes to have room, or has none any more: a page made larger is a smaller window. */
export function onRoom(changed) {
  wide.addEventListener("change", changed);
}

/** Give the line above a lesson, and what is `around` it, the height that it needs, also where it has several lines. */
export function fitLine(widget, ...around) {
  const { node } = widget;
  const fit = () => {
    const last = node.lastElementChild.getBoundingClientRect();
    const height = `${Math.ceil(last.bottom - node.getBoundingClientRect().top) + LINE}px`;
    if (!last.height || node.style.minHeight === height) return;
    node.style.minHeight = height;
    for (const each of around) each.style.minHeight = `${parseInt(height) + 1}px`; // and of its border
    for (let each = widget.parent; each; each = each.parent) each.fit();
  };
  const sizes = new ResizeObserver(fit);
  for (const part of [node, ...node.children]) sizes.observe(part);
}

/** Put other parts in place of those of a box; the button that had the focus keeps it, by its words. */
export function replaceKeepingFocus(box, parts) {
  const had = box.contains(document.activeElement) ? document.activeElement.dataset.path : undefined;
  box.replaceChildren(...parts);
  if (had !== undefined) [...box.querySelectorAll("button")].find((each) => each.dataset.path === had)?.focus();
}

/** Say by a button whether what it turns on is on, and again whenever that changes. */
export function pressedWhile(button, isOn, watched, attributeFilter) {
  const show = () => button.setAttribute("aria-pressed", String(isOn()));
  show();
  new MutationObserver(show).observe(watched, { attributes: true, attributeFilter });
}

/** Let keys reach what scrolls to the side, such as a wide table in a narrow window, as long as it does. */
export function reachWide(panel, name) {
  const about = { tabindex: "0", role: "group", "aria-label": name, "data-lm-suppress-shortcuts": "true" };
  const look = ({ target }) => {
    const isWide = target.scrollWidth > target.clientWidth + 1;
    for (const [key, value] of Object.entries(about)) isWide ? target.setAttribute(key, value) : target.removeAttribute(key);
  };
  const sizes = new ResizeObserver((entries) => entries.forEach(look));
  for (const part of panel.node.querySelectorAll(".jp-RenderedHTMLCommon")) sizes.observe(part);
}

/** Give each box of code a name: it is a field to the browser, also where nobody can write in it. */
export function nameCode(panel, name) {
  for (const box of panel.node.querySelectorAll(".cm-content")) box.setAttribute("aria-label", name);
}
