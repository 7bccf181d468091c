// The swap bench: both sentences, the choice, and what is sent.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import { fakeModel, outwait, show, words } from "./page.mjs";
import swap from "../../kit/widgets/swap.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

function bench() {
  const printed = [{ text: "The ", changed: false }, { text: "mob", changed: true }, { text: " left.", changed: false }];
  const model = fakeModel({
    step: "", prompt: "Another word?", phrase: "mob", changes: { tone: "The tone", both: "Both" }, before: printed, after: printed,
    answer: { wording: "mob", change: "both", submitted: false }, said: "Nothing yet.", revealed: "", status: "", received: 0,
    earlier: [], other: "", placed: 0, reference: "key",
  });
  return { model, ...show(swap, model) };
}

test("both sentences stand side by side, what changed set apart", () => {
  const { el } = bench();
  assert.deepEqual(words(el, ".ks-words"), ["The mob left.", "The mob left."]);
  assert.deepEqual([words(el, "del"), words(el, "ins")], [["mob"], ["mob"]]);
  assert.deepEqual(words(el, ".ks-head"), ["As printed", "As you put it"]);
  assert.equal(words(el, "label")[0], "Instead of “mob”, write (or write nothing):");
  assert.equal(el.querySelector("textarea").value, "mob");
  assert.deepEqual(el.querySelectorAll("input").map((input) => input.checked), [false, true]);
});

test("wording and choice are sent as they are made, and with the button for good", () => {
  const { model, el } = bench();
  const [field, [tone, both]] = [el.querySelector("textarea"), el.querySelectorAll("input")];
  field.value = "crowd";
  field.fire("input");
  mock.timers.tick(400);
  [tone.checked, both.checked] = [true, false];
  tone.fire("change");
  mock.timers.tick(0);
  el.querySelector("button").fire("click");
  assert.deepEqual(
    model.sent.map(({ wording, change, submit }) => [wording, change, submit]),
    [["crowd", "both", false], ["crowd", "tone", false], ["crowd", "tone", true]],
  );
});

test("a wording that is changed puts away what was said, and another window's is put in its place", () => {
  const { model, el, end } = bench();
  assert.deepEqual(words(el, "button"), ["What does the key think?"]);
  model.change({ answer: { wording: "crowd", change: "both", submitted: true }, revealed: "People." });
  model.change({ answer: { wording: "men", change: "both", submitted: false }, revealed: "", earlier: [{ words: "crowd", said: "The key: People." }] });
  assert.deepEqual([words(el, ".kw-reveal p"), words(el, "details p"), words(el, "button")], [[], ["crowd", "The key: People."], ["Answer again"]]);
  model.change({ answer: { wording: "guests", change: "tone", submitted: false }, placed: 1 });
  assert.equal(el.querySelector("textarea").value, "guests");
  assert.deepEqual(el.querySelectorAll("input").map((input) => input.checked), [true, false]);
  el.querySelector("textarea").fire("keydown", { key: "Enter", ctrlKey: true });
  assert.equal(model.sent.at(-1).submit, true);
  end();
  assert.equal(model.listening(), 0);
});

test("where there is no key, the thought is the program's and called so", () => {
  const { model, el } = bench();
  model.change({ reference: "program", revealed: "It judges." });
  assert.deepEqual([words(el, "button"), words(el, ".kw-reveal p")], [["What does the program think?"], ["The program: It judges."]]);
});

test("the key is shown when it is revealed; a silent kernel is said until it answers", () => {
  const { model, el, end } = bench();
  assert.deepEqual(words(el, ".kw-reveal p"), []);
  el.querySelector("button").fire("click");
  outwait(mock.timers);
  assert.match(words(el, ".kw-status")[0], /^The program is not answering/);
  model.change({ answer: { wording: "x", change: "tone", submitted: true }, revealed: "People.", status: "Saved", received: 1 });
  assert.deepEqual([words(el, ".kw-reveal p"), words(el, ".kw-status")], [["The key: People."], ["Saved"]]);
  end();
  assert.equal(model.listening(), 0);
});
