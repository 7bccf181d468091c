// The bar above a class's own key: a text is chosen, a key made and left; what Python says of it is shown.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import { fakeModel, outwait, show, words } from "./page.mjs";
import keyBar from "../../kit/widgets/key_bar.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

const TEXTS = [["Words that push", [["04 practise", "A letter"], ["04 mark", "A passage"]]]];

function bar(more = {}) {
  const model = fakeModel({ texts: TEXTS, text: "", in_use: "", own: false, ...more });
  return { model, ...show(keyBar, model) };
}

test("a text is asked for, and before one is chosen there is nothing to make", () => {
  const { el, model } = bar();
  const [save, leave] = ["make", "leave"].map((kind) => el.querySelector(`[data-does=${kind}]`));
  assert.deepEqual([save.hidden, leave.hidden], [true, true]);
  const select = el.querySelector("select");
  select.value = "04 mark";
  select.fire("change");
  assert.deepEqual([model.sent[0].kind, model.sent[0].text], ["choose", "04 mark"]);
  model.change({ text: "04 mark", in_use: "The lesson’s." });
  assert.deepEqual([save.hidden, leave.hidden, words(el, ".ky-in-use")[0]], [false, true, "The lesson’s."]);
});

test("what comes of making and leaving is said, and a kernel that is silent; focus is not lost with a button", () => {
  const { el, model, end } = bar({ text: "04 mark", own: true });
  const [save, leave] = ["make", "leave"].map((kind) => el.querySelector(`[data-does=${kind}]`));
  save.fire("click");
  outwait(mock.timers);
  assert.match(words(el, ".ky-said")[0], /^The program is not answering/);
  model.answer({ id: model.sent[0].id, kind: "refused", said: "“mob” has no reason." });
  assert.deepEqual(words(el, ".ky-said"), ["“mob” has no reason."]);
  leave.focus();
  leave.fire("click");
  assert.equal(model.sent[1].kind, "leave");
  model.change({ own: false });
  assert.deepEqual([leave.hidden, document.activeElement === save], [true, true]);
  end();
  assert.equal(model.listening(), 0);
});
