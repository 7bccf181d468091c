// A neighbour's file is chosen or dropped, handed to Python, and what comes of it is said.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import { fakeModel, show, words } from "./page.mjs";
import neighbour from "../../kit/widgets/neighbour.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

const SHOWN = {
  name: "Ben",
  said: "You and your neighbour\n\n■□ Of 2 words that you marked, your neighbour marks 1.",
  differ: [{ words: "slammed", mine: "Loaded word", theirs: "nothing" }],
  more: 2,
  rest: "You and the key\n\n■■ Of 2 words that you marked, the key marks 2.",
};
const FILE = { name: "ben-04.kit.json", size: 4, arrayBuffer: async () => new ArrayBuffer(4) };

const settled = async () => {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
};

function widget() {
  const model = fakeModel({ prompt: "Beside a neighbour", step: "", most: 5_000_000, shown: {} });
  const shown = { model, ...show(neighbour, model) };
  const input = shown.el.querySelector("input");
  const choose = async (file) => {
    input.files = [file];
    input.fire("change");
    await settled();
  };
  const answer = async (about) => {
    model.answer({ id: model.sent.at(-1).id, ...about });
    await settled();
  };
  const button = (text) => shown.el.querySelectorAll("button").find((each) => each.textContent === text);
  return { ...shown, input, choose, answer, button, wrong: () => shown.el.querySelector(".kn-wrong") };
}

test("a file that is chosen goes to Python, and what the two are to each other is shown", async () => {
  const { el, model, choose, answer, wrong } = widget();
  assert.deepEqual(words(el, ".kw-reveal p"), []);
  await choose(FILE);
  assert.deepEqual([model.sent.at(-1).ask, words(el, ".kw-status")], ["open", ["Reading the file …"]]);
  model.change({ shown: SHOWN });
  await answer({ kind: "done", data: {} });
  assert.deepEqual(words(el, ".kw-status"), [""]);
  assert.equal(wrong().hidden, true);
  assert.match(el.textContent, /Ben’s marks now stand beside yours/);
  assert.deepEqual(words(el, "li"), ["slammed You: Loaded word. Your neighbour: nothing."]);
  assert.match(el.textContent, /And 2 more, in the text\./);
  assert.deepEqual(words(el, "details p"), ["You and the key", "■■ Of 2 words that you marked, the key marks 2."]);
  assert.equal(el.querySelector(".kq-squares").getAttribute("aria-hidden"), "true");
});

test("what Python refuses is an alert in its words, and the same file can be chosen again", async () => {
  const { input, choose, answer, wrong } = widget();
  await choose(FILE);
  await answer({ kind: "refused", said: "This is a file of your own." });
  assert.deepEqual([wrong().hidden, wrong().textContent, wrong().getAttribute("role")], [false, "This is a file of your own.", "alert"]);
  assert.equal(input.value, "");
  await choose(FILE);
  assert.equal(wrong().hidden, true);
});

test("a file that is too large is not even read", async () => {
  const { model, choose, wrong } = widget();
  await choose({ ...FILE, size: 5_000_001 });
  assert.match(wrong().textContent, /larger than 5 MB/);
  assert.deepEqual(model.sent, []);
});

test("a file can be dropped, and words cannot", async () => {
  const { el, model } = widget();
  const [root] = el.querySelectorAll(".kn-root");
  root.fire("dragover", { dataTransfer: { types: ["text/plain"] } });
  assert.equal(root.classList.contains("kn-over"), false);
  assert.ok(root.fire("dragover", { dataTransfer: { types: ["Files"] } }).prevented);
  assert.equal(root.classList.contains("kn-over"), true);
  root.fire("drop", { dataTransfer: { types: ["Files"], files: [FILE] } });
  await settled();
  assert.deepEqual([model.sent.length, root.classList.contains("kn-over")], [1, false]);
});

test("put away, the focus is where a file is chosen, and nothing of it is left", async () => {
  const { el, model, answer, button } = widget();
  model.change({ shown: SHOWN });
  button("Put it away").fire("click");
  assert.equal(model.sent.at(-1).ask, "close");
  model.change({ shown: {} });
  await answer({ kind: "done", data: {} });
  assert.deepEqual(words(el, ".kw-reveal p"), []);
  assert.equal(document.activeElement, button("Choose their file"));
});

test("its button leaves the keys to us, and the field behind it is no stop of its own", () => {
  const { el, input, button } = widget();
  assert.equal(button("Choose their file").getAttribute("data-lm-suppress-shortcuts"), "true");
  assert.deepEqual([input.getAttribute("tabindex"), input.getAttribute("aria-hidden")], ["-1", "true"]);
  assert.equal(el.querySelector(".kn-root").getAttribute("data-kit-takes-files"), "yes");
});
