// A text in two levels has a switch; of forms by turns one is shown, and nobody sees that there are others.
import assert from "node:assert/strict";
import { test } from "node:test";

import { fakeModel, show, words } from "./page.mjs";
import versions from "../../kit/widgets/versions.js";

const settled = async () => {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
};

async function widget(given, create = () => null) {
  const model = fakeModel(given);
  const removed = [];
  model.saved = 0;
  model.set = (name, value) => model.change({ [name]: value });
  model.save_changes = () => (model.saved += 1);
  model.widget_manager = {
    get_model: async (ref) => ref,
    create_view: async (ref) => {
      create(ref);
      const el = document.createElement("article");
      el.textContent = ref;
      return { el, remove: () => removed.push(ref) };
    },
  };
  const shown = show(versions, model);
  await settled();
  const seen = () => shown.el.querySelectorAll(".kd-text").filter((each) => !each.hidden).map((each) => each.textContent);
  return { ...shown, model, removed, seen };
}

const LEVELS = { texts: { printed: "IPY_MODEL_a", plain: "IPY_MODEL_b" }, shown: "printed", levels: true };

test("the switch has a name, shows the one that is chosen, and says what it is", async () => {
  const { el, model, seen } = await widget({ ...LEVELS });
  assert.deepEqual(seen(), ["a"]);
  const group = el.querySelector("[role=radiogroup]");
  assert.equal(group.getAttribute("aria-labelledby"), el.querySelector(".kd-name").getAttribute("id"));
  assert.deepEqual(words(el, ".kd-name"), ["The text:"]);
  const [printed, plain] = el.querySelectorAll("input");
  assert.deepEqual([printed.checked, plain.checked], [true, false]);
  plain.fire("change");
  assert.deepEqual([model.get("shown"), model.saved, seen()], ["plain", 1, ["b"]]);
  assert.deepEqual([printed.checked, plain.checked], [false, true]);
  assert.match(words(el, ".kw-hint")[0], /in plain words, by us/);
});

test("what is switched here is said aloud, what another text's switch brought is not", async () => {
  const { el, model } = await widget({ ...LEVELS });
  const hint = el.querySelector("[role=status]");
  model.change({ shown: "plain" });
  assert.equal(hint.getAttribute("aria-live"), "off");
  const [printed] = el.querySelectorAll("input");
  printed.fire("change");
  assert.equal(hint.getAttribute("aria-live"), "polite");
});

test("of forms one alone is shown, without a switch, and another where Python says so", async () => {
  const forms = { texts: { "form-a": "IPY_MODEL_a", "form-b": "IPY_MODEL_b" }, shown: "form-b", levels: false };
  const { el, model, seen } = await widget(forms);
  assert.equal(el.querySelector("[role=radiogroup]"), null);
  assert.deepEqual(seen(), ["b"]);
  model.change({ shown: "form-a" });
  assert.deepEqual(seen(), ["a"]);
});

test("a text that cannot be shown says why, and what is shown is put away at the end", async () => {
  const { removed, seen, end } = await widget({ ...LEVELS }, (ref) => {
    if (ref === "a") throw new Error("no such widget");
  });
  assert.match(seen()[0], /cannot be shown: no such widget/);
  end();
  assert.deepEqual(removed, ["b"]);
});
