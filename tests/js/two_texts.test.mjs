// Two texts side by side: where one stands when the other is scrolled, what lights up, and what is told only after a guess.
import assert from "node:assert/strict";
import { test } from "node:test";

import { fakeModel, show, words } from "./page.mjs";
import widget from "../../kit/widgets/two_texts.js";
import { inOrder, matching, scrollTogether } from "../../kit/widgets/two_texts_scroll.js";

const side = (title, blocks, terms = []) => ({ title, whose: "Ana · Courier", blocks, terms });
const TRAITS = {
  links: ["that it was closed", "how many"],
  only: [],
  sides: [
    side("Beach", [[["Head", []]], [["It was ", []], ["shut", ["0"]], [".", []]], [["Some ", []], ["5", ["1"]]], [["It rained.", []]]], [["shut", "closed"]]),
    side("Lake", [[["They counted ", []], ["five", ["1"]]], [["<b>Closed</b>", ["0"]]]]),
  ],
};
const pair = (more = {}) => {
  const model = fakeModel(structuredClone({ ...TRAITS, ...more }));
  const shown = show(widget, model);
  const blocks = shown.el.querySelectorAll(".kz-block");
  return { ...shown, model, blocks, said: () => words(shown.el, ".kz-said")[0], lit: () => words(shown.el, ".kz-lit") };
};

test("of links, the most that have one order in both texts lead the scroll", () => {
  assert.deepEqual(inOrder([]), []);
  assert.deepEqual(inOrder([[1, 9], [2, 2], [3, 3], [4, 1], [5, 5]]), [[2, 2], [3, 3], [5, 5]]);
  assert.deepEqual(inOrder([[1, 1], [1, 2], [2, 2]]), [[1, 1], [2, 2]]);
});

test("a fact stands where its partner does; before, between and after it goes in proportion, and never back", () => {
  const at = (top, links = [[50, 200], [80, 100]], most = [100, 400]) => matching(top, links, most);
  assert.deepEqual([0, 25, 50, 75, 100, 120].map((top) => at(top)), [0, 100, 200, 300, 400, 400]);
  assert.deepEqual([at(40, []), at(40, [[500, 20]])], [160, 160]);
  assert.deepEqual([at(0, [], [0, 90]), at(50, [], [100, 0])], [90, 0]);
  const all = Array.from({ length: 101 }, (_, top) => at(top, [[10, 300], [20, 20], [60, 340], [90, 30]]));
  assert.deepEqual(all, [...all].sort((a, b) => a - b));
});

test("a box that was scrolled for the reader does not scroll the first again; switched off, nothing follows", () => {
  const box = () => Object.assign(document.createElement("div"), { scrollTop: 0, scrollHeight: 500, clientHeight: 100 });
  const [one, two] = [box(), box()];
  two.scrollHeight = 900;
  let linked = true;
  scrollTogether([one, two], { linked: () => linked, places: () => [[100, 600]] });
  one.scrollTop = 100;
  one.fire("scroll");
  assert.equal(two.scrollTop, 600);
  one.scrollTop = 101; // the reader goes on before the page tells of the other box
  two.fire("scroll");
  assert.equal(one.scrollTop, 101);
  two.scrollTop = 300;
  two.fire("scroll");
  assert.equal(one.scrollTop, 50);
  linked = false;
  one.fire("scroll");
  two.scrollTop = 0;
  two.fire("scroll");
  assert.equal(one.scrollTop, 50);
});

test("where both boxes are brought to a fact at once, as it stands elsewhere in each, neither moves the other away", () => {
  const boxes = [500, 900].map((scrollHeight) => Object.assign(document.createElement("div"), { scrollTop: 0, scrollHeight, clientHeight: 100 }));
  const { drive } = scrollTogether(boxes, { linked: () => true, places: () => [] });
  drive(boxes[0], 300);
  drive(boxes[1], 100);
  for (const box of boxes) box.fire("scroll");
  assert.deepEqual(boxes.map(({ scrollTop }) => scrollTop), [300, 100]);
});

test("a click and Enter light up a fact in both texts, and say what it is", () => {
  const { blocks, lit, said, end } = pair();
  assert.deepEqual(lit(), []);
  blocks[1].fire("click");
  assert.deepEqual([lit(), said()], [["shut", "<b>Closed</b>"], "Both tell: that it was closed."]);
  assert.deepEqual([...blocks].map((node) => node.getAttribute("aria-current")), [null, "true", null, null, null, "true"]);
  assert.equal(blocks[4].fire("keydown", { key: "Enter" }).prevented, true);
  assert.deepEqual([lit(), said()], [["5", "five"], "Both tell: how many."]);
  blocks[3].fire("keydown", { key: " " });
  assert.deepEqual(lit(), []);
  assert.match(said(), /Does the other text tell this\?/);
  end();
});

