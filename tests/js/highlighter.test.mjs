// The highlighter's page: what it makes, what it shows of what Python says, and what it asks for.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";

import { fakeModel, outwait, show, words } from "./page.mjs";
import highlighter from "../../kit/widgets/highlighter.js";
import { button, buildPage, chip, ink, keyTable, letterTag } from "../../kit/widgets/highlighter_build.js";
import { reasons } from "../../kit/widgets/highlighter_findings.js";
import { kernelLine } from "../../kit/widgets/highlighter_kernel.js";
import { showList } from "../../kit/widgets/highlighter_list.js";
import { paint } from "../../kit/widgets/highlighter_paint.js";
import { indexAt, nativeSelection, placeOf, rectsOf, tokenFromPoint } from "../../kit/widgets/highlighter_places.js";
import { rove, roveBy } from "../../kit/widgets/highlighter_roving.js";
import { indexText } from "../../kit/widgets/highlighter_text.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

const LABELS = [
  { name: "direct", title: "Word for word", hint: "Own words", letter: "W", key: "1", pattern: "solid", ink: ["#00f", "#8bf"], offered: true },
  { name: "scare", title: "Only in marks", hint: "", letter: "M", key: "2", pattern: "dashed", ink: ["#b40", "#f95"], offered: true },
  { name: "title", title: "Title", hint: "", letter: "T", key: "", pattern: "dotted", ink: ["#075", "#3ca"], offered: false },
];
const PAGE = {
  title: "Buses", notice: "", sentences: [0], margin: false, glossary: { terms: [], places: [] },
  blocks: [["One", "two", "three."], ["Four", "five."]].map((block) => ({
    text: block.join(" "),
    widths: block.flatMap((word, i) => (i ? [1, word.length] : [word.length])),
  })),
};
const AGREE = { status: "agree", mine: [0, 1, "direct"], reference: [0, 1, "direct"], why: "She says it.", accept: [] };
const MISSED = { status: "missed", mine: null, reference: [3, 3, "title"], why: "", accept: ["Scare"] };

function open(traits = {}, page = {}) {
  const model = fakeModel({
    _page: { ...PAGE, unit: "word", ...page }, _labels: LABELS, _background: [], _marks: [], _comparison: {},
    _state: { saved: "", failed: false, undo: false, redo: false }, ...traits,
  });
  return { model, ...show(highlighter, model) };
}

/** Blocks in place of words: a token each. */
function byBlock(traits) {
  return open(traits, { unit: "block", blocks: PAGE.blocks.map(({ text }) => ({ text, widths: [text.length] })) });
}

/** What the page knows of where tokens stand, each block one text node. */
function viewOf(el) {
  const nodes = el.querySelectorAll(".kit-flow p").map((row) => row.firstChild);
  const places = nodes.map((node, block) => ({ node, block, from: 0 }));
  const owner = new WeakMap(places.map((place) => [place.node, place]));
  return { doc: indexText({ ...PAGE, unit: "word" }), flow: el.querySelector(".kit-flow"), texts: places.map((place) => [place]), owner };
}

const text = (el) => el.querySelector(".kit-text");
const press = (node, key, more) => node.fire("keydown", { key, ...more });
const asked = (model) => model.sent.map(({ id, ...rest }) => rest);

/** Several changes are shown once, a moment later. */
async function change(model, changed) {
  model.change(changed);
  await Promise.resolve();
}

