// The reviewer: what comes after what, what keys ask for, what is sent to Python, and what is shown of its answers.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import { fakeModel, layOut, outwait, show, words } from "./page.mjs";
import reviewer from "../../kit/widgets/reviewer.js";
import { filtered, inOrder, neighbour, nextOpen, reviewKey, tally } from "../../kit/widgets/reviewer_list.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

const row = (layer, first, last, more = {}) => ({
  layer, label: "fear", state: "open", at: [first, last], tier: "", why: "", doubt: "", evidence: [], was: "fear", moved: false, ...more,
});
const LABELS = [
  { name: "fear", title: "Fear", hint: "", key: "1", letter: "F", offered: true },
  { name: "certainty", title: "Certainty", hint: "", key: "2", letter: "C", offered: true },
];
const LAYERS = ["zone", "loaded"].map((name) => ({ name, title: name, byBlock: name === "zone", labels: LABELS }));
const LETTERS = "a b c d e f";

function review(rows, { tiers = [["must", "Must", ""], ["trap", "Trap", ""]], notice = "" } = {}) {
  const blocks = [LETTERS, "g h"].map((text) => ({ text, widths: [...text].map(() => 1) }));
  const page = { title: "", notice, unit: "word", sentences: [0, 6], glossary: { terms: [], places: [] }, blocks, layers: LAYERS, tiers };
  const model = fakeModel({ _page: page, _rows: rows, _state: { saved: "", failed: false, undo: false, redo: false } });
  const shown = show(reviewer, model);
  layOut();
  const root = shown.el.querySelector(".kr-root");
  const text = root.querySelector(".kr-text");
  const press = (key, more = {}, target = text) => target.fire("keydown", { key, ...more });
  /** What Python does: the rows change, and the last request is answered. */
  const answer = async (changed = {}, more = {}) => {
    const after = model.get("_rows").map((each, n) => ({ ...each, ...changed[n] }));
    model.change({ _rows: after });
    model.answer({ id: model.sent.at(-1).id, kind: "done", said: "Done.", at: null, ...more });
    await null;
  };
  return { ...shown, model, root, text, press, answer, place: () => words(root, ".kr-place")[0], asked: () => model.sent.map(({ id, ...rest }) => rest) };
}

test("they come layer by layer, in the order of the text, the longer first", () => {
  const rows = [row("loaded", 4, 4), row("zone", 6, 7), row("zone", 0, 5), row("loaded", 0, 0), row("loaded", 0, 2)];
  const order = inOrder(rows, LAYERS);
  assert.deepEqual(order, [2, 1, 4, 3, 0]);
  assert.deepEqual(filtered(order, rows, { layer: "loaded", onlyOpen: false }), [4, 3, 0]);
  rows[3].state = "kept";
  assert.deepEqual(filtered(order, rows, { layer: null, onlyOpen: true }), [2, 1, 4, 0]);
});

test("on and back go by what is shown, also from one that is not", () => {
  assert.equal(neighbour([2, 1, 0], [2, 0], 1, 1), 0);
  assert.equal(neighbour([2, 1, 0], [2, 0], 1, -1), 2);
  assert.equal(neighbour([2, 1, 0], [2, 0], 0, 1), null);
});

test("the next open one is after this one, else from the start, and none that is asked about already", () => {
  const rows = [row("loaded", 0, 0), row("loaded", 1, 1, { state: "kept" }), row("loaded", 2, 2)];
  assert.equal(nextOpen([0, 1, 2], [0, 1, 2], rows, 0), 2);
  assert.equal(nextOpen([0, 1, 2], [0, 1, 2], rows, 2), 0);
  assert.equal(nextOpen([0, 1, 2], [0, 1, 2], rows, 0, new Set([2])), null);
});

