// The projector view: one question at a time, part by part, by keys, with nobody's name.
import assert from "node:assert/strict";
import { test } from "node:test";

import { words } from "./page.mjs";
import { openProjector } from "../../kit/widgets/class_projector.js";
import { WALL_KEYS, wallMoved, wallParts, wallQuestions, wallTyped } from "../../kit/widgets/class_projector_steps.js";

const asked = (kind, more) => ({ activity: kind, kind, step: "Predict", prompt: "Who speaks?", n: 3, of: 4, reveal: [], talk: [], ...more });
const bar = (label, count, more = {}) => ({ label, count, now: count, said: [], who: [], ...more });
const choose = asked("choose", { bars: [bar("The author", 2, { said: ["Look again."] }), bar("The outlet", 1, { now: 3 })], other: 1, reveal: ["To all."] });
const estimate = asked("estimate", { bars: [bar("0–9", 1, { median: true, figure: false }), bar("10–19", 2, { median: false, figure: true })], other: 0, unit: "of 100 words", median: 9.26, figure: 12, reveal: ["It is 12."] });
const item = { number: 0, words: "a mob", label: "name-calling", tier: "must", why: "It judges.", counts: { agree: 1, missed: 2 }, agree: 1, missed: 2, trapped: 0, marked: 1, who: [2], said: [["name-calling", 1]], dispute: 1 / 3 };
const trap = { ...item, number: 1, words: "cracks", tier: "trap", why: "A finding.", counts: { trap: 2, avoided: 1 }, trapped: 2, marked: 2, said: [["fear", 2], ["name-calling", 2]] };
const passage = [[{ words: "He saw ", count: 0, labels: [] }, { words: "a mob. ", count: 1, labels: [["name-calling", 1]] }]];
const mark = asked("mark", { reference: "key", unit: "word", labels: { "name-calling": "Name-calling", fear: "Fear" }, items: [item, trap], missed: [0], traps: [1], disputed: [1, 0], passage, talk: ["Compare."], reveal: ["Half found it."] });
const write = asked("write", { answers: [{ words: "Shown", who: 1 }, { words: "<b>Too</b>", who: 0 }] });
const lesson = { title: "A lesson", questions: [choose, estimate, mark, write] };

const names = (question) => wallParts(question).map(({ name }) => name);
const press = (key, more = {}) => document.body.querySelector(".kj-dialog").fire("keydown", { key, ...more });
const at = () => words(document.body, ".kj-where")[0];
const shown = (selector) => words(document.body, `.kj-flow ${selector}`);

test("a question is revealed in the order of its kind", () => {
  assert.deepEqual(names(choose), ["ask", "bars", "said", "talk"]);
  assert.deepEqual(names(mark), ["ask", "passage", "missed", "traps", "said", "talk"]);
  assert.deepEqual(names(asked("claims", { items: [item], missed: [], traps: [], disputed: [] })), ["ask", "rows"]);
  assert.deepEqual(wallParts(write).slice(1), [{ name: "answer", at: 0 }, { name: "answer", at: 1 }]);
  const tallies = [{ title: "Says it?", rows: [] }, { title: "Asks for it?", rows: [] }];
  assert.deepEqual(wallParts(asked("table", { answers: [], tallies })).slice(1, 3), [{ name: "tally", at: 0 }, { name: "tally", at: 1 }]);
  assert.deepEqual(names(asked("table", { answers: [], tallies, n: 0 })), ["ask", "nobody"]);
  assert.deepEqual(names(asked("write", { answers: [], reveal: ["Another reader."] })), ["ask", "answers", "said"]);
  assert.deepEqual(names({ ...mark, n: 0 }), ["ask", "nobody", "said"]);
  assert.deepEqual(names({ ...write, n: 0, answers: [] }), ["ask", "nobody"]);
});

test("of a table with fixed rows it is counted who chose what, and nobody's words are shown without a star", () => {
  const rows = [["Report", [["yes", 2], ["no", 1]]], ["<b>Satire", [["yes", 0], ["no", 3]]]];
  const table = asked("table", { answers: [], tallies: [{ title: "Says it?", rows }] });
  const { close } = openProjector({ title: "A lesson", questions: [table] }, {});
  press("ArrowRight");
  assert.deepEqual(shown(".kj-big"), ["Says it?"]);
  assert.deepEqual(shown(".kj-words"), ["Report", "<b>Satire"]);
  assert.deepEqual(shown(".kj-chip"), ["yes 2", "no 1", "yes 0", "no 3"]);
  press("ArrowRight");
  assert.deepEqual(shown(".kj-big"), ["3 answers"]);
  close();
});

