// A question: what it makes for each kind, what it sends, and what it shows.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import { fakeModel, show, words } from "./page.mjs";
import question, { paragraphs } from "../../kit/widgets/question.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

function ask(traits) {
  const model = fakeModel({
    step: "Step 1 of 2", prompt: "Who?", button: "Answer", options: [], bounds: [], unit: "", answer: {}, revealed: "", status: "", received: 0,
    ...traits,
  });
  return { model, ...show(question, model) };
}

test("what is revealed is parted at blank lines", () => {
  assert.deepEqual(paragraphs("One.\n\nTwo,\nstill two.\n\n\n"), ["One.", "Two,\nstill two."]);
  assert.deepEqual(paragraphs(""), []);
});

test("a choice is sent at once as a draft, and with the button as an answer", () => {
  const { model, el } = ask({ kind: "choice", options: ["Ana", "Ben"], answer: { value: 0, submitted: false } });
  const [ana, ben] = el.querySelectorAll("input");
  assert.deepEqual([ana.checked, ben.checked, ...words(el, "label")], [true, false, "Ana", "Ben"]);
  [ana.checked, ben.checked] = [false, true];
  ben.fire("change");
  mock.timers.tick(0);
  el.querySelector("button").fire("click");
  assert.deepEqual(model.sent, [{ number: 1, value: 1, submit: false }, { number: 2, value: 1, submit: true }]);
});

test("a slider and a field of one number follow each other; an empty field is no answer", () => {
  const { model, el } = ask({ kind: "number", bounds: [0, 100], unit: "per cent" });
  const [slider, field] = el.querySelectorAll("input");
  assert.deepEqual([slider.value, field.value], ["50", ""]);
  el.querySelector("button").fire("click");
  assert.equal(model.sent[0].value, undefined);
  slider.value = 40;
  slider.fire("input");
  assert.equal(field.value, "40");
  mock.timers.tick(400);
  assert.deepEqual(model.sent[1], { number: 2, value: 40, submit: false });
});

test("words are sent when the keys rest", () => {
  const { model, el } = ask({ kind: "text", answer: { value: "I", submitted: false } });
  const area = el.querySelector("textarea");
  assert.equal(area.value, "I");
  for (const value of ["I t", "I th"]) {
    area.value = value;
    area.fire("input");
    mock.timers.tick(300);
  }
  mock.timers.tick(100);
  assert.deepEqual(model.sent, [{ number: 1, value: "I th", submit: false }]);
});

test("an answer is revealed, and the button asks for another; a step's stays", () => {
  const revealed = "One.\n\nTwo.";
  const { model, el } = ask({ kind: "text" });
  assert.deepEqual(words(el, "button"), ["Answer"]);
  model.change({ answer: { value: "x", submitted: true }, revealed, status: "Saved" });
  assert.deepEqual([words(el, ".kw-reveal p"), words(el, "[role=status]"), words(el, "button")], [["One.", "Two."], ["Saved"], ["Answer again"]]);
  assert.ok(el.querySelector(".kw-answered"));
  const step = ask({ kind: "check", button: "Compare", answer: { value: true, submitted: true } });
  assert.deepEqual(words(step.el, "button"), ["Compare"]);
});

test("work that takes long shows, then that nobody answers; an answer takes both away", () => {
  const { model, el, end } = ask({ kind: "check", button: "Compare", status: "Saved" });
  const status = el.querySelector("[role=status]");
  el.querySelector("button").fire("click");
  mock.timers.tick(300);
  assert.equal(status.textContent, "Working …");
  mock.timers.tick(12000);
  assert.match(status.textContent, /^The program is not answering\. .* What was saved is safe\.$/);
  model.change({ received: 1 });
  assert.equal(status.textContent, "Saved");
  end();
  assert.equal(model.listening(), 0);
});

test("a row of squares is a picture, and the words beside it say the same", () => {
  const { el } = ask({ kind: "check", answer: { value: true, submitted: true }, revealed: "■■□ Of 3 words, 2.\n\nNo row here." });
  assert.deepEqual(words(el, "p").slice(-2), ["■■□ Of 3 words, 2.", "No row here."]);
  const rows = el.querySelectorAll(".kq-squares");
  assert.deepEqual([rows.length, rows[0].textContent, rows[0].getAttribute("aria-hidden")], [1, "■■□", "true"]);
});
