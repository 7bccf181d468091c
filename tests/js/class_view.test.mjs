// The class view: what a teacher sees of a class, in words, with names and without, from plain data.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import { fakeModel, show, words } from "./page.mjs";
import { missedShare, ordered } from "../../kit/widgets/class_items.js";
import classView, { showClass } from "../../kit/widgets/class_view.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());


const cell = (more = {}) => ({ made: "2026-10-12T09:40:00+00:00", done: 8, steps: 8, earlier: 0, unread: 0, ...more });
const OVERVIEW = {
  class: "7B",
  synthetic: true,
  names: ["Ana Ruiz", "Ben <b>Ode</b>", "Cleo Dunn"],
  roster: [true, true, false],
  trouble: ["ben.zip: this is no zip"],
  lessons: [{ name: "04-words-that-push", title: "Words that push", steps: 8, handed: 2 }],
  cells: { "04-words-that-push": [cell({ done: 3, earlier: 1, unread: 2, late: true }), null, cell()] },
};
const LABELS = [
  { name: "loaded-word", title: "Loaded word", letter: "L", pattern: "solid", ink: ["#000", "#fff"] },
  { name: "fear", title: "Fear", letter: "F", pattern: "dashed", ink: ["#000", "#fff"] },
];
const text = { text: "Mobs descended on it.", widths: [4, 1, 9, 1, 2, 1, 2, 0, 1] };
const item = (number, first, more = {}) => ({ activity: "mark", number, words: `word ${number}`, label: "loaded-word", tier: "must", why: "It judges.", at: [0, 0], first, now: first, said: [], split: 0, ...more });
const LESSON = {
  name: "04-words-that-push",
  title: "Words that push",
  n: 2,
  questions: [
    { activity: "guess", kind: "estimate", step: "Guess", prompt: "How many?", n: 2, unit: "words", median: 15, median_now: 15, figure: 30, reveal: ["It is 30."], bars: [{ label: "10–19", count: 2, said: [], who: [0, 2], median: true }, { label: "30–39", count: 0, said: [], who: [], figure: true }] },
    { activity: "mark", kind: "mark", step: "A letter", prompt: "", n: 2 },
  ],
  maps: [
    {
      activity: "mark", step: "A letter", title: "Which words push?", unit: "word", reference: "key", labels: LABELS, blocks: [text],
      credit: { words: "“Mobs” · Ana Ruiz", url: "https://paper.example/mobs", notice: "© Ana Ruiz" },
      tries: { first: { n: 2, runs: [[0, 0, { "loaded-word": [0, 2] }], [1, 1, { fear: [2] }]] }, now: { n: 2, runs: [] } },
      key: [[0, 1, "loaded-word", "must", "It judges."]],
      program: [],
    },
  ],
  items: [item(0, { agree: [0], missed: [2] }, { said: [{ label: "loaded-word", who: [0] }, { label: "", who: [2] }], split: 1 }), item(1, { differ: [0], missed: [2] }), item(2, { open: [0], untouched: [2] }, { tier: "accept", split: 0.9 })],
  differences: [{ activity: "mark", at: [1, 1], words: "descended", class: { label: "", n: 1, of: 2 }, key: { label: "loaded-word", tier: "must", why: "It judges." }, program: { label: "fear", why: "In the list.", doubt: "Perhaps not." } }],
  labels: { "loaded-word": "Loaded word", fear: "Fear" },
  written: [{ activity: "swap", step: "Say it", prompt: "Say it plainly.", answers: [{ who: 2, tries: [["I would say <i>so</i>.", "2026-10-12T09:00:00+00:00"], ["Later: so.", ""]] }, { who: 0, tries: [["Went.", ""]] }] }],
  agreement: [{ activity: "mark", learners: 2, alpha: 0.5, low: 0.3, high: 0.6, words: ["Learners agree about half of the way.", "For those who know statistics: 0.50."] }],
  hits: {
    class: { n: 2, before: [3, 6, 4, 8], now: [5, 6, 2, 8] },
    texts: [{ activity: "mark", n: 2, before: [3, 6, 4, 8], now: [5, 6, 2, 8] }],
    each: [{ who: 0, n: 1, before: [1, 3, 3, 4], now: [3, 3, 0, 4] }, { who: 2, n: 1, before: [2, 3, 1, 4], now: [2, 3, 2, 4] }],
  },
  starred: [],
  notes: {},
};

const settled = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