describe("the page as it is built", () => {
  test("labels that are offered have a button each, with letter, name, and digit", () => {
    const { el } = open();
    assert.deepEqual(words(el, ".kit-chip"), ["WWord for word1", "MOnly in marks2"]);
    assert.deepEqual(words(el, ".kit-chip .kit-name"), ["Word for word", "Only in marks"]);
    assert.deepEqual(el.querySelectorAll(".kit-chip").map((each) => each.getAttribute("title")), ["Own words", ""]);
    assert.equal(chip(LABELS[0]).getAttribute("aria-keyshortcuts"), "1 W");
    assert.equal(ink(LABELS[0]), "--ink:light-dark(#00f,#8bf)");
    assert.deepEqual([letterTag(LABELS[0]).textContent, button("Go", "go").getAttribute("data-does")], ["W", "go"]);
  });

  test("by words an application around a document, by blocks a list box of options", () => {
    const doc = (unit) => indexText({ ...PAGE, unit });
    const word = buildPage({ id: "x", doc: doc("word"), title: "", notice: "" });
    assert.deepEqual([word.text.getAttribute("role"), word.flow.getAttribute("role"), word.rows.length], ["application", "document", 2]);
    assert.equal(word.text.getAttribute("aria-label"), "Article: text to mark. Press question mark for the keys.");
    const block = buildPage({ id: "x", doc: doc("block"), title: "Buses", notice: "" });
    assert.deepEqual([block.text.getAttribute("role"), block.rows[1].getAttribute("role"), block.rows[1].id], ["listbox", "option", "x-1"]);
    assert.equal(block.text.getAttribute("aria-label"), "Buses: blocks to label. Press question mark for the keys.");
    assert.deepEqual(words(block.acts, "button"), ["Remove label", "Undo", "Redo", "Reset…", "Read aloud", "Keys"]);
  });

  test("a notice can be closed", () => {
    const { el } = open({}, { notice: "Set aside." });
    assert.deepEqual(words(el, ".kit-notice span"), ["Set aside."]);
    el.querySelector(".kit-notice button").fire("click");
    assert.equal(el.querySelector(".kit-notice"), null);
  });

  test("each unit has a table of its keys", () => {
    const table = (unit) => keyTable(unit)[0];
    assert.deepEqual([words(table("word"), "dt")[0], words(table("word"), "dd")[0]], ["← →", "word by word"]);
    assert.deepEqual([words(table("word"), "dt").length, words(table("block"), "dt").length], [15, 12]);
    assert.match(keyTable("block")[1].textContent, /^With the mouse: click a block/);
  });

  test("the words of the article are text, whatever they are", () => {
    const hostile = "<b>One</b>";
    const { el } = open({}, { blocks: [{ text: hostile, widths: [hostile.length] }] });
    assert.deepEqual([words(el, ".kit-flow p"), el.querySelectorAll(".kit-flow b").length], [[hostile], 0]);
  });
});

describe("what is drawn", () => {
  test("a mark has its label, its line, and at its start its letter; the text stays whole", () => {
    const { el } = open({ _marks: [[0, 1, "direct"], [1, 3, "scare"]], _background: [[4, 4, "zone: body"]] });
    assert.deepEqual(words(el, ".kit-flow p"), ["One two three.", "Four five."]);
    const marks = el.querySelectorAll("mark").map((mark) => [mark.textContent, mark.getAttribute("data-label"), mark.getAttribute("data-tag")]);
    assert.deepEqual(marks, [
      ["One ", "direct", "W"], ["two", "scare", "M"], ["two", "direct", null], [" three.", "scare", null], ["Four", "scare", null],
    ]);
    assert.deepEqual(el.querySelectorAll("[data-tag=W]").map((mark) => mark.getAttribute("data-spoken")), ["Word for word: "]);
    assert.deepEqual(words(el, ".kit-background"), ["five."]);
  });

  test("only blocks on which something changed are drawn anew", () => {
    const { model, el } = open({ _marks: [[0, 0, "direct"]] });
    const view = { model, doc: indexText({ ...PAGE, unit: "word" }), findings: null, marks: [], filter: "all", labelOf: () => LABELS[0] };
    const words = el.querySelectorAll(".kit-flow p");
    Object.assign(view, { painted: new Map(), texts: [], owner: new WeakMap(), words, rows: words });
    paint(view);
    const [first, second] = words.map((row) => row.firstChild);
    view.marks = [[3, 3, "direct"]];
    paint(view);
    assert.deepEqual([words[0].firstChild === first, words[1].firstChild === second], [true, false]);
  });

  test("a block has its number and its label, or is said to have none", () => {
    const { el } = byBlock({ _marks: [[1, 1, "direct"]] });
    assert.deepEqual(words(el, ".kit-gutter"), ["1 no label. ", "2WWord for word. "]);
    assert.deepEqual(el.querySelectorAll(".kit-row").map((row) => row.getAttribute("data-label")), [null, "direct"]);
  });

  test("by block a comparison shows whose label is whose", () => {
    const differ = { ...AGREE, status: "differ", mine: [0, 0, "direct"], reference: [0, 0, "scare"] };
    const { el } = byBlock({ _comparison: { key: [differ] } });
    assert.equal(words(el, ".kit-gutter")[0], "1≠ DifferYouWWord for wordKeyMOnly in marks. ");
  });
});

