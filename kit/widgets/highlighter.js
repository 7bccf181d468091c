// The browser's half of kit.widgets.Highlighter. Python owns the marks; this shows them, moves a cursor over numbered
// tokens, and asks for changes by those numbers. Nothing is shown as marked before Python has said so.
//
// highlighter_text, _moves, _findings and _spans are plain functions on plain data. _build makes the page; _paint, _list,
// _compare, _reasons, _terms, _aloud, _margin and _selection draw on it what the view holds; _places says where tokens stand,
// _frame where the page does; _pointer and _touch are for mouse and finger in the text; _kernel asks Python. Here all
// meet: what the view holds, and what comes of each key, button and answer.

import { make } from "./dom.js";
import { follow } from "./form.js";
import { offerAloud, stopAloud, toggleAloud } from "./highlighter_aloud.js";
import { button, buildPage, chip, explained, keyTable } from "./highlighter_build.js";
import { showComparison } from "./highlighter_compare.js";
import { extent } from "./highlighter_findings.js";
import { bringToSight, measureFrame } from "./highlighter_frame.js";
import { kernelLine } from "./highlighter_kernel.js";
import { keepInList, printReasons, showList } from "./highlighter_list.js";
import { drawMargin } from "./highlighter_margin.js";
import { commandFor, labelFor, lineTarget, moved, spokenMove } from "./highlighter_moves.js";
import { paint } from "./highlighter_paint.js";
import { rectsOf } from "./highlighter_places.js";
import { followPointer } from "./highlighter_pointer.js";
import { nextFinding, reasonsHere, showReasons } from "./highlighter_reasons.js";
import { rove, roveBy } from "./highlighter_roving.js";
import { drawSelection } from "./highlighter_selection.js";
import { meaningsOf, showMeaning, takeTerm, termsAt } from "./highlighter_terms.js";
import { blockOf, ends, indexText, wordsOf } from "./highlighter_text.js";
import { say } from "./strings.js";

const LONG = 20000; // characters, from which a text scrolls in a box of its own: past it the page goes on

let views = 0;