test("a move goes by pages, parts and questions, and stops at the ends", () => {
  const go = (here, move, pages = 1) => Object.values(wallMoved({ question: here[0], part: here[1], page: here[2] ?? 0 }, move, [2, 3, 1], pages));
  assert.deepEqual(go([0, 0], "next", 2), [0, 0, 1]);
  assert.deepEqual(go([0, 0, 1], "next", 2), [0, 1, 0]);
  assert.deepEqual(go([0, 1], "next"), [1, 0, 0]);
  assert.deepEqual(go([2, 0], "next"), [2, 0, 0]);
  assert.deepEqual(go([1, 1, 1], "back", 2), [1, 1, 0]);
  assert.deepEqual(go([1, 1], "back"), [1, 0, Infinity]);
  assert.deepEqual(go([1, 0], "back"), [0, 1, Infinity]);
  assert.deepEqual(go([0, 0], "back"), [0, 0, 0]);
  assert.deepEqual([go([1, 2], "skip"), go([2, 0], "skip"), go([1, 2], "before"), go([1, 0], "before")], [[2, 0, 0], [2, 0, 0], [1, 0, 0], [0, 0, 0]]);
  assert.deepEqual([go([1, 2], "first"), go([1, 2], "last")], [[0, 0, 0], [2, 0, 0]]);
  assert.deepEqual([WALL_KEYS.PageDown, WALL_KEYS.PageUp], ["next", "back"]);
});

test("a number jumps as soon as no larger one can be meant", () => {
  assert.deepEqual(wallTyped("", "3", 9), { digits: "", question: 2 });
  assert.deepEqual(wallTyped("", "1", 12), { digits: "1", question: null });
  assert.deepEqual(wallTyped("1", "2", 12), { digits: "", question: 11 });
  assert.deepEqual(wallTyped("", "2", 12), { digits: "", question: 1 });
  assert.deepEqual([wallTyped("", "0", 9), wallTyped("1", "9", 12)], [{ digits: "", question: null }, { digits: "", question: null }]);
});

test("a star that was given since is on the wall, and an answer without one never is", () => {
  const written = [{ activity: "write", answers: [{ who: 3, tries: [["First", ""], ["Last", ""]] }, { who: 4, tries: [["Secret", ""]] }] }];
  const [, , , live] = wallQuestions({ ...lesson, written, starred: [["write", 3], ["other", 4]] });
  assert.deepEqual(live.answers, [{ words: "Last", who: 3 }]);
  assert.equal(wallQuestions(lesson), lesson.questions);
});

test("it opens at an activity, is moved by keys, and leaves", () => {
  let left = 0;
  openProjector(lesson, { name: "7B", synthetic: true, at: "mark", closed: () => left++ });
  assert.equal(at(), "Question 3 of 4, part 1 of 6");
  assert.deepEqual([words(document.body, ".kj-class"), words(document.body, ".kj-synthetic").length], [["7B · A lesson"], 1]);
  assert.deepEqual(shown(".kj-note"), ["3 of 4 answered"]);
  assert.equal(document.activeElement.getAttribute("class"), "kj-root");
  assert.equal(document.activeElement.dataset.lmSuppressShortcuts, "true");
  press("ArrowRight");
  assert.deepEqual(shown(".kj-text"), ["He saw a mob1. "]);
  assert.deepEqual(shown(".kj-times"), ["1"]);
  press("PageDown");
  assert.deepEqual(shown(".kj-asked"), ["The key: Name-calling · 1 of 3 found it · 2 left it"]);
  press("PageDown");
  assert.deepEqual(shown(".kj-asked"), ["Looks like one, and is not · 2 of 3 marked it"]);
  press("End");
  assert.equal(at(), "Question 4 of 4, part 1 of 3");
  press("2");
  assert.equal(at(), "Question 2 of 4, part 1 of 4");
  press("9");
  assert.equal(at(), "There are 4 questions");
  press("ArrowUp");
  press("ArrowDown", { ctrlKey: true });
  assert.equal(at(), "Question 1 of 4, part 1 of 4");
  document.body.querySelector(".kj-dialog").fire("cancel");
  assert.deepEqual([document.body.querySelector(".kj-dialog"), left], [null, 1]);
});