describe("the list", () => {
  test("an entry for each mark; one that stays is the same element", async () => {
    const { model, el } = open({ _marks: [[0, 1, "direct"]] });
    assert.deepEqual([words(el, ".kit-list-head"), words(el, ".kit-entry")], [["Marks (1)"], ["WWord for word: One two×"]]);
    assert.equal(el.querySelector(".kit-away").getAttribute("aria-label"), "Remove Word for word from “One two”");
    const [entry] = el.querySelectorAll(".kit-entry");
    await change(model, { _marks: [[0, 0, "scare"], [0, 1, "direct"]] });
    assert.deepEqual([words(el, ".kit-list-head"), el.querySelectorAll(".kit-entry")[1] === entry], [["Marks (2)"], true]);
    await change(model, { _marks: [] });
    assert.equal(el.querySelector(".kit-list").getAttribute("data-empty"), "Nothing marked yet.");
  });

  test("by block it says of how many", () => {
    const view = { model: null, findings: null, marks: [], entries: new Map(), doc: { unit: "block", count: 2 } };
    Object.assign(view, { list: document.createElement("ol"), listHead: document.createElement("p") });
    showList(view);
    assert.equal(view.listHead.textContent, "Labelled (0 of 2)");
  });

  test("Delete on an entry asks for its mark to go, and moves on to the next", () => {
    const { model, el } = open({ _marks: [[0, 1, "direct"], [3, 3, "scare"]] });
    const [first, second] = el.querySelectorAll(".kit-go");
    press(first, "Delete");
    assert.deepEqual([asked(model), document.activeElement], [[{ kind: "unmark", marks: [[0, 1, "direct"]] }], second]);
  });

  test("a click on an entry selects its words, a click on its cross removes it", () => {
    const { model, el } = open({ _marks: [[0, 1, "direct"]] });
    el.querySelector(".kit-go").fire("click");
    press(text(el), "m");
    el.querySelector(".kit-away").fire("click");
    assert.deepEqual(asked(model), [{ kind: "mark", first: 0, last: 1, label: "scare" }, { kind: "unmark", marks: [[0, 1, "direct"]] }]);
  });
});

