// What all widgets share: words, elements, and the forms' line to the kernel. Run with: node --test tests/js/
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";

import { make, newId, set } from "../../kit/widgets/dom.js";
import { chooser, delay, follow, frame, line } from "../../kit/widgets/form.js";
import { say } from "../../kit/widgets/strings.js";
import { fakeModel, outwait, words } from "./page.mjs";

describe("words", () => {
  test("the plural is that of n, and places are filled", () => {
    assert.equal(say("highlighter.tally-word", { n: 1 }), "1 mark.");
    assert.equal(say("highlighter.tally-word", { n: 0 }), "0 marks.");
    assert.equal(say("source.in-row", { label: "{row}", row: 3 }), "{row}, row 3");
  });

  test("a key that the table has not is an error that names it", () => {
    assert.throws(() => say("form.sved"), /strings\.json has nothing for form\.sved/);
  });
});

describe("elements", () => {
  test("words, attributes, listeners and children; what is null or false is left out", () => {
    let clicks = 0;
    const node = make("p", { class: "a", hidden: true, title: null, lang: false, click: () => clicks++ }, "x", null, make("b", { text: "y" }));
    assert.deepEqual([...node.attributes], [["class", "a"], ["hidden", ""]]);
    assert.equal(node.textContent, "xy");
    node.fire("click");
    assert.equal(clicks, 1);
  });

  test("what can have the focus keeps its keys from the notebook", () => {
    for (const node of [make("button"), make("input"), make("select"), make("textarea"), make("div", { tabindex: "-1" })]) {
      assert.equal(node.getAttribute("data-lm-suppress-shortcuts"), "true");
    }
    assert.equal(make("p").attributes.size, 0);
  });

  test("an attribute is set, or taken away", () => {
    const node = make("p", { title: "x" });
    set(node, "title", "y");
    assert.equal(node.getAttribute("title"), "y");
    set(node, "title", undefined);
    assert.equal(node.getAttribute("title"), null);
  });

  test("ids differ", () => {
    assert.match(newId("kq"), /^kq-\w{5,}$/);
    assert.notEqual(newId("kq"), newId("kq"));
  });
});

describe("forms", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
  afterEach(() => mock.timers.reset());

  test("a frame is named by what it asks", () => {
    const root = frame(fakeModel({ step: "Step 1 of 2", prompt: "Who?" }), "x-1", "kq-root", make("i"));
    assert.deepEqual([root.getAttribute("aria-labelledby"), root.children.map((node) => node.tagName).join()], ["x-1-prompt", "p,p,i"]);
    assert.deepEqual(words(root, "p"), ["Step 1 of 2", "Who?"]);
  });

  test("a call that is put off again is made once, with what came last; stopped, never", () => {
    const made = [];
    const pause = delay();
    pause.set(100, () => made.push(1));
    mock.timers.tick(60);
    pause.set(100, () => made.push(2));
    mock.timers.tick(60);
    assert.deepEqual(made, []);
    mock.timers.tick(60);
    pause.set(100, () => made.push(3));
    pause.stop();
    mock.timers.tick(200);
    assert.deepEqual(made, [2]);
  });

  test("following ends", () => {
    const model = fakeModel({});
    let heard = 0;
    const stop = follow(model, { "change:a": () => heard++, "change:b": () => heard++ });
    model.change({ a: 1, b: 1 });
    stop();
    model.change({ a: 2 });
    assert.deepEqual([heard, model.listening()], [2, 0]);
  });

  test("messages are numbered, also past another view's; an older answer is not the awaited one", () => {
    const model = fakeModel({ received: 0 });
    const said = [];
    const kernel = line(model, { heard: () => said.push("heard"), silent: () => said.push("silent") });
    kernel.send({ rows: [] });
    kernel.send({ rows: [1] });
    assert.deepEqual(model.sent, [{ number: 1, rows: [] }, { number: 2, rows: [1] }]);
    model.change({ received: 1 });
    assert.deepEqual(said, []);
    model.change({ received: 2 });
    outwait(mock.timers);
    assert.deepEqual(said, ["heard"]);
    model.change({ received: 7 });
    kernel.send({});
    assert.equal(model.sent.at(-1).number, 8);
  });

  test("a kernel that takes in one message after another, slowly, is not silent; one that stops is", () => {
    const model = fakeModel({ received: 0 });
    const said = [];
    const kernel = line(model, { heard: () => said.push("heard"), silent: () => said.push("silent") });
    for (let n = 1; n <= 35; n++) kernel.send({ n });
    for (let received = 1; received <= 34; received++) {
      mock.timers.tick(160);
      model.change({ received });
    }
    assert.deepEqual(said, []);
    outwait(mock.timers);
    assert.deepEqual(said, ["silent"]);
    model.change({ received: 35 });
    assert.deepEqual([said, kernel.waits()], [["silent", "heard"], false]);
  });

  test("where no answer comes that is said, after as long as was asked for; closed, never", () => {
    const model = fakeModel({ received: 0 });
    let silences = 0;
    const kernel = line(model, { heard() {}, silent: () => silences++ });
    kernel.send({}, 12000);
    outwait(mock.timers);
    assert.equal(silences, 0);
    outwait(mock.timers, 12000);
    assert.equal(silences, 1);
    kernel.send({});
    kernel.close();
    outwait(mock.timers, 12000);
    assert.deepEqual([silences, model.listening()], [1, 0]);
  });

  test("a list begins with nothing chosen, and tells what is", () => {
    const told = [];
    const select = chooser({ a: "Aye", b: "Bee" }, "b", (value) => told.push(value), { "aria-label": "Which" });
    assert.deepEqual([select.value, select.getAttribute("aria-label")], ["b", "Which"]);
    assert.deepEqual(words(select, "option"), ["choose …", "Aye", "Bee"]);
    select.value = "a";
    select.fire("change");
    assert.deepEqual(told, ["a"]);
  });
});
