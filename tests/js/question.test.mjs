// A question: what it makes for each kind, what it sends, and what it shows.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import { fakeModel, outwait, show, words } from "./page.mjs";
import { make } from "../../kit/widgets/dom.js";
import question from "../../kit/widgets/question.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

function ask(traits) {
  const model = fakeModel({
    step: "Step 1 of 2", prompt: "Who?", button: "Answer", options: [], bounds: [], unit: "", answer: {}, revealed: "", status: "", received: 0,
    earlier: [], every: false, other: "", placed: 0, marks: [],
    ...traits,
  });
  return { model, ...show(question, model) };
}

/** A key pressed in an element of the page. */
const press = (node, about) => node.fire("keydown", { key: "Enter", ...about });

test("what is revealed is parted at blank lines", () => {
  const { model, el } = ask({ kind: "text", revealed: "One.\n\nTwo,\nstill two.\n\n\n" });
  assert.deepEqual(words(el, ".kw-reveal p"), ["One.", "Two,\nstill two."]);
  model.change({ revealed: "" });
  assert.deepEqual(words(el, ".kw-reveal p"), []);
});

test("Enter answers in a field of one line and in a choice; in words it begins a line, and with Ctrl it answers", () => {
  const name = ask({ kind: "name", button: "Use this name" });
  const [field] = name.el.querySelectorAll("input");
  field.value = "heron";
  assert.ok(press(field, {}).prevented);
  assert.deepEqual(name.model.sent, [{ number: 1, value: "heron", submit: true }]);
  const number = ask({ kind: "number", bounds: [0, 9] });
  for (const input of number.el.querySelectorAll("input")) press(input, {});
  assert.deepEqual(number.model.sent.map((message) => message.submit), [true, true]);
  const choice = ask({ kind: "choice", options: ["Ana"] });
  press(choice.el.querySelector("input"), {});
  assert.equal(choice.model.sent.length, 1);
  const text = ask({ kind: "text" });
  const area = text.el.querySelector("textarea");
  assert.deepEqual([words(text.el, ".kw-hint"), words(choice.el, ".kw-hint")], [["or Ctrl + Enter"], []]);
  for (const not of [{}, { ctrlKey: true, isComposing: true }, { key: "a", ctrlKey: true }]) assert.ok(!press(area, not).prevented);
  assert.deepEqual(text.model.sent, []);
  press(area, { ctrlKey: true });
  press(area, { metaKey: true });
  assert.equal(text.model.sent.length, 2);
});

test("a name is sent when it is chosen, and not while it is typed", () => {
  const { model, el } = ask({ kind: "name", answer: { value: "ana", submitted: false } });
  const field = el.querySelector("input");
  assert.equal(field.value, "ana");
  field.value = "ben";
  field.fire("input");
  mock.timers.tick(5000);
  assert.deepEqual(model.sent, []);
});

test("nothing is called saved from the first keystroke until the last has been taken in", () => {
  const { model, el } = ask({ kind: "text", status: "Draft saved" });
  const [area, status] = [el.querySelector("textarea"), el.querySelector("[role=status]")];
  assert.equal(status.textContent, "Draft saved");
  area.fire("input");
  assert.equal(status.textContent, "");
  mock.timers.tick(400);
  area.fire("input"); // typed on before the first was taken in
  model.change({ status: "", received: 0 });
  model.change({ status: "Draft saved" });
  model.change({ received: 1 });
  assert.equal(status.textContent, "");
  mock.timers.tick(400);
  model.change({ received: 2 });
  assert.equal(status.textContent, "Draft saved");
});

test("what was said of an earlier answer is folded and said to be that; the button asks again", () => {
  const { model, el } = ask({ kind: "choice", options: ["Ana", "Ben"], answer: { value: 1, submitted: true }, revealed: "No." });
  const earlier = el.querySelector("details");
  assert.ok(earlier.hidden && !earlier.attributes.has("open"));
  model.change({ answer: { value: 0, submitted: false }, revealed: "", earlier: [{ words: "Ben", said: "No." }] });
  assert.deepEqual([words(el, ".kw-reveal p"), earlier.hidden], [[], false]);
  assert.deepEqual([words(earlier, "summary"), words(earlier, "p")], [["What was said of your earlier answer"], ["Ben", "No."]]);
  assert.deepEqual(words(el, "button"), ["Answer again"]);
});

test("where every try counts, all are open to see", () => {
  const earlier = [{ words: "B", said: "Found." }, { words: "A", said: "Nothing." }];
  const { el } = ask({ kind: "text", every: true, earlier });
  assert.ok(el.querySelector("details").attributes.has("open"));
  assert.deepEqual([words(el, "summary"), words(el, "details p")], [["Your 2 earlier tries"], ["B", "Found.", "A", "Nothing."]]);
});