describe("keys and clicks", () => {
  test("a label's digit or letter marks what is selected; arrows move and are read out", () => {
    const { model, el } = open();
    text(el).focus();
    press(text(el), "ArrowRight");
    assert.deepEqual(words(el, ".kit-spoken"), ["two"]);
    press(text(el), "ArrowRight", { shiftKey: true });
    assert.deepEqual(words(el, ".kit-spoken"), ["Selected: two three."]);
    assert.ok(press(text(el), "1").prevented);
    assert.deepEqual(asked(model), [{ kind: "mark", first: 1, last: 2, label: "direct" }]);
    press(text(el), "z");
    assert.deepEqual(words(el, ".kit-said"), ["No label has the key Z. Press ? for the keys."]);
  });

  test("a click selects a word, Shift and click extends to another", () => {
    const { model, el } = open();
    const [row] = el.querySelectorAll(".kit-flow p");
    const at = (offset) => (document.caretPositionFromPoint = () => ({ offsetNode: row.firstChild, offset }));
    at(0);
    row.fire("click", { clientX: 99, clientY: 99 });
    at(9);
    assert.ok(row.fire("mousedown", { clientX: 99, clientY: 99, shiftKey: true }).prevented);
    press(text(el), "w");
    delete document.caretPositionFromPoint;
    assert.deepEqual(asked(model), [{ kind: "mark", first: 0, last: 2, label: "direct" }]);
  });

  test("all, only the cursor, and that nothing need be saved", () => {
    const { model, el } = open();
    press(text(el), "a", { ctrlKey: true });
    press(text(el), "1");
    press(text(el), "Escape");
    press(text(el), "1");
    assert.deepEqual(asked(model).map(({ first, last }) => [first, last]), [[0, 4], [4, 4]]);
    press(text(el), "ArrowUp");
    press(text(el), "s", { ctrlKey: true });
    assert.deepEqual(words(el, ".kit-said"), ["Marks are saved as you make them; there is nothing to press."]);
  });

  test("a label without a selection says what comes first; so does Delete", () => {
    const { model, el } = open();
    el.querySelector(".kit-chip").fire("click");
    assert.deepEqual(words(el, ".kit-refused"), ["Select some words first: click one, or drag."]);
    press(text(el), "Delete");
    assert.deepEqual([words(el, ".kit-said"), asked(model)], [["There is no mark here to remove."], []]);
  });

  test("keys that are not ours go on to the notebook", () => {
    const { el } = open();
    const event = press(text(el), "F5");
    assert.deepEqual([event.prevented, event.stopped], [false, false]);
  });

  test("reset asks first, and says how many", async () => {
    const { model, el } = open({ _marks: [[0, 0, "direct"], [1, 1, "direct"]] });
    const reset = el.querySelector("[data-does=reset]");
    reset.fire("click");
    assert.equal(words(el, ".kit-confirm span")[0], "Remove all 2 marks? Undo brings them back.");
    press(el.querySelector("[data-does=reset-no]"), "Escape");
    assert.ok(el.querySelector(".kit-confirm").hidden);
    reset.fire("click");
    el.querySelector("[data-does=reset-yes]").fire("click");
    assert.deepEqual(asked(model), [{ kind: "reset" }]);
    await change(model, { _marks: [] });
    reset.fire("click");
    assert.equal(asked(model).length, 1); // there is nothing left to remove
  });

  test("? opens the keys, Escape closes them and gives the focus back", () => {
    const { el } = open();
    press(text(el), "?");
    assert.deepEqual([el.querySelector(".kit-help").hidden, document.activeElement.textContent], [false, "Close"]);
    press(document.activeElement, "Escape");
    assert.deepEqual([el.querySelector(".kit-help").hidden, document.activeElement], [true, text(el)]);
  });

  test("by block, a click selects, and what is chosen is said to be", () => {
    const { model, el } = byBlock();
    const rows = el.querySelectorAll(".kit-row");
    rows[0].fire("click");
    rows[1].fire("mousedown", { shiftKey: true });
    press(text(el), "1");
    assert.deepEqual(asked(model), [{ kind: "mark", first: 0, last: 1, label: "direct" }]);
    assert.deepEqual(rows.map((row) => row.getAttribute("aria-selected")), ["true", "true"]);
    assert.equal(text(el).getAttribute("aria-activedescendant"), rows[1].id);
  });

  test("the words selected are copied", () => {
    const { el } = open();
    const data = {};
    text(el).focus();
    text(el).fire("copy", { clipboardData: { setData: (type, words) => (data[type] = words) } });
    assert.deepEqual(data, { "text/plain": "One" });
  });

  test("a group of buttons is one tab stop, and the arrows go round", () => {
    const { el } = open();
    const tools = el.querySelector(".kit-tools");
    const [first, second] = tools.querySelectorAll("button");
    rove(tools);
    assert.deepEqual([first.tabIndex, second.tabIndex], [0, -1]);
    first.focus();
    assert.ok(roveBy(tools, { key: "ArrowLeft" }));
    assert.deepEqual([document.activeElement, first.tabIndex, second.tabIndex], [second, -1, 0]);
    assert.equal(roveBy(tools, { key: "ArrowLeft", ctrlKey: true }), false);
    assert.equal(roveBy(tools, { key: "x" }), false);
  });
});

