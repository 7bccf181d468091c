// Progress: the steps, and how many are done.
import assert from "node:assert/strict";
import { test } from "node:test";

import { fakeModel, show, words } from "./page.mjs";
import progress, { stepsDone } from "../../kit/widgets/progress.js";

const steps = (...done) => done.map((each, i) => ({ title: `T${i + 1}`, done: each }));

test("progress is said in words", () => {
  assert.equal(stepsDone(steps(true, false)), "1 of 2 steps done");
  assert.equal(stepsDone(steps(true, true)), "All 2 steps done");
});

test("what is done is ticked off, what comes next is marked", () => {
  const model = fakeModel({ title: "A lesson", note: "Saved here.", steps: steps(true, false, false) });
  const { el, end } = show(progress, model);
  assert.deepEqual(words(el, "li"), ["✓T1 (done)", "2T2", "3T3"]);
  assert.deepEqual(el.querySelectorAll("li").map((li) => li.getAttribute("aria-current")), [null, "step", null]);
  assert.deepEqual([words(el, ".kp-head"), words(el, ".kp-note")], [["A lesson1 of 3 steps done"], ["Saved here."]]);
  const status = el.querySelector("[role=status]");
  model.change({ steps: steps(true, true, true), note: "" });
  assert.equal(el.querySelector("[role=status]"), status); // a new one would not be read out
  assert.deepEqual([words(el, "[role=status]"), words(el, ".kp-next")], [["All 3 steps done"], []]);
  end();
  assert.equal(model.listening(), 0);
});
