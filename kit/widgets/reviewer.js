// The browser's half of kit.widgets.Reviewer. Python owns the proposals; this shows them one by one beside the text and
// asks for decisions by number. Nothing is shown as decided before Python has said so; but the next one is in front at
// once, so that keys can be pressed as fast as one reads.
//
// _list says what comes after what, _text draws the article, _card the proposal, _form the form to change or add one.
// Here all meet: what the view holds, and what comes of each key, button and answer.

import { make, newId, set } from "./dom.js";
import { follow } from "./form.js";
import { kernelLine } from "./highlighter_kernel.js";
import { commandFor, lineTarget, moved } from "./highlighter_moves.js";
import { nativeSelection, rectsOf, tokenFromPoint } from "./highlighter_places.js";
import { rove, roveBy } from "./highlighter_roving.js";
import { ends, excerpt, indexText } from "./highlighter_text.js";
import { act, drawFilters, drawProgress, filterButtons, proposalParts, spokenProposal } from "./reviewer_card.js";
import { editForm } from "./reviewer_form.js";
import { filtered, inOrder, neighbour, nextOpen, reviewKey, tally } from "./reviewer_list.js";
import { bringForward, buildText, drawText, drawnSpans } from "./reviewer_text.js";
import { say } from "./strings.js";

const TYPING = "textarea, select, input";

class Review {
  constructor(model, el) {
    this.model = model;
    this.page = model.get("_page");
    this.doc = indexText(this.page);
    this.rows = model.get("_rows");
    this.layer = null; // the one that is gone through, or all
    this.onlyOpen = false;
    this.current = null; // the number of the proposal in front
    this.waiting = new Set(); // numbers of those whose decision is not yet answered
    this.asked = new Map(); // id of a request → what to do with its answer
    this.form = null; // the form, where one is open
    this.selection = null; // the words that are being chosen in it
    this.build();
    el.append(this.root);
    this.listen();
    this.sort();
    this.current = nextOpen(this.order, this.shown, this.rows, null) ?? this.order[0] ?? null;
    this.draw();
    this.resized = new ResizeObserver(() => bringForward(this)); // the first time, when it is laid out
    this.resized.observe(this.text);
  }

  build() {
    const { title, notice } = this.page;
    const name = say("reviewer.text-name", { title: title || say("reviewer.article") });
    this.filters = make("div", { class: "kr-filters", role: "toolbar", "aria-label": say("reviewer.layers") }, ...filterButtons(this.page));
    rove(this.filters);
    this.openBox = make("input", { type: "checkbox", change: () => this.filter(this.layer, this.openBox.checked) });
    this.flow = make("div", { class: "kr-flow" });
    this.text = make("div", { class: "kr-text", tabindex: 0, role: "application", "aria-roledescription": say("reviewer.text-role"), "aria-label": name }, this.flow);
    this.about = make("div", { class: "kr-about", role: "group", "aria-label": say("reviewer.proposal") });
    this.acts = make(
      "div",
      { class: "kr-buttons", role: "group", "aria-label": say("reviewer.actions") },
      act(say("reviewer.keep"), "keep", "Y", { class: "kw-button kr-main" }),
      act(say("reviewer.reject"), "reject", "N"),
      act(say("reviewer.edit"), "edit", "E"),
      act(say("reviewer.back"), "back", "K"),
      act(say("reviewer.on"), "on", "J"),
      act(say("reviewer.undo"), "undo", "U"),
      act(say("reviewer.redo"), "redo"),
      act(say("reviewer.add"), "add", "A"),
    );
    this.rest = act("", "ask-all");
    this.confirm = make("div", { class: "kr-confirm", role: "group", hidden: true });
    this.bar = make("progress", { "aria-label": say("reviewer.name") });
    this.counted = make("span", { class: "kr-counted" });
    this.saved = make("span", { class: "kw-status" });
    this.said = make("span", { class: "kr-said", role: "status" });
    this.spoken = make("span", { class: "kw-hidden", "aria-live": "polite" });
    this.alert = make("p", { class: "kr-alert", role: "alert" });
    this.review = make("div", { class: "kr-review" }, this.about, make("div", { class: "kr-do" }, this.acts));
    this.side = make("div", { class: "kr-side" }, this.review);
    const only = make("label", { class: "kr-only" }, this.openBox, say("reviewer.only-open"));
    this.root = make(
      "section",
      { class: "kw-form kr-root", "aria-label": title || say("reviewer.name") },
      title ? make("p", { class: "kr-title", text: title }) : null,
      notice ? make("p", { class: "kr-notice", text: notice }) : null,
      make("div", { class: "kr-head" }, this.filters, only),
      make("div", { class: "kr-progress" }, this.bar, this.counted, this.saved, this.rest),
      this.confirm,
      this.alert,
      make("div", { class: "kr-main-part" }, this.text, this.side),
      make("div", { class: "kr-foot" }, this.said, this.spoken),
    );
    buildText(this);
  }

