// The views beside the text: what each draws, what a click selects, what a selection from elsewhere marks.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import "./page.mjs";
import { words } from "./page.mjs";
import { roundTicks } from "../../kit/widgets/chart.js";
import { makeBus } from "../../kit/widgets/explorer_bus.js";
import { views } from "../../kit/widgets/explorer_views.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

/** A block of words alone, as Python cuts it. */
const block = (text) => ({ text, widths: text.split(/(\s+)/).map((part) => part.length) });

// Words 0–4 the author's, of which 3–4 quoted; 5–7 furniture in two blocks.
const DOC = {
  id: 1,
  title: "Dam",
  card: { author: "Bo Lind" },
  blocks: [block("The dam held it holds"), block("Follow us"), block("Share")].map((each, i) => ({
    ...each,
    at: [[0, 4], [5, 6], [7, 7]][i],
    words: [5, 2, 1][i],
    shares: [{ author: 0.6, quoted: 0.4 }, { furniture: 1 }, { furniture: 1 }][i],
  })),
  zones: [
    { at: [0, 4], label: "body", furniture: false },
    { at: [5, 6], label: "promo", furniture: true },
    { at: [7, 7], label: "share", furniture: true },
  ],
  marks: [],
  sources: [{ name: "Ana Ruiz", role: "engineer", record: "named", words: 2, share: 0.4, at: [[3, 4]] }],
  voices: { author: [[0, 2]], quoted: [[3, 4]], furniture: [[5, 6], [7, 7]] },
  sentences: [
    { at: [0, 2], words: 3, voice: "author" },
    { at: [3, 4], words: 2, voice: "quoted" },
    { at: [5, 6], words: 2, voice: "furniture" },
  ],
  words: 5,
  counts: { author: 3, quoted: 2, furniture: 3 },
};

const count = (author, quoted) => ({ article: author + quoted, author, quoted, furniture: 0, page: author + quoted });
const TERMS = {
  rows: [
    { term: "dam", spelling: "dam", counts: count(1, 0), rates: count(333, 0), at: [[1, 1]] },
    { term: "hold", spelling: "holds", counts: count(0, 1), rates: count(0, 500), at: [[4, 4]] },
  ],
  words: { article: 5, author: 3, quoted: 2, furniture: 3, page: 8 },
  note: "Frequent is not important.",
};
const line = (at, key, voice, speaker = null) => ({ at, left: "a ", key, right: " b", voice, speaker, where: at[0] / 8 });
const LINES = {
  query: "h*",
  rows: [line([2, 2], "held", "author"), line([4, 4], "holds", "quoted", "Ana Ruiz")],
  total: 2,
  at: [[2, 2], [4, 4]],
  dispersion: { dp: null, why: "It occurs 2 times." },
  note: "",
};
const NEAR = {
  rows: [
    { term: "dam", spelling: "dam", together: 2, count: 2, score: 12, why: "", at: [[1, 1]] },
    { term: "it", spelling: "it", together: 1, count: 1, score: null, why: "Too few.", at: [[3, 3]] },
  ],
  note: "Read the lines.",
};
const NUMBERS = {
  measure: "lix", title: "LIX", unit: "points", harder: "higher", finding: "Hardest: the author", note: "Readable is not credible.",
  measures: [{ name: "flesch_kincaid", title: "Flesch–Kincaid" }, { name: "lix", title: "LIX" }],
  rows: [
    { voice: "author", value: 12, low: 10, high: 14, sentences: 1, words: 3, why: "" },
    { voice: "quoted", value: null, low: null, high: null, sentences: 0, words: 0, why: "There are no words." },
    { voice: "page", value: 11, low: 9, high: 13, sentences: 3, words: 8, why: "" },
  ],
};

/** The views of DOC with answers by name; an Error is how Python refuses, `hold` keeps an answer back. */
async function open(tab, answers = {}) {
  const asked = [];
  const given = { terms: TERMS, lines: LINES, collocates: NEAR, readability: NUMBERS, ...answers };
  const bus = makeBus({
    ask(name, more) {
      asked.push([name, more]);
      return given[name] instanceof Error ? Promise.reject(given[name]) : Promise.resolve(given[name]);
    },
  });
  const { node } = bus.add(views(bus));
  document.body.append(node);
  bus.show(DOC);
  node.querySelectorAll("[role=tab]")[tab].fire("click");
  await settled();
  return { bus, asked, given, panel: node.querySelectorAll(".kv-panel")[tab], node };
}

