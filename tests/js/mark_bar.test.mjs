// The bar above one's own marks: a layer is chosen, a comparison asked for.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import { fakeModel, outwait, show, words } from "./page.mjs";
import markBar from "../../kit/widgets/mark_bar.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

function bar() {
  const model = fakeModel({ layers: { quote: "Quotations", claim: "Claims" }, layer: "quote", comparing: false });
  return { model, ...show(markBar, model) };
}

test("a layer is asked for, and is chosen once Python says so", () => {
  const { el, model } = bar();
  const pressed = () => el.querySelectorAll("[data-layer]").map((button) => button.getAttribute("aria-pressed"));
  el.querySelector("[data-layer=claim]").fire("click");
  assert.deepEqual([model.sent[0].layer, pressed()], ["claim", ["true", "false"]]);
  model.change({ layer: "claim" });
  assert.deepEqual(pressed(), ["false", "true"]);
});

test("what comes of a comparison is said, and a kernel that is silent; while comparing there is nothing to compare", () => {
  const { el, model, end } = bar();
  const compare = el.querySelector(".kt-compare");
  compare.fire("click");
  assert.equal(model.sent[0].kind, "compare");
  outwait(mock.timers);
  assert.match(words(el, ".kt-said")[0], /^The program is not answering/);
  model.answer({ id: model.sent[0].id, kind: "refused", said: "Mark something first." });
  assert.deepEqual(words(el, ".kt-said"), ["Mark something first."]);
  compare.focus();
  model.change({ comparing: true });
  assert.deepEqual([compare.hidden, document.activeElement.dataset.layer], [true, model.get("layer")]);
  end();
  assert.equal(model.listening(), 0);
});