  listen() {
    this.stop = new AbortController();
    const on = (target, type, does) => target.addEventListener(type, does.bind(this), { signal: this.stop.signal });
    on(this.root, "keydown", this.onKey);
    on(this.root, "click", this.onClick);
    on(this.root, "mousedown", (event) => event.stopPropagation()); // a notebook would select cells by it
    on(document, "pointerup", this.onSelected);
    const changed = () => {
      this.stale ||= (queueMicrotask(() => this.refresh()), true); // several traits change in one message
    };
    this.unfollow = follow(this.model, { "change:_rows": changed, "change:_state": changed });
    this.kernel = kernelLine(this.model, newId("kr"), { answered: (answer) => this.onAnswer(answer), silent: () => this.showAlert() });
  }

  destroy() {
    this.stop.abort();
    this.resized.disconnect();
    this.unfollow();
    this.kernel.close();
    this.root.remove();
  }

  // Showing what Python says

  refresh() {
    this.stale = false;
    this.rows = this.model.get("_rows");
    if (!this.rows[this.current]) this.current = this.rows.length ? 0 : null; // undone, it is no more
    this.sort();
    this.draw();
  }

  sort() {
    this.order = inOrder(this.rows, this.page.layers);
    this.shown = filtered(this.order, this.rows, this);
  }

  draw() {
    const state = this.model.get("_state");
    drawFilters(this);
    drawProgress(this);
    this.saved.textContent = state.failed ? "" : state.saved;
    this.about.replaceChildren(...proposalParts(this));
    const none = this.current === null;
    const off = { keep: none, reject: none, edit: none, undo: !state.undo, redo: !state.redo };
    for (const button of this.acts.children) set(button, "aria-disabled", off[button.dataset.does] ? "true" : null);
    const layer = this.layerHere();
    const left = layer ? tally(this.rows, layer.name).open : 0;
    this.rest.hidden = left === 0;
    this.rest.textContent = left ? say("reviewer.keep-all", { n: left, layer: layer.title }) : "";
    this.showAlert();
    this.drawText();
  }

  drawText() {
    const layer = this.form ? this.form.draft.layer : this.layerHere()?.name;
    const { byBlock = false } = this.page.layers.find(({ name }) => name === layer) ?? {};
    drawText(this, drawnSpans(this.rows, layer, this.current, this.form && ends(this.selection)), byBlock);
  }

  layerHere() {
    const name = this.layer ?? this.rows[this.current]?.layer;
    return this.page.layers.find((layer) => layer.name === name);
  }

  showAlert() {
    const state = this.model.get("_state");
    const words = this.kernel?.silence() || (state.failed ? state.saved : "");
    if (this.alert.textContent !== words) this.alert.textContent = words; // said again, it would be read out again
  }

  tell(words) {
    this.said.textContent = words;
  }

  // Going through them

  go(n, { quiet = false } = {}) {
    if (n === null || n === undefined) return;
    this.current = n;
    this.draw();
    bringForward(this);
    if (!quiet) this.spoken.textContent = spokenProposal(this, n);
  }