test("another window's answer is shown, and taken when the learner says so", () => {
  const { model, el, end } = ask({ kind: "text", answer: { value: "mine", submitted: false } });
  model.change({ other: "theirs" });
  assert.deepEqual(words(el, ".kw-other .kw-quoted"), ["theirs"]);
  const [mine, theirs] = el.querySelectorAll(".kw-other button");
  mine.fire("click");
  theirs.fire("click");
  assert.deepEqual(model.sent, [{ number: 1, choose: "mine" }, { number: 2, choose: "theirs" }]);
  model.change({ other: "", answer: { value: "theirs", submitted: false }, placed: 1 });
  assert.equal(el.querySelector("textarea").value, "theirs");
  assert.deepEqual(words(el, ".kw-other button"), []);
  end();
  assert.equal(model.listening(), 0);
});

test("a line to the kernel that is closed is said at once", () => {
  const { model, el } = ask({ kind: "text" });
  model.send = () => {
    throw new Error("closed");
  };
  el.querySelector("button").fire("click");
  assert.match(words(el, "[role=status]")[0], /^The program is not answering/);
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

test("what is no number is sent as text, so that Python refuses it", () => {
  const { model, el } = ask({ kind: "number", bounds: [0, 100] });
  const [, field] = el.querySelectorAll("input");
  for (const about of [{ value: "1e400" }, { value: "", validity: { badInput: true } }]) {
    Object.assign(field, about);
    field.fire("input");
    mock.timers.tick(400);
  }
  assert.deepEqual(model.sent.map((message) => typeof message.value), ["string", "string"]);
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

test("a comparison that is made leads to the text with the marks, of its versions to the one that is seen", () => {
  const { model, el } = ask({ kind: "check", button: "Compare", marks: ["a", "b"] });
  const lead = () => el.querySelectorAll("button").find((each) => each.textContent.includes("marks"));
  assert.equal(lead().hidden, true);
  model.change({ answer: { value: true, submitted: true } });
  assert.equal(lead().hidden, false);
  const text = (id, rects) => {
    const inner = make("div", { class: "kit-text", tabindex: "0" });
    const node = make("div", { "data-kit-marks": id }, inner);
    node.getClientRects = () => rects;
    node.scrollIntoView = () => (node.isSeen = true);
    document.append(node); // in which `body` does not stand here
    return { node, inner };
  };
  const [plain, printed] = [text("a", []), text("b", [{}])];
  lead().fire("click");
  assert.deepEqual([plain.node.isSeen, printed.node.isSeen], [undefined, true]);
  assert.equal(document.activeElement, printed.inner);
});

test("work that takes long shows, then that nobody answers; an answer takes both away", () => {
  const { model, el, end } = ask({ kind: "check", button: "Compare", status: "Saved" });
  const status = el.querySelector("[role=status]");
  el.querySelector("button").fire("click");
  mock.timers.tick(300);
  assert.equal(status.textContent, "Working …");
  outwait(mock.timers, 12000);
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

test("a note for those who know statistics stands behind its first words", () => {
  const revealed = "2 more hits.\n\nFor those who know statistics: The interval is wide.";
  const { el } = ask({ kind: "check", answer: { value: true, submitted: true }, revealed });
  const note = [...el.querySelectorAll("details")].find((each) => each.textContent.startsWith("For those"));
  assert.deepEqual([Boolean(note.open), note.querySelector("summary").textContent], [false, "For those who know statistics"]);
  assert.deepEqual(words(note, "p"), ["The interval is wide."]);
});

test("a refusal is said of the fields that it is about, and is read with them", () => {
  const refusals = [["choice", "Choose one of the answers.", ".kq-options"], ["text", "Write a few words first.", "textarea"], ["number", "Give a number from 0 to 9.", "input"]];
  for (const [kind, words, field] of refusals) {
    const { model, el } = ask({ kind, options: ["Ana"], bounds: [0, 9] });
    const node = el.querySelector(field);
    assert.equal(node.getAttribute("aria-invalid"), null);
    assert.equal(node.getAttribute("aria-describedby"), el.querySelector("[role=status]").id);
    model.change({ status: words });
    assert.equal(node.getAttribute("aria-invalid"), "true");
    model.change({ status: "Saved" });
    assert.equal(node.getAttribute("aria-invalid"), null);
  }
});

test("a class stands beside an answer, in a table whose bars are not read out, and goes with the answer", () => {
  const beside = { title: "What your class answered at first: 9 learners", bars: [{ label: "Ana", count: 6, mine: true }, { label: "Ben", count: 3, mine: false }] };
  const { model, el } = ask({ kind: "choice", options: ["Ana", "Ben"], answer: { value: 0, submitted: true }, revealed: "She.", beside });
  assert.deepEqual(words(el, "caption"), [beside.title]);
  assert.deepEqual(words(el, ".kb-count"), ["6", "3"]);
  assert.deepEqual(words(el, "tbody th"), ["Ana (you)", "Ben"]);
  const bars = el.querySelectorAll(".kb-bar");
  assert.deepEqual(bars.map((bar) => [bar.style.width, bar.getAttribute("aria-hidden")]), [["100%", "true"], ["50%", "true"]]);
  model.change({ answer: { value: 1, submitted: false }, revealed: "" });
  assert.deepEqual(words(el, "caption"), []);
});
