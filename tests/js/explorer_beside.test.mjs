// Articles side by side, and what can be saved, without a browser.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { words } from "./page.mjs";

import { beside } from "../../kit/widgets/explorer_beside.js";
import { linkScrolling } from "../../kit/widgets/explorer_beside_texts.js";
import { exports } from "../../kit/widgets/explorer_export.js";
import { download } from "../../kit/widgets/lab_files.js";
import { indexed } from "../../kit/widgets/explorer_bus.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] })); // a download is let go of after a minute
afterEach(() => mock.timers.reset());

/** A box that scrolls: so high, in a window of 100. */
function box(height) {
  const heard = [];
  let top = 0;
  const self = {
    scrollHeight: height,
    clientHeight: 100,
    addEventListener: (_, react) => heard.push(react),
    get scrollTop() {
      return top;
    },
    set scrollTop(to) {
      top = Math.max(0, Math.min(height - 100, to));
    },
    scrolled: () => heard.forEach((react) => react()),
  };
  return self;
}

test("texts scroll together by their share, and none calls the other back", () => {
  const [long, short] = [box(1100), box(300)];
  let linked = true;
  const move = linkScrolling([long, short], () => linked);
  long.scrollTop = 500;
  long.scrolled();
  assert.equal(short.scrollTop, 100);
  short.scrolled(); // as the browser then tells
  assert.equal(long.scrollTop, 500);
  short.scrollTop = 200;
  short.scrolled();
  assert.equal(long.scrollTop, 1000);
  long.scrolled();
  move(short, 50); // to a place that was chosen: the other stays
  short.scrolled();
  assert.equal(long.scrollTop, 1000);
  linked = false;
  long.scrollTop = 0;
  long.scrolled();
  assert.equal(short.scrollTop, 50);
});

const page = (id, title) =>
  indexed({
    id,
    title,
    blocks: [{ text: "Dam news", widths: [3, 1, 4] }, { text: "The dam held.", widths: [3, 1, 3, 1, 4, 0, 1] }, { text: "Follow us", widths: [6, 1, 2] }],
    zones: [{ at: [0, 1], label: "headline", furniture: false }, { at: [2, 5], label: "body", furniture: false }, { at: [6, 7], label: "share", furniture: true }],
    marks: [{ layer: "claim", label: "fact", at: [2, 5] }],
  });

const cells = (...values) => values.map((value) => ({ value, count: 1, of: 10 }));
const scale = (rows) => ({ rows, ticks: [0, 50, 100] });

function answer(n, pair = [0, 1]) {
  const each = (value) => cells(...Array(n).fill(value));
  const row = { term: "dam", spelling: "dam", key: "term:dam", counts: [3, 1], rates: [30, 10], value: 1.6, low: -0.5, high: null, holds: false, more: 0, times: "3.0×", interval: ["0.7×", "no limit"] };
  return {
    pair,
    stop_words: true,
    articles: Array.from({ length: n }, (_, i) => ({
      title: `${i}`,
      words: 10,
      speakers: [{ key: "speaker:0", name: `Speaker ${i}`, record: "named", words: 3, share: 0.3 }],
      places: { "term:dam": i ? [[3, 3]] : [[0, 0], [3, 3]], "speaker:0": [[2, 4]] },
    })),
    keyness: { rows: [row, { ...row, term: "held", spelling: "held", key: "term:held", holds: true }], compared: 2, rare: 5, ticks: [-2, -1, 0, 1, 2] },
    terms: scale([{ term: "dam", spelling: "dam", key: "term:dam", cells: each(30) }]),
    readability: { measures: [["lix", "LIX"]], measure: "lix", title: "LIX", unit: "points", harder: "higher", ...scale([{ voice: "author", cells: each(40).map((cell) => ({ ...cell, low: 30, high: 50, why: "" })) }]) },
    speakers: scale([{ record: "rest", key: "record:rest", cells: each(70) }, { record: "named", key: "record:named", cells: each(30) }]),
    claims: { kinds: scale([{ kind: "fact", key: "kind:fact", cells: each(100) }]), sourcing: scale([{ sourcing: "none", key: "sourcing:none", cells: each(100) }]) },
    loaded: { ...scale([{ key: "loaded", cells: each(10) }]), told: null },
  };
}

