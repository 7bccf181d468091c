// Reading and marking in the highlighter: what a press takes, the margin, the glossary, fingers, and where reasons stand.
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";

import { fakeModel, layOut, show, words } from "./page.mjs";
import highlighter from "../../kit/widgets/highlighter.js";
import { explained } from "../../kit/widgets/highlighter_build.js";
import { bringToSight, measureFrame } from "../../kit/widgets/highlighter_frame.js";
import { keepInList } from "../../kit/widgets/highlighter_list.js";
import { byLine, sentenceFor } from "../../kit/widgets/highlighter_margin.js";
import { nextFinding, reasonsHere } from "../../kit/widgets/highlighter_reasons.js";
import { meaningsOf, showMeaning, termsAt } from "../../kit/widgets/highlighter_terms.js";
import { indexText, sentenceOf, sentencesOf } from "../../kit/widgets/highlighter_text.js";
import { drawGrips } from "../../kit/widgets/highlighter_touch.js";

const LABELS = [
  { name: "fact", title: "Fact claim", hint: "It can be checked", letter: "F", key: "1", pattern: "solid", ink: ["#00f", "#8bf"], offered: true },
  { name: "call", title: "Call", hint: "", letter: "L", key: "2", pattern: "dashed", ink: ["#b40", "#f95"], offered: true },
];
const BLOCKS = [["One", "two.", "Three", "four."], ["Five", "six."]].map((block) => ({
  text: block.join(" "),
  widths: block.flatMap((word, i) => (i ? [1, word.length] : [word.length])),
}));
const GLOSSARY = { terms: [["two", "one and one"], ["five", "a hand"]], places: [[0, 4, 7, 0], [1, 0, 4, 1]] };
const PAGE = { title: "", notice: "", unit: "word", sentences: [0, 2, 4], margin: false, glossary: { terms: [], places: [] }, blocks: BLOCKS };
const finding = (status, mine, reference, why) => ({ status, mine, reference, why, accept: [] });
const AGREE = finding("agree", [0, 1, "fact"], [0, 1, "fact"], "It is so.");
const EXTRA = finding("extra", [3, 3, "call"], null, "");
const MISSED = finding("missed", null, [4, 5, "call"], "It asks.");
const state = { saved: "", failed: false, undo: false, redo: false };

function open(traits = {}, page = {}) {
  const given = { _page: { ...PAGE, ...page }, _labels: LABELS, _background: [], _marks: [], _comparison: {}, _state: state };
  const model = fakeModel({ ...given, ...traits });
  const { el } = show(highlighter, model);
  const text = el.querySelector(".kit-text");
  return { model, el, text, press: (key, more) => text.fire("keydown", { key, ...more }) };
}

const byBlock = (traits, page) => {
  const blocks = BLOCKS.map(({ text }) => ({ text, widths: [text.length] }));
  return open(traits, { unit: "block", sentences: [], blocks, ...page });
};
const comparing = (make = open) => make({ _marks: [[0, 1, "fact"], [3, 3, "call"]], _comparison: { key: [AGREE, EXTRA, MISSED] } });
const asked = (model) => model.sent.map(({ kind, first, last }) => [kind, first, last]);
const heads = (el) => words(el, ".kit-reason-head").map((head) => head.slice(0, 5));

/** Where the next presses are: an offset of the text node that begins with some words. */
function at(el, start, offset) {
  const nodes = (node) => (node.nodeType === 3 ? [node] : node.childNodes.flatMap(nodes));
  const node = nodes(el.querySelector(".kit-flow")).find((each) => each.textContent.startsWith(start));
  document.caretPositionFromPoint = () => ({ offsetNode: node, offset });
  return node.parentElement;
}

afterEach(() => delete document.caretPositionFromPoint);