describe("the selection", () => {
  test("a box for the words and one for the cursor; the label it has is shown", () => {
    const { el } = open({ _marks: [[0, 1, "direct"]] });
    text(el).focus();
    assert.deepEqual(el.querySelectorAll(".kit-box").map((box) => box.getAttribute("class")), ["kit-box", "kit-box kit-cursor"]);
    assert.deepEqual(el.querySelectorAll(".kit-chip").map((each) => each.getAttribute("aria-pressed")), ["true", "false"]);
    assert.equal(el.querySelector(".kit-entry").getAttribute("data-current"), "true");
  });

  test("without one nothing is boxed and nothing can be removed", () => {
    const { el } = open({ _marks: [[0, 1, "direct"]] });
    assert.equal(el.querySelectorAll(".kit-box").length, 0);
    assert.equal(el.querySelector("[data-does=remove]").getAttribute("aria-disabled"), "true");
  });

  test("an offset of a block and a place in the page's tree are the same place", () => {
    const { el } = open();
    const [row] = el.querySelectorAll(".kit-flow p");
    const [a, b] = [{ node: {}, from: 0 }, { node: row.firstChild, from: 4 }];
    assert.deepEqual([indexAt([a, b], 4), indexAt([a, b], 3)], [1, 0]);
    const view = { doc: indexText({ ...PAGE, unit: "word" }), flow: el.querySelector(".kit-flow"), owner: new WeakMap() };
    view.owner.set(row.firstChild, { block: 0, from: 4 });
    assert.deepEqual(placeOf(view, row.firstChild, 2), { block: 0, offset: 6 });
    assert.deepEqual(placeOf(view, row, 1), { block: 0, offset: 14 });
    assert.equal(placeOf(view, document.body, 99), null);
    view.texts = [[{ node: row.firstChild, from: 0 }]];
    assert.equal(rectsOf(view, 0, 1).length, 1);
  });

  test("by word, a press is on the token whose box it touches, else on the caret's", () => {
    const { el } = open();
    const [row] = el.querySelectorAll(".kit-flow p");
    document.caretPositionFromPoint = () => ({ offsetNode: row.firstChild, offset: 5 });
    const view = viewOf(el);
    assert.equal(tokenFromPoint(view, { clientX: 5, clientY: 5, target: row }), 1);
    assert.equal(tokenFromPoint(view, { clientX: 99, clientY: 99, target: row }), 1);
    document.caretPositionFromPoint = () => null;
    assert.equal(tokenFromPoint(view, { clientX: 5, clientY: 5, target: row }), null);
    delete document.caretPositionFromPoint;
  });

  test("what a drag selects becomes whole tokens, the way it was drawn", () => {
    const { el } = open();
    const [one, two] = el.querySelectorAll(".kit-flow p").map((row) => row.firstChild);
    const drawn = (anchorNode, anchorOffset, from, to) => () => ({
      isCollapsed: false, anchorNode, anchorOffset, removeAllRanges() {},
      getRangeAt: () => ({ startContainer: from[0], startOffset: from[1], endContainer: to[0], endOffset: to[1] }),
    });
    const before = globalThis.getSelection;
    globalThis.getSelection = drawn(one, 5, [one, 5], [two, 2]);
    assert.deepEqual(nativeSelection(viewOf(el)), { anchor: 1, focus: 3 });
    globalThis.getSelection = drawn(two, 2, [one, 5], [two, 2]);
    assert.deepEqual(nativeSelection(viewOf(el)), { anchor: 3, focus: 1 });
    globalThis.getSelection = drawn(one, 3, [one, 3], [one, 4]); // the space alone
    assert.equal(nativeSelection(viewOf(el)), null);
    globalThis.getSelection = before;
    assert.equal(nativeSelection(viewOf(el)), null);
  });

  test("by block, a press is on the block it is in", () => {
    const { el } = byBlock();
    const view = { doc: { unit: "block" } };
    assert.equal(tokenFromPoint(view, { target: el.querySelectorAll(".kit-words")[1] }), 1);
    assert.equal(tokenFromPoint(view, { target: text(el) }), null);
  });
});