async function page(more = {}) {
  const el = document.createElement("div");
  showClass(el, structuredClone({ overview: OVERVIEW, lessons: { [LESSON.name]: { ...LESSON, ...more } } }));
  await settled();
  const found = parts(el);
  found.names(true);
  return found;
}

function parts(el) {
  const tab = (name) => el.querySelectorAll(".ke-tab").find((each) => each.textContent === name).fire("click");
  const seen = () => el.querySelectorAll("[role=tabpanel]").find((each) => !each.hidden);
  const button = (name) => seen().querySelectorAll("button").find((each) => each.textContent === name);
  const names = (on) => Object.assign(el.querySelector(".kcv-head input"), { checked: on }).fire("input");
  return { el, tab, seen, button, names };
}

test("who has handed in what is said in words, also what is missing and what could not be read", async () => {
  const { el, seen, names } = await page();
  assert.match(el.textContent, /Synthetic class/);
  assert.match(seen().textContent, /1 of 2 have handed in “Words that push”/);
  assert.match(seen().textContent, /Not yet1 learner: Ben <b>Ode<\/b>/);
  assert.match(seen().textContent, /Not on the roster1 learner: Cleo Dunn/);
  const [ana, ben, cleo] = seen().querySelectorAll("tbody tr").map((row) => row.textContent);
  assert.match(ana, /3 of 8.*late · handed in 2 times.*2 answers cannot be read/);
  assert.match(ben, /not handed in/);
  assert.match(cleo, /✓8 of 8/);
  names(false);
  assert.doesNotMatch(el.textContent, /Ana|Ben|Cleo|ben\.zip/);
  assert.match(seen().textContent, /Learner 2/);
});

test("names are not seen before somebody asks for them", async () => {
  const el = document.createElement("div");
  showClass(el, structuredClone({ overview: OVERVIEW, lessons: { [LESSON.name]: LESSON } }));
  await settled();
  assert.ok(!el.querySelector(".kcv-head input").checked);
  assert.match(el.textContent, /Tick “Show names”/);
  for (const name of ["Handed in", "Predictions", "Heat map", "Items", "Written answers", "Agreement", "Collect and give back"]) {
    parts(el).tab(name);
    assert.doesNotMatch(el.textContent.replaceAll(/[·©] Ana Ruiz/gu, ""), /Ana|Ben|Cleo|ben\.zip/); // who wrote the text
  }
});

test("a prediction has a bar and a number for each answer, the middle one and the lesson's figure", async () => {
  const { tab, seen, names } = await page();
  tab("Predictions");
  const rows = seen().querySelectorAll("tbody tr").map((row) => row.textContent);
  assert.deepEqual(rows, ["10–192 (100 %) ◂ the middle answer", "30–390 ◂ the lesson’s figure"]);
  assert.match(seen().textContent, /The middle answer is 15 words. The lesson reveals 30./);
  assert.match(seen().textContent, /2 learners: Ana Ruiz, Cleo Dunn/);
  names(false);
  assert.doesNotMatch(seen().textContent, /Ana/);
});

test("the heat map shades the words that were marked, and tells of those that are pointed at", async () => {
  const { tab, seen, names } = await page();
  tab("Heat map");
  const runs = () => seen().querySelectorAll(".kcv-text .kcv-run");
  assert.deepEqual(runs().map((run) => [run.textContent, run.dataset.n, run.dataset.step]), [["Mobs", "2", "5"], ["descended", "1", "3"]]);
  assert.equal(seen().querySelector(".kcv-text").textContent, "Mobs descended on it.");
  runs()[0].fire("mouseover");
  assert.match(words(seen(), ".kcv-aside")[0], /“Mobs”2 of 2 \(100 %\)Loaded word 2 learners: Ana Ruiz, Cleo Dunn/);
  names(false);
  runs()[0].fire("mouseover");
  assert.match(words(seen(), ".kcv-aside")[0], /Loaded word 2 learners$/);
  const credit = seen().querySelector(".kcv-credit");
  assert.equal(credit.textContent, "From “Mobs” · Ana Ruiz · https://paper.example/mobs · © Ana Ruiz");
  assert.equal(credit.querySelector("a").getAttribute("href"), "https://paper.example/mobs");
});