  step(by) {
    this.go(neighbour(this.order, this.shown, this.current, by));
  }

  filter(layer, onlyOpen) {
    Object.assign(this, { layer, onlyOpen });
    this.sort();
    const here = this.shown.includes(this.current) ? this.current : nextOpen(this.order, this.shown, this.rows, this.current);
    this.current = here ?? this.shown[0] ?? null;
    if (this.current === null) return this.draw();
    this.go(this.current);
  }

  /** Ask for a decision on the proposal in front, and go on to the next at once. */
  decide(kind) {
    if (this.current === null) return;
    const number = this.current;
    this.waiting.add(number);
    this.asked.set(this.kernel.ask(kind, { number }), ({ said }) => (this.waiting.delete(number), this.answered(said)));
    this.go(nextOpen(this.order, this.shown, this.rows, number, this.waiting) ?? number);
  }

  /** Ask for something else; where it happened comes in front. */
  change(kind, more = {}) {
    this.asked.set(this.kernel.ask(kind, more), ({ said, at }) => {
      this.rows = this.model.get("_rows");
      this.sort();
      if (kind !== "keep-all" && this.rows[at]) this.go(at);
      else this.draw();
      this.answered(said);
    });
  }

  answered(said) {
    this.draw();
    const { open, all } = tally(this.rows, this.layer);
    this.tell(all && !open ? `${said} ${say("reviewer.all-decided")}` : said);
  }

  onAnswer(answer) {
    this.rows = this.model.get("_rows");
    this.sort();
    this.showAlert();
    const react = this.asked.get(answer.id);
    this.asked.delete(answer.id);
    react?.(answer);
  }

  // The form

  open(draft) {
    this.form = editForm(this.page, this.doc, draft, {
      moved: () => this.choose({ anchor: draft.first, focus: draft.last }),
      save: () => this.save(),
      leave: () => this.leave(),
    });
    this.selection = { anchor: draft.first, focus: draft.last };
    this.review.hidden = true;
    this.side.append(this.form.node);
    this.root.classList.toggle("kr-editing", true);
    this.form.node.scrollIntoView?.({ block: "nearest" });
    this.drawText();
  }

  edit() {
    const row = this.rows[this.current];
    if (!row) return;
    const [first, last] = row.at;
    this.open({ number: this.current, layer: row.layer, label: row.label, why: row.why, tier: row.tier, first, last });
    this.form.focusLabel();
  }

  add([first, last] = this.rows[this.current]?.at ?? [0, 0], byMouse = false) {
    const layer = (this.layerHere() ?? this.page.layers[0]).name;
    if (!this.doc.count) return;
    this.open({ number: null, layer, label: "", why: "", tier: "", first, last: byMouse ? last : first });
    if (byMouse) return;
    this.spoken.textContent = say("reviewer.add-start");
    this.text.focus({ preventScroll: true });
  }

  /** Take these words in the form. */
  choose(selection) {
    this.selection = selection;
    [this.form.draft.first, this.form.draft.last] = ends(selection);
    this.form.show();
    this.drawText();
    bringForward(this);
    this.spoken.textContent = say("reviewer.chosen", { words: excerpt(this.doc, ...ends(selection), 200) });
  }

  save() {
    const { number, layer, ...given } = this.form.draft;
    if (!given.label) return this.form.refuse(say("reviewer.choose-label"));
    const [kind, which] = number === null ? ["add", { layer }] : ["change", { number }];
    const form = this.form;
    this.asked.set(this.kernel.ask(kind, { ...which, ...given }), ({ kind: came, said }) => {
      if (came === "refused") return form.refuse(said);
      if (this.form === form) this.leave();
      const next = number === null ? this.current : nextOpen(this.order, this.shown, this.rows, number, this.waiting);
      this.go(next ?? number);
      this.answered(said);
    });
  }

  leave() {
    this.form.node.remove();
    this.form = this.selection = null;
    this.review.hidden = false;
    this.root.classList.toggle("kr-editing", false);
    this.draw();
    bringForward(this);
    this.text.focus({ preventScroll: true });
  }