describe("what a press takes", () => {
  test("a drag of which the browser selects nothing goes from the word pressed to the one let go on; a press alone, its own", () => {
    const { model, el, press } = open();
    at(el, "One", 0).fire("mousedown", { detail: 1, clientX: 9, clientY: 9 });
    at(el, "One", 10).fire("click", { detail: 1, clientX: 99, clientY: 99 });
    press("1");
    const word = at(el, "Five", 0);
    word.fire("pointerdown", { pointerType: "mouse" });
    word.fire("mousedown", { detail: 1, clientX: 99, clientY: 99 });
    word.fire("click", { detail: 1, clientX: 99, clientY: 99 });
    press("1");
    assert.deepEqual(asked(model), [["mark", 0, 2], ["mark", 4, 4]]);
  });

  test("a double click its word, a triple click exactly its sentence", () => {
    const { model, el, press } = open();
    const row = at(el, "One two. Three", 10);
    const places = { clientX: 99, clientY: 99 };
    assert.ok(row.fire("mousedown", { ...places, detail: 2 }).prevented); // the browser's own selection stays away
    press("1");
    assert.ok(row.fire("mousedown", { ...places, detail: 3 }).prevented);
    row.fire("click", { ...places, detail: 3 });
    press("1");
    assert.deepEqual(asked(model), [["mark", 2, 2], ["mark", 2, 3]]);
  });

  test("a single press is left to the browser, for a drag may follow", () => {
    const { el } = open();
    assert.equal(at(el, "One", 0).fire("mousedown", { clientX: 9, clientY: 9, detail: 1 }).prevented, false);
  });

  test("by block a triple click takes the block", () => {
    const { model, el, press } = byBlock();
    el.querySelectorAll(".kit-row")[1].fire("mousedown", { detail: 3 });
    press("1");
    assert.deepEqual(asked(model), [["mark", 1, 1]]);
  });

  test("sentences as Python counts them, of a token and of a block", () => {
    const doc = indexText(PAGE);
    assert.deepEqual([0, 1, 2, 3, 5].map((token) => sentenceOf(doc, token)), [[0, 1], [0, 1], [2, 3], [2, 3], [4, 5]]);
    assert.deepEqual([sentencesOf(doc, 0), sentencesOf(doc, 1)], [[[0, 1], [2, 3]], [[4, 5]]]);
  });
});

describe("the margin of a text of claims", () => {
  const line = (n) => ({ left: 0, right: 9, top: 30 * n, bottom: 30 * n + 20 });

  test("each sentence has the first of its lines that is free, else a share in its first", () => {
    const placed = byLine([[line(0)], [line(0), line(1)], [line(1)], [line(1), line(2), line(3)], []]);
    assert.deepEqual(placed.map(({ line: { top }, takes }) => [top, takes]), [[0, [0]], [30, [1, 2]], [60, [3]]]);
  });

  test("a handle takes its sentence, and pressed again the next on its line", () => {
    const takes = [[0, 1], [2, 3]];
    assert.deepEqual(sentenceFor(takes, null), [0, 1]);
    assert.deepEqual(sentenceFor(takes, { anchor: 0, focus: 1 }), [2, 3]);
    assert.deepEqual(sentenceFor(takes, { anchor: 2, focus: 3 }), [0, 1]);
  });

  test("handles stand beside claims alone, are for pointers, and show what they would take", () => {
    assert.equal(open().el.querySelectorAll(".kit-handle").length, 0);
    const { model, el, press } = open({}, { margin: true });
    layOut();
    const handles = el.querySelectorAll(".kit-handle"); // here all stands on one line, so that sentences share it
    assert.deepEqual(handles.map((handle) => handle.getAttribute("aria-hidden")), ["true", "true"]);
    handles[1].fire("pointerover");
    assert.equal(el.querySelectorAll(".kit-pointed").length, 1);
    handles[1].fire("click");
    press("1");
    handles[0].fire("click");
    handles[0].fire("click", { detail: 2 });
    press("1");
    assert.deepEqual(asked(model), [["mark", 4, 5], ["mark", 2, 3]]);
    el.querySelector(".kit-flow").fire("pointerleave");
    assert.equal(el.querySelectorAll(".kit-pointed").length, 0);
  });

  test("handles are drawn anew where something changed, and where a reason has opened", async () => {
    const { model, el } = open({}, { margin: true });
    layOut();
    const handles = el.querySelectorAll(".kit-handle");
    const kept = () => el.querySelectorAll(".kit-handle").map((handle, i) => handle === handles[i]);
    model.change({ _marks: [[4, 5, "fact"]] });
    await Promise.resolve();
    assert.deepEqual(kept(), [true, false]);
    model.change({ _comparison: { key: [AGREE] } });
    await Promise.resolve();
    el.querySelector(".kit-go").fire("click");
    assert.deepEqual(kept(), [false, false]);
  });
});