test("a label, later marks and the key can be chosen; the table has the numbers that are seen", async () => {
  const { tab, seen } = await page();
  tab("Heat map");
  const choose = (value) => seen().querySelectorAll("input").find((each) => each.getAttribute("value") === value).fire("input");
  choose("fear");
  assert.deepEqual(words(seen(), ".kcv-text .kcv-run"), ["descended"]);
  assert.deepEqual(seen().querySelectorAll("table tr").map((row) => row.children.map((each) => each.textContent)), [["Words", "Of 2", "Fear"], ["“descended”", "1", "1"]]);
  choose("now");
  assert.deepEqual(words(seen(), ".kcv-text .kcv-run"), []);
  const key = seen().querySelector("[data-tick=key]");
  Object.assign(key, { checked: true }).fire("input");
  const [over] = seen().querySelectorAll(".kcv-text .kcv-over");
  assert.equal(over.textContent, "Mobs descended");
  over.fire("focusin");
  assert.match(words(seen(), ".kcv-aside")[0], /The key: Loaded word. It judges./);
});

test("the arrows go from run to run, which are one stop of the Tab key", async () => {
  const { tab, seen } = await page();
  tab("Heat map");
  const runs = seen().querySelectorAll(".kcv-text .kcv-stop");
  assert.deepEqual(runs.map((run) => run.tabIndex), [0, -1]);
  runs[0].focus();
  runs[0].fire("keydown", { key: "ArrowRight" });
  assert.equal(document.activeElement, runs[1]);
  assert.match(words(seen(), ".kcv-aside")[0], /“descended”1 of 2/);
});

test("items stand by how many missed them, or how near they are to halves; what is left open is never missed", () => {
  assert.deepEqual(LESSON.items.map(missedShare), [0.5, 1, 0]);
  assert.deepEqual(ordered(LESSON.items, "missed").map(({ number }) => number), [1, 0]);
  assert.deepEqual(ordered(LESSON.items, "disputed").map(({ number }) => number), [0, 2]);
  assert.deepEqual(ordered([item(0, {})], "text"), []);
});

test("what four of four missed stands before what one of one missed, and thirty of forty before both of two", () => {
  const who = (n) => Array.from({ length: n }, (_, i) => i);
  const found = [item(0, { missed: [0] }), item(1, { missed: who(4) }), item(2, { missed: [0, 1] }), item(3, { missed: who(30), agree: who(10) }), item(4, { trap: [0], avoided: who(9) })];
  assert.deepEqual(ordered(found, "missed").map(({ number }) => number), [3, 1, 2, 0, 4]);
});

test("where there is nothing to point at, nothing says so; a block is called a block", async () => {
  const [map] = LESSON.maps;
  const hint = async (changed) => {
    const { tab, seen } = await page({ maps: [{ ...map, ...changed }] });
    tab("Heat map");
    return words(seen(), ".kcv-aside")[0];
  };
  assert.match(await hint({}), /Point at a shaded word/);
  assert.equal(await hint({ tries: { first: { n: 2, runs: [] }, now: { n: 2, runs: [] } } }), "");
  assert.match(await hint({ unit: "block", blocks: [{ ...text, widths: [21] }], tries: { first: { n: 2, runs: [[0, 0, { fear: [0] }]] }, now: { n: 2, runs: [] } }, key: [] }), /Point at a block/);
});

test("an item has its reason and who did what; class, key and program stand beside each other where they differ", async () => {
  const { tab, seen } = await page();
  tab("Items");
  assert.match(seen().textContent, /“word 1”The key: Loaded word.differ 1 · missed 1.*It judges.*missed 1 learner: Cleo Dunn/);
  const [voices] = words(seen(), ".kcv-voices");
  assert.equal(voices, "Most of the classno mark1 of 2The keyLoaded wordIt judges.The programFearIn the list.Perhaps not.");
});

test("written answers come one after another, blind until it is asked whose they are", async () => {
  const { tab, seen, button } = await page();
  tab("Written answers");
  const answer = () => seen().querySelector(".kcv-answer");
  assert.match(answer().textContent, /Answer 1 of 2I would say <i>so<\/i>\.first, .*Later: so\.by now/);
  assert.doesNotMatch(seen().textContent, /Cleo/);
  button("Who wrote it?").fire("click");
  assert.match(answer().textContent, /Cleo Dunn/);
  answer().focus();
  answer().fire("keydown", { key: "ArrowRight" });
  assert.match(answer().textContent, /Answer 2 of 2Went\./);
  assert.equal(document.activeElement, answer());
  assert.doesNotMatch(seen().textContent, /Ana/);
});