class View {
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.id = `kit-${Math.random().toString(36).slice(2, 8)}-${++views}`;
    this.doc = indexText(model.get("_page"));
    this.selection = null;
    this.chosen = []; // the rows that are selected
    this.filter = "all";
    this.references = []; // what the marks are compared with
    this.opened = []; // the findings whose reasons are open
    this.byTouch = false; // a finger was here last
    this.pressed = null; // the token that the mouse was pressed on
    this.pointed = null; // the sentence whose handle the pointer is on
    this.handles = new Map(); // block → the handles of its sentences
    this.width = null; // of the text, when they were last all drawn
    this.painted = new Map(); // block → signature of what is drawn on it
    this.texts = []; // block → its text nodes, in order
    this.owner = new WeakMap(); // text node → where it stands
    this.entries = new Map(); // the list's, by key
    Object.assign(this, buildPage({ ...model.get("_page"), id: this.id, doc: this.doc }));
    rove(this.acts);
    this.explained.open = !model.get("_marks").length;
    el.classList.add("kit-highlighter");
    el.dataset.unit = this.doc.unit;
    el.dataset.kitMarks = model.get("_page").id;
    this.isLong = this.doc.blocks.reduce((sum, block) => sum + block.text.length, 0) > LONG;
    el.classList.toggle("kit-long", this.isLong);
    el.classList.toggle("kit-margin", this.hasMargin);
    el.append(this.card);
    this.listen();
    this.refresh();
  }

  listen() {
    this.stop = new AbortController();
    const on = (target, type, does) => target.addEventListener(type, does.bind(this), { signal: this.stop.signal });
    on(this.card, "keydown", this.onKey);
    on(this.card, "click", this.onClick);
    on(this.card, "mousedown", (event) => event.stopPropagation()); // a notebook would select cells by it
    on(this.text, "focus", this.onTextFocus);
    on(this.text, "focusin", ({ target }) => takeTerm(this, target));
    on(this.text, "focusout", () => showMeaning(this, []));
    on(document, "keydown", ({ key }) => key === "Escape" && showMeaning(this, [])); // wherever the focus is
    on(this.text, "copy", this.onCopy);
    on(window, "resize", () => measureFrame(this));
    for (const type of ["beforeprint", "afterprint"]) on(window, type, () => printReasons(this, type === "beforeprint"));
    followPointer(this, on);
    offerAloud(this, on);
    this.resized = new ResizeObserver((parts) => this.fit(parts.map((part) => part.target)));
    for (const part of [this.flow, this.stick, this.foot]) this.resized.observe(part);
    const changed = () => {
      this.stale ||= (queueMicrotask(() => this.refresh()), true); // several traits change in one message
    };
    const traits = ["_labels", "_marks", "_state", "_comparison"];
    this.unfollow = follow(this.model, Object.fromEntries(traits.map((name) => [`change:${name}`, changed])));
    this.kernel = kernelLine(this.model, this.id, {
      answered: ({ said, kind }) => (this.showAlert(), this.tell(said, kind === "refused")),
      silent: () => this.showAlert(),
    });
  }

  destroy() {
    stopAloud(this);
    this.stop.abort();
    this.resized.disconnect();
    this.unfollow();
    this.kernel.close();
    this.card.remove();
  }

  // Showing what Python says

  refresh() {
    this.stale = false;
    const labels = this.model.get("_labels");
    const same = JSON.stringify(labels) === JSON.stringify(this.labels);
    this.labels = labels;
    this.marks = this.model.get("_marks");
    if (!same) this.showTools();
    showComparison(this);
    const changed = paint(this);
    if (this.hasMargin && this.width !== null) drawMargin(this, changed); // else it is not on the page yet
    showList(this);
    showReasons(this, this.findings && this.opened.length ? reasonsHere(this) : []);
    this.showState();
    drawSelection(this);
  }

  /** Draw anew what hangs on the size of some parts. */
  fit(parts) {
    if (parts.includes(this.stick) || parts.includes(this.foot)) measureFrame(this);
    if (!parts.includes(this.flow)) return;
    const { left, right } = this.flow.getBoundingClientRect();
    if (this.width && left === right) stopAloud(this); // it was hidden
    if (this.hasMargin && right - left !== this.width) drawMargin(this, this.doc.blocks.keys());
    this.width = right - left;
    drawSelection(this);
  }

  get hasMargin() {
    return this.model.get("_page").margin;
  }

  showTools() {
    this.tools.replaceChildren(...this.labels.filter((label) => label.offered).map(chip));
    rove(this.tools);
    this.labelKey.replaceChildren(...explained(this.labels));
    this.explained.hidden = !this.labels.some((label) => label.hint);
  }

  labelOf = (name) => this.labels.find((label) => label.name === name);

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

  showAlert() {
    const state = this.model.get("_state");
    const words = this.kernel.silence() || (state.failed ? state.saved : "");
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

  // Keys

  onKey(event) {
    if (event.target.closest(".kit-list") && this.onListKey(event)) return ours(event);
    const group = event.target.closest("[role=toolbar]");
    if (group && roveBy(group, event)) return ours(event);
    const term = event.target.closest(".kit-term");
    if (term && ["Enter", " "].includes(event.key)) return ours(event), this.explain();
    const inText = event.target === this.text || term;
    const command = commandFor(event, { unit: this.doc.unit, rtl: this.isRtl(), isComparing: Boolean(this.findings) });
    if (!command || (!inText && ["move", "reason", "meaning"].includes(command.does))) return;
    ours(event);
    if (term && command.does === "move") this.text.focus({ preventScroll: true }); // from the term on, word by word
    if (event.target.closest(".kit-confirm") && command.does === "clear") return this.keepMarks();
    if (command.does === "clear" && !this.help.hidden) return this.toggleHelp();
    this.obey(command);
  }

  onListKey(event) {
    const entry = event.target.closest(".kit-entry");
    if ((event.key === "Delete" || event.key === "Backspace") && entry?.kit.mark) {
      const near = entry.nextElementSibling ?? entry.previousElementSibling;
      this.kernel.ask("unmark", { marks: [entry.kit.mark] });
      (near?.querySelector(".kit-go") ?? this.text).focus();
      return true;
    }
    return roveBy(this.list, event, ".kit-go");
  }

  obey(command) {
    const does = {
      move: () => this.move(command),
      label: () => this.applyKey(command.key),
      remove: () => this.remove(),
      undo: () => this.kernel.ask("undo"),
      redo: () => this.kernel.ask("redo"),
      clear: () => this.clear(),
      next: () => this.step(1),
      previous: () => this.step(-1),
      reason: () => showReasons(this, reasonsHere(this)),
      shut: () => showReasons(this, []),
      meaning: () => this.explain(),
      read: () => toggleAloud(this),
      all: () => this.select({ anchor: 0, focus: this.doc.count - 1 }),
      help: () => this.toggleHelp(),
      save: () => this.tell(say("highlighter.saves-itself")),
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
    const terms = termsAt(this.doc, next.focus);
    const said = this.doc.unit === "word" ? [spokenMove(this.doc, next, command.by, this.marks, this.titleOf)] : [];
    if (this.findings && reasonsHere(this).length) said.push(say("highlighter.said-reason"));
    this.speak([...said, ...meaningsOf(terms)].join("; "));
    showMeaning(this, terms, terms.length ? rectsOf(this, next.focus, next.focus).at(-1) : null);
  }

  /** Show, and say, what the term at the cursor means. */
  explain() {
    const terms = this.selection ? termsAt(this.doc, this.selection.focus) : [];
    this.speak(meaningsOf(terms).join("; "));
    showMeaning(this, terms, terms.length ? rectsOf(this, this.selection.focus, this.selection.focus).at(-1) : null);
  }

  /** What Esc ends or puts away: a voice, a meaning, the reasons, or all of the selection but the cursor. */
  clear() {
    if (stopAloud(this)) return;
    if (!this.meaning.hidden) showMeaning(this, []);
    else if (this.opened.length) showReasons(this, []);
    else this.select(this.selection && { anchor: this.selection.focus, focus: this.selection.focus });
  }

  /** On to the next finding, or back to the one before; the focus stays where it is. */
  step(by) {
    const finding = this.findings && nextFinding(this, by);
    if (finding) this.show(extent(finding), finding);
  }

  lineAway(token, step) {
    const rectOf = (i) => rectsOf(this, i, i)[0] ?? { left: 0, right: 0, top: 0, bottom: 0 };
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
    if (!label) return this.tell(say("highlighter.no-such-key", { key }), true);
    this.apply(label.name);
  }

  apply(label) {
    if (!this.selection) {
      const byBlock = this.doc.unit === "block";
      return this.tell(byBlock ? say("highlighter.select-first-block") : say("highlighter.select-first-word"), true);
    }
    const [first, last] = ends(this.selection);
    this.kernel.ask("mark", { first, last, label });
  }

  remove() {
    if (!this.selection) return this.tell(say("highlighter.nothing-to-remove"), true);
    const [first, last] = ends(this.selection);
    this.kernel.ask("remove", { first, last }); // Python knows which: a mark just asked for may not be shown here yet
  }

  toggleHelp() {
    this.help.hidden = !this.help.hidden;
    this.helpButton.setAttribute("aria-expanded", String(!this.help.hidden));
    if (this.help.hidden) return this.text.focus({ preventScroll: true });
    this.help.replaceChildren(...keyTable(this.doc.unit, this.hasMargin), button(say("highlighter.close"), "help"));
    this.help.lastChild.focus();
  }

  // Buttons

  onClick(event) {
    const entry = event.target.closest(".kit-entry");
    if (entry && event.target.closest(".kit-away")) {
      this.text.focus({ preventScroll: true }); // the button goes, and focus must not fall to the notebook
      return this.kernel.ask("unmark", { marks: [entry.kit.mark] });
    }
    if (entry && event.target.closest(".kit-go")) return this.jump(entry.kit);
    const pressed = event.target.closest("[data-does]");
    if (!pressed || pressed.getAttribute("aria-disabled") === "true") return;
    const { does, label, choice } = pressed.dataset;
    const acts = {
      label: () => this.apply(label),
      reset: () => this.askReset(),
      "reset-yes": () => (this.keepMarks(), this.kernel.ask("reset")),
      "reset-no": () => this.keepMarks(),
      leave: () => (this.kernel.ask("leave"), this.text.focus()),
      filter: () => ((this.filter = choice), (this.opened = []), this.refresh()),
      reference: () => ((this.reference = choice), (this.opened = []), this.refresh()),
    };
    if (acts[does]) acts[does]();
    else this.obey({ does });
  }

  askReset() {
    this.confirm.replaceChildren(
      make("span", {}, say("highlighter.reset-sure", { n: this.marks.length })),
      button(say("highlighter.reset-yes"), "reset-yes"),
      button(say("highlighter.reset-no"), "reset-no"),
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
    this.show(range, finding);
  }

  show(range, finding) {
    this.select({ anchor: range[1], focus: range[0] });
    if (finding) showReasons(this, [finding]);
    if (finding) bringToSight(this, this.reasons);
    this.reveal();
    keepInList(this);
  }

  onTextFocus() {
    if (!this.selection && this.doc.count) this.select({ anchor: 0, focus: 0 });
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
    drawSelection(this);
  }

  reveal() {
    const cursor = this.flow.querySelector(".kit-cursor");
    if (cursor) bringToSight(this, cursor);
  }
}

function ours(event) {
  event.preventDefault();
  event.stopPropagation();
}

export default {
  render({ model, el }) {
    const view = new View(model, el);
    return () => view.destroy();
  },
};