describe("what the labels mean", () => {
  test("stands under the tools, open until there are marks, and closed again", () => {
    const { el } = open();
    assert.deepEqual(words(el, ".kit-label-key li"), ["FFact claim: It can be checked", "LCall"]);
    const isOpen = (page) => Boolean(page.querySelector("details").open);
    assert.deepEqual([isOpen(el), isOpen(open({ _marks: [[0, 0, "fact"]] }).el)], [true, false]);
    assert.equal(el.querySelector("summary").dataset.lmSuppressShortcuts, "true");
    assert.deepEqual(explained(LABELS).map((each) => each.textContent), words(el, ".kit-label-key li"));
  });

  test("is left out where no label has a hint, and folded while comparing", () => {
    assert.ok(open({ _labels: LABELS.slice(1) }).el.querySelector("details").hidden);
    assert.equal(comparing().el.querySelector("details").open, false);
  });
});

describe("the glossary", () => {
  test("terms are underlined, in marks and outside, and the text stays whole", () => {
    const { el } = open({ _marks: [[0, 1, "fact"]] }, { glossary: GLOSSARY });
    assert.deepEqual([words(el, ".kit-term"), words(el, ".kit-flow p")], [["two", "Five"], ["One two. Three four.", "Five six."]]);
    assert.deepEqual(words(el, "mark .kit-term"), ["two"]);
    assert.deepEqual(words(byBlock({}, { glossary: GLOSSARY }).el, ".kit-term"), ["two", "Five"]);
  });

  test("the cursor on a term shows and speaks its meaning; Escape puts it away before all else", () => {
    const { el, text, press } = open({}, { glossary: GLOSSARY });
    const meaning = el.querySelector(".kit-meaning");
    text.focus();
    assert.ok(meaning.hidden);
    press("ArrowRight");
    assert.deepEqual([meaning.hidden, meaning.textContent], [false, "two: one and one"]);
    assert.deepEqual(words(el, ".kit-spoken"), ["two.; two: one and one"]);
    press("ArrowRight", { shiftKey: true });
    assert.ok(meaning.hidden);
    press("ArrowLeft", { shiftKey: true });
    press("Escape");
    assert.ok(meaning.hidden);
    press("ArrowLeft");
    assert.deepEqual(words(el, ".kit-spoken"), ["One"]);
  });

  test("Tab stops at a term, which is taken whole and explained; the arrows go on from it, and a mark keeps the focus", async () => {
    const { model, el, text } = open({}, { glossary: { ...GLOSSARY, places: [[0, 4, 14, 0]] } });
    const [meaning, [term]] = [el.querySelector(".kit-meaning"), el.querySelectorAll("[tabindex=0].kit-term")];
    assert.deepEqual([term.getAttribute("role"), term.getAttribute("aria-roledescription")], ["button", "explained word"]);
    term.focus();
    assert.deepEqual([meaning.hidden, words(el, ".kit-spoken")], [false, ["two: one and one"]]);
    term.fire("keydown", { key: "Escape" });
    assert.ok(meaning.hidden);
    assert.ok(term.fire("keydown", { key: " " }).prevented); // a button is pressed by it, and the page does not scroll
    assert.equal(meaning.hidden, false);
    term.fire("keydown", { key: "1" });
    assert.deepEqual(asked(model), [["mark", 1, 2]]);
    model.change({ _marks: [[2, 2, "fact"]] });
    await Promise.resolve();
    assert.deepEqual([words(el, ".kit-term").length, el.querySelectorAll("[tabindex=0].kit-term").length], [2, 1]);
    assert.equal(document.activeElement, text); // the words were drawn anew
    const anew = el.querySelector(".kit-term");
    anew.focus();
    anew.fire("keydown", { key: "ArrowRight" });
    assert.deepEqual([document.activeElement, words(el, ".kit-spoken")[0].slice(0, 5)], [text, "Three"]);
    const rows = byBlock({}, { glossary: GLOSSARY }).el; // an option holds no button
    assert.equal(rows.querySelectorAll("[tabindex=0].kit-term").length, 0);
  });

  test("where some have no dots, all are listed behind words to press", () => {
    const listed = (glossary) => words(open({}, { glossary }).el, ".kit-hard-words li");
    assert.deepEqual(listed({ ...GLOSSARY, places: [[0, 4, 7, 0]] }), ["two: one and one", "five: a hand"]);
    assert.deepEqual(listed(GLOSSARY), []);
  });

  test("by block, the cursor shows the terms of its block", () => {
    const { el, text, press } = byBlock({}, { glossary: GLOSSARY });
    text.focus();
    press("ArrowDown");
    assert.deepEqual([words(el, ".kit-meaning"), words(el, ".kit-spoken")], [["five: a hand"], ["five: a hand"]]);
  });

  test("pointed at it is shown, tapped it is spoken too; a finger that lifts leaves it", () => {
    const { el } = open({}, { glossary: GLOSSARY });
    const [term] = el.querySelectorAll(".kit-term");
    const meaning = el.querySelector(".kit-meaning");
    term.fire("pointerover");
    meaning.fire("pointerover"); // one may go to it
    assert.deepEqual([meaning.hidden, words(el, ".kit-spoken")], [false, [""]]);
    el.querySelector(".kit-flow").fire("pointerleave", { pointerType: "touch" });
    assert.equal(meaning.hidden, false);
    el.querySelector(".kit-flow").fire("pointerleave", { pointerType: "mouse" });
    assert.ok(meaning.hidden);
    term.fire("pointerover");
    meaning.fire("click"); // for it lies over the lines below
    assert.ok(meaning.hidden);
    at(el, "two", 0);
    term.fire("click", { clientX: 99, clientY: 99 });
    assert.deepEqual(words(el, ".kit-spoken"), ["two: one and one"]);
  });

  test("terms of a token, each meaning once, and nothing without one", () => {
    const doc = indexText({ ...PAGE, glossary: GLOSSARY });
    assert.deepEqual([0, 1, 4].map((token) => termsAt(doc, token).map(({ term }) => term)), [[], ["two"], ["five"]]);
    const [two] = termsAt(doc, 1);
    assert.deepEqual(meaningsOf([two, two]), ["two: one and one"]);
    const view = { meaning: document.createElement("div"), flow: document.createElement("div") };
    showMeaning(view, [two], null);
    assert.ok(view.meaning.hidden);
    showMeaning(view, [two], { left: 5, bottom: 20 });
    assert.deepEqual([view.meaning.hidden, view.meaning.style.top], [false, "20px"]);
  });
});