/** Until every promise that is kept has been heard. */
async function settled() {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
}

const rowsOf = (node, list = ".kv-row") => node.querySelectorAll(list).filter((row) => row.offsetParent);
const nameOf = (row) => words(row, ".kw-hidden")[0];
const touched = (node, list) => rowsOf(node, list).map((row) => row.getAttribute("data-touched") !== null);

function type(panel, text) {
  const input = panel.querySelector("[type=search]");
  input.value = text;
  input.fire("input");
  mock.timers.tick(250);
  return settled();
}

test("who speaks: the author first, then who has most room; a row selects all that one says, and lets it go", async () => {
  const { bus, panel } = await open(0);
  assert.deepEqual(words(panel, ".kv-who"), ["Bo Lindwrites the article", "Ana Ruizengineer"]);
  assert.equal(nameOf(rowsOf(panel)[1]), "Ana Ruiz, engineer, named, 2 words, 40\u00a0%");
  assert.match(words(panel, ".kv-finding")[0], /^The author has 60\u00a0% of the words\. One other speaks, Ana Ruiz: 40\u00a0%\.$/);
  rowsOf(panel)[1].fire("click");
  assert.deepEqual([bus.selection.label, bus.selection.at], ["Ana Ruiz", [[3, 4]]]);
  assert.deepEqual(rowsOf(panel).map((row) => row.getAttribute("aria-pressed")), ["false", "true"]);
  rowsOf(panel)[1].fire("click");
  assert.equal(bus.selection, null);
});

test("nobody quoted is said", async () => {
  const { bus, panel } = await open(0);
  bus.show({ ...DOC, sources: [], card: {} });
  assert.deepEqual([words(panel, ".kv-who"), words(panel, ".kv-finding")], [["Authorwrites the article"], ["Nobody is quoted: all that is said here the author says."]]);
});

test("what is selected in the text is marked in each view, and told in words", async () => {
  const { bus, panel, node } = await open(0);
  bus.select({ from: "reader", label: "“holds”", at: [[4, 4]] });
  assert.deepEqual(touched(panel), [false, true]);
  assert.equal(nameOf(rowsOf(panel)[1]), "Ana Ruiz, engineer, named, 2 words, 40\u00a0%. In what is selected: 1 place");
  const tabs = node.querySelectorAll("[role=tab]");
  for (const at of [1, 2, 3]) {
    tabs[at].fire("click");
    await settled();
    assert.deepEqual(touched(node.querySelectorAll(".kv-panel")[at]), [[false, true], [true, false], [false, true]][at - 1]);
  }
  bus.select(null);
  assert.deepEqual(touched(node.querySelectorAll(".kv-panel")[3]), [false, false]);
});

test("a view asks when it is first seen, and of another article anew", async () => {
  const { bus, asked, node } = await open(0);
  assert.deepEqual(asked, []);
  const tabs = node.querySelectorAll("[role=tab]");
  for (const at of [3, 0, 3]) tabs[at].fire("click");
  await settled();
  assert.deepEqual(asked.map(([name]) => name), ["readability"]);
  bus.show({ ...DOC, id: 2 });
  await settled();
  assert.deepEqual(asked.map(([name, { document }]) => [name, document]), [["readability", 1], ["readability", 2]]);
});

test("terms: bars by voice; a click seeks the term, selects its places and shows its lines", async () => {
  const { bus, asked, panel } = await open(1);
  assert.deepEqual(asked, [["terms", { document: 1, stop_words: true, voice: "article", forms: false }]]);
  assert.deepEqual(rowsOf(panel).map(nameOf), ["dam: author 1, quoted 0", "holds: author 0, quoted 1"]);
  assert.deepEqual(words(panel, ".kf-head"), ["Author (3 words)", "Quoted (2 words)"]);
  rowsOf(panel)[1].fire("click");
  assert.deepEqual(bus.selection.at, [[4, 4]]); // at once
  await settled();
  assert.deepEqual(asked.slice(1).map(([name, { query }]) => [name, query]), [["lines", "holds"], ["collocates", "holds"]]);
  assert.deepEqual([bus.selection.label, bus.selection.at], ["“holds”", LINES.at]);
  assert.equal(rowsOf(panel, ".kv-lines .kv-row").length, 2);
  assert.equal(document.activeElement.textContent, "‹ All terms");
  document.activeElement.fire("click");
  assert.equal(nameOf(document.activeElement), "holds: author 0, quoted 1. In what is selected: 1 place");
  assert.equal(asked.length, 3); // the terms are still there
});