test("decided ones are counted, in all or of a layer", () => {
  const rows = [row("loaded", 0, 0, { state: "kept" }), row("loaded", 1, 1, { state: "rejected" }), row("zone", 0, 5)];
  assert.deepEqual(tally(rows), { all: 3, decided: 2, kept: 1, rejected: 1, open: 1 });
  assert.equal(tally(rows, "zone").decided, 0);
});

test("letters are keys, and letters where one types", () => {
  const asked = (key, more = {}, isTyping = false) => reviewKey({ key, ...more }, isTyping);
  assert.deepEqual(["y", "N", "e", "j", "ArrowUp", "x", "Enter"].map((key) => asked(key)), ["keep", "reject", "edit", "on", "back", null, null]);
  assert.deepEqual([asked("z", { ctrlKey: true }), asked("z", { metaKey: true, shiftKey: true }), asked("y", { ctrlKey: true })], ["undo", "redo", "redo"]);
  assert.deepEqual([asked("y", {}, true), asked("z", { ctrlKey: true }, true), asked("y", { altKey: true })], [null, null, null]);
});

test("y and n decide, and the next is in front before Python has answered; nothing is shown as decided before", async () => {
  const { press, place, asked, root, answer } = review([row("loaded", 0, 0), row("loaded", 2, 3), row("loaded", 4, 4)]);
  press("y");
  assert.equal(place(), "2 of 3○ Open");
  press("n");
  assert.deepEqual(asked(), [{ kind: "keep", number: 0 }, { kind: "reject", number: 1 }]);
  assert.deepEqual(words(root, ".kr-counted"), ["0 of 3 decided: 0 kept, 0 rejected"]);
  await answer({ 0: { state: "kept" }, 1: { state: "rejected" } });
  assert.deepEqual(words(root, ".kr-counted"), ["2 of 3 decided: 1 kept, 1 rejected"]);
  assert.deepEqual([words(root, ".kr-kept"), words(root, ".kr-rejected"), words(root, ".kr-now")], [["a"], ["c d"], ["e"]]);
  press("y", { repeat: true });
  assert.equal(asked().length, 2);
});

test("all is done by buttons too, and each of them keeps JupyterLab's keys off", () => {
  const { root, asked } = review([row("loaded", 0, 0), row("loaded", 1, 1)]);
  for (const does of ["keep", "back", "reject"]) root.querySelector(`[data-does=${does}]`).fire("click");
  assert.deepEqual(asked().map(({ kind, number }) => [kind, number]), [["keep", 0], ["reject", 0]]);
  const open = root.querySelectorAll("button, input, [tabindex]").filter((node) => node.dataset.lmSuppressShortcuts !== "true");
  assert.deepEqual(open, []);
});

test("e opens the form; letters choose labels, and are letters in the reason; Enter saves, and the form stays until Python has it", async () => {
  const { press, root, asked, answer, place } = review([row("loaded", 0, 1, { why: "It scares." }), row("loaded", 4, 4)]);
  press("e");
  assert.equal(document.activeElement.value, "fear");
  press("2", {}, document.activeElement);
  assert.equal(document.activeElement.value, "certainty");
  const why = root.querySelector("textarea");
  assert.equal(press("y", {}, why).prevented, false);
  why.value = "It leaves no room.";
  why.fire("input");
  press("Enter", {}, root.querySelector("[role=spinbutton]"));
  assert.deepEqual(asked(), [{ kind: "change", number: 0, label: "certainty", why: "It leaves no room.", tier: "", first: 0, last: 1 }]);
  await answer({}, { kind: "refused", said: "No." });
  assert.deepEqual(words(root, ".kr-edit .kr-alert"), ["No."]);
  press("Enter", { ctrlKey: true }, why);
  await answer({ 0: { state: "kept", label: "certainty" } }, { at: 0 });
  assert.equal(root.querySelector(".kr-edit"), null);
  assert.equal(place(), "2 of 2○ Open");
});