/** A bus with so many open articles; what is asked is kept, and answered. */
function busOf(n, answers = {}) {
  const open = Array.from({ length: n }, (_, i) => ({ id: i + 1, title: `Article ${i + 1}`, words: 10 }));
  const asked = [];
  const reply = async (name, more) => (asked.push([name, more]), name in answers ? answers[name](more) : answer(more.documents.length, more.pair));
  return { open, doc: page(1, "Article 1"), asked, askAnyway: reply, ask: reply, load: async (id) => page(id, `Article ${id}`) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function open(n) {
  const bus = busOf(n);
  const part = beside(bus);
  document.body.append(part.node);
  part.show(bus.doc);
  part.entered("beside");
  await settled();
  return { bus, part, el: part.node };
}

test("nothing is asked before it is looked at, and of one article alone it says what to do", async () => {
  const bus = busOf(2);
  const part = beside(bus);
  part.show(bus.doc);
  part.entered("read");
  await settled();
  assert.deepEqual(bus.asked, []);
  const { el, bus: lonely } = await open(1);
  assert.deepEqual([words(el, ".kb-said"), lonely.asked], [["There is nothing to set beside this article. Open another, above."], []]);
});

test("two are chosen at first, four at most, and each choice is asked for", async () => {
  const { el, bus } = await open(5);
  const boxes = () => el.querySelectorAll(".kb-articles input");
  assert.deepEqual(bus.asked.at(-1), ["beside", { documents: [1, 2], pair: [0, 1] }]);
  for (const at of [2, 3]) {
    boxes()[at].checked = true;
    boxes()[at].fire("input");
  }
  await settled();
  assert.deepEqual(bus.asked.at(-1)[1].documents, [1, 2, 3, 4]);
  assert.deepEqual(boxes().map((input) => input.getAttribute("disabled") !== null), [false, false, false, false, true]);
  assert.deepEqual(words(el, ".kb-articles .kb-letter"), ["A", "B", "C", "D", ""]);
  const right = el.querySelectorAll(".kb-pair select")[1];
  right.value = 3;
  right.fire("input");
  await settled();
  assert.deepEqual(bus.asked.at(-1)[1].pair, [0, 3]);
  assert.deepEqual(words(el, ".kb-title"), ["A Article 1", "D Article 4"]);
});

test("a word of keyness is shown in both texts, its figures in words, and what a comparison cannot tell", async () => {
  const { el } = await open(2);
  const [dam, held] = el.querySelectorAll(".kb-keyword button");
  assert.equal(
    dam.getAttribute("aria-label"),
    "dam: 3 in A, 1 in B; 3.0× as often in A, 95 % interval 0.7× to no limit; may be chance. Show it in the texts.",
  );
  assert.deepEqual([dam, held].map((each) => each.parentElement.querySelector(".kb-hollow") === null), [false, true]);
  assert.match(dam.parentElement.querySelector(".kb-whisker").getAttribute("class"), /kb-open-left/);
  dam.fire("click");
  assert.deepEqual(el.querySelectorAll(".kb-text").map((text) => words(text, ".kb-is-here")), [["Dam", "dam"], ["dam"]]);
  assert.deepEqual(words(el, ".kb-steps .kw-status"), ["1 of 2", "1 of 1"]);
  assert.deepEqual(words(el, ".kb-texts .kw-hidden"), ["“dam”: 2 in A, 1 in B"]);
  el.querySelectorAll(".kb-steps button")[1].fire("click");
  assert.deepEqual(words(el, ".kb-is-now"), ["dam", "dam"]);
  held.fire("click");
  assert.deepEqual(words(el, ".kb-steps .kw-status"), ["not here", "not here"]);
  assert.match(el.querySelector(".kb-limits").textContent, /cannot tell: which article is right/);
});

test("a speaker is shown in their own text alone, and marks of a layer where they are wanted", async () => {
  const { el } = await open(2);
  const people = el.querySelectorAll(".kb-person");
  assert.deepEqual(people.map((each) => each.textContent), ["Speaker 0: 3 words, 30 %", "Speaker 1: 3 words, 30 %"]);
  people[1].fire("click");
  assert.deepEqual(el.querySelectorAll(".kb-text").map((text) => words(text, ".kb-is-here").join("")), ["", "The dam held"]);
  const layer = el.querySelector(".kb-controls select");
  assert.deepEqual(words(el, ".kb-is-claim"), []);
  layer.value = "claim";
  layer.fire("input");
  assert.deepEqual(el.querySelectorAll(".kb-text").map((text) => words(text, ".kb-is-claim").join("")), ["The dam held.", "The dam held."]);
  assert.deepEqual(words(el, ".kb-furniture summary"), ["1 block of the page around the article", "1 block of the page around the article"]);
});

test("every figure has its table, and each article a row of its own", async () => {
  const { el } = await open(3);
  const third = el.querySelectorAll(".kb-articles input")[2];
  third.checked = true;
  third.fire("input");
  await settled();
  const panels = el.querySelectorAll(".kb-panel");
  assert.deepEqual(panels.map((panel) => panel.querySelectorAll("table").length), [1, 1, 1, 1, 1, 1]);
  assert.deepEqual(words(panels[1], ".kb-group .kb-letter"), ["A", "B", "C"]);
  assert.deepEqual(words(panels[2], "td"), ["40.0 (30.0 to 50.0)", "40.0 (30.0 to 50.0)", "40.0 (30.0 to 50.0)"]);
});

test("a file is asked for once, downloaded under its name, and what cannot be made is said", async () => {
  const file = { name: "dam-report.html", media: "text/html", bytes: new Uint8Array([60]) };
  const bus = busOf(1, {
    own: () => ({ marks: 2 }),
    export: ({ kind }) => {
      if (kind === "who_speaks.png") throw new Error("There is nothing to draw: nobody is quoted.");
      return file;
    },
  });
  const { node, entered } = exports(bus, { pictures: ["svg", "png"] });
  const links = [];
  const create = document.createElement;
  document.createElement = (tag) => Object.assign(create(tag), tag === "a" ? { click() { links.push(this.getAttribute("download")); } } : {}); // prettier-ignore
  const [make, revoke] = [URL.createObjectURL, URL.revokeObjectURL];
  Object.assign(URL, { createObjectURL: () => "blob:1", revokeObjectURL: () => null });
  const said = () => words(node, ".kx-said")[0];
  const press = (name) => node.querySelectorAll("button").find((each) => (each.getAttribute("aria-label") ?? each.textContent) === name).fire("click");
  entered("save");
  await settled();
  assert.deepEqual(words(node, "option"), ["what the program found", "my own 2 marks"]);
  press("Report");
  assert.equal(said(), "Making the file: Report …");
  press("CSV"); // while the other is made
  await settled();
  assert.deepEqual([links, said()], [["dam-report.html"], "Downloaded as dam-report.html"]);
  press("Who speaks, as PNG");
  await settled();
  assert.equal(said(), "Who speaks was not saved. There is nothing to draw: nobody is quoted.");
  node.querySelector("select").value = "marks";
  press("CSV");
  await settled();
  assert.deepEqual(bus.asked.slice(1).map(([, more]) => more), [{ kind: "report" }, { kind: "who_speaks.png" }, { kind: "csv", of: "marks" }]);
  Object.assign(URL, { createObjectURL: make, revokeObjectURL: revoke });
  document.createElement = create;
});

test("bytes become a file of their type", () => {
  const made = [];
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => (made.push(blob), "blob:2");
  const create = document.createElement;
  document.createElement = (tag) => Object.assign(create(tag), { click() {} });
  download({ name: "a.csv", media: "text/csv", bytes: new DataView(new Uint8Array([97, 98]).buffer) });
  [URL.createObjectURL, document.createElement] = [make, create];
  assert.deepEqual([made[0].type, made[0].size], ["text/csv", 2]);
});

test("without PNG none is offered, and why is said", () => {
  const { node } = exports(busOf(1, {}), { pictures: ["svg"] });
  const names = node.querySelectorAll("button").map((each) => each.getAttribute("aria-label") ?? "");
  assert.equal(names.filter((name) => name.endsWith("as SVG")).length, 9);
  assert.equal(names.some((name) => name.includes("PNG")), false);
  assert.match(node.textContent, /there is no PNG/);
});