test("lines: sought when the keys rest, each shows its place, and pressed again all places", async () => {
  const { bus, asked, panel } = await open(1);
  await type(panel, "h*");
  assert.deepEqual(asked[1][1], { document: 1, query: "h*", voice: "article", forms: false, sort: "position" });
  assert.deepEqual(words(panel, ".kv-key"), ["held", "holds"]);
  assert.deepEqual(rowsOf(panel, ".kv-lines .kv-row").map(nameOf), ["a held b. Author", "a holds b. Ana Ruiz"]);
  assert.deepEqual(touched(panel, ".kv-lines .kv-row"), [false, false]); // all are what is sought
  const second = rowsOf(panel, ".kv-lines .kv-row")[1];
  second.fire("click");
  assert.deepEqual([bus.selection.label, bus.selection.at], ["line 2 of “h*”", [[4, 4]]]);
  assert.deepEqual(panel.querySelectorAll(".kv-stroke").map((stroke) => stroke.getAttribute("data-touched") !== null), [false, true]);
  second.fire("click");
  assert.deepEqual(bus.selection.at, LINES.at);
  const left = panel.querySelector("[value=left]");
  for (const input of panel.querySelectorAll("[type=radio]")) input.checked = input === left;
  left.fire("change");
  await settled();
  assert.equal(asked.at(-1)[1].sort, "left");
});

test("a word near is shown with its lines alone, and let go again", async () => {
  const { bus, panel } = await open(1);
  await type(panel, "h*");
  assert.deepEqual(rowsOf(panel, ".kv-near .kv-row").map(nameOf), ["dam, 2 times near it, logDice 12.0"]);
  rowsOf(panel, ".kv-near .kv-row")[0].fire("click");
  assert.deepEqual(words(panel, ".kv-key"), ["held"]); // "holds" stands in another sentence
  assert.deepEqual([bus.selection.label, bus.selection.at], ["“h*” near “dam”", [[2, 2]]]);
  assert.match(document.activeElement.textContent, /^near “dam”/);
  document.activeElement.fire("click");
  assert.deepEqual(words(panel, ".kv-key"), ["held", "holds"]);
});

test("of more lines than are shown the number is said, and all are selected", async () => {
  const { bus, panel } = await open(1, { lines: { ...LINES, total: 900, at: [[1, 1], [2, 2], [4, 4]], note: "The first 2 of 900." } });
  await type(panel, "h*");
  assert.ok(words(panel, ".kv-finding").includes("“h*” stands here 900 times."));
  assert.equal(bus.selection.at.length, 3);
});

test("nothing found is said, and selects nothing", async () => {
  const none = { ...LINES, rows: [], at: [], note: "“x” does not stand on this page." };
  const { bus, panel } = await open(1, { lines: none, collocates: { rows: [], note: "" } });
  bus.select({ from: "reader", label: "a", at: [[0, 0]] });
  await type(panel, "x");
  assert.equal(bus.selection, null);
  const seen = panel.querySelectorAll(".kv-finding").filter((node) => node.offsetParent && node.textContent).map((node) => node.textContent);
  assert.deepEqual(seen, ["There is no line for “x”.", "No word stands near it more than once."]);
});

test("what Python refuses is said in its words, and goes with the next answer", async () => {
  const { given, panel } = await open(1);
  await type(panel, "h*");
  given.lines = new Error("the query is too long");
  await type(panel, "x");
  assert.deepEqual([words(panel, ".kv-state").includes("the query is too long"), rowsOf(panel, ".kv-lines .kv-row")], [true, []]);
  given.lines = LINES;
  await type(panel, "h*");
  assert.deepEqual([words(panel, ".kv-state").join(""), rowsOf(panel, ".kv-lines .kv-row").length], ["", 2]);
});

test("an answer to what was let go meanwhile selects nothing", async () => {
  let answer;
  const { bus, panel } = await open(1, { lines: new Promise((resolve) => (answer = resolve)) });
  await type(panel, "h*");
  await type(panel, "");
  answer(LINES);
  await settled();
  assert.equal(bus.selection, null);
});

