// Panels: the queue, the chart as drawn, each kind of control, and what is sent.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import { fakeModel, outwait, show, words } from "./page.mjs";
import { placeOn } from "../../kit/widgets/chart.js";
import { latest } from "../../kit/widgets/form.js";
import panel from "../../kit/widgets/panel.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

const BARS = {
  title: "Two terms", alt: "bus 2, dam 1", caption: "Counted.", form: "bars", unit: "times", ticks: [0, 1, 2],
  columns: [["author", "Author"], ["quoted", "Quoted"]],
  rows: [["bus", [[2, "2"], [0, "0"]]], ["dam", [[1, "1"], [null, "–"]]]],
  table: [["Term", "Author"], ["bus", "2"], ["dam", "1"]],
};

function open(view = BARS, more = {}) {
  const control = (name, kind, more) => ({ name, kind, label: name, options: [], bounds: [0, 0], ...more });
  const model = fakeModel({
    title: "Terms", view, hint: "", received: 0, closed: "", ...more,
    controls: [
      control("rank", "choice", { options: [["page", "Page"], ["author", "Author"]] }),
      control("voices", "several", { options: [["author", "Author"], ["quoted", "Quoted"]] }),
      control("whole", "check"),
      control("most", "range", { bounds: [5, 25] }),
      control("only", "words"),
    ],
    settings: { rank: "author", voices: ["quoted"], whole: true, most: 10, only: "bus" },
  });
  return { model, ...show(panel, model) };
}

test("while an answer is awaited only the latest state is kept, and goes out after it", () => {
  const sent = [];
  const queue = latest((state) => sent.push(state));
  for (const state of [1, 2, 3, 4]) queue.push(state);
  assert.deepEqual(sent, [1]);
  assert.equal(queue.busy(), true);
  queue.answered();
  assert.deepEqual(sent, [1, 4]);
  queue.answered();
  assert.deepEqual(sent, [1, 4]);
  assert.equal(queue.busy(), false);
});

test("figures stand where the axis has them, also below zero", () => {
  assert.equal(placeOn(5, [0, 5, 10]), 50);
  assert.equal(placeOn(0, [-50, 0, 50, 100]), 100 / 3);
  assert.equal(placeOn(1, [0]), 0);
});

test("bars have heads, labels, figures and an axis; the chart its words, and its table", () => {
  const { el } = open();
  assert.deepEqual([words(el, ".kf-head"), words(el, ".kf-label"), words(el, ".kf-figure-text")], [["Author", "Quoted"], ["bus", "dam"], ["2", "0", "1", "–"]]);
  assert.equal(el.querySelectorAll(".kf-axis").length, 2);
  assert.equal(el.querySelectorAll(".kf-bar").length, 3); // nothing is no bar of zero
  assert.equal(el.querySelector(".kf-chart").getAttribute("aria-label"), "bus 2, dam 1");
  assert.deepEqual([words(el, ".kf-finding"), words(el, "figcaption"), words(el, "td")], [["Two terms"], ["Counted."], ["2", "1"]]);
  assert.equal(el.querySelector(".kf-table").getAttribute("aria-label"), "Terms, as a table");
});

test("dots have an interval where there is one, and no dot where there is no figure", () => {
  const { el } = open({ ...BARS, form: "dots", columns: [["x", "X"]], rows: [["bus", [[1, "1", 0.5, 2]]], ["dam", [[null, "none", null, null]]]] });
  assert.deepEqual([el.querySelectorAll(".kf-dot").length, el.querySelectorAll(".kf-interval").length], [1, 1]);
  assert.match(el.querySelector(".kf-interval").getAttribute("style"), /^--at:25\.000;--wide:75\.000$/);
});

test("a panel with words to open it by is shut until then", () => {
  const { el } = open(BARS, { closed: "Guessed? Open." });
  const box = el.querySelector("details");
  assert.deepEqual([words(el, "summary"), box.getAttribute("open")], [["Guessed? Open."], null]);
  assert.ok(box.querySelector(".kf-chart"));
  assert.equal(box.querySelector("summary").dataset.lmSuppressShortcuts, "true");
  assert.equal(open().el.querySelector("details"), null);
});

test("controls show the settings, and follow them", () => {
  const { model, el } = open();
  const state = () => [
    el.querySelector("select").value,
    ...el.querySelectorAll("[type=checkbox]").map((input) => input.checked),
    el.querySelector("[type=range]").value,
    words(el, "output")[0],
    el.querySelector("[type=text]").value,
  ];
  assert.deepEqual(state(), ["author", false, true, true, "10", "10", "bus"]);
  model.change({ settings: { rank: "page", voices: ["author"], whole: false, most: 7, only: "" } });
  assert.deepEqual(state(), ["page", true, false, false, "7", "7", ""]);
});

test("a control is sent at once, words when the keys rest, and a hint is said", () => {
  const { model, el } = open();
  const range = el.querySelector("[type=range]");
  range.value = 12;
  range.fire("input");
  assert.deepEqual([model.sent.length, model.sent[0].settings.most, words(el, "output")[0]], [1, 12, "12"]);
  model.change({ received: 1, hint: "Too many." });
  assert.deepEqual(words(el, ".kf-hint"), ["Too many."]);
  const only = el.querySelector("[type=text]");
  only.value = "dam";
  only.fire("input");
  assert.equal(model.sent.length, 1);
  mock.timers.tick(250);
  assert.deepEqual([model.sent[1].number, model.sent[1].settings.only], [2, "dam"]);
});

test("a new chart is drawn at once, and read out when the hand rests", () => {
  const { model, el } = open();
  model.change({ view: { ...BARS, title: "One term" } });
  assert.deepEqual([words(el, ".kf-finding"), words(el, ".kw-hidden")], [["One term"], [""]]);
  mock.timers.tick(600);
  assert.deepEqual(words(el, ".kw-hidden"), ["One term"]);
});

test("a silent kernel is said; what was set meanwhile goes out, and all ends with the view", () => {
  const { model, el, end } = open();
  const check = el.querySelectorAll("[type=checkbox]")[2];
  check.checked = false;
  check.fire("input");
  check.checked = true;
  check.fire("input");
  outwait(mock.timers);
  assert.deepEqual(words(el, ".kf-hint"), ["The program is not answering. Wait a moment; if it stays so, reload the page."]);
  assert.deepEqual(model.sent.map(({ settings }) => settings.whole), [false, true]);
  end();
  assert.equal(model.listening(), 0);
});