test("an edge moves by a word, and never past the other", () => {
  const { press, root, asked } = review([row("loaded", 1, 2)]);
  press("e");
  const [first, last] = root.querySelectorAll("[role=spinbutton]");
  press("ArrowRight", {}, first);
  press("ArrowRight", {}, first);
  assert.deepEqual([first.textContent, first.getAttribute("aria-valuemax")], ["c", "3"]);
  press("ArrowRight", {}, last);
  assert.deepEqual(words(root, ".kr-chosen"), ["c d"]);
  root.querySelector("form").fire("submit");
  assert.deepEqual([asked()[0].first, asked()[0].last], [2, 3]);
});

test("a adds: words by arrows, Enter, a label, Enter; without a label it says so; Esc leaves", async () => {
  const { press, root, asked, answer, text } = review([row("loaded", 1, 2)]);
  press("a");
  assert.equal(document.activeElement, text);
  press("ArrowRight");
  press("ArrowRight", { shiftKey: true });
  press("Enter");
  press("Enter", {}, document.activeElement);
  assert.deepEqual([words(root, ".kr-edit .kr-alert"), asked()], [["Choose a label first."], []]);
  press("f", {}, document.activeElement);
  press("Enter", {}, document.activeElement);
  assert.deepEqual(asked(), [{ kind: "add", layer: "loaded", label: "fear", why: "", tier: "", first: 2, last: 3 }]);
  await answer({}, { at: 1 });
  press("a");
  press("Escape");
  assert.equal(root.querySelector(".kr-edit"), null);
});

test("what is undone comes in front", async () => {
  const { press, asked, answer, place } = review([row("loaded", 0, 0), row("loaded", 1, 1), row("loaded", 2, 2)]);
  press("j");
  press("j");
  assert.equal(place(), "3 of 3○ Open");
  press("u");
  await answer({}, { at: 0, said: "Undone." });
  assert.deepEqual([asked(), place()], [[{ kind: "undo" }], "1 of 3○ Open"]);
});

test("a layer, and only what is open, can be chosen; all that is left in a layer is kept once it is confirmed", () => {
  const { root, asked, place } = review([row("zone", 0, 5, { state: "kept" }), row("loaded", 0, 0), row("loaded", 1, 1)]);
  assert.deepEqual(words(root, ".kr-filters button"), ["All 1/3", "zone 1/1", "loaded 0/2"]);
  root.querySelector("[data-layer=loaded]").fire("click");
  assert.equal(place(), "1 of 2○ Open");
  root.querySelector("[data-does=ask-all]").fire("click");
  assert.deepEqual(asked(), []);
  root.querySelector("[data-does=all-no]").fire("click");
  assert.equal(root.querySelector(".kr-confirm").hidden, true);
  root.querySelector("[data-does=ask-all]").fire("click");
  root.querySelector("[data-does=all-yes]").fire("click");
  assert.deepEqual(asked(), [{ kind: "keep-all", layer: "loaded" }]);
});

test("a zone is shown as its block; words of an article and of messages are text and nothing else", () => {
  const { root } = review([row("zone", 0, 5, { why: "<img src=x onerror=alert(1)>", label: "<b>" })], { notice: "<i>" });
  assert.equal(root.querySelector("[data-kind=now]").textContent, LETTERS);
  assert.match(words(root, ".kr-about")[0], /<img src=x/);
  assert.deepEqual(root.querySelectorAll("img, b, i"), []);
});

test("a kernel that is silent is said, and what is not saved; a view that ends listens no more", async () => {
  const { press, root, answer, model, end } = review([row("loaded", 0, 0)]);
  press("y");
  outwait(mock.timers);
  assert.match(words(root, ".kr-alert")[0], /^The program is not answering.*has not been made/);
  model.change({ _state: { saved: "Not saved: disk full.", failed: true, undo: true, redo: false } });
  await answer({ 0: { state: "kept" } });
  assert.deepEqual(words(root, ".kr-alert"), ["Not saved: disk full."]);
  end();
  assert.equal(model.listening(), 0);
});