describe("comparing", () => {
  test("beside a program alone there is no key, and nothing is missing or too much", async () => {
    const { model, el } = open({ _marks: [[0, 1, "direct"]] });
    await change(model, { _comparison: { program: [AGREE, MISSED] } });
    assert.deepEqual(words(el, ".kit-legend"), ["Your marks run under the words, the program’s above them.", "There is no key here. The program is a second reader, and often wrong."]);
    assert.deepEqual(words(el, ".kit-summary"), ["You and the program agree at 1 place · 0 differ · 1 only the program’s · 0 only yours"]);
    assert.deepEqual(words(el, "[data-choice]"), ["All 2", "✓ Agree 1", "○ Only the program’s 1"]);
    await change(model, { _comparison: { program: [AGREE, MISSED], key: [AGREE] } });
    assert.equal(words(el, ".kit-legend").length, 1);
  });

  test("marks are locked, findings counted, listed, and shown by status", async () => {
    const { model, el } = open({ _marks: [[0, 1, "direct"]] });
    await change(model, { _comparison: { key: [AGREE, MISSED] } });
    assert.deepEqual(words(el, ".kit-summary"), ["1 of 2 agree · 0 differ · 1 not marked"]);
    assert.deepEqual([el.querySelector(".kit-tools").hidden, words(el, ".kit-said")], [true, ["Marks are locked while you compare. Click one to read the reason, or press Next."]]);
    assert.deepEqual(words(el, ".kit-spoken"), ["Comparing with the key: 1 of 2 agree · 0 differ · 1 not marked."]);
    const heard = el.querySelectorAll("[data-tag]").map((mark) => mark.getAttribute("data-spoken"));
    assert.deepEqual(heard.filter(Boolean), ["Agree, Word for word: ", "Not marked, Title: "]);
    assert.deepEqual(words(el, "[data-choice]"), ["All 2", "✓ Agree 1", "○ Not marked 1"]);
    assert.deepEqual([words(el, ".kit-list-head"), words(el, ".kit-go")], [["Findings (2)"], ["✓WAgree: Word for word: One two", "○TNot marked: Title: Four"]]);
    el.querySelector("[data-choice=missed]").fire("click");
    assert.deepEqual([words(el, ".kit-list-head"), words(el, "mark")], [["Findings (1)"], ["Four"]]);
    el.querySelector("[data-does=leave]").fire("click");
    assert.deepEqual(asked(model), [{ kind: "leave" }]);
    await change(model, { _comparison: {} });
    assert.deepEqual([el.querySelector(".kit-tools").hidden, el.querySelector(".kit-bar").hidden], [false, true]);
  });

  test("a finding's reasons are shown where one goes", async () => {
    const { model, el } = open();
    await change(model, { _comparison: { key: [AGREE, MISSED] } });
    el.querySelectorAll(".kit-go")[1].fire("click");
    assert.deepEqual(words(el, ".kit-reason p"), ["○ Not marked. The key: Title. You left it unmarked.", "The key gives no reason.", "Also fine: Scare."]);
    el.querySelectorAll(".kit-go")[0].fire("click");
    assert.deepEqual(words(el, ".kit-reason p"), ["✓ Agree. You and the key: Word for word.", "Why: She says it."]);
  });

  test("a program's finding is read with its doubt, and with what the key says there", async () => {
    const { el } = open();
    const key = (status, reference, why = "") => ({ key: { status, reference, why } });
    const program = { why: "It has a verb.", doubt: "It may be a title.", accept: [], others: [] };
    const lines = (finding) => reasons({ ...AGREE, ...program, ...finding }, "program", (name) => name).map((line) => line.join(" "));
    assert.deepEqual(lines(key("agree", [0, 1, "direct"])), ["Why: It has a verb.", "It may be wrong: It may be a title.", "The key agrees with the program."]);
    assert.equal(lines(key("agree", [0, 1, "scare"], "It is."))[2], "The key says scare, and takes this label too. It is.");
    assert.equal(lines(key("differ", [0, 1, "scare"], "No."))[2], "The key says scare. No.");
    assert.equal(lines(key("differ", [0, 0, "direct"]))[2], "The key has the same label, but not on the same words.");
    const missed = { status: "missed", mine: null };
    assert.equal(lines({ ...missed, ...key("extra", null) })[2], "The key has nothing here.");
    assert.equal(lines({ ...missed, ...key("trap", [0, 1, "direct"], "A song.") })[2], "The key says that it looks right, and is not. A song.");
    assert.equal(lines(key("open", [0, 1, "scare"]))[2], "The key leaves this one open: people disagree.");
    assert.deepEqual(lines({ status: "extra", reference: null, why: "", doubt: "", ...key("agree", [0, 1, "direct"]) }), ["The key agrees with you."]);
    assert.equal(el.querySelectorAll(".kit-reason").length, 0);
  });

  test("beside a class how many marked it is the reason, and beside the others it is said as well", async () => {
    const { model, el } = open();
    const many = "6 of 9 in your class marked this.";
    const lines = (finding, reference) => reasons({ ...AGREE, accept: [], others: [], doubt: "", ...finding }, reference, String).map((line) => line.join(" ").trim());
    assert.deepEqual(lines({ why: many }, "class"), [many]);
    assert.deepEqual(lines({ why: "She says it.", class: many }, "key"), ["Why: She says it.", `The class: ${many}`]);
    assert.deepEqual(lines({ why: "" }, "neighbour"), []); // whoever marks gives no reason
    const key = { key: { status: "agree", reference: [0, 1, "direct"], why: "" } };
    assert.deepEqual(lines({ why: many, ...key }, "class"), [many, "The key agrees with the class."]);
    await change(model, { _comparison: { key: [AGREE], class: [{ ...AGREE, why: many }], program: [AGREE], neighbour: [AGREE] } });
    const choices = el.querySelectorAll("[data-does=reference]").map((each) => each.textContent);
    assert.deepEqual(choices, ["Key", "Class", "Program", "Neighbour"]);
    assert.deepEqual(words(el, ".kit-reader"), []);
    el.querySelectorAll("[data-does=reference]")[1].fire("click");
    assert.match(words(el, ".kit-reader")[0], /no judge/);
  });

  test("where a mark takes in more than the key, the key's words are said", () => {
    const finding = { ...AGREE, why: "", accept: [], others: [] };
    const lines = (mine) => reasons({ ...finding, mine }, "key", String, (first, last) => `${first} to ${last}`);
    const words = ["The words of the key:", `“${finding.reference[0]} to ${finding.reference[1]}”`];
    const [first, last] = finding.reference;
    assert.deepEqual(lines([first, last + 3, "direct"])[0], words);
    assert.notDeepEqual(lines([first, last + 2, "direct"])[0], words);
  });

  test("a trap gives its reason, and what is open says so and does not count", async () => {
    const { model, el } = open();
    const trap = { ...AGREE, status: "trap", reference: [0, 0, "direct"], why: "It goes on." };
    const contested = { ...AGREE, status: "open", mine: [4, 4, "scare"], reference: [4, 4, "direct"], why: "Some say so." };
    await change(model, { _comparison: { key: [trap, MISSED, contested] } });
    assert.deepEqual(words(el, ".kit-summary"), ["0 of 1 agree · 0 differ · 1 not marked · 1 look-alike marked · 1 is open and does not count"]);
    el.querySelectorAll(".kit-go")[0].fire("click");
    assert.deepEqual(words(el, ".kit-reason p"), ["! Look-alike. You: Word for word. The key: it looks right, and is not.", "Why: It goes on."]);
    el.querySelectorAll(".kit-go")[2].fire("click");
    assert.match(words(el, ".kit-reason p")[0], /^\? Open\. You: Only in marks\. The key leaves this one open: people disagree/);
  });

  test("a mark that joins entries is drawn once, and marks that share an entry are one finding", async () => {
    const { model, el } = open();
    const joined = [[0, 1], [3, 4]].map(([first, last]) => ({ ...AGREE, mine: [0, 4, "direct"], reference: [first, last, "direct"] }));
    await change(model, { _comparison: { key: joined } });
    assert.deepEqual(words(el, ".kit-summary"), ["2 of 2 agree · 0 differ · 0 not marked"]);
    assert.deepEqual(words(el, "mark.kit-mine"), ["One two", " three.", "Four five."]); // run by run, and not twice
    const shared = { ...AGREE, mine: [0, 0, "direct"], others: [[1, 1, "direct"]] };
    await change(model, { _comparison: { key: [shared] } });
    assert.deepEqual(words(el, ".kit-summary"), ["1 of 1 agree · 0 differ · 0 not marked"]);
    assert.equal(el.querySelectorAll("mark.kit-mine").length, 2);
  });

  test("an entry that two marks miss in part is one of those asked for", async () => {
    const { model, el } = open();
    const differ = [[0, 0], [1, 1]].map(([first, last]) => ({ ...AGREE, status: "differ", mine: [first, last, "scare"] }));
    await change(model, { _comparison: { key: [...differ, MISSED] } });
    assert.deepEqual(words(el, ".kit-summary"), ["0 of 2 agree · 2 differ · 1 not marked"]);
  });

  test("a second reference is shown when it comes, and one can go back", async () => {
    const { model, el } = open();
    await change(model, { _comparison: { key: [AGREE] } });
    await change(model, { _comparison: { key: [AGREE], program: [MISSED] } });
    const pressed = () => words(el, "[data-does=reference][aria-pressed=true]");
    assert.deepEqual(pressed(), ["Program"]);
    el.querySelector("[data-choice=key]").fire("click");
    assert.deepEqual([pressed(), words(el, ".kit-legend")], [["Key"], ["Your marks run under the words, the key’s above them."]]);
  });

  test("by block, a filter hides the blocks it leaves out, and the cursor goes by them", () => {
    const findings = [{ ...AGREE, mine: [0, 0, "direct"], reference: [0, 0, "direct"] }, { ...MISSED, reference: [1, 1, "title"] }];
    const { el } = byBlock({ _comparison: { key: findings } });
    el.querySelector("[data-choice=missed]").fire("click");
    assert.deepEqual(el.querySelectorAll(".kit-row").map((row) => row.hidden), [true, false]);
    text(el).focus();
    press(text(el), "ArrowDown");
    assert.equal(text(el).getAttribute("aria-activedescendant"), el.querySelectorAll(".kit-row")[1].id);
  });
});

