// The browser's half of kit.widgets.Highlighter. Python owns the marks; this shows them, moves a cursor over numbered
// tokens, and asks for changes by those numbers. Nothing is shown as marked before Python has said so.
//
// Part 1 is pure functions on plain data, tested in tests/js. Part 2 is the page. The words of the article reach it
// through text nodes alone, never as HTML.

const KERNEL_WAIT = 3000; // ms without an answer after which the kernel counts as silent
const MOST_BOXES = 2000; // rectangles drawn for one selection

// ---- Part 1: pure functions -----------------------------------------------------------------------------------------

/** The text as Python cut it: for each block its first token, and where each token starts and ends in UTF-16 units. */
export function indexText(page) {
  let count = 0;
  const blocks = page.blocks.map(({ text, widths }) => {
    const size = (widths.length + 1) >> 1;
    const block = { text, first: count, starts: new Int32Array(size), ends: new Int32Array(size) };
    let at = 0;
    widths.forEach((width, i) => {
      if (i % 2 === 0) block.starts[i >> 1] = at;
      at += width;
      if (i % 2 === 0) block.ends[i >> 1] = at;
    });
    count += size;
    return block;
  });
  return { unit: page.unit, blocks, count, sentences: page.sentences, firsts: blocks.map((block) => block.first) };
}

