// A page just large enough for the widgets, so that what they make can be looked at without a browser or a package:
// elements with attributes and text, events that bubble, a focus, simple selectors. Nothing is laid out: everything that
// is not hidden stands in a box of no size. Import it before a script is run; it puts `document` and its like in place.

class Node {
  parentElement = null;

  remove() {
    const siblings = this.parentElement?.childNodes;
    if (siblings) siblings.splice(siblings.indexOf(this), 1);
    this.parentElement = null;
  }
}

class Text extends Node {
  nodeType = 3;

  constructor(text) {
    super();
    this.textContent = text;
  }
}

class Element extends Node {
  nodeType = 1;

  constructor(tag) {
    super();
    this.tagName = tag;
    this.childNodes = [];
    this.attributes = new Map();
    this.listeners = [];
    this.style = { setProperty: (name, value) => (this.style[name] = value) };
    this.dataset = new Proxy({}, {
      get: (_, name) => this.getAttribute(dashed(name)) ?? undefined,
      set: (_, name, value) => (this.setAttribute(dashed(name), value), true),
    });
    this.classList = {
      names: () => (this.getAttribute("class") ?? "").split(" ").filter(Boolean),
      contains: (name) => this.classList.names().includes(name),
      add: (name) => this.classList.toggle(name, true),
      remove: (name) => this.classList.toggle(name, false),
      toggle: (name, on) => {
        const others = this.classList.names().filter((each) => each !== name);
        this.setAttribute("class", [...others, ...(on ? [name] : [])].join(" "));
      },
    };
  }

  get textContent() {
    return this.childNodes.map((child) => child.textContent).join("");
  }

  set textContent(text) {
    this.replaceChildren(...(text === "" ? [] : [text]));
  }

  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  setAttribute(name, value) {
    this.attributes.set(name, String(value));
  }

  removeAttribute(name) {
    this.attributes.delete(name);
  }

  get children() {
    return this.childNodes.filter((child) => child.nodeType === 1);
  }

  get firstChild() {
    return this.childNodes[0] ?? null;
  }

  get lastChild() {
    return this.childNodes.at(-1) ?? null;
  }

  sibling(step) {
    const all = this.parentElement?.children ?? [];
    return all[all.indexOf(this) + step] ?? null;
  }

  get nextElementSibling() {
    return this.sibling(1);
  }

  get previousElementSibling() {
    return this.sibling(-1);
  }

  insertBefore(node, next) {
    node.remove();
    node.parentElement = this;
    this.childNodes.splice(next ? this.childNodes.indexOf(next) : this.childNodes.length, 0, node);
  }

  append(...nodes) {
    for (const node of nodes) this.insertBefore(typeof node === "object" ? node : new Text(String(node)), null);
  }

  replaceChildren(...nodes) {
    for (const child of [...this.childNodes]) child.remove();
    this.append(...nodes);
  }

  contains(node) {
    return node === this || this.childNodes.some((child) => child === node || child.contains?.(node));
  }

  matches(selector) {
    return selector.split(",").some((each) => matches(this, each.trim().split(/\s+/)));
  }

  closest(selector) {
    return this.matches(selector) ? this : (this.parentElement?.closest(selector) ?? null);
  }

  querySelectorAll(selector) {
    return this.children.flatMap((child) => [...(child.matches(selector) ? [child] : []), ...child.querySelectorAll(selector)]);
  }

  querySelector(selector) {
    return this.querySelectorAll(selector)[0] ?? null;
  }

  addEventListener(type, listener, { signal } = {}) {
    const entry = { type, listener };
    this.listeners.push(entry);
    signal?.addEventListener("abort", () => this.listeners.splice(this.listeners.indexOf(entry), 1));
  }

  /** What happens when a person does something here; returns the event. */
  fire(type, about = {}) {
    const event = { type, target: this, button: 0, stopped: false, prevented: false, ...about };
    event.preventDefault = () => (event.prevented = true);
    event.stopPropagation = () => (event.stopped = true);
    for (let node = this; node && !event.stopped; node = node.parentElement) {
      for (const entry of [...node.listeners]) if (entry.type === type) entry.listener(event);
    }
    return event;
  }

  focus() {
    document.activeElement = this;
    this.fire("focus");
    this.fire("focusin");
  }

  blur() {
    document.activeElement = body;
  }

  get offsetParent() {
    return this.closest("[hidden]") ? null : this;
  }

  getBoundingClientRect() {
    return { left: 0, top: 0, right: 0, bottom: 0 };
  }