test("what the class answered, what the lesson says, and whom to ask why", () => {
  const { close } = openProjector(lesson, {});
  press("ArrowRight");
  assert.deepEqual(shown(".kj-count"), ["2", "1 now 3"]);
  assert.equal(shown(".kj-note").at(-1), "1 answer is none of these.");
  press("ArrowRight");
  assert.deepEqual([shown(".kj-head"), shown(".kj-prose")], [["The author 2 said so"], ["Look again.", "To all."]]);
  press("ArrowRight");
  assert.deepEqual(shown(".kj-big"), ["Who said “\u2068The author\u2069”: why?", "Who said “\u2068The outlet\u2069”: why?"]);
  press("ArrowRight");
  press("ArrowRight");
  assert.deepEqual(shown(".kj-here"), ["▲ middle of the class: 9.3", ""]);
  press("ArrowRight");
  assert.deepEqual(shown(".kj-here"), ["▲ middle of the class: 9.3", "★ the lesson: 12"]);
  assert.equal(shown(".kj-prose")[0], "It is 12.");
  press("End");
  press("ArrowLeft");
  assert.deepEqual(shown(".kj-big"), ["cracks", "Who said “Fear”: why? Who said “Name-calling”: why?", "a mob", "Who marked it: why? Who did not: why not?"]);
  close();
  close();
});

test("of a speaker it is said who was named, of a claim which kinds it was given", () => {
  const sources = asked("sources", { labels: {}, items: [{ ...item, words: "Ana Ruiz", said: [] }], missed: [0], traps: [], disputed: [0] });
  const claims = asked("claims", { labels: { fact: "Fact claim" }, items: [{ ...item, said: [["fact", 1]] }], missed: [], traps: [], disputed: [] });
  const { close } = openProjector({ title: "", questions: [sources, claims] }, {});
  press("ArrowRight");
  assert.deepEqual([shown(".kj-words"), shown(".kj-chip")], [["Ana Ruiz"], ["Named it 1", "Did not 2"]]);
  press("ArrowRight");
  assert.deepEqual(shown(".kj-asked"), ["The key: name-calling · 1 of 3 found it · 2 left it"]);
  press("ArrowRight");
  assert.deepEqual(shown(".kj-big"), ["Ana Ruiz", "Who named it: how did you find it? Who did not: why not?"]);
  press("2");
  press("ArrowRight");
  assert.deepEqual(shown(".kj-chip"), ["Fact claim 1", "Left it 2"]);
  close();
});

test("no key goes on to the page below, and text is text", () => {
  const { close } = openProjector(lesson, { at: "write" });
  assert.deepEqual([press("d").stopped, press("x").stopped, press("ArrowRight").prevented, press("x").prevented], [true, true, true, false]);
  assert.equal(document.body.querySelector(".kj-root").dataset.dark, "true");
  assert.deepEqual(shown(".kj-answer"), ["Shown"]);
  press("ArrowRight");
  assert.deepEqual([shown(".kj-answer"), shown("b")], [["<b>Too</b>"], []]);
  assert.equal(document.body.textContent.includes("Answer 2 of 2"), true);
  press("?");
  assert.equal(document.body.querySelector(".kj-help").hidden, false);
  document.body.querySelector(".kj-dialog").fire("cancel");
  assert.equal(document.body.querySelector(".kj-help").hidden, true);
  document.body.querySelector("[data-kj=leave]").fire("click");
  assert.equal(document.body.querySelector(".kj-dialog"), null);
  close();
});

test("a finger that swipes goes on and back", () => {
  const { close } = openProjector(lesson, {});
  const swipe = (from, to) => {
    document.body.querySelector(".kj-root").fire("pointerdown", { pointerType: "touch", clientX: from, clientY: 0 });
    document.body.querySelector(".kj-root").fire("pointerup", { clientX: to, clientY: 10 });
  };
  swipe(300, 100);
  assert.equal(at(), "Question 1 of 4, part 2 of 4");
  swipe(100, 300);
  swipe(100, 120);
  assert.equal(at(), "Question 1 of 4, part 1 of 4");
  close();
});

test("a lesson without questions says so", () => {
  const { close } = openProjector({ title: "Nothing", questions: [] }, {});
  assert.deepEqual(shown(".kj-big"), ["Nobody has handed in anything to show here."]);
  press("ArrowRight");
  press("1");
  close();
});