/** The place of the last item that is not greater than `value` in an ascending list; -1 where all are greater. */
export function lastNotAfter(ascending, value) {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The number of the block that a token stands in. */
export function blockOf(doc, token) {
  return lastNotAfter(doc.firsts, token);
}

/** The token at a UTF-16 offset of a block; in a gap, the one before it, or the one after it with `after`. */
export function tokenAt(block, offset, after = false) {
  const before = Math.max(0, lastNotAfter(block.starts, offset));
  const inGap = offset >= block.ends[before] && before + 1 < block.starts.length;
  return block.first + (after && inGap ? before + 1 : before);
}

/** The words that tokens `first` to `last` cover, a blank line between blocks. */
export function wordsOf(doc, first, last) {
  const parts = [];
  for (let b = blockOf(doc, first); b <= blockOf(doc, last); b++) {
    const block = doc.blocks[b];
    parts.push(block.text.slice(...within(block, first, last)));
  }
  return parts.join("\n\n");
}

/** Where the part of tokens `first` to `last` that lies in a block starts and ends there. */
export function within(block, first, last) {
  const end = Math.min(last - block.first, block.ends.length - 1);
  return [first <= block.first ? 0 : block.starts[first - block.first], block.ends[end]];
}

/** Cut `0..length` where spans start or end; each run names the spans that cover it, the longest first. */
export function runs(length, spans) {
  if (!spans.length) return [{ from: 0, to: length, covers: [] }];
  const cuts = [...new Set([0, length, ...spans.flatMap((span) => [span.from, span.to])])].sort((a, b) => a - b);
  const order = spans.map((_, i) => i).sort((a, b) => spans[b].to - spans[b].from - (spans[a].to - spans[a].from) || a - b);
  return cuts.slice(1).map((to, i) => ({
    from: cuts[i],
    to,
    covers: order.filter((s) => spans[s].from <= cuts[i] && to <= spans[s].to),
  }));
}

/** A lane for each [first, last] in order of place, so that marks that overlap draw their lines apart. */
export function lanes(ranges) {
  const ends = [];
  return ranges.map(([first, last]) => {
    let lane = ends.findIndex((end) => end < first);
    if (lane < 0) lane = ends.length;
    ends[lane] = last;
    return lane;
  });
}

/** What a key press asks of the text, or null where it is not ours. `rtl` is the direction of the cursor's block. */
export function commandFor(event, { unit, rtl = false }) {
  const { key, shiftKey: extend, altKey: alt } = event;
  const control = event.ctrlKey || event.metaKey;
  const letter = key.length === 1 ? key.toLowerCase() : "";
  if (control && !alt) {
    if (letter === "z") return { does: extend ? "redo" : "undo" };
    if (letter === "y") return { does: "redo" };
    if (letter === "a") return { does: "all" };
    if (letter === "s") return { does: "save" };
    if (key === "Home" || key === "End") return { does: "move", by: "text", step: key === "Home" ? -1 : 1, extend };
    return null;
  }
  const step = { ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1, ArrowUp: -1, ArrowDown: 1, Home: -1, End: 1 }[key];
  if (step && !control) return { does: "move", by: stride(key, alt, unit), step, extend };
  if (alt || control) return null;
  if (key === "Delete" || key === "Backspace") return { does: "remove" };
  if (key === "Escape") return { does: "clear" };
  if (key === "?") return { does: "help" };
  return /^[\p{L}\p{N}]$/u.test(key) ? { does: "label", key: key.toUpperCase() } : null;
}

function stride(key, alt, unit) {
  if (unit === "block") return key === "Home" || key === "End" ? "text" : "word"; // a block is this unit's word
  if (key === "Home" || key === "End") return "edge";
  if (key === "ArrowUp" || key === "ArrowDown") return alt ? "block" : "line";
  return alt ? "sentence" : "word";
}

/** The selection after a move. `lineTarget(token, step)` finds the token a line up or down: only the page knows. */
export function moved(doc, selection, command, lineTarget) {
  if (!selection) return { anchor: 0, focus: 0 };
  const focus = Math.max(0, Math.min(doc.count - 1, target(doc, selection, command, lineTarget)));
  return { anchor: command.extend ? selection.anchor : focus, focus };
}

function target(doc, { anchor, focus }, { by, step, extend }, lineTarget) {
  if (by === "word") return focus + step;
  if (by === "text") return step < 0 ? 0 : doc.count - 1;
  if (by === "line") return lineTarget(focus, step);
  const starts = by === "sentence" ? doc.sentences : doc.firsts;
  const at = lastNotAfter(starts, focus);
  const last = (i) => (i + 1 < starts.length ? starts[i + 1] : doc.count) - 1;
  if (by === "edge") return step < 0 ? starts[at] : last(at);
  if (step < 0) return focus > starts[at] ? starts[at] : starts[Math.max(0, at - 1)];
  if (extend && focus >= anchor) return last(focus < last(at) ? at : Math.min(at + 1, starts.length - 1));
  return at + 1 < starts.length ? starts[at + 1] : extend ? doc.count - 1 : focus;
}

/** The marks, as [first, last, label], that touch tokens `first` to `last`. */
export function touching(marks, first, last) {
  return marks.filter((mark) => mark[0] <= last && mark[1] >= first);
}

/** The label that a key stands for: its digit, or its letter. */
export function labelFor(labels, key) {
  return labels.find((label) => label.offered && (label.key === key || label.letter === key));
}

/** Words on one line, cut at a space where they are long. */
export function shorten(words, most = 80) {
  const line = words.replace(/\s+/gu, " ").trim();
  const letters = Array.from(line.slice(0, 2 * most + 2)); // by code point: a cut through a pair shows as a box
  if (letters.length <= most) return line;
  const cut = letters.slice(0, most).join("");
  return `${cut.includes(" ") ? cut.slice(0, cut.lastIndexOf(" ")) : cut} …`;
}

/** What a screen reader hears when the cursor has moved: the words, then the labels on them. */
export function spokenMove(doc, selection, by, marks, titleOf) {
  const [first, last] = ends(selection);
  let [from, to] = [first, last];
  if (first === last && (by === "sentence" || by === "block")) {
    const starts = by === "sentence" ? doc.sentences : doc.firsts;
    to = (starts[lastNotAfter(starts, first) + 1] ?? doc.count) - 1;
  }
  const on = touching(marks, first, last).map((mark) => titleOf(mark[2]));
  const words = shorten(wordsOf(doc, from, to), 400);
  return `${first < last ? "Selected: " : ""}${words}${on.length ? `. Marked: ${on.join(", ")}` : ""}`;
}

/** A selection as [first, last]. */
export function ends({ anchor, focus }) {
  return anchor <= focus ? [anchor, focus] : [focus, anchor];
}

export const STATUSES = {
  agree: { symbol: "✓", name: "Agree" },
  differ: { symbol: "≠", name: "Differ" },
  missed: { symbol: "○", name: "Not marked" },
  extra: { symbol: "+", name: "Only yours" },
  trap: { symbol: "!", name: "Look-alike" },
};

/** How many findings there are of each status. */
export function tally(findings) {
  const counts = { agree: 0, differ: 0, missed: 0, extra: 0, trap: 0 };
  for (const finding of findings) counts[finding.status] += 1;
  return counts;
}

/** One line on a comparison: "23 of 35 agree · 5 differ · 7 not marked". */
export function summary(findings, name) {
  const { agree, differ, missed, extra, trap } = tally(findings);
  const parts = [`${agree} of ${agree + differ + missed} agree`];
  parts.push(`${differ} ${differ === 1 ? "differs" : "differ"}`, `${missed} not marked`);
  if (extra) parts.push(`${extra} not in the ${name}`);
  if (trap) parts.push(`${trap} ${trap === 1 ? "look-alike" : "look-alikes"} marked`);
  return parts.join(" · ");
}

/** A finding in words. */
export function describe(finding, name, titleOf) {
  const mine = finding.mine && titleOf(finding.mine[2]);
  const theirs = finding.reference && titleOf(finding.reference[2]);
  switch (finding.status) {
    case "agree":
      return mine === theirs ? `You and the ${name}: ${mine}` : `You: ${mine}. The ${name} accepts it beside ${theirs}`;
    case "differ":
      return mine === theirs ? `Both ${mine}, but over other words` : `You: ${mine}. The ${name}: ${theirs}`;
    case "missed":
      return `The ${name}: ${theirs}. You left it unmarked`;
    case "extra":
      return `You: ${mine}. Not in the ${name}, which need not be complete`;
    default:
      return `You: ${mine}. The ${name}: it looks like it and is not`;
  }
}

/** The part of the text that a finding is about, as [first, last]. */
export function extent({ mine, reference }) {
  const both = [mine, reference].filter(Boolean);
  return [Math.min(...both.map((m) => m[0])), Math.max(...both.map((m) => m[1]))];
}

/** What is said when the kernel has left `count` changes unanswered. */
export function silence(count) {
  const changes = count === 1 ? "Your last change has" : `Your last ${count} changes have`;
  return (
    "The kernel is not answering. Choose Kernel ▸ Restart…, then run this cell again; what was saved is safe. " +
    `${changes} not been made. (Where another cell is still running, wait for it to end instead.)`
  );
}

/** Join the rectangles that follow each other on a line. */
export function joinRects(rects) {
  const out = [];
  for (const { left, top, right, bottom } of rects) {
    if (right - left < 0.5) continue;
    const near = out[out.length - 1];
    const sameLine = near && Math.min(near.bottom, bottom) - Math.max(near.top, top) > 0.6 * (bottom - top);
    if (sameLine && left <= near.right + 12 && right >= near.left - 12) {
      near.left = Math.min(near.left, left);
      near.right = Math.max(near.right, right);
      near.top = Math.min(near.top, top);
      near.bottom = Math.max(near.bottom, bottom);
    } else out.push({ left, top, right, bottom });
  }
  return out;
}

/** The token nearest below or above: `rectOf(token)` says where one stands, `goal` the x to keep to. */
export function lineTarget(count, token, step, rectOf, goal) {
  const home = rectOf(token);
  let line = null;
  let best = token;
  let least = Infinity;
  for (let i = token + step; i >= 0 && i < count; i += step) {
    const rect = rectOf(i);
    const away = step > 0 ? rect.top >= home.bottom - 2 : rect.bottom <= home.top + 2;
    if (!away) continue;
    line ??= rect;
    if (step > 0 ? rect.top >= line.bottom - 2 : rect.bottom <= line.top + 2) break; // the line after next
    const far = Math.max(rect.left - goal, goal - rect.right, 0);
    if (far < least) [least, best] = [far, i];
  }
  return best;
}

// ---- Part 2: the page -----------------------------------------------------------------------------------------------

/** An element with its attributes and children; a string child becomes a text node. */
function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  // JupyterLab looks for this on the very element that has the focus, and then leaves the key to us.
  if (tag === "button" || "tabindex" in attributes) node.dataset.lmSuppressShortcuts = "true";
  node.append(...children.filter((child) => child != null));
  return node;
}