test("one stop a text; arrows move inside it, and over to the partner", () => {
  const { el, blocks } = pair();
  const stops = () => [...blocks].map((node) => node.getAttribute("tabindex")).join(" ");
  assert.equal(stops(), "0 -1 -1 -1 0 -1");
  blocks[0].focus();
  const press = (key, more = {}) => document.activeElement.fire("keydown", { key, ...more });
  press("ArrowUp");
  assert.equal(document.activeElement, blocks[0]);
  press("ArrowDown");
  assert.equal(document.activeElement, blocks[1]);
  press("ArrowRight");
  assert.equal(document.activeElement, blocks[5]);
  assert.equal(stops(), "-1 0 -1 -1 -1 0");
  press("ArrowLeft");
  assert.equal(document.activeElement, blocks[1]);
  press("End");
  assert.equal(document.activeElement, blocks[3]);
  press("ArrowRight"); // it has no partner: the paragraph of its number, or the last
  assert.equal(document.activeElement, blocks[5]);
  assert.deepEqual([press("ArrowRight").prevented, press("ArrowUp", { ctrlKey: true }).prevented, press("x").prevented], [false, false, false]);
  assert.equal(document.activeElement, blocks[5]);
  const own = [...el.querySelectorAll("[tabindex]"), ...el.querySelectorAll("button"), ...el.querySelectorAll("input"), ...el.querySelectorAll("summary")];
  assert.deepEqual(own.filter((node) => node.getAttribute("data-lm-suppress-shortcuts") === null), []);
});

test("fact after fact, round and round", () => {
  const { el, said, lit } = pair();
  const [before, next] = el.querySelectorAll("button");
  before.fire("click");
  assert.deepEqual([said(), lit()], ["In both, 2 of 2: how many.", ["5", "five"]]);
  next.fire("click");
  assert.equal(said(), "In both, 1 of 2: that it was closed.");
  next.fire("click");
  assert.equal(said(), "In both, 2 of 2: how many.");
});

test("where the words of a fact begin beyond the screen, the page goes to the head of the texts; else it stays", () => {
  const { el, blocks } = pair();
  const texts = el.querySelector(".kz-texts");
  let went = 0;
  texts.scrollIntoView = () => (went += 1);
  const next = el.querySelectorAll("button")[1];
  next.fire("click");
  assert.equal(went, 1);
  const onScreen = document.elementFromPoint;
  try {
    let n = 0;
    document.elementFromPoint = () => el.querySelectorAll(".kz-lit")[n++ % 2]; // first the one, then the other: both are seen
    next.fire("click");
    assert.equal(went, 1);
    document.elementFromPoint = () => el.querySelectorAll(".kz-lit")[0]; // the other is not
    blocks[1].fire("click");
    assert.equal(went, 2);
    blocks[3].fire("click"); // it has no partner that could be out of sight
    assert.equal(went, 2);
  } finally {
    document.elementFromPoint = onScreen;
  }
});

test("on a small page one text is shown alone if one likes, and what is opened comes into sight", () => {
  const { el, blocks } = pair();
  const texts = el.querySelector(".kz-texts");
  const [both, one] = el.querySelectorAll("input").filter((node) => node.getAttribute("type") === "radio");
  assert.deepEqual([texts.dataset.shown, both.checked], ["both", true]);
  one.fire("change");
  assert.deepEqual([texts.dataset.shown, both.checked, one.checked], ["0", false, true]);
  blocks[3].fire("click");
  assert.equal(texts.dataset.shown, "0");
  blocks[1].fire("click");
  assert.equal(texts.dataset.shown, "1");
});

test("what only one has is not on the page before it was guessed; then it has a line, a word and a reason", () => {
  const { el, model, said } = pair();
  assert.deepEqual(words(el, ".kz-tag"), []);
  const sides = structuredClone(TRAITS.sides);
  sides[0].blocks[3] = [["It rained.", ["o0"]]];
  model.change({ only: ["Rain matters."], sides });
  assert.deepEqual([words(el, ".kz-tag"), words(el, ".kz-only")], [["Only here"], ["It rained."]]);
  assert.match(said(), /has a dashed line/);
  el.querySelectorAll(".kz-block")[3].fire("click");
  assert.equal(said(), "Only here. “Lake” does not have it. Rain matters.");
  el.querySelectorAll(".kz-block")[0].fire("click");
  assert.equal(said(), "No link from here.");
});

test("text is text; hard words are folded below; it takes no focus, and hears nothing when it is gone", () => {
  const before = document.activeElement;
  const { el, model, end } = pair();
  assert.equal(document.activeElement, before);
  assert.equal(el.querySelectorAll("b").length, 0);
  assert.deepEqual([words(el, "dt"), words(el, "dd")], [["shut"], ["closed"]]);
  assert.equal(model.listening(), 1);
  end();
  assert.equal(model.listening(), 0);
});
