// The explorer, without a browser.

import assert from "node:assert/strict";
import test from "node:test";

import "./page.mjs";

import { makeBus, touches } from "../../kit/widgets/explorer_bus.js";

const doc = { id: 1, blocks: [{ text: "It rained.", widths: [2, 1, 6, 0, 1] }] };

test("what is selected is told to every part, and gone with another article", () => {
  const bus = makeBus({ ask: () => null });
  const heard = [];
  bus.add({ follow: (selection) => heard.push(selection?.label ?? null) });
  bus.show(doc);
  bus.select({ from: "terms", label: "“rained”", at: [[1, 1]] });
  bus.show(doc);
  assert.deepEqual(heard, [null, "“rained”", null]);
});

test("a selection touches what it shares a word with", () => {
  const selection = { at: [[1, 3], [7, 7]] };
  assert.deepEqual([[0, 0], [3, 5], [6, 9]].map((span) => touches(selection, span)), [false, true, true]);
  assert.equal(touches(null, [0, 9]), false);
});
