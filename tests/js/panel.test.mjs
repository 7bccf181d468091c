// Panels: the parts that need no page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const source = readFileSync(new URL("../../kit/widgets/panel.js", import.meta.url), "utf8");
const { latest, place } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

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
  assert.equal(place(5, [0, 5, 10]), 50);
  assert.equal(place(0, [-50, 0, 50, 100]), 100 / 3);
  assert.equal(place(1, [0]), 0);
});