describe("fingers", () => {
  const grips = (el) => el.querySelectorAll(".kit-grip");

  test("a tap shows a grip at each end; with the mouse there is none", () => {
    const { el } = open();
    const row = at(el, "One", 0);
    row.fire("click", { clientX: 5, clientY: 5 });
    assert.deepEqual(grips(el).map((grip) => grip.hidden), [true, true]);
    row.fire("pointerdown", { pointerType: "touch" });
    row.fire("click", { clientX: 5, clientY: 5 });
    assert.deepEqual(grips(el).map((grip) => grip.hidden), [false, false]);
  });

  test("a grip drags its end of the selection, by the line above the finger", () => {
    const { model, el, press } = open();
    const row = at(el, "One", 0);
    row.fire("pointerdown", { pointerType: "touch" });
    row.fire("click", { clientX: 99, clientY: 99 });
    const [, end] = grips(el);
    let points;
    document.elementFromPoint = (...place) => ((points = place), row);
    end.setPointerCapture = () => {};
    at(el, "One", 9);
    end.fire("pointermove", { clientX: 80, clientY: 60 }); // not held
    assert.equal(points, undefined);
    end.fire("pointerdown", { clientX: 3, clientY: 5, pointerId: 1 });
    end.fire("pointermove", { clientX: 80, clientY: 60 });
    end.fire("pointerup");
    assert.deepEqual(points, [77, 40]); // as far from the finger as when it took hold, and half a line up
    press("1");
    assert.deepEqual(asked(model), [["mark", 0, 2]]);
    delete document.elementFromPoint;
  });

  test("a long press is taken over when the finger lifts, and the browser's own selection goes", () => {
    const { model, el, press } = open();
    const row = at(el, "One", 0);
    const node = row.firstChild;
    const before = globalThis.getSelection;
    let removed = 0;
    const range = { startContainer: node, startOffset: 9, endContainer: node, endOffset: 14 };
    globalThis.getSelection = () => ({ isCollapsed: false, anchorNode: node, anchorOffset: 9, getRangeAt: () => range, removeAllRanges: () => removed++ });
    row.fire("pointerdown", { pointerType: "touch" });
    document.fire("selectionchange");
    assert.equal(removed, 0); // it may still be drawn further
    document.fire("touchend");
    assert.equal(removed, 1);
    globalThis.getSelection = before;
    press("1");
    assert.deepEqual([asked(model), grips(el).map((grip) => grip.hidden)], [[["mark", 2, 2]], [false, false]]);
  });

  test("grips stand at the selection's ends, and not in a comparison", () => {
    const view = { byTouch: true, findings: null, grips: [document.createElement("span"), document.createElement("span")] };
    const rects = [{ left: 10, right: 90, top: 0, bottom: 20 }, { left: 0, right: 40, top: 20, bottom: 40 }];
    drawGrips(view, rects, { left: 0, top: 0 });
    assert.deepEqual(view.grips.map(({ style, hidden }) => [style.left, style.top, hidden]), [["10px", "20px", false], ["40px", "40px", false]]);
    drawGrips({ ...view, findings: [] }, rects, { left: 0, top: 0 });
    assert.deepEqual(view.grips.map((grip) => grip.hidden), [true, true]);
  });
});

