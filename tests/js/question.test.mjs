// Questions and progress: the parts that need no page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

// By its text, as anywidget does: so no package.json is needed to say that the file is a module.
const load = (name) =>
  import(`data:text/javascript,${encodeURIComponent(readFileSync(new URL(`../../kit/widgets/${name}`, import.meta.url), "utf8"))}`);
const { paragraphs } = await load("question.js");
const { summary } = await load("progress.js");

test("what is revealed is parted at blank lines", () => {
  assert.deepEqual(paragraphs("One.\n\nTwo,\nstill two.\n\n\n"), ["One.", "Two,\nstill two."]);
  assert.deepEqual(paragraphs(""), []);
});

test("progress is said in words", () => {
  assert.equal(summary([{ done: true }, { done: false }]), "1 of 2 steps done");
  assert.equal(summary([{ done: true }, { done: true }]), "All 2 steps done");
});

test("empty rows of a ledger are not sent", async () => {
  const { worthKeeping } = await load("source_form.js");
  const empty = { speaker: " ", record: "", way: "" };
  const half = { speaker: "", record: "named", way: "" };
  assert.deepEqual(worthKeeping([empty, half, { ...empty, speaker: "Ana" }]), [half, { ...empty, speaker: "Ana" }]);
});

test("what a key says of a claim is said in two lines, and of an empty row in none", async () => {
  const { said } = await load("claim_form.js");
  const lines = said({ status: "differ", kind: "cause or opinion", why: "It guesses.", settle: "A letter." });
  assert.deepEqual(lines, [
    ["≠ Another kind.", " The key says cause or opinion. It guesses."],
    ["What would settle it, by the key:", " A letter."],
  ]);
  assert.deepEqual(said({ status: "agree", kind: "call", why: "", settle: "" }), [["✓ The same kind.", " The key says call."]]);
  assert.deepEqual([said({}), said(undefined)], [[], []]);
});
