// The form for claims: a kind and a way to settle each, and what the key says of it.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import { fakeModel, outwait, show, words } from "./page.mjs";
import claimForm, { findingLines } from "../../kit/widgets/claim_form.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

function form(traits = {}) {
  const rows = ["It rained.", "Go!"].map((claim) => ({ claim, label: "", settle: "" }));
  const model = fakeModel({ step: "", prompt: "What?", labels: { fact: "Fact claim", call: "Call" }, rows, findings: [], status: "", received: 0, other: "", placed: 0, ...traits });
  return { model, ...show(claimForm, model) };
}

test("what a key says of a claim is said in two lines, and of an empty row in none", () => {
  const lines = findingLines({ status: "differ", said: "≠ Another kind.", kind: "cause or opinion", why: "It guesses.", settle: "A letter." });
  assert.deepEqual(lines, [
    ["≠ Another kind.", " The key says cause or opinion. It guesses."],
    ["What would settle it, by the key:", " A letter."],
  ]);
  assert.deepEqual(findingLines({ status: "agree", said: "✓ The same kind.", kind: "call", why: "", settle: "" }), [["✓ The same kind.", " The key says call."]]);
  assert.deepEqual([findingLines({}), findingLines(undefined)], [[], []]);
  const doubted = { status: "agree", said: "✓ The same kind.", kind: "call", why: "“Should”.", doubt: "It may report.", settle: "" };
  assert.deepEqual(findingLines(doubted, "program"), [
    ["✓ The same kind.", " The program says call. “Should”."],
    ["It may be wrong:", " It may report."],
  ]);
});

test("a claim that stands in plain words too has them behind a click", () => {
  assert.equal(form().el.querySelectorAll("details").length, 0);
  const { el } = form({ plain: ["Rain fell.", "Go away!"] });
  assert.deepEqual(words(el, "details summary"), ["In plain words", "In plain words"]);
  assert.deepEqual(words(el, "details p"), ["Rain fell.", "Go away!"]);
});

test("each claim has its kind and what would settle it; both are sent", () => {
  const { model, el } = form();
  assert.deepEqual(words(el, "legend"), ["It rained.", "Go!"]);
  assert.deepEqual(words(el.querySelector("li"), "label span"), ["Kind of claim", "What would settle this?"]);
  const [kind] = el.querySelectorAll("select");
  kind.value = "fact";
  kind.fire("change");
  mock.timers.tick(0);
  const settle = el.querySelectorAll("textarea")[1];
  settle.value = "Ask them.";
  settle.fire("input");
  mock.timers.tick(400);
  assert.deepEqual(model.sent[1], {
    number: 2,
    rows: [{ claim: "It rained.", label: "fact", settle: "" }, { claim: "Go!", label: "", settle: "Ask them." }],
  });
});

test("nothing is called saved while words are typed; another window's rows are put in place of those here", () => {
  const { model, el } = form();
  model.change({ status: "Saved" });
  const settle = el.querySelector("textarea");
  settle.value = "Ask";
  settle.fire("input");
  assert.deepEqual(words(el, ".kw-status"), [""]);
  mock.timers.tick(400);
  model.change({ received: 1 });
  assert.deepEqual(words(el, ".kw-status"), ["Saved"]);
  model.change({ rows: [{ claim: "It rained.", label: "fact", settle: "A gauge." }, { claim: "Go!", label: "", settle: "" }], placed: 1 });
  assert.deepEqual([el.querySelector("select").value, el.querySelector("textarea").value], ["fact", "A gauge."]);
});

test("findings stand under their claims; a silent kernel is said until it answers", () => {
  const { model, el, end } = form();
  model.change({ findings: [{}, { status: "agree", said: "✓ The same kind.", kind: "call", why: "", settle: "" }] });
  assert.deepEqual(words(el, ".kc-finding"), ["", "✓ The same kind. The key says call."]);
  const [kind] = el.querySelectorAll("select");
  kind.fire("change");
  mock.timers.tick(0);
  outwait(mock.timers);
  assert.match(words(el, ".kw-status")[0], /^The program is not answering/);
  model.change({ received: 1, status: "Saved" });
  assert.deepEqual(words(el, ".kw-status"), ["Saved"]);
  end();
  assert.equal(model.listening(), 0);
});