describe("reasons stand where they belong", () => {
  test("a click on a mark opens them in its paragraph, after its words; to point at it does not", () => {
    const { el } = comparing();
    const mark = el.querySelector("mark");
    mark.fire("pointerover");
    assert.deepEqual(heads(el), []);
    at(el, "One two.", 0);
    mark.fire("click", { clientX: 99, clientY: 99 });
    const [row] = el.querySelectorAll(".kit-flow p");
    const [card] = el.querySelectorAll(".kit-reasons");
    assert.equal(card.parentElement, row);
    assert.deepEqual(row.childNodes.slice(0, row.childNodes.indexOf(card)).map((node) => node.textContent), ["One two."]);
    assert.deepEqual(words(el, ".kit-spoken"), ["✓ Agree. You and the key: Fact claim. Why: It is so."]);
    card.fire("click"); // one may read it, and select in it
    assert.deepEqual(heads(el), ["✓ Agr"]);
    at(el, " Three", 1).fire("click", { clientX: 99, clientY: 99 });
    assert.deepEqual(heads(el), []);
  });

  test("by block they open in its row", () => {
    const { el } = byBlock({ _marks: [[0, 0, "fact"]], _comparison: { key: [finding("agree", [0, 0, "fact"], [0, 0, "fact"], "So.")] } });
    const [row] = el.querySelectorAll(".kit-row");
    row.fire("click");
    assert.equal(el.querySelector(".kit-reasons").parentElement, row);
    assert.equal(el.querySelectorAll(".kit-reasons button").length, 0); // an option holds nothing that takes the focus
  });

  test("N and P go through them, so do the buttons; Escape or the cross closes", () => {
    const { el, text, press } = comparing();
    text.focus();
    const place = () => words(el, ".kit-place")[0];
    assert.equal(place(), "3 findings");
    press("n");
    assert.deepEqual([heads(el), place()], [["✓ Agr"], "1 of 3"]);
    press("N");
    press("n");
    assert.deepEqual([heads(el), place()], [["○ Not"], "3 of 3"]);
    press("n");
    press("p");
    assert.equal(place(), "3 of 3"); // round and back
    press("Escape");
    assert.deepEqual([heads(el), place()], [[], "3 findings"]);
    const next = el.querySelector("[data-does=next]");
    next.focus();
    el.querySelector("[data-does=previous]").fire("click");
    assert.deepEqual([place(), document.activeElement], ["3 of 3", next]); // the one that the cursor is still on
    el.querySelector(".kit-shut").fire("click");
    assert.deepEqual(heads(el), []);
  });

  test("with the keyboard: what is under the cursor has a reason, and Enter opens it", () => {
    const { el, text, press } = comparing();
    text.focus();
    press("ArrowRight");
    assert.match(words(el, ".kit-spoken")[0], /^two\.\. Marked: Fact claim; Press Enter for the reason\.$/);
    const box = el.querySelector(".kit-box");
    press("Enter");
    assert.deepEqual(heads(el), ["✓ Agr"]);
    assert.notEqual(el.querySelector(".kit-box"), box); // its words may have moved
    press("ArrowRight");
    assert.deepEqual(heads(el), ["✓ Agr"]); // it stays while one moves on
    press("Enter");
    assert.deepEqual(heads(el), []);
  });

  test("in marking, N and P are labels like any other letter", () => {
    const { el, text, press } = open();
    text.focus();
    press("n");
    assert.deepEqual(words(el, ".kit-said"), ["No label has the key N. Press ? for the keys."]);
  });

  test("a filter closes them, and they are no more gone through", () => {
    const { el, text, press } = comparing();
    text.focus();
    press("n");
    el.querySelector("[data-choice=missed]").fire("click");
    assert.deepEqual([heads(el), words(el, ".kit-place")], [[], ["1 finding"]]);
    press("n");
    assert.deepEqual(heads(el), ["○ Not"]);
  });

  test("the next from the cursor where none is open", () => {
    const view = { findings: [AGREE, EXTRA, MISSED], filter: "all", opened: [], selection: { anchor: 2, focus: 2 } };
    assert.deepEqual([nextFinding(view, 1), nextFinding(view, -1)], [EXTRA, AGREE]);
    assert.deepEqual([nextFinding({ ...view, selection: null }, 1), nextFinding({ ...view, selection: null }, -1)], [AGREE, MISSED]);
    assert.equal(nextFinding({ ...view, findings: [] }, 1), undefined);
    assert.deepEqual([reasonsHere(view), reasonsHere({ ...view, selection: { anchor: 1, focus: 3 } })], [[], [AGREE, EXTRA]]);
  });

  test("the list that scrolls by itself keeps the chosen finding in sight", () => {
    const list = document.createElement("ol");
    const entry = document.createElement("li");
    entry.dataset.current = "true";
    list.append(entry);
    Object.assign(list, { scrollHeight: 900, clientHeight: 300, offsetTop: 50, scrollTop: 0 });
    entry.offsetTop = 650;
    keepInList({ list });
    assert.equal(list.scrollTop, 500);
    Object.assign(list, { scrollHeight: 300, scrollTop: 0 });
    keepInList({ list });
    assert.equal(list.scrollTop, 0);
  });
});

test("the list, and a long text, end where the window does that the page scrolls in", () => {
  const [el, side, text] = ["div", "div", "div"].map((tag) => document.createElement(tag));
  document.body.append(el);
  const [stick, foot] = [{ offsetHeight: 90 }, { offsetHeight: 36 }];
  const before = globalThis.getComputedStyle;
  globalThis.getComputedStyle = (node) => ({ overflowY: node === document.body ? "auto" : "visible" });
  document.body.clientHeight = 700;
  measureFrame({ el, side, text, stick, foot, isLong: false });
  assert.deepEqual([side.style["--stuck"], side.style["--tall"], text.style["max-height"]], ["90px", "574px", undefined]);
  measureFrame({ el, side, text, stick, foot, isLong: true });
  assert.equal(text.style["max-height"], "574px");
  globalThis.getComputedStyle = before;
  bringToSight({ stick, foot }, text);
  assert.equal(text.style["scroll-margin-block"], "106px 52px");
});
