// The table to fill in: its rows, fixed or one's own, its fields, and what is sent.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import { fakeModel, show, words } from "./page.mjs";
import tableForm, { fullRows, rowsToKeep } from "../../kit/widgets/table_form.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

const COLUMNS = [
  { name: "where", title: "Where?", hint: "A name", options: [] },
  { name: "kept", title: "Kept?", hint: "", options: ["yes", "no"] },
];
const FULL = { where: "The town", kept: "yes" };

function form(rows, { names = [], enough = 1 } = {}) {
  const model = fakeModel({
    step: "", prompt: "Where did you look?", columns: COLUMNS, names, enough, rows, findings: [], reference: "key",
    status: "", received: 0, other: "", placed: 0,
  });
  return { model, ...show(tableForm, model) };
}

const fields = (el) => [...el.querySelectorAll("textarea"), ...el.querySelectorAll("select")];

test("empty rows are not sent, unless they are there to stay; full ones count", () => {
  const empty = { where: " ", kept: "" };
  const half = { where: "", kept: "no" };
  assert.deepEqual(rowsToKeep([empty, half, FULL], COLUMNS, false), [half, FULL]);
  assert.deepEqual(rowsToKeep([empty], COLUMNS, true), [empty]);
  assert.equal(fullRows([empty, half, FULL], COLUMNS), 1);
});

test("as many rows as are asked for, each field named by its column and its row, and described by its hint", () => {
  const { el } = form([FULL], { enough: 2 });
  assert.equal(el.querySelectorAll("tbody tr").length, 2);
  assert.deepEqual(fields(el).map((field) => field.value), ["The town", "", "yes", ""]);
  const named = fields(el).map((field) => field.getAttribute("aria-label"));
  assert.deepEqual(named, ["Where? (1)", "Where? (2)", "Kept? (1)", "Kept? (2)"]);
  const hint = el.querySelector("thead .kg-hint");
  assert.equal(fields(el)[0].getAttribute("aria-describedby"), hint.getAttribute("id"));
  assert.deepEqual(words(el, "option"), ["choose …", "yes", "no", "choose …", "yes", "no"]);
});

test("what is typed is sent when the keys rest, and counted at once", () => {
  const { model, el } = form([], { enough: 1 });
  assert.match(words(el, ".kg-tally")[0], /^Full rows: 0\. You need 1\./);
  const [where, kept] = fields(el);
  where.value = "A friend";
  where.fire("input");
  kept.value = "no";
  kept.fire("change");
  assert.match(words(el, ".kg-tally")[0], /^Full rows: 1\./);
  mock.timers.tick(0);
  assert.deepEqual(model.sent, [{ number: 1, rows: [{ where: "A friend", kept: "no" }] }]);
});

test("a row is added where one can type, and a removed one leaves the focus on the next", () => {
  const { model, el } = form([FULL, { where: "Ben", kept: "no" }]);
  el.querySelector(".kg-add").fire("click");
  assert.equal(document.activeElement, el.querySelectorAll("textarea")[2]);
  el.querySelectorAll(".kg-away")[0].fire("click");
  mock.timers.tick(0);
  assert.deepEqual(model.sent[0].rows, [{ where: "Ben", kept: "no" }]);
  assert.equal(document.activeElement.value, "Ben");
  for (const _ of [1, 2]) el.querySelectorAll(".kg-away")[0].fire("click");
  assert.equal(el.querySelectorAll("tbody tr").length, 1);
});

test("fixed rows have their names for heads, and none is added or taken away", () => {
  const rows = ["Report", "Satire"].map((row) => ({ row, where: "", kept: "" }));
  const { model, el } = form(rows, { names: ["Report", "Satire"], enough: 2 });
  assert.deepEqual(words(el, "tbody th"), ["Report", "Satire"]);
  assert.deepEqual(words(el, "button"), []);
  assert.equal(fields(el)[1].getAttribute("aria-label"), "Where? (Satire)");
  const kept = el.querySelectorAll("select")[1];
  kept.value = "no";
  kept.fire("change");
  mock.timers.tick(0);
  assert.deepEqual(model.sent[0].rows, [rows[0], { row: "Satire", where: "", kept: "no" }]);
});

test("another window's rows are shown, and put in place of those here", () => {
  const { model, el, end } = form([FULL]);
  model.change({ other: "Ben · no" });
  assert.deepEqual(words(el, ".kw-other .kw-quoted"), ["Ben · no"]);
  el.querySelectorAll(".kw-other button")[1].fire("click");
  assert.deepEqual(model.sent, [{ number: 1, choose: "theirs" }]);
  model.change({ other: "", rows: [{ where: "Ben", kept: "no" }], placed: 1 });
  assert.equal(el.querySelector("textarea").value, "Ben");
  end();
  assert.equal(model.listening(), 0);
});
