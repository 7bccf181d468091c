// The form for sources: its rows, and what a comparison says of them.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import { fakeModel, outwait, show, words } from "./page.mjs";
import sourceForm, { worthKeeping } from "../../kit/widgets/source_form.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

const ANA = { speaker: "Ana", record: "named", way: "" };

function form(rows) {
  const model = fakeModel({
    step: "", prompt: "Who?", records: { named: "by name", vague: "a crowd" }, ways: { direct: "word for word" },
    rows, findings: [], status: "", received: 0, other: "", placed: 0, reference: "key",
  });
  return { model, ...show(sourceForm, model) };
}

test("empty rows are not sent", () => {
  const empty = { speaker: " ", record: "", way: "" };
  const half = { speaker: "", record: "named", way: "" };
  assert.deepEqual(worthKeeping([empty, half, ANA]), [half, ANA]);
});

test("a row for each speaker, an empty one where there is none, each field named", () => {
  assert.equal(form([]).el.querySelectorAll("tbody tr").length, 1);
  const { el } = form([ANA]);
  const fields = [...el.querySelectorAll("input"), ...el.querySelectorAll("select")];
  assert.deepEqual(fields.map((field) => field.value), ["Ana", "named", ""]);
  assert.deepEqual(fields.map((field) => field.getAttribute("aria-label")), ["Who speaks, row 1", "Named?, row 1", "In whose words, row 1"]);
  assert.deepEqual(words(el, "th"), ["Who speaks", "Named?", "In whose words", "Remove"]);
});

test("the words of each column stand above its field, too, for a page without room for columns", () => {
  const { el } = form([ANA]);
  assert.deepEqual(words(el, ".kl-label"), ["Who speaks", "Named?", "In whose words"]);
  assert.ok(el.querySelectorAll(".kl-label").every((label) => label.getAttribute("aria-hidden") === "true"));
});

test("a speaker is added where one can type, and sent when the keys rest", () => {
  const { model, el } = form([ANA]);
  el.querySelector(".kl-add").fire("click");
  const added = el.querySelectorAll("input")[1];
  assert.equal(document.activeElement, added);
  added.value = "Ben";
  added.fire("input");
  const way = el.querySelectorAll("select")[3];
  way.value = "direct";
  way.fire("change");
  mock.timers.tick(400);
  assert.deepEqual(model.sent, [{ number: 1, rows: [ANA, { speaker: "Ben", record: "", way: "direct" }] }]);
});

test("a removed row is gone, and the focus on the next one's speaker", () => {
  const { model, el } = form([ANA, { ...ANA, speaker: "Ben" }]);
  el.querySelectorAll(".kl-away")[0].fire("click");
  mock.timers.tick(0);
  assert.deepEqual(model.sent[0].rows.map((row) => row.speaker), ["Ben"]);
  assert.equal(document.activeElement.value, "Ben");
});

test("another window's rows are shown, and put in place of those here", () => {
  const { model, el } = form([ANA]);
  model.change({ other: "Ben · by name" });
  assert.deepEqual(words(el, ".kw-other .kw-quoted"), ["Ben · by name"]);
  el.querySelectorAll(".kw-other button")[1].fire("click");
  assert.deepEqual(model.sent, [{ number: 1, choose: "theirs" }]);
  model.change({ other: "", rows: [{ ...ANA, speaker: "Ben" }], placed: 1 });
  assert.equal(el.querySelector("input").value, "Ben");
});

test("findings are told apart by a sign; a silent kernel is said until it answers", () => {
  const { model, el, end } = form([ANA]);
  model.change({ findings: [{ speaker: "Ana", status: "agree", said: "by name; 3 words", lines: [] }, { speaker: "Ben", status: "missed", said: "a crowd", lines: [["Named?", "No."], ["", "Look."]] }] });
  assert.deepEqual(words(el, "li"), ["✓ agrees: Ana. The key: by name; 3 words.", "○ not in yours: Ben. The key: a crowd.Named? No.Look."]);
  assert.deepEqual(words(el, "li .kl-reason"), ["Named? No.", "Look."]);
  model.change({ findings: [] });
  assert.deepEqual(words(el, "li"), []);
  el.querySelectorAll(".kl-away")[0].fire("click");
  mock.timers.tick(0);
  outwait(mock.timers);
  assert.match(words(el, ".kw-status")[0], /^The program is not answering/);
  model.change({ received: 1 });
  assert.deepEqual(words(el, ".kw-status"), [""]);
  end();
  assert.equal(model.listening(), 0);
});