let views = 0;

class View {
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.id = `kit-${Math.random().toString(36).slice(2, 8)}-${++views}`;
    this.doc = indexText(model.get("_page"));
    this.selection = null;
    this.waiting = new Map();
    this.asked = 0;
    this.filter = "all";
    this.references = []; // what the marks are compared with
    this.painted = new Map(); // block → signature of what is drawn on it
    this.texts = []; // block → its text nodes, in order
    this.owner = new WeakMap(); // text node → where it stands
    this.entries = new Map();
    this.stop = new AbortController();
    this.build();
    this.listen();
    this.refresh();
  }

  // Building

  build() {
    const { title, notice } = this.model.get("_page");
    const quiet = (event) => event.preventDefault(); // keeps focus and selection in the text
    this.saved = h("span", { class: "kit-saved" });
    this.acts = h("div", { class: "kit-acts", role: "toolbar", "aria-label": "Tools", mousedown: quiet });
    this.helpButton = this.button("Keys", "help", { "aria-expanded": "false", "aria-keyshortcuts": "?" });
    this.acts.append(
      this.button(this.doc.unit === "block" ? "Remove label" : "Remove mark", "remove", { "aria-keyshortcuts": "Delete" }),
      this.button("Undo", "undo", { "aria-keyshortcuts": "Control+Z" }),
      this.button("Redo", "redo", { "aria-keyshortcuts": "Control+Y" }),
      this.button("Reset…", "reset"),
      this.helpButton,
    );
    this.rove(this.acts);
    this.alert = h("div", { class: "kit-alert", role: "alert", hidden: true });
    this.tools = h("div", { class: "kit-tools", role: "toolbar", "aria-label": "Labels", mousedown: quiet });
    this.bar = h("div", { class: "kit-bar", hidden: true });
    this.confirm = h("div", { class: "kit-confirm", role: "group", "aria-label": "Confirm", hidden: true });
    this.help = h("div", { class: "kit-help", hidden: true });
    this.text = this.buildText(title);
    this.side = this.buildSide(title);
    const first = this.doc.unit === "block" ? "Click a block, then its label." : "Click a word or drag over several, then choose a label.";
    this.said = h("div", { class: "kit-said", role: "status" }, `${first} Press ? for the keys.`);
    this.spoken = h("div", { class: "kit-spoken", "aria-live": "polite" });
    this.card = h(
      "section",
      { class: "kit-card", "aria-label": title || "Highlighter" },
      h("div", { class: "kit-head" }, h("div", { class: "kit-title" }, title), this.saved, this.acts),
      notice ? this.buildNotice(notice) : null,
      this.alert,
      this.tools,
      this.bar,
      this.confirm,
      this.help,
      h("div", { class: "kit-main" }, this.text, this.side),
      h("div", { class: "kit-foot" }, this.said),
      this.spoken,
    );
    this.el.classList.add("kit-highlighter");
    this.el.dataset.unit = this.doc.unit;
    this.el.append(this.card);
  }

  button(words, does, attributes = {}) {
    return h("button", { type: "button", class: "kit-button", "data-does": does, ...attributes }, words);
  }

  buildNotice(notice) {
    const box = h("div", { class: "kit-notice", role: "note" }, h("span", {}, notice));
    box.append(h("button", { type: "button", class: "kit-button", click: () => box.remove() }, "Close notice"));
    return box;
  }

  /** The reading area: one tab stop. By blocks a list box of options; by words an application around a document,
   *  for then every screen reader hands the arrows over, and what the cursor meets is spoken by the live region. */
  buildText(title) {
    const byBlock = this.doc.unit === "block";
    this.boxes = h("div", { class: "kit-boxes", "aria-hidden": "true" });
    this.flow = h("div", { class: "kit-flow", role: byBlock ? "presentation" : "document" }, this.boxes);
    this.rows = this.doc.blocks.map((_, b) => (byBlock ? this.buildRow(b) : h("p", { dir: "auto", "data-block": b + 1 })));
    this.words = byBlock ? this.rows.map((row) => row.lastChild) : this.rows;
    this.flow.append(...this.rows);
    const roles = byBlock
      ? { role: "listbox", "aria-multiselectable": "true" }
      : { role: "application", "aria-roledescription": "text to mark" };
    const name = `${title || "Article"}: ${byBlock ? "blocks to label" : "text to mark"}. Press question mark for the keys.`;
    return h("div", { class: "kit-text", tabindex: "0", "aria-label": name, ...roles }, this.flow);
  }

  buildRow(b) {
    const gutter = h("div", { class: "kit-gutter" });
    const row = { class: "kit-row", role: "option", id: `${this.id}-${b}`, "data-block": b + 1, "aria-selected": "false" };
    return h("div", row, gutter, h("div", { class: "kit-words", dir: "auto" }));
  }

  buildSide(title) {
    const name = `Reason, ${title || "Article"}`; // a page may have several
    this.why = h("div", { class: "kit-why", role: "region", "aria-label": name, tabindex: "0", hidden: true });
    this.listHead = h("div", { class: "kit-list-head", id: `${this.id}-list` });
    this.list = h("ol", { class: "kit-list", "aria-labelledby": `${this.id}-list` });
    return h("div", { class: "kit-side" }, this.why, this.listHead, this.list);
  }

  buildTools() {
    this.tools.replaceChildren(...this.labels.filter((label) => label.offered).map((label) => this.chip(label)));
    this.rove(this.tools);
  }

  chip(label) {
    const keys = [label.key, label.letter].filter(Boolean);
    return h(
      "button",
      {
        type: "button",
        class: "kit-button kit-chip",
        "data-does": "label",
        "data-label": label.name,
        "data-line": label.pattern,
        title: label.hint,
        style: ink(label),
        "aria-label": `${label.title}${label.hint ? `: ${label.hint}` : ""}`,
        "aria-keyshortcuts": keys.join(" "),
      },
      h("span", { class: "kit-tag", "aria-hidden": "true" }, label.letter),
      h("span", { class: "kit-name" }, label.title),
      label.key ? h("kbd", { "aria-hidden": "true" }, label.key) : null,
    );
  }

  /** One tab stop for a group of buttons; the arrows move inside it. */
  rove(group, selector = "button") {
    const all = [...group.querySelectorAll(selector)];
    const current = all.find((button) => button.tabIndex === 0 && button.dataset.roving) ?? all[0];
    for (const button of all) {
      button.dataset.roving = "true";
      button.tabIndex = button === current ? 0 : -1;
    }
  }

  roveBy(group, event, selector = "button") {
    const all = [...group.querySelectorAll(selector)].filter((button) => button.offsetParent);
    const at = all.indexOf(document.activeElement);
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const edge = { Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey || (!step && edge === undefined)) return false;
    const next = all[edge ?? (at + step + all.length) % all.length];
    all.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
    return true;
  }

  // Listening

  listen() {
    const on = (target, type, does) => target.addEventListener(type, does.bind(this), { signal: this.stop.signal });
    on(this.card, "keydown", this.onKey);
    on(this.card, "click", this.onClick);
    on(this.card, "mousedown", (event) => event.stopPropagation()); // a notebook would select cells by it
    on(this.text, "mousedown", this.onPress);
    on(this.text, "click", this.onTextClick);
    on(this.text, "focus", this.onTextFocus);
    on(this.text, "pointerover", this.onHover);
    on(this.text, "copy", this.onCopy);
    on(document, "selectionchange", this.onNativeSelection);
    on(this.side, "focusin", this.onEntryFocus);
    on(this.side, "pointerover", this.onEntryFocus);
    this.resized = new ResizeObserver(() => this.drawSelection());
    this.resized.observe(this.flow);
    this.onChange = () => {
      this.stale ||= (queueMicrotask(() => this.refresh()), true); // several traits change in one message
    };
    for (const name of ["_labels", "_marks", "_state", "_comparison"]) this.model.on(`change:${name}`, this.onChange);
    this.onAnswer = this.onAnswer.bind(this);
    this.model.on("msg:custom", this.onAnswer);
  }

  destroy() {
    this.stop.abort();
    this.resized.disconnect();
    for (const name of ["_labels", "_marks", "_state", "_comparison"]) this.model.off(`change:${name}`, this.onChange);
    this.model.off("msg:custom", this.onAnswer);
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.card.remove();
  }

  // Asking Python

  ask(kind, more = {}) {
    const id = `${this.id}:${++this.asked}`;
    this.waiting.set(id, setTimeout(() => this.onSilence(), KERNEL_WAIT));
    try {
      this.model.send({ id, kind, ...more });
    } catch {
      this.onSilence(); // the line to the kernel is closed
    }
  }

  onAnswer(message) {
    if (!this.waiting.has(message.id)) return; // another view's
    clearTimeout(this.waiting.get(message.id));
    this.waiting.delete(message.id);
    if (!this.waiting.size) this.silent = false;
    this.showAlert();
    this.tell(message.said, message.kind === "refused");
  }

  onSilence() {
    this.silent = true;
    this.showAlert();
  }

  showAlert() {
    const state = this.model.get("_state");
    const words = this.silent ? silence(this.waiting.size) : state.failed ? state.saved : "";
    if (this.alert.textContent !== words) this.alert.textContent = words; // said again, it would be read out again
    this.alert.hidden = !words;
  }

  tell(words, refused = false) {
    this.said.textContent = words;
    this.said.classList.toggle("kit-refused", refused);
  }

  speak(words) {
    this.spoken.textContent = words;
  }

  // Showing what Python says

  refresh() {
    this.stale = false;
    const labels = this.model.get("_labels");
    const same = JSON.stringify(labels) === JSON.stringify(this.labels);
    this.labels = labels;
    this.marks = this.model.get("_marks");
    if (!same) this.buildTools();
    this.showComparison();
    this.paint();
    this.showList();
    this.showState();
    this.drawSelection();
  }

  labelOf(name) {
    return this.labels.find((label) => label.name === name);
  }

  titleOf = (name) => this.labelOf(name)?.title ?? name;

  showState() {
    const state = this.model.get("_state");
    this.saved.textContent = state.failed ? "" : state.saved;
    this.saved.classList.toggle("kit-is-saved", Boolean(state.saved) && !state.failed);
    this.showAlert();
    const off = { undo: !state.undo, redo: !state.redo, reset: !this.marks.length };
    for (const [does, isOff] of Object.entries(off)) {
      this.acts.querySelector(`[data-does=${does}]`).setAttribute("aria-disabled", String(isOff));
    }
  }

  /** Draw the blocks anew on which something changed, and no others. */
  paint() {
    const spans = this.spans();
    this.doc.blocks.forEach((block, b) => {
      const here = spans.get(b) ?? [];
      const signature = JSON.stringify(here);
      if (this.painted.get(b) === signature) return;
      this.painted.set(b, signature);
      if (this.doc.unit === "block") this.paintRow(b, here[0]);
      this.paintWords(b, this.doc.unit === "block" ? [] : here);
    });
  }

  paintWords(b, spans) {
    const { text } = this.doc.blocks[b];
    this.texts[b] = [];
    const drawn = runs(text.length, spans).map((run) => {
      let node = document.createTextNode(text.slice(run.from, run.to));
      const place = { node, block: b, from: run.from, to: run.to };
      this.texts[b].push(place);
      this.owner.set(node, place);
      for (const s of [...run.covers].reverse()) node = wrap(node, spans[s], run.from === spans[s].from);
      return node;
    });
    this.words[b].replaceChildren(...drawn);
  }

  /** What is to be drawn on each block: block → list of spans, plain data. */
  spans() {
    const out = new Map();
    const add = (first, last, span) => {
      for (let b = blockOf(this.doc, first); b <= blockOf(this.doc, last); b++) {
        const [from, to] = within(this.doc.blocks[b], first, last);
        const opens = first >= this.doc.blocks[b].first;
        if (!out.has(b)) out.set(b, []);
        out.get(b).push({ ...span, from, to, tag: opens ? span.tag : "" });
      }
    };
    for (const [first, last, name] of this.model.get("_background")) add(first, last, { kind: "background", name });
    if (this.findings) this.addFindings(add);
    else {
      const lane = lanes(this.marks);
      this.marks.forEach(([first, last, name], i) => {
        const { letter, title, pattern, ink } = this.labelOf(name);
        add(first, last, { kind: "mine", name, title, tag: letter, pattern, ink, lane: lane[i] });
      });
    }
    return out;
  }

  addFindings(add) {
    const shown = this.shownFindings();
    const mine = lanes(shown.map((f) => f.mine ?? [0, -1]));
    const theirs = lanes(shown.map((f) => f.reference ?? [0, -1]));
    shown.forEach((finding, i) => {
      const { symbol } = STATUSES[finding.status];
      const base = { status: finding.status, finding: this.findings.indexOf(finding), symbol };
      for (const [kind, range, lane] of [["mine", finding.mine, mine[i]], ["theirs", finding.reference, theirs[i]]]) {
        if (!range) continue;
        const { letter, title, pattern, ink } = this.labelOf(range[2]);
        const tag = kind === "mine" || !finding.mine ? `${symbol} ${letter}` : finding.status === "agree" ? "" : letter;
        add(range[0], range[1], { ...base, kind, name: range[2], title, tag, pattern, ink, lane });
      }
    });
  }

  /** The gutter of one block: its number, its label, and in a comparison the reference's label and the status. */
  paintRow(b, span) {
    const row = this.rows[b];
    const finding = this.findings && span?.finding !== undefined ? this.findings[span.finding] : null;
    const mine = finding ? finding.mine?.[2] : span?.name;
    const theirs = finding && finding.status !== "agree" ? finding.reference?.[2] : null;
    const badge = (name, who) => {
      const label = this.labelOf(name);
      const tag = h("span", { class: "kit-tag", "aria-hidden": "true" }, label.letter);
      return h("span", { class: "kit-badge", style: ink(label) }, who ? h("span", { class: "kit-who" }, who) : null, tag, label.title);
    };
    const parts = [h("span", { class: "kit-number" }, String(b + 1))];
    if (finding) {
      const { symbol, name } = STATUSES[finding.status];
      parts.push(h("span", { class: "kit-status" }, h("span", { class: "kit-symbol" }, symbol), ` ${name}`));
    }
    if (mine) parts.push(badge(mine, theirs ? "You" : ""));
    if (theirs) parts.push(badge(theirs, capital(this.reference)));
    row.firstChild.replaceChildren(...parts, h("span", { class: "kit-hidden" }, mine || theirs ? ". " : " no label. "));
    const style = mine || theirs ? this.labelOf(mine ?? theirs) : null;
    set(row, "data-label", mine);
    set(row, "data-reference", finding?.reference?.[2]);
    set(row, "data-status", finding?.status);
    set(row, "data-line", style?.pattern);
    set(row, "data-finding", finding ? span.finding : null);
    row.style.cssText = style ? ink(style) : "";
  }

  // The list beside the text

  showList() {
    const items = this.findings ? this.findingItems() : this.markItems();
    const kept = new Map(items.map((item) => [item.key, this.entries.get(item.key) ?? this.buildEntry(item)]));
    for (const [key, entry] of this.entries) if (!kept.has(key)) entry.remove(); // first: to move an entry blurs it
    this.entries = kept;
    [...kept.values()].forEach((entry, i) => {
      if (this.list.children[i] !== entry) this.list.insertBefore(entry, this.list.children[i] ?? null);
    });
    const noun = this.findings ? "Findings" : this.doc.unit === "block" ? "Labelled" : "Marks";
    const of = !this.findings && this.doc.unit === "block" ? ` of ${this.doc.count}` : "";
    this.listHead.textContent = `${noun} (${items.length}${of})`;
    this.list.dataset.empty = items.length ? "" : this.findings ? "Nothing of this kind." : "Nothing marked yet.";
    this.rove(this.list, ".kit-go");
  }

  markItems() {
    return this.marks.map((mark) => ({ key: mark.join(" "), mark, names: [mark[2]], range: mark }));
  }

  findingItems() {
    return this.shownFindings().map((finding) => ({
      key: `${this.reference} ${finding.status} ${finding.mine} ${finding.reference}`,
      finding,
      names: [...new Set([finding.mine?.[2], finding.reference?.[2]].filter(Boolean))],
      range: extent(finding),
    }));
  }

  buildEntry({ mark, finding, names, range }) {
    const words = shorten(wordsOf(this.doc, range[0], range[1]));
    const titles = names.map(this.titleOf).join(" or ");
    const status = finding && STATUSES[finding.status];
    const go = h(
      "button",
      { type: "button", class: "kit-go", tabindex: "-1" },
      status ? h("span", { class: "kit-symbol", "aria-hidden": "true" }, status.symbol) : null,
      ...names.map((name) => h("span", { class: "kit-tag", style: ink(this.labelOf(name)), "aria-hidden": "true" }, this.labelOf(name).letter)),
      h("span", { class: "kit-hidden" }, `${status ? `${status.name}: ` : ""}${titles}: `),
      h("span", { class: "kit-excerpt", dir: "auto" }, words),
    );
    const away = mark && h("button", { type: "button", class: "kit-away", tabindex: "-1", "aria-label": `Remove ${titles} from “${shorten(words, 40)}”` }, "×");
    const entry = h("li", { class: "kit-entry", "data-label": mark?.[2], "data-status": finding?.status }, go, away);
    entry.kit = { mark, finding, range };
    return entry;
  }

  // Comparing

  showComparison() {
    const comparison = this.model.get("_comparison");
    const names = Object.keys(comparison);
    const was = this.findings;
    const added = this.references.length ? names.find((name) => !this.references.includes(name)) : null;
    if (added) this.reference = added; // whoever asks for a second reader wants to see that one
    if (!names.includes(this.reference)) this.reference = names[0];
    this.references = names;
    this.findings = names.length ? comparison[this.reference] : null;
    if (this.findings && !was) this.filter = "all";
    this.el.classList.toggle("kit-comparing", Boolean(this.findings));
    this.tools.hidden = Boolean(this.findings);
    for (const act of this.acts.children) act.hidden = Boolean(this.findings) && act !== this.helpButton;
    this.rove(this.acts, "button:not([hidden])");
    this.bar.hidden = !this.findings;
    this.why.hidden = !this.findings;
    if (!this.findings) return this.showRows(() => true);
    if (!was) this.confirm.hidden = true;
    this.buildBar(names);
    this.explain(this.findingsHere());
    const shown = new Set(this.shownFindings().flatMap((f) => (this.doc.unit === "block" ? [extent(f)[0]] : [])));
    this.showRows((b) => this.doc.unit === "word" || this.filter === "all" || shown.has(b));
    if (!was) {
      this.tell("Marks are locked while you compare.");
      this.speak(`Comparing with the ${this.reference}: ${summary(this.findings, this.reference)}.`);
    }
  }

  showRows(isShown) {
    this.rows.forEach((row, b) => (row.hidden = !isShown(b)));
  }

  shownFindings() {
    return this.findings.filter((finding) => this.filter === "all" || finding.status === this.filter);
  }

  buildBar(names) {
    const focused = this.bar.contains(document.activeElement) ? document.activeElement.dataset.choice : null;
    const counts = tally(this.findings);
    const choice = (kind, value, words, pressed) =>
      h("button", { type: "button", class: "kit-button", "data-does": kind, "data-choice": value, "aria-pressed": String(pressed) }, words);
    const filters = [choice("filter", "all", `All ${this.findings.length}`, this.filter === "all")];
    for (const [status, { symbol, name }] of Object.entries(STATUSES)) {
      if (counts[status]) filters.push(choice("filter", status, `${symbol} ${name} ${counts[status]}`, this.filter === status));
    }
    const references = names.map((name) => choice("reference", name, capital(name), name === this.reference));
    const group = (name, ...buttons) => h("div", { class: "kit-choices", role: "group", "aria-label": name }, ...buttons);
    const legend = `Your marks run under the words, the ${this.reference}’s above them.`;
    this.bar.replaceChildren(
      h("div", { class: "kit-summary" }, summary(this.findings, this.reference)),
      this.button("Back to marking", "leave"),
      group("Show", ...filters),
      names.length > 1 ? group("Compare with", "Compare with", ...references) : "",
      this.doc.unit === "word" ? h("div", { class: "kit-legend" }, legend) : "",
    );
    this.bar.querySelector(`[data-choice="${focused}"]`)?.focus();
  }

  findingsHere() {
    if (!this.selection || !this.findings) return [];
    const [first, last] = ends(this.selection);
    return this.findings.filter((finding) => extent(finding)[0] <= last && extent(finding)[1] >= first);
  }

  /** The reasons for some findings, in the panel beside the text. */
  explain(findings) {
    const parts = findings.slice(0, 4).map((finding) => {
      const { symbol, name } = STATUSES[finding.status];
      const also = finding.accept.length ? h("p", {}, `Also accepted: ${finding.accept.join(", ")}.`) : null;
      return h(
        "div",
        { class: "kit-reason", "data-status": finding.status },
        h("p", { class: "kit-reason-head" }, h("span", { class: "kit-symbol" }, symbol), ` ${name}. ${describe(finding, this.reference, this.titleOf)}.`),
        h("p", {}, finding.why || (finding.reference ? `The ${this.reference} gives no reason.` : "")),
        also,
      );
    });
    const hint = `Choose a ${this.doc.unit === "block" ? "block" : "mark"} to read the reason.`;
    this.why.replaceChildren(...(parts.length ? parts : [h("p", { class: "kit-hint" }, hint)]));
  }

  // Keys

  onKey(event) {
    if (event.target.closest(".kit-list") && this.onListKey(event)) return this.ours(event);
    const group = event.target.closest("[role=toolbar]");
    if (group && this.roveBy(group, event)) return this.ours(event);
    const inText = event.target === this.text;
    const command = commandFor(event, { unit: this.doc.unit, rtl: this.isRtl() });
    if (!command || (!inText && command.does === "move")) return;
    if (event.target.closest(".kit-confirm") && command.does === "clear") return this.ours(event), this.keepMarks();
    if (command.does === "clear" && !this.help.hidden) return this.ours(event), this.toggleHelp();
    this.ours(event);
    this.obey(command);
  }

  ours(event) {
    event.preventDefault();
    event.stopPropagation();
  }

  obey(command) {
    const does = {
      move: () => this.move(command),
      label: () => this.applyKey(command.key),
      remove: () => this.remove(),
      undo: () => this.ask("undo"),
      redo: () => this.ask("redo"),
      clear: () => this.select(this.selection && { anchor: this.selection.focus, focus: this.selection.focus }),
      all: () => this.select({ anchor: 0, focus: this.doc.count - 1 }),
      help: () => this.toggleHelp(),
      save: () => this.tell("Marks are saved as you make them; there is nothing to press."),
    };
    does[command.does]();
  }

  move(command) {
    if (!this.doc.count) return;
    if (command.by !== "line") this.goal = null;
    const down = (token, step) => this.lineAway(token, step);
    let next = moved(this.doc, this.selection, command, down);
    // In a filtered comparison some blocks are hidden; the cursor goes by them.
    while (this.rows[blockOf(this.doc, next.focus)].hidden) {
      const after = moved(this.doc, next, command, down);
      if (after.focus === next.focus) return;
      next = after;
    }
    this.select(next);
    this.reveal();
    if (this.doc.unit === "word") this.speak(spokenMove(this.doc, next, command.by, this.marks, this.titleOf));
  }

  lineAway(token, step) {
    const rectOf = (i) => this.rectsOf(i, i)[0] ?? { left: 0, right: 0, top: 0, bottom: 0 };
    const { left, right } = rectOf(token);
    this.goal ??= (left + right) / 2;
    return lineTarget(this.doc.count, token, step, rectOf, this.goal);
  }

  isRtl() {
    if (!this.selection) return false;
    return getComputedStyle(this.words[blockOf(this.doc, this.selection.focus)]).direction === "rtl";
  }

  applyKey(key) {
    const label = labelFor(this.labels, key);
    if (!label) return this.tell(`No label has the key ${key}. Press ? for the keys.`, true);
    this.apply(label.name);
  }

  apply(label) {
    if (!this.selection) {
      const what = this.doc.unit === "block" ? "Choose a block first: click it." : "Select some words first: click one, or drag.";
      return this.tell(what, true);
    }
    const [first, last] = ends(this.selection);
    this.ask("mark", { first, last, label });
  }

  remove() {
    if (!this.selection) return this.tell("There is no mark here to remove.", true);
    const [first, last] = ends(this.selection);
    this.ask("remove", { first, last }); // Python knows which: a mark just asked for may not be shown here yet
  }

  toggleHelp() {
    this.help.hidden = !this.help.hidden;
    this.helpButton.setAttribute("aria-expanded", String(!this.help.hidden));
    if (this.help.hidden) return this.text.focus({ preventScroll: true });
    this.help.replaceChildren(...keyTable(this.doc.unit), this.button("Close", "help"));
    this.help.lastChild.focus();
  }

  onListKey(event) {
    const entry = event.target.closest(".kit-entry");
    if ((event.key === "Delete" || event.key === "Backspace") && entry?.kit.mark) {
      const near = entry.nextElementSibling ?? entry.previousElementSibling;
      this.ask("unmark", { marks: [entry.kit.mark] });
      (near?.querySelector(".kit-go") ?? this.text).focus();
      return true;
    }
    return this.roveBy(this.list, event, ".kit-go");
  }

  // Mouse and touch

  onClick(event) {
    const entry = event.target.closest(".kit-entry");
    if (entry && event.target.closest(".kit-away")) {
      this.text.focus({ preventScroll: true }); // the button goes, and focus must not fall to the notebook
      return this.ask("unmark", { marks: [entry.kit.mark] });
    }
    if (entry && event.target.closest(".kit-go")) return this.jump(entry.kit);
    const button = event.target.closest("[data-does]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const { does, label, choice } = button.dataset;
    const acts = {
      label: () => this.apply(label),
      reset: () => this.askReset(),
      "reset-yes": () => (this.keepMarks(), this.ask("reset")),
      "reset-no": () => this.keepMarks(),
      leave: () => (this.ask("leave"), this.text.focus()),
      filter: () => ((this.filter = choice), this.refresh()),
      reference: () => ((this.reference = choice), this.refresh()),
    };
    if (acts[does]) acts[does]();
    else this.obey({ does });
  }

  askReset() {
    const count = this.marks.length;
    this.confirm.replaceChildren(
      h("span", {}, `Remove ${count === 1 ? "the one mark" : `all ${count} marks`}? Undo brings them back.`),
      this.button("Remove all", "reset-yes"),
      this.button("Keep them", "reset-no"),
    );
    this.confirm.hidden = false;
    this.confirm.lastChild.focus();
  }

  keepMarks() {
    this.confirm.hidden = true;
    this.text.focus({ preventScroll: true });
  }

  jump({ range, finding }) {
    this.text.focus({ preventScroll: true });
    this.select({ anchor: range[1], focus: range[0] });
    this.reveal();
    if (finding) this.explain([finding]);
  }

  /** Shift and click extends from the cursor, also where the keyboard put it; the browser would not know of that. */
  onPress(event) {
    if (event.button !== 0 || !event.shiftKey || !this.selection) return;
    const token = this.tokenFromPoint(event);
    if (token === null) return;
    event.preventDefault();
    this.text.focus({ preventScroll: true });
    this.select({ anchor: this.selection.anchor, focus: token });
  }

  onTextClick(event) {
    if (event.shiftKey) return;
    if (!getSelection().isCollapsed) {
      // A drag has been taken over; the browser's own selection would paint the lines black. On touch it has handles.
      if (event.pointerType !== "touch") getSelection().removeAllRanges();
      return;
    }
    const token = this.tokenFromPoint(event);
    if (token !== null) this.select({ anchor: token, focus: token });
  }

  /** A drag, a long press or a screen reader's own selection: taken over by whole tokens. */
  onNativeSelection() {
    const native = getSelection();
    if (!native || native.isCollapsed || !this.flow.contains(native.anchorNode)) return;
    const range = native.getRangeAt(0);
    const start = this.placeOf(range.startContainer, range.startOffset);
    const end = this.placeOf(range.endContainer, range.endOffset);
    if (!start || !end) return;
    const first = tokenAt(this.doc.blocks[start.block], start.offset, true);
    const last = tokenAt(this.doc.blocks[end.block], Math.max(0, end.offset - 1));
    if (last < first) return;
    const forwards = range.startContainer === native.anchorNode && range.startOffset === native.anchorOffset;
    this.select(forwards ? { anchor: first, focus: last } : { anchor: last, focus: first }, { native: true });
  }

  placeOf(node, offset) {
    const owner = this.owner.get(node);
    if (owner) return { block: owner.block, offset: owner.from + offset };
    const child = node.childNodes?.[offset];
    const element = (child ?? node).nodeType === 1 ? (child ?? node) : (child ?? node).parentElement;
    const row = element?.closest("[data-block]");
    if (!row || !this.flow.contains(row)) return null;
    const block = Number(row.dataset.block) - 1;
    return { block, offset: child ? 0 : this.doc.blocks[block].text.length };
  }

  tokenFromPoint({ clientX, clientY, target }) {
    const row = target.closest("[data-block]");
    if (this.doc.unit === "block") return row ? Number(row.dataset.block) - 1 : null;
    const caret = document.caretPositionFromPoint?.(clientX, clientY);
    const range = caret ? null : document.caretRangeFromPoint?.(clientX, clientY);
    const node = caret?.offsetNode ?? range?.startContainer;
    const place = node && this.placeOf(node, caret?.offset ?? range.startOffset);
    if (!place) return null;
    const block = this.doc.blocks[place.block];
    const token = tokenAt(block, place.offset);
    // A click on the first half of a letter gives the caret before it; at a token's end that is the next one's.
    const touches = (i) => i < this.doc.count && this.rectsOf(i, i).some((r) => clientX >= r.left && clientX <= r.right && clientY >= r.top && clientY <= r.bottom);
    return [token, token + 1, token - 1].find((i) => i >= 0 && touches(i)) ?? token;
  }

  onTextFocus() {
    if (!this.selection && this.doc.count) this.select({ anchor: 0, focus: 0 });
  }

  onHover(event) {
    if (!this.findings || event.pointerType === "touch") return;
    const over = event.target.closest("[data-finding]");
    if (over) this.explain([this.findings[Number(over.dataset.finding)]]);
  }

  onEntryFocus(event) {
    const finding = event.target.closest(".kit-entry")?.kit.finding;
    if (finding) this.explain([finding]);
  }

  onCopy(event) {
    if (!this.selection || !getSelection().isCollapsed) return;
    event.clipboardData.setData("text/plain", wordsOf(this.doc, ...ends(this.selection)));
    event.preventDefault();
  }

  // The selection

  select(selection, { native = false } = {}) {
    if (!native && this.flow.contains(getSelection()?.anchorNode)) getSelection().removeAllRanges();
    this.selection = selection;
    this.drawSelection();
    if (this.findings) this.explain(this.findingsHere());
  }

  drawSelection() {
    if (this.doc.unit === "block") this.drawRows();
    else this.drawBoxes();
    this.showCurrent();
  }

  drawRows() {
    const [first, last] = this.selection ? ends(this.selection) : [0, -1];
    for (const row of this.chosen ?? []) row.setAttribute("aria-selected", "false");
    this.chosen = this.rows.slice(first, last + 1);
    for (const row of this.chosen) row.setAttribute("aria-selected", "true");
    this.flow.querySelector(".kit-cursor")?.classList.remove("kit-cursor");
    if (!this.selection) return;
    const cursor = this.rows[this.selection.focus];
    cursor.classList.add("kit-cursor");
    this.text.setAttribute("aria-activedescendant", cursor.id);
  }

  drawBoxes() {
    const boxes = [];
    if (this.selection) {
      const home = this.flow.getBoundingClientRect();
      const place = (rects, kind) => {
        for (const { left, top, right, bottom } of rects.slice(0, MOST_BOXES)) {
          const box = h("div", { class: kind });
          Object.assign(box.style, { left: `${left - home.left}px`, top: `${top - home.top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
          boxes.push(box);
        }
      };
      place(this.rectsOf(...ends(this.selection)), "kit-box");
      place(this.rectsOf(this.selection.focus, this.selection.focus), "kit-box kit-cursor");
    }
    this.boxes.replaceChildren(...boxes);
  }

  /** Where tokens `first` to `last` stand on the screen, a rectangle a line. */
  rectsOf(first, last) {
    const rects = [];
    for (let b = blockOf(this.doc, first); b <= blockOf(this.doc, last) && rects.length < MOST_BOXES; b++) {
      const [from, to] = within(this.doc.blocks[b], first, last);
      const range = document.createRange();
      range.setStart(...this.nodeAt(b, from, false));
      range.setEnd(...this.nodeAt(b, to, true));
      rects.push(...joinRects(range.getClientRects()));
    }
    return rects;
  }

  nodeAt(b, offset, atEnd) {
    const places = this.texts[b];
    const at = lastNotAfter(places.map((place) => place.from), atEnd ? offset - 1 : offset);
    const { node, from } = places[Math.max(0, at)];
    return [node, offset - from];
  }

  /** Which label the selection has, shown on its button and in the list. */
  showCurrent() {
    const [first, last] = this.selection ? ends(this.selection) : [0, -1];
    const names = new Set(touching(this.marks, first, last).map((mark) => mark[2]));
    for (const chip of this.tools.querySelectorAll(".kit-chip")) {
      set(chip, "aria-current", names.has(chip.dataset.label) ? "true" : null);
    }
    set(this.acts.firstChild, "aria-disabled", names.size ? null : "true");
    for (const entry of this.list.children) {
      const { range } = entry.kit;
      set(entry, "data-current", range[0] <= last && range[1] >= first ? "true" : null);
    }
  }

  /** Scroll, here and in the page around, until the cursor can be seen. */
  reveal() {
    this.flow.querySelector(".kit-cursor")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

/** One run inside one mark: its line, and at the mark's start its letter. */
function wrap(node, span, atStart) {
  if (span.kind === "background") return h("span", { class: "kit-background", title: span.name }, node);
  const tag = atStart && span.tag;
  return h(
    "mark",
    {
      class: `kit-mark kit-${span.kind}`,
      "data-label": span.name,
      "data-line": span.pattern,
      "data-tag": tag || null,
      "data-spoken": tag ? `${span.title}: ` : null,
      "data-status": span.status,
      "data-finding": span.finding,
      style: `${ink(span)};--lane:${Math.min(span.lane, 3)}`,
    },
    node,
  );
}

function ink({ ink: [light, dark] }) {
  return `--ink:light-dark(${light},${dark})`;
}

function set(node, name, value) {
  if (value === null || value === undefined) node.removeAttribute(name);
  else node.setAttribute(name, value);
}

function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function keyTable(unit) {
  const move = unit === "block"
    ? [["↑ ↓", "the block before, after"], ["Shift + ↑ ↓", "select several blocks"], ["Home, End", "first, last block"]]
    : [
        ["← →", "word by word"],
        ["↑ ↓", "line by line"],
        ["Alt + ← →", "sentence by sentence"],
        ["Alt + ↑ ↓", "block by block"],
        ["Home, End", "start, end of the block"],
        ["Shift + any of these", "select on the way"],
      ];
  const rest = [
    ["A label’s digit or letter", unit === "block" ? "give the block that label" : "mark the selection"],
    ["Delete", "remove the mark at the cursor"],
    ["Ctrl + Z, Ctrl + Y", "undo, redo"],
    ["Esc", "select only the cursor"],
    ["Tab", "on to the list; there ↑ ↓, Enter to jump, Delete to remove"],
  ];
  const mouse = unit === "block"
    ? "With the mouse: click a block, then its label. Drag, or Shift and click, for several."
    : "With the mouse: click a word or drag over several, then click a label. Shift and click extends.";
  const rows = [...move, ...rest].flatMap(([keys, does]) => [h("dt", {}, keys), h("dd", {}, does)]);
  return [h("dl", {}, ...rows), h("p", {}, mouse)];
}

export default {
  render({ model, el }) {
    const view = new View(model, el);
    return () => view.destroy();
  },
};