describe("the kernel", () => {
  test("what was asked and answered is told, a refusal as one", () => {
    const { model, el } = open();
    press(text(el), "z", { ctrlKey: true });
    model.answer({ id: "another:1", kind: "done", said: "Not ours." });
    model.answer({ id: model.sent[0].id, kind: "refused", said: "There is nothing to undo." });
    assert.deepEqual([words(el, ".kit-said"), words(el, ".kit-refused")], [["There is nothing to undo."], ["There is nothing to undo."]]);
  });

  test("a silent kernel: what to do, and how much is not done; any answer takes it back", () => {
    const { model, el } = open();
    for (const key of ["z", "y"]) press(text(el), key, { ctrlKey: true });
    assert.deepEqual(words(el, ".kit-alert"), [""]);
    outwait(mock.timers);
    assert.match(words(el, ".kit-alert")[0], /^The program is not answering\. .* Your last 2 changes have not been made\./);
    model.answer({ id: model.sent[0].id, kind: "done", said: "Undone." });
    assert.ok(el.querySelector(".kit-alert").hidden);
    outwait(mock.timers);
    assert.match(words(el, ".kit-alert")[0], / Your last change has not been made\./);
    model.answer({ id: "another:1", kind: "done", said: "Not ours." });
    assert.ok(el.querySelector(".kit-alert").hidden);
    model.answer({ id: model.sent[1].id, kind: "done", said: "Redone." });
    assert.ok(el.querySelector(".kit-alert").hidden);
  });

  test("a kernel that works through what was asked, one at a time, is not silent", () => {
    const { model, el } = open();
    for (const key of ["z", "y", "z"]) press(text(el), key, { ctrlKey: true });
    for (const { id } of model.sent) {
      mock.timers.tick(2000);
      assert.deepEqual(words(el, ".kit-alert"), [""]);
      model.answer({ id, kind: "done", said: "Undone." });
    }
    outwait(mock.timers);
    assert.deepEqual(words(el, ".kit-alert"), [""]);
  });

  test("what is typed faster than it is answered, by a kernel that takes its time, is not met with silence", () => {
    const { model, el } = open();
    let answered = 0;
    const work = (n) => {
      for (; n > 0; n--) {
        mock.timers.tick(160);
        model.answer({ id: model.sent[answered++].id, kind: "done", said: "Done." });
        assert.deepEqual(words(el, ".kit-alert"), [""]);
      }
    };
    for (let n = 0; n < 35; n++) press(text(el), n % 2 ? "z" : "y", { ctrlKey: true });
    work(20);
    press(text(el), "z", { ctrlKey: true });
    work(16);
    outwait(mock.timers);
    assert.deepEqual(words(el, ".kit-alert"), [""]);
  });

  test("a page that was held up itself reads what was answered before it says that nothing was", () => {
    const { model, el } = open();
    press(text(el), "z", { ctrlKey: true });
    mock.timers.tick(60000);
    model.answer({ id: model.sent[0].id, kind: "done", said: "Undone." });
    outwait(mock.timers);
    assert.deepEqual(words(el, ".kit-alert"), [""]);
  });

  test("a closed line is a silent kernel at once", () => {
    const model = fakeModel({});
    model.send = () => {
      throw new Error("closed");
    };
    let silences = 0;
    const kernel = kernelLine(model, "v", { answered() {}, silent: () => silences++ });
    kernel.ask("undo");
    assert.deepEqual([silences, kernel.silence().includes("Your last change has not")], [1, true]);
    kernel.close();
    outwait(mock.timers);
    assert.deepEqual([silences, model.listening()], [1, 0]);
  });

  test("what was saved is said, and louder what was not", async () => {
    const { model, el, end } = open({ _state: { saved: "Saved", failed: false, undo: true, redo: false } });
    assert.deepEqual([words(el, ".kit-is-saved"), words(el, ".kit-alert")], [["Saved"], [""]]);
    assert.equal(el.querySelector("[data-does=undo]").getAttribute("aria-disabled"), "false");
    await change(model, { _state: { saved: "Not saved: full.", failed: true, undo: true, redo: false } });
    assert.deepEqual([words(el, ".kit-saved"), words(el, ".kit-alert")], [[""], ["Not saved: full."]]);
    end();
    assert.deepEqual([model.listening(), el.querySelectorAll(".kit-card").length], [0, 0]);
  });
});