  getClientRects() {
    return this.offsetParent ? [this.getBoundingClientRect()] : [];
  }

  scrollIntoView() {}
}

for (const name of ["id", "value", "title"]) {
  Object.defineProperty(Element.prototype, name, {
    get() {
      return this.getAttribute(name) ?? "";
    },
    set(value) {
      this.setAttribute(name, value);
    },
  });
}
Object.defineProperty(Element.prototype, "hidden", {
  get() {
    return this.attributes.has("hidden");
  },
  set(hidden) {
    if (hidden) this.setAttribute("hidden", "");
    else this.removeAttribute("hidden");
  },
});
Object.defineProperty(Element.prototype, "tabIndex", {
  get() {
    return Number(this.getAttribute("tabindex") ?? 0);
  },
  set(value) {
    this.setAttribute("tabindex", value);
  },
});

function dashed(name) {
  return `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Does an element match a selector, given as its steps: tags, classes, attributes, :not([…]) and :last-child. */
function matches(node, steps) {
  const [own, above] = [steps.at(-1), steps.slice(0, -1)];
  if (!own.match(/:?[.[]?[\w-]+[^.[:]*(?:\([^)]*\))?/g).every((part) => matchesPart(node, part))) return false;
  if (!above.length) return true;
  for (let parent = node.parentElement; parent; parent = parent.parentElement) if (matches(parent, above)) return true;
  return false;
}

function matchesPart(node, part) {
  if (part.startsWith(":not(")) return !matchesPart(node, part.slice(5, -1));
  if (part === ":last-child") return node.sibling(1) === null;
  if (part.startsWith(".")) return node.classList.contains(part.slice(1));
  if (!part.startsWith("[")) return node.tagName === part;
  const [, name, value] = part.match(/\[([\w-]+)(?:="?([^"\]]*)"?)?\]/);
  return value === undefined ? node.attributes.has(name) : node.getAttribute(name) === value;
}

const body = new Element("body");
const range = () => ({
  setStart(node, offset) {
    this.start = [node, offset];
  },
  setEnd(node, offset) {
    this.end = [node, offset];
  },
  getClientRects: () => [{ left: 0, top: 0, right: 10, bottom: 10 }],
});
globalThis.document = Object.assign(new Element("html"), {
  body,
  activeElement: body,
  createElement: (tag) => new Element(tag),
  createTextNode: (text) => new Text(text),
  createRange: range,
  elementFromPoint: () => null,
});
globalThis.window = Object.assign(new Element("window"), { innerHeight: 768 });
globalThis.getSelection = () => ({ isCollapsed: true, anchorNode: null, removeAllRanges() {} });
globalThis.getComputedStyle = () => ({ direction: "ltr", lineHeight: "30px" });
const observers = new Set();
globalThis.ResizeObserver = class {
  parts = [];
  constructor(react) {
    this.react = react;
    observers.add(this);
  }
  observe(target) {
    this.parts.push({ target });
  }
  disconnect() {
    observers.delete(this);
  }
};

/** What a browser does at first: it lays the page out, and tells of it whoever observes how large its parts are. */
export function layOut() {
  for (const observer of observers) observer.react(observer.parts);
}

/** Wait for the kernel, by a clock of the test's own, for as long as its silence is not told, and a little longer. */
export function outwait(timers, wait = 3000) {
  timers.tick(wait);
  timers.tick(200);
}

/** The kernel's side: traits, what the page has sent, and what Python then changes or answers. */
export function fakeModel(traits) {
  const heard = [];
  const emit = (event, ...about) => heard.filter((each) => each[0] === event).forEach(([, react]) => react(...about));
  return {
    sent: [],
    listening: () => heard.length,
    get: (name) => traits[name],
    on: (event, react) => heard.push([event, react]),
    off: (event, react) => heard.splice(heard.findIndex((each) => each[0] === event && each[1] === react), 1),
    send(message) {
      this.sent.push(structuredClone(message));
    },
    change(changed) {
      Object.assign(traits, changed);
      for (const name of Object.keys(changed)) emit(`change:${name}`);
    },
    answer: (message, buffers) => emit("msg:custom", message, buffers),
  };
}

/** Show a widget on the page; what comes back is its element, and `end`, which takes it away. */
export function show(widget, model) {
  const el = document.createElement("div");
  body.append(el);
  const stop = widget.render({ model, el });
  return { el, end: () => (stop(), el.remove()) };
}

/** The words of an element by selector, a text each. */
export function words(el, selector) {
  return el.querySelectorAll(selector).map((node) => node.textContent);
}