  // Keys and buttons

  onKey(event) {
    if (event.isComposing) return;
    const { target, key } = event;
    const group = target.closest("[role=toolbar]");
    if (group && roveBy(group, event)) return ours(event);
    if (key === "Escape" && (this.form || !this.confirm.hidden)) {
      if (this.form) this.leave();
      else this.goOn();
      return ours(event);
    }
    if (this.form) return this.onFormKey(event);
    const asked = reviewKey(event, target.matches(TYPING) && target !== this.openBox);
    if (!asked) return;
    ours(event);
    if (!(event.repeat && ["keep", "reject", "edit", "add"].includes(asked))) this.obey(asked); // a key held down decides once
  }

  onFormKey(event) {
    const { target, key } = event;
    const isTyping = target.matches("textarea, select");
    const control = event.ctrlKey || event.metaKey;
    if (key === "Enter" && (control || (!isTyping && target.tagName !== "BUTTON"))) {
      ours(event);
      return target === this.text ? this.form.focusLabel() : this.save();
    }
    if (target === this.text) {
      const command = commandFor(event, { unit: "word" });
      if (command?.does !== "move") return;
      ours(event);
      return this.choose(moved(this.doc, this.selection, command, (token, step) => this.lineAway(token, step)));
    }
    if (!isTyping && !control && !event.altKey && key.length === 1 && key !== " " && this.form.press(key)) ours(event);
  }

  lineAway(token, step) {
    const rectOf = (i) => rectsOf(this, i, i)[0] ?? { left: 0, right: 0, top: 0, bottom: 0 };
    const { left, right } = rectOf(token);
    return lineTarget(this.doc.count, token, step, rectOf, (left + right) / 2);
  }

  obey(does) {
    const acts = {
      keep: () => this.decide("keep"),
      reject: () => this.decide("reject"),
      edit: () => this.edit(),
      add: () => this.add(),
      on: () => this.step(1),
      back: () => this.step(-1),
      undo: () => this.change("undo"),
      redo: () => this.change("redo"),
      "ask-all": () => this.askAll(),
      "all-yes": () => (this.change("keep-all", { layer: this.layerHere().name }), this.goOn()),
      "all-no": () => this.goOn(),
    };
    acts[does]?.();
  }

  onClick(event) {
    const pressed = event.target.closest("[data-does]");
    if (pressed?.dataset.does === "layer") return this.filter(pressed.dataset.layer || null, this.onlyOpen);
    if (pressed) return pressed.getAttribute("aria-disabled") !== "true" && this.obey(pressed.dataset.does);
    const mark = event.target.closest("[data-number]");
    if (this.form || !mark || !this.flow.contains(mark) || !getSelection().isCollapsed) return;
    this.go(Number(mark.dataset.number));
  }

  /** Words that were selected in the text with mouse or finger: for the form, or to add what the program missed. */
  onSelected(event) {
    const selection = nativeSelection(this);
    if (!selection && this.form && this.text.contains(event.target)) {
      const token = tokenFromPoint(this, event);
      return token === null ? undefined : this.choose({ anchor: token, focus: token });
    }
    if (!selection) return;
    getSelection().removeAllRanges();
    if (!this.form) this.add(ends(selection), true);
    this.choose(selection);
  }

  askAll() {
    const layer = this.layerHere();
    const n = tally(this.rows, layer.name).open;
    this.confirm.replaceChildren(
      make("p", { text: say("reviewer.keep-all-sure", { n, layer: layer.title }) }),
      act(say("reviewer.keep-all-yes"), "all-yes"),
      act(say("reviewer.keep-all-no"), "all-no"),
    );
    this.confirm.hidden = false;
    this.confirm.lastChild.focus();
  }

  goOn() {
    this.confirm.hidden = true;
    this.text.focus({ preventScroll: true });
  }
}

const ours = (event) => (event.preventDefault(), event.stopPropagation());

function render({ model, el }) {
  const view = new Review(model, el);
  return () => view.destroy();
}

export default { render };