test("a star is kept in a page of its own while it is open, and lists what has one", async () => {
  const { tab, seen, button } = await page();
  tab("Written answers");
  assert.match(seen().textContent, /kept in this page only/);
  button("☆ Talk about this one").fire("click");
  await settled();
  assert.equal(button("★ Talk about this one").getAttribute("aria-pressed"), "true");
  Object.assign(seen().querySelector(".kcv-ticks input"), { checked: true }).fire("input");
  assert.match(seen().textContent, /Only those with a star \(1\).*Answer 1 of 1/);
  tab("Collect and give back");
  assert.match(seen().textContent, /only to look at.*kit class open 7B\nkit collect DOWNLOAD\.zip --class 7B/s);
  assert.equal(seen().querySelectorAll("button").length, 0);
});

test("agreement is said in words; hits and false alarms before and now, of the class and of each learner", async () => {
  const { tab, seen, names } = await page();
  tab("Agreement");
  assert.match(seen().textContent, /First tries of 2 learnersA letter: Which words push\?.*agree about half of the way/);
  assert.match(seen().textContent, /Hits: 50 % before, 83 % by now.False alarms: 50 % before, 25 % by now./);
  assert.match(seen().textContent, /Hits went up for 1 of 2, down for 0, and stayed for 1. False alarms went up for 1, down for 1, and stayed for 0./);
  assert.match(seen().textContent, /asked for 3 sentences at most, so one hit is 33 %/);
  const rows = seen().querySelectorAll("tbody tr").map((row) => row.children.map((each) => each.textContent));
  assert.deepEqual(rows[1], ["Ana Ruiz", "1, now 3, of 3", "3, now 0, of 4"]);
  names(false);
  assert.doesNotMatch(seen().textContent, /Ana/);
});

async function notebook(overview = OVERVIEW, can = ["collect", "gradebook", "star", "note", "points"]) {
  const model = fakeModel({ overview, can });
  const shown = show(classView, model);
  const answer = async (about) => {
    model.answer({ id: model.sent.at(-1).id, ...about });
    await settled();
  };
  await settled();
  const found = parts(shown.el);
  if (overview.names) found.names(true);
  return { model, answer, ...found };
}

test("a check before the course and after it stands above, for the class and by the form that learners had first", async () => {
  const [before, now] = [[8, 14, 6, 18], [10, 14, 3, 18]];
  const forms = [{ form: "Form A", n: 1, before: [4, 7, 3, 9], now: [5, 7, 1, 9] }];
  const { tab, seen } = await page({ course: { n: 2, before, now, forms, words: ["2 learners did both."] } });
  tab("Agreement");
  const rows = seen().querySelectorAll("tbody tr").map((row) => row.children.map((each) => each.textContent));
  assert.deepEqual(rows[0], ["All who did both", "8, now 10, of 14", "6, now 3, of 18"]);
  assert.deepEqual(rows[1], ["First “Form A”: 1 learner", "4, now 5, of 7", "3, now 1, of 9"]);
  assert.match(seen().textContent, /2 learners did both\./);
});

test("in a notebook a lesson is asked for when it is chosen, once", async () => {
  const { model, answer, tab, seen } = await notebook();
  assert.deepEqual(model.sent.map(({ ask, name }) => [ask, name]), [["lesson", "04-words-that-push"]]);
  await answer({ kind: "done", data: structuredClone(LESSON) });
  tab("Predictions");
  assert.match(seen().textContent, /How many\?/);
  assert.equal(model.sent.length, 1);
});

test("a star goes to the class, and one that is not kept is none", async () => {
  const { el, model, answer, tab, button } = await notebook();
  await answer({ kind: "done", data: structuredClone(LESSON) });
  tab("Written answers");
  button("☆ Talk about this one").fire("click");
  const { ask, lesson, activity, learner, on } = model.sent.at(-1);
  assert.deepEqual([ask, lesson, activity, learner, on], ["star", "04-words-that-push", "swap", 2, true]);
  await answer({ kind: "done", data: {} });
  assert.ok(button("★ Talk about this one"));
  button("★ Talk about this one").fire("click");
  await answer({ kind: "refused", said: "The disk is full." });
  assert.ok(button("★ Talk about this one"));
  assert.equal(words(el, ".kcv-status")[0], "The disk is full.");
});