test("while an answer is awaited the latest question is kept, and after a while it is said to be counted", async () => {
  let answer;
  const { asked, panel } = await open(1, { lines: new Promise((resolve) => (answer = resolve)) });
  for (const query of ["a", "ab", "abc"]) await type(panel, query);
  const sought = () => asked.filter(([name]) => name === "lines").map(([, { query }]) => query);
  assert.deepEqual(sought(), ["a"]);
  mock.timers.tick(300);
  assert.ok(words(panel, ".kv-state").includes("Counting …"));
  answer(LINES);
  await settled();
  assert.deepEqual(sought(), ["a", "abc"]);
  assert.equal(words(panel, ".kv-finding").filter((text) => text.includes("abc")).length, 1);
});

test("the strip: a row a paragraph, furniture together, cut by voice; ticks where the selection stands", async () => {
  const { bus, panel } = await open(2);
  assert.deepEqual(rowsOf(panel).map(nameOf), [
    "paragraph 1, body, 5 words, author 60\u00a0%, quoted 40\u00a0%",
    "paragraph 2–3, promo, share, 3 words, furniture 100\u00a0%",
  ]);
  assert.deepEqual(panel.querySelectorAll(".kv-part").map((part) => part.getAttribute("class")), ["kv-part kf-look-author", "kv-part kf-look-quoted", "kv-part kf-look-furniture"]);
  bus.select({ from: "reader", label: "held", at: [[2, 2]] });
  assert.match(panel.querySelector(".kv-tick").getAttribute("style"), /^--at:0\.4000;--wide:0\.2000$/);
  rowsOf(panel)[1].fire("click");
  assert.deepEqual(bus.selection.at, [[5, 7]]);
});

test("sentences: a bar for each that somebody says; a click selects it", async () => {
  const { bus, panel } = await open(2);
  const [paragraphs, sentences] = panel.querySelectorAll("[type=radio]");
  [paragraphs.checked, sentences.checked] = [false, true];
  sentences.fire("change");
  assert.deepEqual(rowsOf(panel).map(nameOf), ["sentence 1, 3 words, Author", "sentence 2, 2 words, Quoted"]);
  rowsOf(panel)[1].fire("click");
  assert.deepEqual(bus.selection.at, [[3, 4]]);
});

test("how hard: dots with intervals, a formula to choose; a row selects what the voice says", async () => {
  const { bus, asked, panel } = await open(3);
  assert.deepEqual(asked[0], ["readability", { document: 1 }]);
  assert.deepEqual(words(panel, ".kf-figure-text"), ["12.0", "no words"]);
  assert.deepEqual([panel.querySelectorAll(".kf-dot").length, panel.querySelectorAll(".kf-interval").length], [1, 1]);
  assert.deepEqual([words(panel, ".kv-finding"), words(panel, ".kv-limits")], [["Hardest: the author"], ["Readable is not credible."]]);
  rowsOf(panel)[0].fire("click");
  assert.deepEqual(bus.selection.at, [[0, 2]]);
  const select = panel.querySelector("select");
  select.value = "flesch_kincaid";
  select.fire("change");
  assert.equal(asked.at(-1)[1].measure, "flesch_kincaid");
});

test("a table is filled when it is opened", async () => {
  const { panel } = await open(3);
  const details = panel.querySelector("details");
  assert.deepEqual(words(details, "td"), []);
  details.open = true;
  details.fire("toggle");
  assert.deepEqual(words(details, "tr").map((row) => row.slice(0, 6)), ["Whose ", "Author", "Quoted", "Page11"]);
});

test("arrows go along tabs and rows, each one stop of the Tab key", async () => {
  const { node, panel } = await open(0);
  const [first, second] = rowsOf(panel);
  assert.deepEqual([first.tabIndex, second.tabIndex], [0, -1]);
  first.focus();
  assert.equal(first.fire("keydown", { key: "ArrowDown" }).prevented, true);
  assert.equal(document.activeElement, second);
  const tabs = node.querySelectorAll("[role=tab]");
  tabs[0].focus();
  tabs[0].fire("keydown", { key: "ArrowRight" });
  assert.deepEqual(tabs.map((tab) => tab.getAttribute("aria-selected")), ["false", "true", "false", "false"]);
});

test("ticks are round, from zero or below it to beyond the last", () => {
  assert.deepEqual(roundTicks([13, 2]), [0, 5, 10, 15]);
  assert.deepEqual(roundTicks([-3, 4]), [-4, -2, 0, 2, 4]);
  assert.deepEqual(roundTicks([]).at(0), 0);
});