test("a note to a learner is kept when the field is left, and what is not kept is said", async () => {
  const { model, answer, tab, seen, button } = await notebook();
  await answer({ kind: "done", data: structuredClone(LESSON) });
  tab("Written answers");
  button("Who wrote it?").fire("click");
  const field = seen().querySelector("textarea");
  field.value = "Well put.";
  field.fire("change");
  const { ask, lesson, learner, note } = model.sent.at(-1);
  assert.deepEqual([ask, lesson, learner, note], ["note", "04-words-that-push", 2, "Well put."]);
  await answer({ kind: "refused", said: "The disk is full." });
  assert.equal(words(seen(), ".kcv-note .kw-status")[0], "The disk is full.");
  field.fire("change");
  await answer({ kind: "done", data: {} });
  assert.equal(words(seen(), ".kcv-note .kw-status")[0], "Note kept.");
});

test("points of one's own are kept when a field is left, and what is not kept is said", async () => {
  const { model, answer, tab, seen } = await notebook();
  await answer({ kind: "done", data: structuredClone(LESSON) });
  tab("Points and notes");
  assert.deepEqual([model.sent.at(-1).ask, model.sent.at(-1).lesson], ["grades", "04-words-that-push"]);
  await answer({ kind: "done", data: { out_of: 10, rows: [{ counted: 7.5, own: null, text: "" }, { counted: null, own: 4, text: "Ill." }, { counted: 9, own: null, text: "" }] } });
  assert.match(seen().textContent, /out of 10: steps done, answers written/);
  const [ana, ben] = seen().querySelectorAll("tbody tr").map((row) => row.querySelectorAll("input"));
  assert.deepEqual([...ana, ...ben].map(({ value, disabled }) => [value, Boolean(disabled)]), [["", false], ["", true], ["", false], ["4", false], ["Ill.", false], ["", false]]);
  const put = (input, value) => (Object.assign(input, { value }), input.fire("input"), input.fire("change"));
  put(ana[0], "8");
  const { ask, lesson, learner, points, text } = model.sent.at(-1);
  assert.deepEqual([ask, lesson, learner, points, text], ["points", "04-words-that-push", 0, 8, ""]);
  await answer({ kind: "refused", said: "The disk is full." });
  assert.equal(words(seen(), "tbody [role=status]")[0], "The disk is full.");
  put(ben[0], "");
  assert.deepEqual([model.sent.at(-1).points, model.sent.at(-1).text, ben[1].disabled], [null, "", true]);
  await answer({ kind: "done", data: {} });
  put(ben[2], "Get well.");
  assert.deepEqual([model.sent.at(-1).ask, model.sent.at(-1).learner, model.sent.at(-1).note], ["note", 1, "Get well."]);
});

test("a class's own key is said, and the projector waits for the lesson", async () => {
  const { el, answer } = await notebook({ ...OVERVIEW, own_keys: { [LESSON.name]: ["mark"] } });
  assert.equal(words(el, ".kcv-own-key")[0], "In this lesson, 1 text goes by your class’s own key, made in “Class key”.");
  const wall = el.querySelectorAll("button").find((each) => each.textContent === "Projector view");
  assert.equal(wall.disabled, true);
  await answer({ kind: "done", data: structuredClone(LESSON) });
  assert.equal(wall.disabled, false);
});

test("what is done says what was written, and what went wrong in its words", async () => {
  const { model, answer, tab, seen, button } = await notebook();
  await answer({ kind: "done", data: structuredClone(LESSON) });
  tab("Collect and give back");
  button("Gradebook").fire("click");
  assert.deepEqual([model.sent.at(-1).ask, model.sent.at(-1).lesson], ["gradebook", "04-words-that-push"]);
  await answer({ kind: "progress", data: { said: "3 of 28 …" } });
  assert.match(seen().textContent, /3 of 28/);
  await answer({ kind: "done", data: { said: ["canvas.csv is in classes/7B"] } });
  assert.match(seen().textContent, /canvas.csv is in classes\/7B/);
  seen().querySelector(".kcv-line input").value = "there";
  button("Collect").fire("click");
  assert.deepEqual([model.sent.at(-1).ask, model.sent.at(-1).path], ["collect", "there"]);
  await answer({ kind: "refused", said: "there is nothing at there" });
  assert.equal(words(seen(), ".kcv-wrong")[0], "there is nothing at there");
});

test("without a class there is a way to one, and it is shown when it is open", async () => {
  const { el, model } = await notebook({ classes: ["7B"] });
  assert.match(el.textContent, /kit class new/);
  el.querySelectorAll("button").find((each) => each.textContent === "Class 7B").fire("click");
  assert.deepEqual([model.sent.at(-1).ask, model.sent.at(-1).name], ["open", "7B"]);
  model.change({ overview: OVERVIEW });
  await settled();
  assert.match(el.querySelector(".kcv-title").textContent, /Class 7B/);
});
